//! That one person has a private address, for that person's own record. Not even they can read it again.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    kernel::ids::PersonId,
    sql,
    store::{AsConn, Result},
};

/// The private address of somebody's calendar.
#[derive(sqlx::FromRow, Serialize)]
pub struct Address {
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

/// The private address that somebody has, if they have one.
///
/// # Errors
/// When the database does.
pub async fn address(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Address>> {
    sql!(c, rows Address: "SELECT made_at FROM feeds WHERE person_id = $1", person)
}
