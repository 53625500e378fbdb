//! Counts for HR. They take no person and return no person.

use super::store;
use crate::{
    kernel::{Now, ids::OrganisationId},
    store::{AsConn, Result},
};

/// The organisation's duties towards its teams, as exact counts (promise 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Teams {
    /// Librarians on a roster today.
    pub librarians: i64,
    /// Teams.
    pub teams: i64,
    /// Teams with a librarian today.
    pub with_librarian: i64,
    /// Arrangements that those teams have.
    pub arrangements: i64,
    /// Those that include librarians.
    pub including: i64,
}

/// Counts an organisation's teams.
///
/// # Errors
/// When the database does.
pub async fn teams(c: &mut impl AsConn, organisation: OrganisationId, now: Now) -> Result<Teams> {
    store::counts(c, organisation, now.today()).await
}
