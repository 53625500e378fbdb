//! Who may keep check-ins: everybody their own, for as long as the table of who sees what says so.
//!
//! There is no rule for anybody else's: every lookup names its author, so to others there is nothing.

use crate::{
    accounts::Member,
    privacy::{Item, Viewer},
};

/// Whether `by` may make, read and delete check-ins of their own. The table's first column is the
/// person an item is about, whatever their profession.
pub fn may_keep_own(by: &Member) -> bool {
    by.sees(Viewer::Librarian, Item::CheckIn)
}
