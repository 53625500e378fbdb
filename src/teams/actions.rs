//! Registering a team, writing its roster, saying what support it has.

use std::convert::Infallible;

use serde::Serialize;

use super::{
    Refusal, Team,
    model::{ArrangementKind, NewPlacement, NewTeam, Registration, Standing},
    policy, store,
};
use crate::{
    accounts::{self, Member, Profession, ServiceManager},
    audit,
    kernel::{
        Now,
        ids::{OnceToken, PersonId, PlacementId, TeamId},
    },
    messages::{self, Letter, To},
    once::{self, Sent, Turn},
    organisations,
    store::{AsConn, Db, Stop, Tx},
};

/// Tells a librarian that they stand on a roster; which one, the page says after sign-in.
#[derive(Serialize)]
struct PlacedLetter {
    first_name: String,
}

impl Letter for PlacedLetter {
    const TEMPLATE: &'static str = "mail/placed.txt";
    const SUBJECT: &'static str = "Something new for you";
}

/// Registers a team and its lead.
///
/// # Errors
/// Refused when the organisation has a team of that name.
pub async fn register(db: &Db, new: &NewTeam, lead: PersonId, now: Now) -> Result<TeamId, Stop<Refusal>> {
    let id = TeamId::random();
    let mut tx = db.write().await?;
    add(&mut tx, id, new, lead, None, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Registers a team of one's own organisation, with a lead who is registered there.
///
/// # Errors
/// Refused when the name is taken or the lead's address is nobody's; not found when the site is another's.
pub async fn register_with(
    db: &Db,
    by: &ServiceManager<'_>,
    new: &Registration,
    token: OnceToken,
    now: Now,
) -> Result<TeamId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.0.id), action: "register team" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let organisation = by.0.organisation;
    if !organisations::sites(&mut tx, organisation).await?.iter().any(|site| site.id == new.site) {
        return Err(Stop::NotFound);
    }
    let lead = accounts::by_email(&mut tx, organisation, &new.lead).await?;
    let lead = lead.ok_or(Stop::Refused(Refusal::UnknownLead))?;
    let team = NewTeam { organisation, site: new.site, specialty: new.specialty, name: new.name.clone() };
    let id = TeamId::random();
    add(&mut tx, id, &team, lead.id, Some(by.0.id), now).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

async fn add(
    tx: &mut Tx,
    id: TeamId,
    new: &NewTeam,
    lead: PersonId,
    by: Option<PersonId>,
    now: Now,
) -> Result<(), Stop<Refusal>> {
    if !store::add(tx, id, new).await? {
        return Err(Stop::Refused(Refusal::KnownName));
    }
    store::add_lead(tx, id, lead).await?;
    Ok(audit::changed(tx, now, by, "team registered", id).await?)
}

/// Puts a librarian on the roster, and tells them.
///
/// # Errors
/// Not found for anybody but a lead of the team; refused when the address is not of a librarian of the
/// organisation, or the spell overlaps another.
pub async fn place(
    db: &Db,
    by: &Member,
    team: TeamId,
    new: &NewPlacement,
    token: OnceToken,
    now: Now,
) -> Result<PlacementId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.id), action: "place" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let team = led(&mut tx, by, team, policy::may_write_roster, now).await?;
    let person = accounts::by_email(&mut tx, by.organisation, &new.email)
        .await?
        .ok_or(Stop::Refused(Refusal::UnknownAddress))?;
    if person.profession != Profession::Librarian {
        return Err(Stop::Refused(Refusal::NotALibrarian));
    }
    let id = PlacementId::random();
    if !store::add_placement(&mut tx, id, team.id, person.id, new, by.id).await? {
        return Err(Stop::Refused(Refusal::AlreadyPlaced));
    }
    let to = To { address: &person.email, organisation: &by.organisation_name };
    let letter = PlacedLetter { first_name: accounts::model::first_name(&person.name).to_owned() };
    messages::post(&mut tx, now, &format!("{id}/{}/placed", person.id), to, &letter).await?;
    audit::changed(&mut tx, now, Some(by.id), "placement added", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Says, for every kind of support, whether the team has it and whether librarians are in it.
///
/// # Errors
/// Not found for anybody but a lead of the team.
pub async fn arrange(
    db: &Db,
    by: &Member,
    team: TeamId,
    standings: &[(ArrangementKind, Standing)],
    token: OnceToken,
    now: Now,
) -> Result<TeamId, Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.id), action: "arrange" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let team = led(&mut tx, by, team, policy::may_arrange, now).await?;
    for (kind, standing) in standings {
        match standing {
            Standing::None => store::drop_arrangement(&mut tx, team.id, *kind).await?,
            Standing::NotIncluded => store::keep_arrangement(&mut tx, team.id, *kind, None).await?,
            Standing::Included => store::keep_arrangement(&mut tx, team.id, *kind, Some(now.today())).await?,
        }
    }
    audit::changed(&mut tx, now, Some(by.id), "arrangements changed", team.id).await?;
    once::finish(tx, sent, team.id).await?;
    Ok(team.id)
}

async fn led<R>(
    c: &mut impl AsConn,
    by: &Member,
    team: TeamId,
    may: fn(&Member, &Team) -> bool,
    now: Now,
) -> Result<Team, Stop<R>> {
    super::find(c, by, team, now).await?.filter(|team| may(by, team)).ok_or(Stop::NotFound)
}
