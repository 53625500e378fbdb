//! The pages of one's own calendar and messages.

use serde::Serialize;

use super::{
    actions::Standing,
    forms::{REMINDERS, TITLES},
    model::Titles,
};
use crate::{
    kernel::london,
    messages::{Preferences, Reminders},
    privacy::Words,
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Radios},
    },
};

/// What somebody chose, and whether they have a private address.
#[derive(Serialize)]
pub struct Calendar {
    errors: Option<ErrorSummary>,
    saved: bool,
    stopped: bool,
    reminders: Radios,
    titles: Radios,
    made: Option<String>,
    /// Whether the last message to them could not be sent.
    refused: bool,
    who: Words,
}

/// A private address: the one time that it can be read.
#[derive(Serialize)]
pub struct NewAddress {
    address: String,
    who: Words,
}

impl Page for Calendar {
    const TEMPLATE: &'static str = "calendars/calendar";
}

impl Page for NewAddress {
    const TEMPLATE: &'static str = "calendars/new_address";
}

impl Calendar {
    /// The form as what was chosen leaves it.
    pub fn standing(chosen: Preferences) -> Filled {
        let titles = if chosen.titles_tell { Titles::Telling } else { Titles::Neutral };
        Filled::with(&[(REMINDERS, chosen.reminders.word()), (TITLES, titles.word())])
    }

    pub fn new(filled: &Filled, standing: &Standing, who: Words) -> Self {
        let reminders = Reminders::ALL.iter().map(|when| Choice::new(when.word(), named(*when))).collect();
        let titles = Titles::ALL.iter().map(|titles| called(*titles)).collect();
        Self {
            errors: filled.summary(),
            saved: false,
            stopped: false,
            reminders: radios(REMINDERS, "When do you want to be reminded of a session?", reminders, filled),
            titles: radios(TITLES, "What should your calendar call your sessions?", titles, filled),
            refused: standing.refused,
            made: standing.made_at.map(|at| london::day(london::date_of(at))),
            who,
        }
    }

    /// The same page, after the choices were kept or the address was stopped.
    pub fn done(self, saved: bool, stopped: bool) -> Self {
        Self { saved, stopped, ..self }
    }
}

impl NewAddress {
    pub fn new(address: String, who: Words) -> Self {
        Self { address, who }
    }
}

const fn named(when: Reminders) -> &'static str {
    match when {
        Reminders::None => "Never",
        Reminders::DayBefore => "The day before",
        Reminders::WeekAndDayBefore => "A week before, and the day before",
    }
}

fn called(titles: Titles) -> Choice {
    match titles {
        Titles::Neutral => Choice::new(titles.word(), "Appointment"),
        Titles::Telling => Choice::new(titles.word(), "What it is, and with whom if it is one-to-one")
            .hint("Colleagues who can open your calendar would read it."),
    }
}

fn radios(name: &str, legend: &str, choices: Vec<Choice>, filled: &Filled) -> Radios {
    Radios::new(name, legend, choices).size("m").value(filled.value(name)).error(filled.error(name))
}
