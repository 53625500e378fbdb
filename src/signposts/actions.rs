//! Adding entries to the directory, changing them, saying that they are still right, withdrawing them.

use super::{
    Description, NewSignpost, Signpost,
    keeping::{Forwarding, Holds, Refusal},
    links::Link,
    policy, store,
};
use crate::{
    accounts::{self, Member, ServiceManager},
    audit,
    kernel::{
        Now,
        ids::{OnceToken, OrganisationId, PersonId, SignpostId},
    },
    once::{self, Sent, Turn},
    store::{AsConn, Db, Stop, Tx},
};

/// Adds an entry; without an actor it comes with the installation.
///
/// # Errors
/// When the database does.
pub async fn add(db: &Db, new: &NewSignpost, actor: Option<PersonId>, now: Now) -> crate::store::Result<SignpostId> {
    let id = SignpostId::random();
    let mut tx = db.write().await?;
    store::add(&mut tx, id, new).await?;
    audit::changed(&mut tx, now, actor, "signpost added", id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds an entry that the service manager's organisation keeps, checked today.
///
/// # Errors
/// Refused when the owner, a linked entry or the day of the next check is not one.
pub async fn add_with(
    db: &Db,
    by: &ServiceManager<'_>,
    written: &Description,
    token: OnceToken,
    now: Now,
) -> Result<SignpostId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.0.id), action: "add signpost" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let id = SignpostId::random();
    written.check_in_time(now.today(), now.today()).map_err(Stop::Refused)?;
    let owner = owner(&mut tx, by.0.organisation, written).await?;
    known_links(&mut tx, by.0.organisation, id, &written.links).await?;
    store::add(&mut tx, id, &written.begun(by.0.organisation, owner, now.today())).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "signpost added", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Writes what an entry says from now on.
///
/// # Errors
/// Not found for anybody but a service manager of the organisation that keeps it; refused as in [`add_with`].
pub async fn change(
    db: &Db,
    by: &ServiceManager<'_>,
    id: SignpostId,
    written: &Description,
    token: OnceToken,
    now: Now,
) -> Result<SignpostId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.0.id), action: "change signpost" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let entry = kept(&mut tx, by.0, id, policy::may_change).await?;
    written.check_in_time(entry.checked_on, now.today()).map_err(Stop::Refused)?;
    let owner = owner(&mut tx, by.0.organisation, written).await?;
    known_links(&mut tx, by.0.organisation, id, &written.links).await?;
    store::rewrite(&mut tx, id, &written.instead_of(&entry, owner)).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "signpost changed", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Says that an entry is still right.
///
/// # Errors
/// Not found for anybody but its owner and the service managers who keep it; refused when it is withdrawn.
pub async fn check(
    db: &Db,
    by: &Member,
    id: SignpostId,
    holds: Holds,
    token: OnceToken,
    now: Now,
) -> Result<SignpostId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.id), action: "check signpost" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    kept(&mut tx, by, id, policy::may_check).await?;
    if !store::check(&mut tx, id, now.today(), holds.until(now.today())).await? {
        return Err(Stop::Refused(Refusal::Withdrawn));
    }
    audit::changed(&mut tx, now, Some(by.id), "signpost checked", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Takes an entry out of the lists and leaves word where to go instead.
///
/// # Errors
/// Not found for anybody but a service manager of the organisation that keeps it; refused when it is
/// withdrawn, or the entry to go to is not offered.
pub async fn withdraw(
    db: &Db,
    by: &ServiceManager<'_>,
    id: SignpostId,
    to: &Forwarding,
    token: OnceToken,
    now: Now,
) -> Result<SignpostId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.0.id), action: "withdraw signpost" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    kept(&mut tx, by.0, id, policy::may_change).await?;
    let next: Vec<_> = to.entry.into_iter().map(|entry| (Link::IfThisFails, entry)).collect();
    known_links(&mut tx, by.0.organisation, id, &next).await?;
    if !store::withdraw(&mut tx, id, now.today(), to).await? {
        return Err(Stop::Refused(Refusal::Withdrawn));
    }
    audit::changed(&mut tx, now, Some(by.0.id), "signpost withdrawn", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Puts a withdrawn entry back into the lists, as it was.
///
/// # Errors
/// Not found for anybody but a service manager of the organisation that keeps it.
pub async fn put_back(
    db: &Db,
    by: &ServiceManager<'_>,
    id: SignpostId,
    token: OnceToken,
    now: Now,
) -> Result<SignpostId, Stop<std::convert::Infallible>> {
    let sent = Sent { token, by: Some(by.0.id), action: "put signpost back" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    kept(&mut tx, by.0, id, policy::may_change).await?;
    if store::put_back(&mut tx, id).await? {
        audit::changed(&mut tx, now, Some(by.0.id), "signpost put back", id).await?;
    }
    once::finish(tx, sent, id).await?;
    Ok(id)
}

async fn kept<R>(
    tx: &mut Tx,
    by: &Member,
    id: SignpostId,
    may: fn(&Member, &Signpost) -> bool,
) -> Result<Signpost, Stop<R>> {
    store::kept(tx, id, by.organisation).await?.filter(|entry| may(by, entry)).ok_or(Stop::NotFound)
}

/// The registered person whose address is written as the owner's.
async fn owner(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    written: &Description,
) -> Result<Option<PersonId>, Stop<Refusal>> {
    let Some(email) = &written.owner_email else { return Ok(None) };
    let person = accounts::by_email(c, organisation, email).await?;
    person.map(|person| Some(person.id)).ok_or(Stop::Refused(Refusal::UnknownOwner))
}

/// Insists that links lead to other entries that the organisation's staff are offered.
async fn known_links(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    of: SignpostId,
    links: &[(Link, SignpostId)],
) -> Result<(), Stop<Refusal>> {
    let choices = store::choices(c, organisation).await?;
    let known = |id: SignpostId| id != of && choices.iter().any(|(choice, _)| *choice == id);
    match links.iter().find(|(_, id)| !known(*id)) {
        Some((kind, _)) => Err(Stop::Refused(Refusal::unknown(*kind))),
        None => Ok(()),
    }
}
