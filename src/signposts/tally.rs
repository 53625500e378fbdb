//! Counts for the evidence: how much of the directory was checked in time. It takes no person, and
//! nobody's reading is counted: that is not stored.

use chrono::NaiveDate;

use super::store;
use crate::{
    kernel::ids::OrganisationId,
    store::{AsConn, Result},
};

/// Of the entries an organisation's staff are shown, its own and those for everybody: how many are in
/// date, and how many there are. Exact, because keeping them right is a duty.
///
/// # Errors
/// When the database does.
pub async fn in_date(c: &mut impl AsConn, organisation: OrganisationId, today: NaiveDate) -> Result<(i64, i64)> {
    store::in_date(c, organisation, today).await
}
