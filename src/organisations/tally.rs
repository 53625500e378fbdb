//! Where people can work, for HR's reports: names and how places lie within one another. It takes no person and returns
//! no person.

use super::store;
use crate::{
    kernel::ids::{AreaId, OrganisationId, SiteId},
    store::{AsConn, Result},
};

/// An area of the deployment.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Areas {
    /// Its id.
    pub id: AreaId,
    /// Its name.
    pub name: String,
    /// The area it lies in.
    pub within_id: Option<AreaId>,
}

/// A site, with the organisation it is of and the area that lies in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Sites {
    /// Its id.
    pub site_id: SiteId,
    /// Its name.
    pub site: String,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// Their name.
    pub organisation: String,
    /// The area that the organisation lies in.
    pub area_id: Option<AreaId>,
}

/// Every area, by id.
///
/// # Errors
/// When the database does.
pub async fn areas(c: &mut impl AsConn) -> Result<Vec<Areas>> {
    store::areas(c).await
}

/// Every site, by organisation and id.
///
/// # Errors
/// When the database does.
pub async fn all_sites(c: &mut impl AsConn) -> Result<Vec<Sites>> {
    store::all_sites(c).await
}
