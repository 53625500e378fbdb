//! Counts for HR. They take no person and return no person.

use super::store::counts;
use crate::{
    kernel::{Now, ids::OrganisationId},
    store::{AsConn, Result},
};

/// How far the teams of one specialty at one site have a librarian: what the staff ratio policy asks
/// employers to allocate embedded posts by (FACTS 1.3).
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Covered {
    /// The treatment function code.
    pub specialty: String,
    /// The site's name.
    pub site: String,
    /// Teams.
    pub teams: i64,
    /// Those with a librarian today.
    pub with_librarian: i64,
    /// The librarians' time on them today, in hundredths of a whole-time equivalent.
    pub wte_hundredths: i64,
}

/// Counts an organisation's teams by specialty and site.
///
/// # Errors
/// When the database does.
pub async fn coverage(c: &mut impl AsConn, organisation: OrganisationId, now: Now) -> Result<Vec<Covered>> {
    counts::coverage(c, organisation, now.today()).await
}

/// A specialty's name.
#[must_use]
pub fn specialty(code: &str) -> &str {
    super::specialties::name(code)
}
