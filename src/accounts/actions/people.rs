//! Registering people, changing what is registered, and their leaving.

use crate::{
    accounts::{
        NoManager, Refusal, Role, ServiceManager,
        model::{Amendment, Details, Founding, Post, Profession, Registration},
        store::{identities, people, sign_in},
    },
    audit,
    kernel::{
        Email, Line, Now,
        ids::{OnceToken, OrganisationId, PersonId},
    },
    once::{self, Sent, Turn},
    organisations::{
        self,
        model::{KnownCode, NewSite, OdsCode},
    },
    store::{Db, Result as Stored, Stop, Tx},
};

/// Registers a person of an organisation, with what they may be.
///
/// # Errors
/// Refused when the organisation has somebody with that address.
pub async fn register(
    db: &Db,
    organisation: OrganisationId,
    new: &Registration,
    now: Now,
) -> Result<PersonId, Stop<Refusal>> {
    let mut tx = db.write().await?;
    let id = register_in(&mut tx, organisation, new, None, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Founds an organisation with its first site and its service manager, all or nothing.
///
/// # Errors
/// Refused when the service has an organisation with that code.
pub async fn found(db: &Db, founding: &Founding, now: Now) -> Result<PersonId, Stop<KnownCode>> {
    let mut tx = db.write().await?;
    let organisation =
        organisations::actions::found_in(&mut tx, &founding.ods_code, &founding.name, false, now).await?;
    let site = NewSite { ods_code: founding.site_code.clone(), name: founding.site_name.clone() };
    organisations::actions::add_site(&mut tx, organisation, &site, None, now).await?;
    let manager = Details {
        name: founding.manager_name.clone(),
        job_title: Line::from_static("Service manager"),
        profession: Profession::Other,
        post: Post::default(),
        line_manager: None,
    };
    let id = PersonId::random();
    people::add(&mut tx, id, organisation, &founding.manager_email, &manager, now).await?;
    people::add_role(&mut tx, id, Role::ServiceManager).await?;
    audit::changed(&mut tx, now, None, "person registered", id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes somebody who is registered a service manager by hand: the way back where nobody looks after an organisation's
/// part of the service any more.
///
/// # Errors
/// Refused when nobody has that address, or two people have it.
pub async fn make_manager(
    db: &Db,
    email: &Email,
    ods_code: Option<&OdsCode>,
    now: Now,
) -> Result<PersonId, Stop<NoManager>> {
    let mut tx = db.write().await?;
    let id = match people::with_address(&mut tx, email, ods_code).await?[..] {
        [] => return Err(Stop::Refused(NoManager::Unknown)),
        [id] => id,
        _ => return Err(Stop::Refused(NoManager::Two)),
    };
    people::add_role(&mut tx, id, Role::ServiceManager).await?;
    audit::changed(&mut tx, now, None, "role given by hand", id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Registers a person of one's own organisation, with what they may be.
///
/// # Errors
/// Refused when somebody has that address, or a role follows from a group and cannot be given.
pub async fn register_with(
    db: &Db,
    by: &ServiceManager<'_>,
    new: &Registration,
    token: OnceToken,
    now: Now,
) -> Result<PersonId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.0.id), action: "register person" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    by_hand(*by, &[], &new.roles)?;
    let id = register_in(&mut tx, by.0.organisation, new, Some(by.0.id), now).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Registers a person within a transaction of the caller's.
///
/// # Errors
/// Refused when the organisation has somebody with that address.
pub async fn register_in(
    tx: &mut Tx,
    organisation: OrganisationId,
    new: &Registration,
    by: Option<PersonId>,
    now: Now,
) -> Result<PersonId, Stop<Refusal>> {
    let id = PersonId::random();
    if !people::add(tx, id, organisation, &new.email, &new.details, now).await? {
        return Err(Stop::Refused(Refusal::KnownAddress));
    }
    for role in &new.roles {
        people::add_role(tx, id, *role).await?;
    }
    audit::changed(tx, now, by, "person registered", id).await?;
    Ok(id)
}

/// Changes what is registered of a person of one's own organisation.
///
/// # Errors
/// Not found when they are another's or have left; refused when nobody would look after the service any more, or
/// a role follows from a group and cannot be given or taken.
pub async fn amend(
    db: &Db,
    by: &ServiceManager<'_>,
    id: PersonId,
    new: &Amendment,
    token: OnceToken,
    now: Now,
) -> Result<PersonId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.0.id), action: "amend person" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    people::registered(&mut tx, by.0.organisation, id).await?.ok_or(Stop::NotFound)?;
    let had = people::roles(&mut tx, id).await?;
    by_hand(*by, &had, &new.roles)?;
    let manages = |roles: &[Role]| roles.contains(&Role::ServiceManager);
    if manages(&had) && !manages(&new.roles) && people::service_managers(&mut tx, by.0.organisation).await? < 2 {
        return Err(Stop::Refused(Refusal::LastManager));
    }
    for role in had.iter().filter(|role| !new.roles.contains(role)) {
        people::drop_role(&mut tx, id, *role).await?;
    }
    // A box that was ticked already is ticked by hand as well, unless groups say who has that role.
    for role in new.roles.iter().filter(|role| !by.0.governed.contains(role)) {
        people::add_role(&mut tx, id, *role).await?;
    }
    amend_in(&mut tx, id, &new.details, by.0.id, now).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Refuses to give or take by hand a role that follows from a group at the provider.
fn by_hand(by: ServiceManager<'_>, had: &[Role], new: &[Role]) -> Result<(), Stop<Refusal>> {
    let changed = by.0.governed.iter().any(|role| had.contains(role) != new.contains(role));
    if changed { Err(Stop::Refused(Refusal::GovernedRole)) } else { Ok(()) }
}

/// Changes somebody's details within a transaction of the caller's, who has found them in their organisation.
///
/// # Errors
/// When the database does.
pub async fn amend_in(tx: &mut Tx, id: PersonId, new: &Details, by: PersonId, now: Now) -> Stored<()> {
    people::amend(tx, id, new).await?;
    audit::changed(tx, now, Some(by), "person amended", id).await
}

/// Ends somebody's membership within a transaction of the caller's, who has found them in their organisation
/// and has ended whatever they were part of: their sign-ins end, nothing sent to them can be used any more,
/// and their address is free.
///
/// # Errors
/// Refused when nobody would look after the service any more; not found when they had left before.
pub async fn leave_in(tx: &mut Tx, organisation: OrganisationId, id: PersonId, now: Now) -> Result<(), Stop<Refusal>> {
    let manages = people::roles(tx, id).await?.contains(&Role::ServiceManager);
    if manages && people::service_managers(tx, organisation).await? < 2 {
        return Err(Stop::Refused(Refusal::LastManager));
    }
    sign_in::end_all(tx, id, now).await?;
    identities::unlink(tx, id).await?;
    if people::leave(tx, id, now).await? { Ok(()) } else { Err(Stop::NotFound) }
}
