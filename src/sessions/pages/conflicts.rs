//! The sessions that no longer fit what their facilitator offers.

use serde::Serialize;

use super::facilitating::Session;
use crate::{
    accounts::Member,
    privacy::{Item, Viewer, Words},
    sessions::{conflicts::Conflict, model::Run},
    web::{Filled, Page, field::ErrorSummary},
};

/// Each session with what speaks against it, for its facilitator to decide.
#[derive(Serialize)]
pub struct Conflicts {
    errors: Option<ErrorSummary>,
    undecided: Vec<Line>,
    who: Words,
}

#[derive(Serialize)]
struct Line {
    session: Session,
    why: Vec<String>,
}

impl Page for Conflicts {
    const TEMPLATE: &'static str = "sessions/conflicts";
}

impl Conflicts {
    pub fn new(by: &Member, undecided: &[(Run, Vec<Conflict>)], filled: &Filled) -> Self {
        let line = |(run, conflicts): &(Run, Vec<Conflict>)| Line {
            session: Session::from(run),
            why: conflicts.iter().map(Conflict::sentence).collect(),
        };
        Self {
            errors: filled.summary(),
            undecided: undecided.iter().map(line).collect(),
            who: by.words_as(Viewer::Facilitator, Item::Booking),
        }
    }
}
