//! Counts for HR: that somebody checked in, and never what it says. No person comes out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::store;
use crate::{
    kernel::ids::SiteId,
    store::{AsConn, Result},
    teams::tally::Population,
};

/// How many of a population made a check-in from `first` until before `next` and kept it, by site. Each counts once.
///
/// # Errors
/// When the database does.
pub async fn checked_in(
    c: &mut impl AsConn,
    population: &Population,
    first: NaiveDate,
    next: NaiveDate,
) -> Result<BTreeMap<SiteId, u32>> {
    Ok(population.count(store::authors(c, first, next).await?))
}
