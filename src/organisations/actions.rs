//! Founding an organisation and opening a site: done by whoever installs the service.

use super::{OdsCode, store};
use crate::{
    audit,
    kernel::{
        Line, Now,
        ids::{OrganisationId, SiteId},
    },
    store::{Db, Result},
};

/// Registers an organisation.
///
/// # Errors
/// When the database does.
pub async fn found(db: &Db, ods_code: &OdsCode, name: &Line, demonstration: bool, now: Now) -> Result<OrganisationId> {
    let id = OrganisationId::random();
    let mut tx = db.write().await?;
    store::add(&mut tx, id, ods_code, name, demonstration).await?;
    audit::changed(&mut tx, now, None, "organisation founded", id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Registers a site of an organisation.
///
/// # Errors
/// When the database does.
pub async fn open_site(
    db: &Db,
    organisation: OrganisationId,
    ods_code: &OdsCode,
    name: &Line,
    now: Now,
) -> Result<SiteId> {
    let id = SiteId::random();
    let mut tx = db.write().await?;
    store::add_site(&mut tx, id, organisation, ods_code, name).await?;
    audit::changed(&mut tx, now, None, "site opened", id).await?;
    tx.commit().await?;
    Ok(id)
}
