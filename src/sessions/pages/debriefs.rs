//! A lead's debriefs: calling one, and those called.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::{day_select, place_fields, time_input};
use crate::{
    accounts::Member,
    facilitators::model::Window,
    kernel::{
        ids::{SessionId, TeamId},
        london,
    },
    privacy::{Item, Viewer, Words},
    sessions::{
        forms::OWN,
        model::{Kind, Runner},
        store::{bookings::Told, debriefs},
        window::Since,
    },
    spaces::{Choosable, PlaceFields, PlaceWords, shown},
    teams::Team,
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, ErrorSummary, Input, Radios, Select},
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
    facilitator: Option<Radios>,
    roster: Vec<String>,
    left_out: Option<Checkboxes>,
    who: Words,
}

/// Whom the form that calls a debrief offers: facilitators to choose, and the librarians it invites.
pub struct Around<'a> {
    pub spaces: &'a [Choosable],
    pub facilitators: &'a [Runner],
    pub roster: &'a [Told],
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
    pub fn new(by: &Member, team: &Team, filled: &Filled, around: &Around<'_>, today: NaiveDate) -> Self {
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
            place: place_fields(filled, around.spaces),
            facilitator: facilitator_radios(filled, around.facilitators),
            roster: around.roster.iter().map(|one| one.name.clone()).collect(),
            left_out: left_out_boxes(filled, around.roster),
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

/// "Who runs it?": only those who may meet everybody on the roster are among the choices.
fn facilitator_radios(filled: &Filled, facilitators: &[Runner]) -> Option<Radios> {
    let mut choices = vec![Choice::new(OWN, "I run it myself, or somebody I bring")];
    choices.extend(facilitators.iter().map(|one| {
        let kinds: Vec<_> = one.kinds.iter().map(|kind| kind.name().to_lowercase()).collect();
        Choice::new(&one.id, &one.name).hint(&format!("Facilitator. Offers: {}", kinds.join(", ")))
    }));
    let chosen = filled.value("facilitator");
    let radios = Radios::new("facilitator", "Who runs it?", choices)
        .size("m")
        .value(if chosen.is_empty() { OWN } else { chosen })
        .error(filled.error("facilitator"));
    (!facilitators.is_empty()).then_some(radios)
}

fn left_out_boxes(filled: &Filled, roster: &[Told]) -> Option<Checkboxes> {
    let choices = roster.iter().map(|one| Choice::new(&one.id, &one.name)).collect();
    let boxes = Checkboxes::new("left_out", "Leave somebody out", choices)
        .hint("Only if you must. That you left them out is kept, with your name.")
        .values(filled.values("left_out"))
        .error(filled.error("left_out"));
    (!roster.is_empty()).then_some(boxes)
}

/// What to say when a facilitator cannot be there: when they next offer it, and never what takes them.
pub fn away(name: Option<&str>, next: &[Window]) -> String {
    let name = name.unwrap_or("The facilitator");
    if next.is_empty() {
        return format!("{name} cannot be there at that time and offers no other in the days that are right for it");
    }
    let times: Vec<_> = next.iter().map(|window| london::span(window.from, window.until)).collect();
    format!(
        "{name} cannot be there at that time. They next offer this on: {}. Not all of each may be free",
        times.join("; ")
    )
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
