//! The form that adds a librarian to a roster, by address or found by name.

use serde::Serialize;

use crate::{
    accounts::{Listed, Member},
    kernel::{
        Now,
        ids::{PersonId, TeamId},
    },
    privacy::{Item, Viewer, Words},
    teams::Team,
    web::{
        Filled, Page,
        field::{DateInput, ErrorSummary, Input},
        form,
    },
};

/// The form, and those of the name that was looked for.
#[derive(Serialize)]
pub struct NewPlacement {
    errors: Option<ErrorSummary>,
    id: TeamId,
    team: String,
    name: Input,
    searched: bool,
    found: Vec<Match>,
    chosen: Option<String>,
    email: Input,
    role: Input,
    wte: Input,
    from: DateInput,
    to: DateInput,
    who: Words,
}

#[derive(Serialize)]
struct Match {
    id: PersonId,
    team: TeamId,
    name: String,
    job_title: String,
}

/// What somebody looked for by name.
#[derive(Default)]
pub struct Search<'a> {
    /// What was typed, if anything was.
    pub typed: Option<&'a str>,
    /// Whom it found.
    pub found: Vec<Listed>,
    /// The name of the one chosen, whose address stands in the form.
    pub chosen: Option<String>,
}

impl Page for NewPlacement {
    const TEMPLATE: &'static str = "rosters/new_placement";
}

impl NewPlacement {
    pub fn new(by: &Member, team: &Team, search: Search<'_>, filled: &Filled) -> Self {
        let input = |name: &str, label| Input::new(name, label).value(filled.value(name)).error(filled.error(name));
        let date = |name: &str, legend, hint| {
            let [day, month, year] = ["day", "month", "year"].map(|part| format!("{name}[{part}]"));
            DateInput::new(name, legend)
                .hint(hint)
                .value(filled.value(&day), filled.value(&month), filled.value(&year))
                .error(filled.date_error(name))
        };
        let one = |one: Listed| Match { id: one.id, team: team.id, name: one.name, job_title: one.job_title };
        Self {
            errors: filled.summary(),
            id: team.id,
            team: team.name.clone(),
            name: Input::new("name", "Name, if you do not know the address")
                .autocomplete("off")
                .value(search.typed.unwrap_or_default()),
            searched: search.typed.is_some(),
            found: search.found.into_iter().map(one).collect(),
            chosen: search.chosen,
            email: input("email", "Work email address of the librarian").email().autocomplete("off"),
            role: input("role", "What they do on the team").hint("For example, clinical librarian"),
            wte: input("wte", "Their time on the team, as WTE").hint("From 0.01 to 1. For example, 0.4").width(4),
            from: date("from", "First day on the team", "For example, 26 11 2026"),
            to: date("to", "Last day, if it is known", "Leave empty if it is not"),
            who: by.words_as(if team.leads { Viewer::Lead } else { Viewer::ServiceManager }, Item::Placement),
        }
    }

    /// What the form holds before anybody typed: starting today, and the address of whoever was chosen.
    pub fn starting(now: Now, email: &str) -> Filled {
        let [day, month, year] = form::parts(Some(now.today()));
        Filled::with(&[("email", email), ("from[day]", &day), ("from[month]", &month), ("from[year]", &year)])
    }
}
