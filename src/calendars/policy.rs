//! Whose calendar and reminders are whose: everybody's their own, for as long as the table of who sees what says so.

use crate::{
    accounts::Member,
    privacy::{Item, Table, Viewer},
};

/// Whether a member may see and change what they chose.
#[must_use]
pub fn may_choose(by: &Member) -> bool {
    by.sees(Viewer::Librarian, Item::Calendar)
}

/// Whether a member learns what became of the messages to themselves.
#[must_use]
pub fn may_learn_of_messages(by: &Member) -> bool {
    by.sees(Viewer::Librarian, Item::Message)
}

/// Whether private addresses are answered at all. Whoever has one is, to the service, its owner.
#[must_use]
pub fn are_answered(table: &Table) -> bool {
    table.sees(Viewer::Librarian, Item::Calendar)
}
