//! Organisations and their sites: who employs the people and where the teams work.
//!
//! An ODS code names an organisation and means nothing more: no type is ever read from its letters.

pub mod actions;
pub mod areas;
pub mod model;
mod store;
pub mod tally;

pub use model::{ClosureDay, OdsCode, Organisation, Site};

use chrono::NaiveDate;

use crate::{
    kernel::ids::OrganisationId,
    store::{AsConn, Result},
};

/// One organisation.
///
/// # Errors
/// When the database does.
pub async fn find(c: &mut impl AsConn, id: OrganisationId) -> Result<Option<Organisation>> {
    store::find(c, id).await
}

/// The organisation with this code.
///
/// # Errors
/// When the database does.
pub async fn by_code(c: &mut impl AsConn, ods_code: &OdsCode) -> Result<Option<OrganisationId>> {
    store::by_code(c, ods_code).await
}

/// The sites of an organisation, by name.
///
/// # Errors
/// When the database does.
pub async fn sites(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<Site>> {
    store::sites(c, organisation).await
}

/// The days from `first` on which an organisation is closed, soonest first.
///
/// # Errors
/// When the database does.
pub async fn closure_days(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    first: NaiveDate,
) -> Result<Vec<ClosureDay>> {
    store::closure_days(c, organisation, first).await
}

/// Whether the database holds organisations, and whether they are the demonstration's.
///
/// # Errors
/// When the database does.
pub async fn demonstration(c: &mut impl AsConn) -> Result<Option<bool>> {
    store::demonstration(c).await
}
