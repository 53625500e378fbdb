//! Counts for HR. They take no person and return no person; who uses a space is not stored.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::store;
use crate::{
    kernel::ids::{OrganisationId, SiteId},
    store::{AsConn, Result},
};

/// The organisation's duty to open spaces outside staffed hours, as exact counts (promise 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spaces {
    /// Spaces that are not closed.
    pub spaces: i64,
    /// Those that staff get into while nobody staffs them, in an ordinary week.
    pub open_unstaffed: i64,
}

/// Counts an organisation's spaces, by site.
///
/// # Errors
/// When the database does.
pub async fn spaces(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Result<BTreeMap<SiteId, Spaces>> {
    let mut by_site: BTreeMap<SiteId, Spaces> = BTreeMap::new();
    for space in store::list(c, organisation).await?.iter().filter(|space| !space.closed) {
        let counted = by_site.entry(space.site_id).or_default();
        counted.spaces += 1;
        counted.open_unstaffed += i64::from(space.opens_unstaffed(today));
    }
    Ok(by_site)
}
