//! Booking supervision: a list of times, then a page to confirm.

use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::london,
    privacy::{Item, Words},
    sessions::slots::Slot,
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Radios},
    },
};

/// The most starts that one page lists; later ones appear as earlier ones are taken or pass.
const LISTED: usize = 60;

/// The times that can be booked, day by day.
#[derive(Serialize)]
pub struct Times {
    errors: Option<ErrorSummary>,
    times: Option<Radios>,
    who: Words,
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
    pub fn new(by: &Member, slots: &[Slot], filled: &Filled) -> Self {
        // Each choice reads whole by itself: weekday, date, time, place and with whom (PAINS P21).
        let choices: Vec<Choice> = slots
            .iter()
            .take(LISTED)
            .map(|slot| {
                let when = london::span(slot.key.starts_at, slot.ends_at);
                Choice::new(&slot.key, &when).hint(&format!("With {}. {}", slot.facilitator, slot.place))
            })
            .collect();
        let times = (!choices.is_empty()).then(|| {
            Radios::new("slot", "When would you like to meet?", choices)
                .hint("All times are UK time.")
                .size("m")
                .value(filled.value("slot"))
                .error(filled.error("slot"))
        });
        Self { errors: filled.summary(), times, who: by.words(Item::Booking) }
    }
}

impl Confirm {
    pub fn new(by: &Member, slot: &Slot) -> Self {
        Self {
            slot: slot.key.to_string(),
            when: london::span(slot.key.starts_at, slot.ends_at),
            place: slot.place.clone(),
            facilitator: slot.facilitator.clone(),
            who: by.words(Item::Booking),
        }
    }
}
