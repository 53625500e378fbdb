//! Asks whether to end a placement, and says what ends with it.

use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::{
        ids::{PlacementId, TeamId},
        london,
    },
    privacy::{Item, Viewer, Words},
    sessions::store::debriefs,
    teams::Spell,
    web::{Filled, Page, field::ErrorSummary},
};

/// What will happen.
#[derive(Serialize)]
pub struct Departure {
    errors: Option<ErrorSummary>,
    id: PlacementId,
    team_id: TeamId,
    team: String,
    name: String,
    own: bool,
    debriefs: Vec<String>,
    who: Words,
}

impl Page for Departure {
    const TEMPLATE: &'static str = "sessions/departure";
}

impl Departure {
    pub fn new(by: &Member, spell: &Spell, coming: &[debriefs::Called], filled: &Filled) -> Self {
        Self {
            errors: filled.summary(),
            id: spell.id,
            team_id: spell.team_id,
            team: spell.team.clone(),
            name: spell.name.clone(),
            own: spell.own,
            debriefs: coming
                .iter()
                .map(|d| format!("{}, {}", d.kind.name(), london::span(d.starts_at, d.ends_at)))
                .collect(),
            who: by.words_as(if spell.own { Viewer::Librarian } else { Viewer::Lead }, Item::Placement),
        }
    }
}
