//! Booking: a list of times, then a page to confirm.

use serde::Serialize;

use super::days::{self, Days};
use crate::{
    accounts::Member,
    kernel::{ids::PersonId, london},
    privacy::{Item, Words},
    sessions::{model::Kind, slots::Slot},
    spaces::shown,
    web::{Filled, Page, field::ErrorSummary},
};

/// Which list of times it is.
#[derive(Clone, Copy, Debug)]
pub struct Which {
    /// Of what.
    pub kind: Kind,
    /// With whom alone, if with one facilitator.
    pub with: Option<PersonId>,
    /// Which page of it, from 0.
    pub page: usize,
}

/// The times that can be booked, day by day.
#[derive(Serialize)]
pub struct Times {
    errors: Option<ErrorSummary>,
    kind: &'static str,
    title: &'static str,
    about: &'static str,
    others: Vec<Other>,
    with: Option<PersonId>,
    times: Days,
    who: Words,
}

/// Something else that can be booked.
#[derive(Serialize)]
struct Other {
    kind: &'static str,
    title: &'static str,
}

/// What will be booked.
#[derive(Serialize)]
pub struct Confirm {
    kind: &'static str,
    name: &'static str,
    slot: String,
    when: String,
    place: String,
    facilitator: String,
    group: bool,
    full: bool,
    may_repeat: bool,
    who: Words,
}

impl Page for Times {
    const TEMPLATE: &'static str = "sessions/times";
}

impl Page for Confirm {
    const TEMPLATE: &'static str = "sessions/confirm";
}

impl Which {
    /// The first page of the times of a kind.
    pub fn of(kind: Kind) -> Self {
        Self { kind, with: None, page: 0 }
    }
}

impl Times {
    pub fn new(by: &Member, slots: &[Slot], filled: &Filled, which: Which) -> Self {
        let others = Kind::ALL.iter().copied().filter(|kind| kind.is_bookable() && *kind != which.kind);
        Self {
            errors: days::errors(slots, filled),
            kind: which.kind.word(),
            title: title(which.kind),
            about: about(which.kind),
            others: others.map(|kind| Other { kind: kind.word(), title: title(kind) }).collect(),
            with: which.with,
            times: Days::new(slots, filled, which.page),
            who: by.words(Item::Booking),
        }
    }
}

impl Confirm {
    pub fn new(by: &Member, slot: &Slot) -> Self {
        Self {
            kind: slot.key.kind.word(),
            name: slot.key.kind.name(),
            slot: slot.key.to_string(),
            when: london::span(slot.key.starts_at, slot.ends_at),
            place: shown(&slot.place).words,
            facilitator: slot.facilitator.clone(),
            group: slot.key.kind == Kind::GroupSupervision,
            full: slot.group.is_some_and(|group| group.full),
            may_repeat: slot.key.kind == Kind::IndividualSupervision,
            who: by.words(Item::Booking),
        }
    }
}

const fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::GroupSupervision => "Book group supervision",
        Kind::PeerSupport => "Book a peer support conversation",
        _ => "Book supervision, one-to-one",
    }
}

const fn about(kind: Kind) -> &'static str {
    match kind {
        Kind::GroupSupervision => {
            "An hour and a half with a few other librarians and a facilitator. You do not see beforehand who else \
             comes, and they do not see you."
        }
        Kind::PeerSupport => {
            "One hour with a trained peer. It is a conversation, not treatment and not an inquiry. Times begin three \
             days from now: a conversation too soon after something hard can make it harder."
        }
        _ => "One hour with a facilitator who is not your manager, does not lead your team and does not work for HR.",
    }
}
