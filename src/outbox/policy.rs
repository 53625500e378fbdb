//! Who learns what became of messages.

use crate::{
    accounts::{Member, ServiceManager},
    privacy::{Item, Viewer},
};

/// Whether a service manager may look at the outbox, and decide.
#[must_use]
pub fn may_look(by: &ServiceManager<'_>) -> bool {
    let by: &Member = by.0;
    by.sees(Viewer::ServiceManager, Item::Message)
}
