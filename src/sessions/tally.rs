//! Counts for HR. They take no person and return no person; who came is never counted here.

use chrono::{DateTime, Utc};

use super::store;
use crate::{
    kernel::ids::OrganisationId,
    store::{AsConn, Result},
};

/// The organisation's duty to invite librarians to debriefs, as exact counts (promise 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Debriefs {
    /// Team debriefs called.
    pub called: i64,
    /// Those to which a librarian was invited.
    pub inviting: i64,
}

/// Counts the team debriefs called between two instants.
///
/// # Errors
/// When the database does.
pub async fn debriefs(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Debriefs> {
    store::debriefs::count(c, organisation, from, until).await
}
