//! What somebody chose about their messages and their calendar.

use super::store;
use crate::{
    kernel::{Now, ids::PersonId},
    store::{AsConn, Result as Stored, Tx},
    word_enum,
};

word_enum! {
    /// When somebody is reminded of what they have booked.
    pub enum Reminders {
        /// Never.
        None = "none",
        /// The day before, at the same time of day.
        DayBefore = "day_before",
        /// A week before as well.
        WeekAndDayBefore = "week_and_day_before",
    }
}

/// One person's choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Preferences {
    /// When they are reminded.
    pub reminders: Reminders,
    /// Whether entries of their calendar say what they are about. Otherwise they are called "Appointment" (PAINS P14).
    pub titles_tell: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { reminders: Reminders::DayBefore, titles_tell: false }
    }
}

impl Reminders {
    /// How many days before a session somebody is reminded of it.
    #[must_use]
    pub const fn days_before(self) -> &'static [u64] {
        match self {
            Self::None => &[],
            Self::DayBefore => &[1],
            Self::WeekAndDayBefore => &[7, 1],
        }
    }
}

/// What somebody chose, or what everybody begins with.
///
/// # Errors
/// When the database does.
pub async fn preferences(c: &mut impl AsConn, person: PersonId) -> Stored<Preferences> {
    Ok(store::preferences(c, person).await?.unwrap_or_default())
}

/// Keeps what somebody chose. What was planned by their old choice is for the caller to plan again.
///
/// # Errors
/// When the database does.
pub async fn choose(tx: &mut Tx, person: PersonId, chosen: Preferences, now: Now) -> Stored<()> {
    store::choose(tx, person, chosen, now).await
}
