//! Asks whether somebody has left, and says what ends with that.

use serde::Serialize;

use crate::{
    accounts::{Member, Registered},
    kernel::ids::PersonId,
    privacy::{Item, Viewer, Words},
    teams::Spell,
    web::{Filled, Page, field::ErrorSummary},
};

/// What will happen. What they booked or were to run is not listed and not counted: that somebody has
/// booked is theirs alone to know, and in a small trust a number would say who.
#[derive(Serialize)]
pub struct Leaving {
    errors: Option<ErrorSummary>,
    id: PersonId,
    name: String,
    sees_teams: bool,
    teams: Vec<String>,
    leads: Vec<Led>,
    who: Words,
}

#[derive(Serialize)]
struct Led {
    team: String,
    alone: bool,
}

impl Page for Leaving {
    const TEMPLATE: &'static str = "rosters/leaving";
}

impl Leaving {
    pub fn new(by: &Member, person: &Registered, spells: &[Spell], led: Vec<(String, bool)>, filled: &Filled) -> Self {
        Self {
            errors: filled.summary(),
            id: person.id,
            name: person.name.clone(),
            sees_teams: by.sees(Viewer::ServiceManager, Item::Placement),
            teams: spells.iter().map(|spell| spell.team.clone()).collect(),
            leads: led.into_iter().map(|(team, alone)| Led { team, alone }).collect(),
            who: by.words_as(Viewer::ServiceManager, Item::Booking),
        }
    }
}
