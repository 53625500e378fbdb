//! Who may end a placement, and in what capacity. Deny by default.

use crate::{
    accounts::Member,
    privacy::{Item, Viewer},
    teams::{self, Spell},
};

/// In what capacity a member ends a placement; none when it does not exist for them.
#[must_use]
pub fn ends_as(by: &Member, spell: &Spell) -> Option<Viewer> {
    if !teams::may_end(by, spell) {
        None
    } else if spell.own {
        Some(Viewer::Librarian)
    } else if spell.leads {
        Some(Viewer::Lead)
    } else {
        Some(Viewer::ServiceManager)
    }
}

/// Whether a member may say that a placement is right: it is their own.
#[must_use]
pub fn may_confirm(by: &Member, spell: &Spell) -> bool {
    spell.own && by.sees(Viewer::Librarian, Item::Placement)
}

/// Whether a member may choose the last day. A librarian only says that it is not right, or no longer.
#[must_use]
pub fn may_choose_day(by: &Member, spell: &Spell) -> bool {
    matches!(ends_as(by, spell), Some(Viewer::Lead | Viewer::ServiceManager))
}
