//! The entries that one person looks after, for that person's own record.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    kernel::ids::PersonId,
    sql,
    store::{AsConn, Result},
};

/// An entry that somebody looks after.
#[derive(sqlx::FromRow, Serialize)]
pub struct LookedAfter {
    /// What it is called.
    pub name: String,
    /// When it was last checked.
    pub checked_on: NaiveDate,
    /// When it is to be checked next.
    pub next_check_on: NaiveDate,
    /// When it was withdrawn.
    pub withdrawn_on: Option<NaiveDate>,
}

/// The entries that somebody looks after, by name.
///
/// # Errors
/// When the database does.
pub async fn looked_after(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<LookedAfter>> {
    sql!(c, rows LookedAfter: "SELECT name, checked_on, next_check_on, withdrawn_on FROM signposts WHERE owner_id = $1
        ORDER BY lower(name), id LIMIT $2", person, most)
}
