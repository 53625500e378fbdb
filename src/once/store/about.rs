//! The forms that one person sent, for that person's own record.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    kernel::ids::PersonId,
    sql,
    store::{AsConn, Result},
};

/// One form that counted.
#[derive(sqlx::FromRow, Serialize)]
pub struct Sending {
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// What it did.
    pub action: String,
}

/// The forms that somebody sent and whose tokens are still kept, the latest first.
///
/// # Errors
/// When the database does.
pub async fn sendings(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Sending>> {
    sql!(c, rows Sending: "SELECT sent_at, action FROM submissions WHERE person_id = $1
        ORDER BY sent_at DESC, token, action LIMIT $2", person, most)
}
