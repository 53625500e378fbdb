//! Who learns what became of messages.

use crate::{
    accounts::Member,
    privacy::{Item, Viewer},
};

/// Whether a member may look at the outbox, and decide.
#[must_use]
pub fn may_look(by: &Member) -> bool {
    by.is_service_manager && by.sees(Viewer::ServiceManager, Item::Message)
}
