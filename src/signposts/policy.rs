//! Who may change an entry, and who may say that it is still right. Deny by default.

use super::Signpost;
use crate::accounts::Member;

/// Whether a member may change or withdraw an entry: a service manager of the organisation that keeps it.
#[must_use]
pub fn may_change(by: &Member, entry: &Signpost) -> bool {
    by.is_service_manager && entry.kept_by == Some(by.organisation)
}

/// Whether a member may open an entry's page for keepers and say that it is still right: its owner as
/// well, as long as they are of the organisation that keeps it.
#[must_use]
pub fn may_check(by: &Member, entry: &Signpost) -> bool {
    may_change(by, entry) || (entry.owner_id == Some(by.id) && entry.kept_by == Some(by.organisation))
}
