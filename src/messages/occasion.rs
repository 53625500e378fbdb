//! What makes a message one message.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use uuid::Uuid;

/// What a message is about. With whom it is for and its kind it names the message: a second one of the same name is
/// not written (PAINS P16).
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    pub(super) thing: Uuid,
    pub(super) sequence: i64,
    pub(super) due_at: Option<DateTime<Utc>>,
    pub(super) expires_at: Option<DateTime<Utc>>,
}

impl Occasion {
    /// The only message of its kind about a thing, to each person.
    #[must_use]
    pub fn once(thing: impl Into<Uuid>) -> Self {
        Self::numbered(thing, 0)
    }

    /// One of several messages of its kind about a thing.
    #[must_use]
    pub fn numbered(thing: impl Into<Uuid>, sequence: i64) -> Self {
        Self { thing: thing.into(), sequence, due_at: None, expires_at: None }
    }

    /// The only one of its kind about a thing and a day.
    #[must_use]
    pub fn on_day(thing: impl Into<Uuid>, day: NaiveDate) -> Self {
        Self::numbered(thing, day.num_days_from_ce().into())
    }

    /// Not to be sent before then.
    #[must_use]
    pub const fn due(mut self, at: DateTime<Utc>) -> Self {
        self.due_at = Some(at);
        self
    }

    /// Of no use from then on: it is dropped if it has not left.
    #[must_use]
    pub const fn until(mut self, at: DateTime<Utc>) -> Self {
        self.expires_at = Some(at);
        self
    }
}
