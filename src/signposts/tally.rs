//! Counts for the evidence: how much of the directory was checked in time, and how much of it says when
//! it is open. It takes no person, and nobody's reading is counted: that is not stored.

use chrono::NaiveDate;

use super::store;
use crate::{
    kernel::ids::OrganisationId,
    store::{AsConn, Result},
};

/// What an organisation's staff are shown: its own entries, those for its members alone among them, and
/// those for everybody. Withdrawn ones do not count. Exact, because keeping them right is a duty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Directory {
    /// How many entries there are.
    pub entries: i64,
    /// Of those, how many were checked in time.
    pub in_date: i64,
    /// Of those, how many say when they are open, or that it is by appointment.
    pub with_hours: i64,
}

/// What there is in the directory of an organisation.
///
/// # Errors
/// When the database does.
pub async fn directory(c: &mut impl AsConn, organisation: OrganisationId, today: NaiveDate) -> Result<Directory> {
    store::directory(c, organisation, today).await
}
