//! Booking supervision: a list of times, then a page to confirm.

use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::london,
    privacy::{Item, Words},
    sessions::slots::Slot,
    spaces::shown,
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Radios},
    },
};

/// The starts that one page lists: more than that is a wall, fewer a keyhole.
const LISTED: usize = 20;

/// The times that can be booked, day by day.
#[derive(Serialize)]
pub struct Times {
    errors: Option<ErrorSummary>,
    times: Option<Radios>,
    earlier: Option<Jump>,
    later: Option<Jump>,
    who: Words,
}

/// The way to another page of the list.
#[derive(Serialize)]
struct Jump {
    page: usize,
}

/// What will be booked.
#[derive(Serialize)]
pub struct Confirm {
    slot: String,
    when: String,
    place: String,
    facilitator: String,
    who: Words,
}

impl Page for Times {
    const TEMPLATE: &'static str = "sessions/times";
}

impl Page for Confirm {
    const TEMPLATE: &'static str = "sessions/confirm";
}

impl Times {
    /// One page of the list; pages count from 0, and one beyond the last is the last.
    pub fn new(by: &Member, slots: &[Slot], filled: &Filled, page: usize) -> Self {
        let pages = slots.len().div_ceil(LISTED).max(1);
        let page = page.min(pages - 1);
        // Each choice reads whole by itself: weekday, date, time, place and with whom (PAINS P21).
        let choices: Vec<Choice> = slots
            .iter()
            .skip(page * LISTED)
            .take(LISTED)
            .map(|slot| {
                let when = london::span(slot.key.starts_at, slot.ends_at);
                Choice::new(&slot.key, &when).hint(&format!("With {}. {}", slot.facilitator, shown(&slot.place).words))
            })
            .collect();
        let times = (!choices.is_empty()).then(|| {
            Radios::new("slot", "When would you like to meet?", choices)
                .hint("All times are UK time.")
                .size("m")
                .value(filled.value("slot"))
                .error(filled.error("slot"))
        });
        Self {
            errors: filled.summary(),
            times,
            earlier: page.checked_sub(1).map(|page| Jump { page }),
            later: (page + 1 < pages).then_some(Jump { page: page + 1 }),
            who: by.words(Item::Booking),
        }
    }
}

impl Confirm {
    pub fn new(by: &Member, slot: &Slot) -> Self {
        Self {
            slot: slot.key.to_string(),
            when: london::span(slot.key.starts_at, slot.ends_at),
            place: shown(&slot.place).words,
            facilitator: slot.facilitator.clone(),
            who: by.words(Item::Booking),
        }
    }
}
