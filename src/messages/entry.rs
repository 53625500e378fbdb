//! What a message does to its reader's calendar.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kernel::{Keys, ids::PersonId};

/// An entry of somebody's calendar that a message puts there, changes or takes away. Instants are UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is about.
    pub thing: Uuid,
    /// Rises by one with each message about it to this person (RFC 5546).
    pub sequence: i64,
    /// Whether it is to leave the calendar.
    pub cancelled: bool,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// What it is called.
    pub title: String,
    /// Where.
    pub place: String,
    /// The path of the page on which it can be seen and changed.
    pub path: String,
}

/// What names an entry of somebody's calendar, the same for as long as the thing is: 32 hexadecimal digits that tell
/// neither the thing nor the person, and differ between two people in one session (PAINS P11, P14).
#[must_use]
pub fn entry_uid(keys: &Keys, thing: impl Into<Uuid>, person: PersonId) -> String {
    short(&keys.fingerprint("calendar entry", &format!("{}/{person}", thing.into())))
}

/// Half of a fingerprint in hexadecimal digits.
pub(super) fn short(fingerprint: &[u8]) -> String {
    use std::fmt::Write;
    fingerprint.iter().take(16).fold(String::new(), |mut digits, byte| {
        // Writing into a text never fails.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
