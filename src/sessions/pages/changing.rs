//! Moving and cancelling a debrief that was called, and what a session's page says about one.

use serde::Serialize;

use super::{day_select, place_fields, time_input};
use crate::{
    accounts::Member,
    kernel::{Now, ids::SessionId, london},
    privacy::{Item, Viewer, Words},
    sessions::{
        actions::days_to_move,
        model::{Kind, Session},
        policy,
        store::bookings::Told,
    },
    spaces::{Choosable, PlaceFields},
    web::{
        Filled, Page,
        field::{ErrorSummary, Input, Select},
    },
};

/// The form that moves a debrief.
#[derive(Serialize)]
pub struct MoveDebrief {
    errors: Option<ErrorSummary>,
    id: SessionId,
    kind: &'static str,
    when: String,
    hot: bool,
    facilitator: Option<String>,
    day: Select,
    time: Input,
    place: PlaceFields,
    who: Words,
}

/// Asks whether to cancel a debrief for everybody.
#[derive(Serialize)]
pub struct CallOff {
    errors: Option<ErrorSummary>,
    id: SessionId,
    kind: &'static str,
    when: String,
    who: Words,
}

/// What a session's page says when it is a debrief that a lead called.
#[derive(Serialize)]
pub struct Debrief {
    id: SessionId,
    /// To its lead, who is told no other state.
    cancelled: bool,
    may_change: bool,
    may_hand_back: bool,
    /// To its lead: that it waits for another facilitator.
    wants_facilitator: bool,
    left_out: Vec<String>,
    /// To whoever is invited: a line to send to their manager.
    released: Option<String>,
}

impl Page for MoveDebrief {
    const TEMPLATE: &'static str = "sessions/move_debrief";
}

impl Page for CallOff {
    const TEMPLATE: &'static str = "sessions/call_off";
}

/// The fields of a move as they stand before anybody typed.
pub fn standing(session: &Session) -> Filled {
    let wall = london::wall(session.starts_at);
    let space = session.space_id.map(|id| id.to_string()).unwrap_or_default();
    // The words of a space are its own: typed words are a place elsewhere.
    let place = if space.is_empty() { session.place.as_str() } else { "" };
    Filled::with(&[
        ("day", &wall.date().to_string()),
        ("time", &london::time(wall.time())),
        ("space", &space),
        ("place", place),
    ])
}

impl MoveDebrief {
    pub fn new(by: &Member, session: &Session, filled: &Filled, spaces: &[Choosable], now: Now) -> Self {
        let (first, last) = days_to_move(session, now);
        Self {
            errors: filled.summary(),
            id: session.id,
            kind: session.kind.name(),
            when: london::span(session.starts_at, session.ends_at),
            hot: session.kind == Kind::HotDebrief,
            facilitator: session.facilitator.clone(),
            day: day_select(filled, first, last),
            time: time_input(filled),
            place: place_fields(filled, spaces),
            who: by.words_as(Viewer::Lead, Item::Offer),
        }
    }
}

impl CallOff {
    pub fn new(by: &Member, session: &Session, filled: &Filled) -> Self {
        Self {
            errors: filled.summary(),
            id: session.id,
            kind: session.kind.name(),
            when: london::span(session.starts_at, session.ends_at),
            who: by.words_as(Viewer::Lead, Item::Offer),
        }
    }
}

impl Debrief {
    pub fn new(by: &Member, session: &Session, left_out: &[Told], now: Now) -> Self {
        let to_come = !session.cancelled && session.starts_at > now.0;
        let leads = policy::may_change_debrief(by, session);
        let invited = session.invited || session.holds_place;
        Self {
            id: session.id,
            cancelled: session.cancelled && leads,
            may_change: to_come && leads,
            may_hand_back: to_come && policy::may_hand_back(by, session),
            wants_facilitator: to_come && leads && session.facilitator_wanted,
            left_out: left_out.iter().map(|one| one.name.clone()).collect(),
            released: (to_come && invited && session.team.is_some()).then(|| {
                let when = london::span(session.starts_at, session.ends_at);
                format!(
                    "I am invited to meet with my team on {when}. Can I be released from my other work for that time?"
                )
            }),
        }
    }
}
