//! What one person did, for that person's own record: the log holds the kind of thing and its id, never content.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    kernel::ids::PersonId,
    sql,
    store::{AsConn, Result},
};

/// One change that somebody made.
#[derive(sqlx::FromRow, Serialize)]
pub struct Change {
    /// When.
    pub changed_at: DateTime<Utc>,
    /// What they did.
    pub action: String,
    /// The id of what they did it to.
    pub thing_id: Uuid,
}

/// What somebody changed, the latest first.
///
/// # Errors
/// When the database does.
pub async fn changes(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Change>> {
    sql!(c, rows Change: "SELECT changed_at, action, thing_id FROM changes WHERE actor_id = $1
        ORDER BY changed_at DESC, id LIMIT $2", person, most)
}
