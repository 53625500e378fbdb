//! Booking a series: how often, then every time of it before anything is booked.

use serde::Serialize;

use super::days;
use crate::{
    accounts::Member,
    kernel::london,
    privacy::{Item, Words},
    sessions::{
        series::{self, Fate, Occurrence},
        slots::Slot,
    },
    spaces::shown,
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Input, Radios},
    },
};

/// How often, and how many.
#[derive(Serialize)]
pub struct Repeat {
    errors: Option<ErrorSummary>,
    slot: String,
    when: String,
    facilitator: String,
    every: Input,
    times: Input,
    who: Words,
}

/// Every time of the series, and what to do with those that clash.
#[derive(Serialize)]
pub struct Plan {
    errors: Option<ErrorSummary>,
    slot: String,
    every: String,
    times: String,
    facilitator: String,
    booked: Vec<String>,
    clashes: Vec<Radios>,
    who: Words,
}

impl Page for Repeat {
    const TEMPLATE: &'static str = "sessions/repeat";
}

impl Page for Plan {
    const TEMPLATE: &'static str = "sessions/plan";
}

impl Repeat {
    pub fn new(by: &Member, slot: &Slot, filled: &Filled) -> Self {
        let input = |name: &str, label: &str, most: u8, least: u8| {
            Input::new(name, label)
                .hint(&format!("{least} to {most}"))
                .digits()
                .width(2)
                .value(filled.value(name))
                .error(filled.error(name))
        };
        Self {
            errors: filled.summary(),
            slot: slot.key.to_string(),
            when: london::span(slot.key.starts_at, slot.ends_at),
            facilitator: slot.facilitator.clone(),
            every: input("every", "Every how many weeks?", series::MOST_WEEKS, 1),
            times: input("times", "How many sessions in all?", series::MOST, 2),
            who: by.words(Item::Booking),
        }
    }
}

impl Plan {
    pub fn new(by: &Member, slot: &Slot, plan: &[Occurrence], filled: &Filled) -> Self {
        let booked = plan.iter().filter(|one| one.instead.is_none()).filter_map(|one| match &one.fate {
            Fate::Booked(slot) => {
                Some(format!("{}, {}", london::span(slot.key.starts_at, slot.ends_at), shown(&slot.place).words))
            }
            _ => None,
        });
        // What was chosen for a clash stays a choice: it can be chosen otherwise until it is booked.
        let clashes = plan.iter().filter_map(|one| Some(clash(one, one.instead.as_deref()?, filled)));
        Self {
            errors: filled.summary(),
            slot: slot.key.to_string(),
            every: filled.value("every").to_owned(),
            times: filled.value("times").to_owned(),
            facilitator: slot.facilitator.clone(),
            booked: booked.collect(),
            clashes: clashes.collect(),
            who: by.words(Item::Booking),
        }
    }
}

fn clash(one: &Occurrence, others: &[Slot], filled: &Filled) -> Radios {
    let field = field(one.number);
    let mut choices: Vec<Choice> = others
        .iter()
        .map(|slot| {
            let day = london::day(london::date_of(slot.key.starts_at));
            days::choice(slot, &day).hint(&day)
        })
        .collect();
    choices.push(Choice::new("skip", "Leave this one out"));
    Radios::new(&field, &format!("{}: this time is not free", london::day(one.day)), choices)
        .size("s")
        .value(filled.value(&field))
        .error(filled.error(&field))
}

/// The field that says what to do with one time of the series.
pub fn field(number: u8) -> String {
    format!("instead_{number}")
}
