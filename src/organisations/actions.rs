//! Founding an organisation and opening a site: done by whoever installs the service.

use super::{
    OdsCode,
    model::{KnownCode, NewClosureDay, NewSite, NoClosure},
    store,
};
use crate::{
    audit,
    kernel::{
        Line, Now,
        ids::{ClosureDayId, OrganisationId, PersonId, SiteId},
    },
    store::{Db, Stop, Tx},
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
) -> Result<OrganisationId, Stop<KnownCode>> {
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
) -> Result<OrganisationId, Stop<KnownCode>> {
    let mut tx = db.write().await?;
    let id = found_in(&mut tx, ods_code, name, demonstration, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Registers a site of an organisation, within a transaction of the caller's.
///
/// # Errors
/// Refused when the organisation has a site with that code.
pub async fn add_site(
    tx: &mut Tx,
    organisation: OrganisationId,
    new: &NewSite,
    by: Option<PersonId>,
    now: Now,
) -> Result<SiteId, Stop<KnownCode>> {
    let id = SiteId::random();
    if !store::add_site(tx, id, organisation, new).await? {
        return Err(Stop::Refused(KnownCode));
    }
    audit::changed(tx, now, by, "site opened", id).await?;
    Ok(id)
}

/// Registers a site of an organisation.
///
/// # Errors
/// Refused when the organisation has a site with that code.
pub async fn open_site(
    db: &Db,
    organisation: OrganisationId,
    ods_code: &OdsCode,
    name: &Line,
    now: Now,
) -> Result<SiteId, Stop<KnownCode>> {
    let new = NewSite { ods_code: ods_code.clone(), name: name.clone() };
    let mut tx = db.write().await?;
    let id = add_site(&mut tx, organisation, &new, None, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Gives a site of an organisation another name, within a transaction of the caller's.
///
/// # Errors
/// Not found when the organisation has no such site.
pub async fn rename_site<R>(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: SiteId,
    name: &Line,
    by: PersonId,
    now: Now,
) -> Result<(), Stop<R>> {
    if !store::rename_site(tx, organisation, id, name).await? {
        return Err(Stop::NotFound);
    }
    Ok(audit::changed(tx, now, Some(by), "site renamed", id).await?)
}

/// Lists a day on which an organisation is closed, within a transaction of the caller's.
///
/// # Errors
/// Refused when it is over, or in the list.
pub async fn close_on(
    tx: &mut Tx,
    organisation: OrganisationId,
    new: &NewClosureDay,
    by: PersonId,
    now: Now,
) -> Result<ClosureDayId, Stop<NoClosure>> {
    if new.closed_on < now.today() {
        return Err(Stop::Refused(NoClosure::Past));
    }
    let id = ClosureDayId::random();
    if !store::add_closure(tx, id, organisation, new).await? {
        return Err(Stop::Refused(NoClosure::Listed));
    }
    audit::changed(tx, now, Some(by), "closure day listed", id).await?;
    Ok(id)
}

/// Takes a closure day off the list, within a transaction of the caller's.
///
/// # Errors
/// Not found when the organisation has no such day.
pub async fn open_on<R>(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: ClosureDayId,
    by: PersonId,
    now: Now,
) -> Result<(), Stop<R>> {
    if !store::remove_closure(tx, organisation, id).await? {
        return Err(Stop::NotFound);
    }
    Ok(audit::changed(tx, now, Some(by), "closure day removed", id).await?)
}
