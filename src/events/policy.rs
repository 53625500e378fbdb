//! Who may note that they would like to come, and see that they did.

use crate::{
    accounts::Member,
    privacy::{Item, Viewer},
};

/// Whether a member may note that they would like to come: whoever does sees their own note, and nobody else does.
#[must_use]
pub fn may_wish(by: &Member) -> bool {
    by.is_librarian && by.sees(Viewer::Librarian, Item::Wish)
}
