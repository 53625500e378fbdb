//! What is kept of one person's wishes, for that person's own record.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    events::model::Kind,
    kernel::ids::PersonId,
    sql,
    store::{AsConn, Result},
};

/// A listed date to which somebody would like to come.
#[derive(sqlx::FromRow, Serialize)]
pub struct Wish {
    /// What it is.
    pub kind: Kind,
    /// What it is called, when it is no Schwartz Round.
    pub name: Option<String>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
}

/// The dates to which somebody would like to come, the latest first.
///
/// # Errors
/// When the database does.
pub async fn wishes(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Wish>> {
    sql!(c, rows Wish: "SELECT e.kind, e.name, e.starts_at, e.ends_at, e.place FROM wishes w
        JOIN events e ON e.id = w.event_id WHERE w.person_id = $1 ORDER BY e.starts_at DESC, e.id LIMIT $2", person, most)
}
