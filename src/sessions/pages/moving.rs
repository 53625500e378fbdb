//! Moving a session.

use serde::Serialize;

use super::days::{self, Days};
use crate::{
    accounts::Member,
    kernel::{ids::SessionId, london},
    privacy::{Item, Words},
    sessions::{
        model::Session,
        moves::{Clashing, Else, Shifted},
        policy,
        series::Scope,
        slots::Slot,
    },
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Radios},
    },
};

/// Asks to which time.
#[derive(Serialize)]
pub struct Move {
    errors: Option<ErrorSummary>,
    id: SessionId,
    kind: &'static str,
    when: String,
    facilitates: bool,
    times: Days,
    scope: Option<Radios>,
    who: Words,
}

/// Asks what to do with those of a series that cannot move along.
#[derive(Serialize)]
pub struct Clashes {
    errors: Option<ErrorSummary>,
    id: SessionId,
    slot: String,
    scope: String,
    moving: Vec<String>,
    clashes: Vec<Radios>,
    who: Words,
}

impl Page for Move {
    const TEMPLATE: &'static str = "sessions/move";
}

impl Page for Clashes {
    const TEMPLATE: &'static str = "sessions/clashes";
}

impl Move {
    pub fn new(by: &Member, session: &Session, slots: &[Slot], (filled, page): (&Filled, usize), series: bool) -> Self {
        let viewer = policy::viewer(by, session).unwrap_or(crate::privacy::Viewer::Librarian);
        Self {
            errors: days::errors(slots, filled),
            id: session.id,
            kind: session.kind.name(),
            when: london::span(session.starts_at, session.ends_at),
            facilitates: session.facilitator_id == Some(by.id),
            times: Days::new(slots, filled, page),
            scope: series.then(|| scope_radios("What do you want to move?", filled)),
            who: by.words_as(viewer, Item::Booking),
        }
    }
}

impl Clashes {
    pub fn new(by: &Member, session: &Session, plan: &[Shifted], filled: &Filled) -> Self {
        let viewer = policy::viewer(by, session).unwrap_or(crate::privacy::Viewer::Librarian);
        let moving = plan.iter().filter_map(|one| match &one.fate {
            Clashing::Moves(slot) => Some(format!(
                "{} moves to {}",
                london::moment(one.session.starts_at),
                london::span(slot.key.starts_at, slot.ends_at)
            )),
            _ => None,
        });
        let clashes = plan.iter().filter(|one| !matches!(one.fate, Clashing::Moves(_)));
        Self {
            errors: filled.summary(),
            id: session.id,
            slot: filled.value("slot").to_owned(),
            scope: filled.value("scope").to_owned(),
            moving: moving.collect(),
            clashes: clashes.map(|one| clash(one, filled)).collect(),
            who: by.words_as(viewer, Item::Booking),
        }
    }
}

/// What a change is meant for.
pub fn scope_radios(question: &str, filled: &Filled) -> Radios {
    let choices = Scope::ALL.iter().map(|scope| Choice::new(&scope.word(), scope.name())).collect();
    let chosen = Some(filled.value("scope")).filter(|chosen| !chosen.is_empty()).unwrap_or(Scope::This.word());
    Radios::new("scope", question, choices).size("m").value(chosen).error(filled.error("scope"))
}

fn clash(one: &Shifted, filled: &Filled) -> Radios {
    let field = field(one.session.id);
    let choices =
        vec![Choice::new(&Else::Stay.word(), "Leave it where it is"), Choice::new(&Else::Cancel.word(), "Cancel it")];
    let when = london::span(one.session.starts_at, one.session.ends_at);
    Radios::new(&field, &format!("{when} cannot move along"), choices)
        .size("s")
        .value(filled.value(&field))
        .error(filled.error(&field))
}

/// The field that says what to do with one session of the series.
pub fn field(session: SessionId) -> String {
    format!("otherwise_{session}")
}
