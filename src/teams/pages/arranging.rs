//! The forms about the support that a team has.

use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::{
        Now,
        ids::{ArrangementId, TeamId},
    },
    privacy::{Item, Viewer, Words},
    teams::model::{Arrangement, ArrangementKind, Team},
    web::{
        Filled, Page,
        field::{Choice, DateInput, ErrorSummary, Input, Radios},
        form,
    },
};

/// The form that says what support a team has.
#[derive(Serialize)]
pub struct EditArrangements {
    errors: Option<ErrorSummary>,
    id: TeamId,
    team: String,
    kinds: Vec<Radios>,
    who: Words,
}

/// The form that adds support under the team's own name.
#[derive(Serialize)]
pub struct NewOther {
    errors: Option<ErrorSummary>,
    id: TeamId,
    team: String,
    name: Input,
    included: Radios,
    who: Words,
}

/// The form about one arrangement.
#[derive(Serialize)]
pub struct EditArrangement {
    errors: Option<ErrorSummary>,
    team_id: TeamId,
    team: String,
    id: ArrangementId,
    name: String,
    included: Radios,
    since: DateInput,
    reviewed: DateInput,
    who: Words,
}

impl Page for EditArrangements {
    const TEMPLATE: &'static str = "teams/edit_arrangements";
}

impl Page for NewOther {
    const TEMPLATE: &'static str = "teams/new_other";
}

impl Page for EditArrangement {
    const TEMPLATE: &'static str = "teams/edit_arrangement";
}

impl EditArrangements {
    pub fn new(by: &Member, team: &Team, filled: &Filled) -> Self {
        let radios = |kind: &ArrangementKind| {
            let choices = vec![
                Choice::new(&"none", "The team does not have this"),
                Choice::new(&"not_included", "The team has this, librarians are not included yet"),
                Choice::new(&"included", "The team has this, librarians are included"),
            ];
            Radios::new(kind.word(), kind.name(), choices)
                .size("m")
                .value(filled.value(kind.word()))
                .error(filled.error(kind.word()))
        };
        Self {
            errors: filled.summary(),
            id: team.id,
            team: team.name.clone(),
            kinds: ArrangementKind::NAMED.iter().map(radios).collect(),
            who: by.words_as(Viewer::Lead, Item::Arrangements),
        }
    }

    /// What the form holds before anybody touched it: how things stand.
    pub fn standing(arrangements: &[Arrangement]) -> Filled {
        let standing = |kind: &ArrangementKind| match arrangements.iter().find(|one| one.kind == *kind) {
            None => "none",
            Some(Arrangement { includes_since: None, .. }) => "not_included",
            Some(_) => "included",
        };
        let standings: Vec<_> = ArrangementKind::NAMED.iter().map(|kind| (kind.word(), standing(kind))).collect();
        Filled::with(&standings)
    }
}

impl NewOther {
    pub fn new(by: &Member, team: &Team, filled: &Filled) -> Self {
        Self {
            errors: filled.summary(),
            id: team.id,
            team: team.name.clone(),
            name: Input::new("name", "What the team calls it")
                .hint("For example, Tuesday tea and talk")
                .value(filled.value("name"))
                .error(filled.error("name")),
            included: included(filled),
            who: by.words_as(Viewer::Lead, Item::Arrangements),
        }
    }
}

impl EditArrangement {
    pub fn new(by: &Member, team: &Team, arrangement: &Arrangement, filled: &Filled) -> Self {
        let date = |name: &str, legend, hint| {
            let [day, month, year] = ["day", "month", "year"].map(|part| format!("{name}[{part}]"));
            DateInput::new(name, legend)
                .hint(hint)
                .value(filled.value(&day), filled.value(&month), filled.value(&year))
                .error(filled.date_error(name))
        };
        Self {
            errors: filled.summary(),
            team_id: team.id,
            team: team.name.clone(),
            id: arrangement.id,
            name: arrangement.title().to_owned(),
            included: included(filled),
            since: date("since", "Since when, if they are", "For example, 26 11 2026"),
            reviewed: date(
                "reviewed",
                "When did you last look whether this is still so?",
                "Leave empty if you never did",
            ),
            who: by.words_as(Viewer::Lead, Item::Arrangements),
        }
    }

    /// What the form holds before anybody touched it: how things stand, and that somebody is looking today.
    pub fn standing(arrangement: &Arrangement, now: Now) -> Filled {
        let since = form::parts(arrangement.includes_since);
        let reviewed = form::parts(Some(now.today()));
        let included = if arrangement.includes_since.is_some() { "yes" } else { "no" };
        let names = ["day", "month", "year"];
        let mut standing = vec![("included".to_owned(), included.to_owned())];
        for (name, parts) in [("since", since), ("reviewed", reviewed)] {
            standing.extend(names.iter().zip(parts).map(|(part, value)| (format!("{name}[{part}]"), value)));
        }
        Filled::with(&standing.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>())
    }
}

fn included(filled: &Filled) -> Radios {
    let choices = vec![Choice::new(&"yes", "Yes"), Choice::new(&"no", "Not yet")];
    Radios::new("included", "Are librarians included?", choices)
        .size("m")
        .value(filled.value("included"))
        .error(filled.error("included"))
}
