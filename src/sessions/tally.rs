//! Counts for HR. They take no person and return no person; who came is never counted here.

use chrono::{DateTime, NaiveDate, Utc};

use super::store;
use crate::{
    kernel::ids::{OrganisationId, SiteId},
    store::{AsConn, Result},
};

/// An organisation's duties towards its teams, and to keep its directory, as exact counts (promise 1): the whole
/// organisation's, one site's or one specialty's.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counted {
    /// The site whose teams are counted; none for a specialty's and the whole.
    pub site_id: Option<SiteId>,
    /// The specialty (treatment function code) whose teams are counted.
    pub specialty: Option<String>,
    /// The organisation's or the site's name; empty for a specialty.
    pub name: String,
    /// Librarians on a roster today: each once, however many teams they are on.
    pub librarians: i64,
    /// Teams.
    pub teams: i64,
    /// Teams with a librarian today.
    pub with_librarian: i64,
    /// The librarians' time on them today, in hundredths of a whole-time equivalent.
    pub wte_hundredths: i64,
    /// Arrangements that the teams with a librarian have.
    pub arrangements: i64,
    /// Those that include librarians.
    pub including: i64,
    /// Team debriefs called.
    pub debriefs: i64,
    /// Those to which a librarian was invited.
    pub inviting: i64,
    /// Entries of the directory that staff are shown; of the whole organisation alone.
    pub entries: Option<i64>,
    /// Those whose next check is not overdue.
    pub in_date: Option<i64>,
}

/// Counts the whole organisation, each of its sites and each specialty of its teams, in one statement: rosters,
/// arrangements and the directory as of `today`, debriefs between two instants.
///
/// # Errors
/// When the database does.
pub async fn duties(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    today: NaiveDate,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Counted>> {
    store::duties::counted(c, organisation, today, from, until).await
}
