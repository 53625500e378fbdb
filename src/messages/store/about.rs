//! What is kept of the messages to one person, for that person's own record. What they said is erased once they have left.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::{
    kernel::ids::PersonId,
    messages::{Reminders, State},
    sql,
    store::{AsConn, Result},
};

/// One message.
#[derive(sqlx::FromRow, Serialize)]
pub struct Message {
    /// What kind of message: the name of its words.
    pub kind: String,
    /// When it was written.
    pub posted_at: DateTime<Utc>,
    /// When it was to leave.
    pub due_at: DateTime<Utc>,
    /// What became of it.
    pub state: State,
    /// The day on which that was certain.
    pub settled_on: Option<NaiveDate>,
}

/// What somebody chose about messages and their calendar.
#[derive(sqlx::FromRow, Serialize)]
pub struct Chosen {
    /// When they are reminded.
    pub reminders: Reminders,
    /// Whether entries of their calendar say what they are about.
    pub titles_tell: bool,
    /// When they chose it.
    pub chosen_at: DateTime<Utc>,
}

/// The messages to somebody, the latest first, from the one after `skipped` on.
///
/// # Errors
/// When the database does.
pub async fn messages(c: &mut impl AsConn, person: PersonId, most: i64, skipped: i64) -> Result<Vec<Message>> {
    sql!(c, rows Message: "SELECT kind, posted_at, due_at, state, settled_on FROM messages WHERE recipient_id = $1
        ORDER BY posted_at DESC, id LIMIT $2 OFFSET $3", person, most, skipped)
}

/// What somebody chose; nothing while they have not.
///
/// # Errors
/// When the database does.
pub async fn chosen(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Chosen>> {
    sql!(c, rows Chosen: "SELECT reminders, titles_tell, chosen_at FROM preferences WHERE person_id = $1", person)
}
