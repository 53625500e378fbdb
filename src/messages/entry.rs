//! What a message does to its reader's calendar.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::kernel::ids::SessionId;

/// An entry of somebody's calendar that a message puts there, changes or takes away. Instants are UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is about.
    pub session: SessionId,
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
