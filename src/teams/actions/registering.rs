//! Registering a team, changing what is registered, and saying who leads it.

use crate::{
    accounts::{self, ServiceManager},
    audit,
    kernel::{
        Email, Now,
        ids::{OnceToken, OrganisationId, PersonId, TeamId},
    },
    once::{self, Sent, Turn},
    organisations,
    store::{Db, Stop, Tx},
    teams::{
        Refusal,
        model::{NewTeam, Registration},
        policy, store,
    },
};

type Outcome = Result<TeamId, Stop<Refusal>>;

/// Registers a team and its lead.
///
/// # Errors
/// Refused when the organisation has a team of that name or code.
pub async fn register(db: &Db, organisation: OrganisationId, new: &Registration, lead: PersonId, now: Now) -> Outcome {
    let mut tx = db.write().await?;
    let id = add(&mut tx, organisation, new, lead, None, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Registers a team of one's own organisation, with a lead who is registered there.
///
/// # Errors
/// Refused when the name or code is taken or the lead's address is nobody's; not found when the site is another's.
pub async fn register_with(db: &Db, by: &ServiceManager<'_>, new: &NewTeam, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "register team" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let lead = accounts::by_email(&mut tx, by.0.organisation, &new.lead).await?;
    let lead = lead.ok_or(Stop::Refused(Refusal::UnknownLead))?;
    let id = add(&mut tx, by.0.organisation, &new.registration, lead.id, Some(by.0.id), now).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Changes what is registered of a team of one's own organisation.
///
/// # Errors
/// Refused when the name or code is another team's; not found when the team or the site is another organisation's.
pub async fn amend(
    db: &Db,
    by: &ServiceManager<'_>,
    id: TeamId,
    new: &Registration,
    token: OnceToken,
    now: Now,
) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "amend team" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    registered(&mut tx, by, id, now).await?;
    free(&mut tx, by.0.organisation, Some(id), new).await?;
    store::amend(&mut tx, id, new).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "team amended", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Lets somebody of the organisation lead a team too.
///
/// # Errors
/// Refused when nobody there has that address; not found when the team is another organisation's.
pub async fn add_lead(
    db: &Db,
    by: &ServiceManager<'_>,
    id: TeamId,
    email: &Email,
    token: OnceToken,
    now: Now,
) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "add lead" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    registered(&mut tx, by, id, now).await?;
    let lead = accounts::by_email(&mut tx, by.0.organisation, email).await?;
    let lead = lead.ok_or(Stop::Refused(Refusal::UnknownLead))?;
    store::add_lead(&mut tx, id, lead.id).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "lead added", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Lets somebody no longer lead a team.
///
/// # Errors
/// Refused when nobody else leads it; not found when the team is another organisation's.
pub async fn drop_lead(
    db: &Db,
    by: &ServiceManager<'_>,
    id: TeamId,
    lead: PersonId,
    token: OnceToken,
    now: Now,
) -> Outcome {
    let sent = Sent { token: token.about(lead), by: Some(by.0.id), action: "drop lead" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    registered(&mut tx, by, id, now).await?;
    if !store::leads(&mut tx, id).await?.iter().any(|known| known.id == lead) {
        return Err(Stop::NotFound);
    }
    if !store::drop_lead(&mut tx, id, lead).await? {
        return Err(Stop::Refused(Refusal::LastLead));
    }
    audit::changed(&mut tx, now, Some(by.0.id), "lead dropped", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

async fn add(
    tx: &mut Tx,
    organisation: OrganisationId,
    new: &Registration,
    lead: PersonId,
    by: Option<PersonId>,
    now: Now,
) -> Outcome {
    free(tx, organisation, None, new).await?;
    let id = TeamId::random();
    if !store::add(tx, id, organisation, new).await? {
        return Err(Stop::Refused(Refusal::KnownName));
    }
    store::add_lead(tx, id, lead).await?;
    audit::changed(tx, now, by, "team registered", id).await?;
    Ok(id)
}

/// Insists that the site is the organisation's and that no other team has the name or the code. The
/// organisation's row is held, so that it stays so until the end of the transaction.
async fn free(
    tx: &mut Tx,
    organisation: OrganisationId,
    but: Option<TeamId>,
    new: &Registration,
) -> Result<(), Stop<Refusal>> {
    if !organisations::sites(tx, organisation).await?.iter().any(|site| site.id == new.site) {
        return Err(Stop::NotFound);
    }
    store::hold_organisation(tx, organisation).await?;
    match store::known(tx, organisation, but, new).await? {
        (true, _) => Err(Stop::Refused(Refusal::KnownName)),
        (_, true) => Err(Stop::Refused(Refusal::KnownCode)),
        _ => Ok(()),
    }
}

async fn registered(tx: &mut Tx, by: &ServiceManager<'_>, id: TeamId, now: Now) -> Result<(), Stop<Refusal>> {
    let team = crate::teams::find(tx, by.0, id, now).await?;
    team.filter(|team| policy::may_register(by.0, team)).map(drop).ok_or(Stop::NotFound)
}
