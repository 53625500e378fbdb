//! Asks whether to end a placement, and says what ends with it.

use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::{
        Now,
        ids::{PlacementId, TeamId},
        london,
    },
    privacy::{Item, Viewer, Words},
    rosters::{model::LastDay, policy},
    sessions::Called,
    teams::Spell,
    web::{
        Filled, Page,
        field::{DateInput, ErrorSummary},
    },
};

/// What will happen.
#[derive(Serialize)]
pub struct Departure {
    errors: Option<ErrorSummary>,
    id: PlacementId,
    team_id: TeamId,
    team: String,
    name: String,
    own: bool,
    may_choose_day: bool,
    /// The last day in words, when it is not yesterday.
    last: Option<String>,
    /// The same as the form sends it on.
    last_on: String,
    choose: DateInput,
    debriefs: Vec<String>,
    who: Words,
}

impl Page for Departure {
    const TEMPLATE: &'static str = "rosters/departure";
}

impl Departure {
    /// `asked` is what was typed to choose another day, with what is wrong with it.
    pub fn new(by: &Member, spell: &Spell, last: LastDay, coming: &[Called], asked: &Filled, now: Now) -> Self {
        let [day, month, year] = ["day", "month", "year"].map(|part| asked.value(&format!("last[{part}]")).to_owned());
        let hint = format!("For example, {}", now.today().format("%-d %-m %Y"));
        Self {
            errors: asked.summary(),
            id: spell.id,
            team_id: spell.team_id,
            team: spell.team.clone(),
            name: spell.name.clone(),
            own: spell.own,
            may_choose_day: policy::may_choose_day(by, spell),
            last: last.0.map(london::day),
            last_on: last.0.map(|day| day.to_string()).unwrap_or_default(),
            choose: DateInput::new("last", "Last day on the team")
                .hint(&hint)
                .value(&day, &month, &year)
                .error(asked.date_error("last")),
            debriefs: coming
                .iter()
                .map(|d| format!("{}, {}", d.kind.name(), london::span(d.starts_at, d.ends_at)))
                .collect(),
            who: by.words_as(policy::ends_as(by, spell).unwrap_or(Viewer::Librarian), Item::Placement),
        }
    }
}
