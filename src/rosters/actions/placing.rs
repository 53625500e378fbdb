//! Putting a librarian on a roster, and the librarian saying that it is right.

use std::convert::Infallible;

use serde::Serialize;

use crate::{
    accounts::{self, Member, Person, Profession},
    audit,
    kernel::{
        Now,
        ids::{OnceToken, PlacementId, TeamId},
    },
    messages::{self, Letter, Occasion, To},
    once::{self, Sent, Turn},
    rosters::{
        model::{NewPlacement, Refusal},
        policy,
    },
    sessions,
    store::{Db, Stop, Tx},
    teams::{self, Team, Term},
};

/// Tells a librarian that they stand on a roster; which one, the page says after sign-in.
#[derive(Serialize)]
pub struct PlacedLetter {
    pub first_name: String,
}

impl Letter for PlacedLetter {
    const TEMPLATE: &'static str = "mail/placed";
    const SUBJECT: &'static str = "Something new for you";
}

/// Puts a librarian on the roster, tells them, and invites them to the debriefs called already.
///
/// # Errors
/// Not found for anybody but whoever writes the team's roster; refused when the address is not of a
/// librarian of the organisation, or the spell overlaps another.
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
    let team = teams::find(&mut tx, by, team, now).await?;
    let team = team.filter(|team| teams::may_write_roster(by, team)).ok_or(Stop::NotFound)?;
    let person = accounts::by_email(&mut tx, by.organisation, &new.email).await?;
    let person = person.ok_or(Stop::Refused(Refusal::UnknownAddress))?;
    let id = place_in(&mut tx, by, &team, &person, &new.term, now).await?;
    tell(&mut tx, by, &person, id, now).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Puts somebody on the roster of a team whose roster the caller may write, without the message about it.
///
/// # Errors
/// Refused when they are no librarian, or the spell overlaps another.
pub async fn place_in(
    tx: &mut Tx,
    by: &Member,
    team: &Team,
    person: &Person,
    new: &Term,
    now: Now,
) -> Result<PlacementId, Stop<Refusal>> {
    if person.profession != Profession::Librarian {
        return Err(Stop::Refused(Refusal::NotALibrarian));
    }
    let id = teams::add_spell(tx, team.id, person.id, new, (by.id, now)).await?;
    let id = id.ok_or(Stop::Refused(Refusal::AlreadyPlaced))?;
    sessions::joins(tx, by, team.id, person.id, (new.from_on, new.to_on), now).await?;
    audit::changed(tx, now, Some(by.id), "placement added", id).await?;
    Ok(id)
}

async fn tell(tx: &mut Tx, by: &Member, person: &Person, id: PlacementId, now: Now) -> Result<(), Stop<Refusal>> {
    let to = To { person: person.id, organisation: &by.organisation_name };
    let letter = PlacedLetter { first_name: accounts::model::first_name(&person.name).to_owned() };
    Ok(messages::post(tx, now, Occasion::once(id), to, &letter).await?)
}

/// A librarian says that their placement is right. Nobody else is told or shown: not saying so is no answer.
///
/// # Errors
/// Not found when it is not theirs, or is over.
pub async fn confirm(
    db: &Db,
    by: &Member,
    id: PlacementId,
    token: OnceToken,
    now: Now,
) -> Result<TeamId, Stop<Infallible>> {
    let sent = Sent { token: token.about(id), by: Some(by.id), action: "confirm placement" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let spell = teams::spell(&mut tx, by, id, now).await?;
    let spell = spell.filter(|spell| policy::may_confirm(by, spell)).ok_or(Stop::NotFound)?;
    teams::confirm_spell(&mut tx, by.id, id, now).await?;
    // Without the placement: whoever reads the log must not learn who confirmed and who never did.
    audit::changed(&mut tx, now, None, "placement confirmed", spell.team_id).await?;
    once::finish(tx, sent, spell.team_id).await?;
    Ok(spell.team_id)
}
