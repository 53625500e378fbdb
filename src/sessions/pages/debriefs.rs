//! A lead's debriefs: calling one, and those called.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::{day_select, place_fields, time_input};
use crate::{
    accounts::Member,
    kernel::{
        ids::{SessionId, TeamId},
        london,
    },
    privacy::{Item, Viewer, Words},
    sessions::{model::Kind, store::debriefs, window::Since},
    spaces::{Choosable, PlaceFields, PlaceWords, shown},
    teams::Team,
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Input, Radios, Select},
    },
};

/// The form that calls a debrief.
#[derive(Serialize)]
pub struct NewDebrief {
    errors: Option<ErrorSummary>,
    team_id: TeamId,
    team: String,
    kind: Radios,
    since: Radios,
    day: Select,
    time: Input,
    place: PlaceFields,
    who: Words,
}

/// The debriefs of a team: time, place and how many were invited.
#[derive(Serialize)]
pub struct Called {
    team_id: TeamId,
    team: String,
    debriefs: Vec<Line>,
    who: Words,
}

#[derive(Serialize)]
struct Line {
    id: SessionId,
    kind: &'static str,
    when: String,
    place: PlaceWords,
    invitations: i64,
}

impl Page for NewDebrief {
    const TEMPLATE: &'static str = "sessions/new_debrief";
}

impl Page for Called {
    const TEMPLATE: &'static str = "sessions/called";
}

impl NewDebrief {
    pub fn new(by: &Member, team: &Team, filled: &Filled, spaces: &[Choosable], today: NaiveDate) -> Self {
        let kinds = vec![
            Choice::new(&Kind::HotDebrief.word(), "Hot debrief, today")
                .hint("Stop for five minutes. 15 minutes at most."),
            Choice::new(&Kind::TeamReflection.word(), "Team reflection").hint("3 to 28 days after. 60 minutes."),
        ];
        Self {
            errors: filled.summary(),
            team_id: team.id,
            team: team.name.clone(),
            kind: Radios::new("kind", "What kind?", kinds)
                .size("m")
                .value(filled.value("kind"))
                .error(filled.error("kind")),
            since: since_radios(filled),
            day: day_select(filled, today, today + Days::new(28)),
            time: time_input(filled),
            place: place_fields(filled, spaces),
            who: by.words_as(Viewer::Lead, Item::Offer),
        }
    }
}

impl Called {
    pub fn new(by: &Member, team: &Team, called: &[debriefs::Called]) -> Self {
        let line = |called: &debriefs::Called| Line {
            id: called.id,
            kind: called.kind.name(),
            when: london::span(called.starts_at, called.ends_at),
            place: shown(&called.place),
            invitations: called.invitations,
        };
        Self {
            team_id: team.id,
            team: team.name.clone(),
            debriefs: called.iter().map(line).collect(),
            who: by.words_as(Viewer::Lead, Item::Offer),
        }
    }
}

/// "When did it happen?": asked to keep to the days that are right for a session, and never stored.
pub fn since_radios(filled: &Filled) -> Radios {
    let choices = Since::ALL.iter().map(|since| Choice::new(&since.word(), since.name())).collect();
    Radios::new("since", "When did it happen?", choices)
        .hint("We use this to choose the right days and do not keep it.")
        .size("m")
        .value(filled.value("since"))
        .error(filled.error("since"))
}
