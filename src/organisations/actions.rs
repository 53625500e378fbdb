//! Founding an organisation and opening a site: done by whoever installs the service.

use super::{OdsCode, model::KnownCode, store};
use crate::{
    audit,
    kernel::{
        Line, Now,
        ids::{OrganisationId, SiteId},
    },
    store::{Db, Result, Stop, Tx},
};

/// Registers an organisation, within a transaction of the caller's.
///
/// # Errors
/// Refused when the service has one with that code.
pub async fn found_in(
    tx: &mut Tx,
    ods_code: &OdsCode,
    name: &Line,
    demonstration: bool,
    now: Now,
) -> std::result::Result<OrganisationId, Stop<KnownCode>> {
    let id = OrganisationId::random();
    if !store::add(tx, id, ods_code, name, demonstration).await? {
        return Err(Stop::Refused(KnownCode));
    }
    audit::changed(tx, now, None, "organisation founded", id).await?;
    Ok(id)
}

/// Registers an organisation.
///
/// # Errors
/// Refused when the service has one with that code.
pub async fn found(
    db: &Db,
    ods_code: &OdsCode,
    name: &Line,
    demonstration: bool,
    now: Now,
) -> std::result::Result<OrganisationId, Stop<KnownCode>> {
    let mut tx = db.write().await?;
    let id = found_in(&mut tx, ods_code, name, demonstration, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Registers a site of an organisation, within a transaction of the caller's.
///
/// # Errors
/// When the database does.
pub async fn open_site_in(
    tx: &mut Tx,
    organisation: OrganisationId,
    ods_code: &OdsCode,
    name: &Line,
    now: Now,
) -> Result<SiteId> {
    let id = SiteId::random();
    store::add_site(tx, id, organisation, ods_code, name).await?;
    audit::changed(tx, now, None, "site opened", id).await?;
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
    let mut tx = db.write().await?;
    let id = open_site_in(&mut tx, organisation, ods_code, name, now).await?;
    tx.commit().await?;
    Ok(id)
}
