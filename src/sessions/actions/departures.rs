//! Ending a placement: the team's debriefs end with it, personal supervision does not (PAINS P31).

use std::convert::Infallible;

use serde::Serialize;

use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{OnceToken, PlacementId, TeamId},
    },
    messages::{self, Letter, To},
    once::{self, Sent, Turn},
    sessions::store::{bookings, debriefs},
    store::{Db, Result as Stored, Stop, Tx},
    teams::{self, Spell},
};

/// Tells the other side that a roster changed; whose and which, the page says after sign-in.
#[derive(Serialize)]
struct RosterLetter {
    team: Option<TeamId>,
}

impl Letter for RosterLetter {
    const TEMPLATE: &'static str = "mail/roster.txt";
    const SUBJECT: &'static str = "Something has changed";
}

/// Ends a placement, as the team's lead or as the librarian whose it is. No reason is asked.
///
/// # Errors
/// Not found for anybody else, and once it is over.
pub async fn end_placement(
    db: &Db,
    by: &Member,
    id: PlacementId,
    token: OnceToken,
    now: Now,
) -> Result<TeamId, Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.id), action: "end placement" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let spell = teams::spell(&mut tx, by, id, now).await?;
    let spell = spell.filter(|spell| teams::may_end(by, spell)).ok_or(Stop::NotFound)?;
    for debrief in debriefs::coming(&mut tx, spell.team_id, spell.person_id, now).await? {
        debriefs::withdraw(&mut tx, debrief.id, spell.person_id, now).await?;
    }
    teams::end_spell(&mut tx, &spell, now).await?;
    tell(&mut tx, by, &spell, now).await?;
    audit::changed(&mut tx, now, Some(by.id), "placement ended", id).await?;
    once::finish(tx, sent, spell.team_id).await?;
    Ok(spell.team_id)
}

/// The librarian when a lead ended it, the leads when the librarian did; each once.
async fn tell(tx: &mut Tx, by: &Member, spell: &Spell, now: Now) -> Stored<()> {
    let (others, letter) = if spell.own {
        (teams::leads(tx, spell.team_id).await?, RosterLetter { team: Some(spell.team_id) })
    } else {
        let librarian = bookings::person(tx, spell.person_id).await?;
        (librarian.into_iter().map(|told| (told.id, told.email)).collect(), RosterLetter { team: None })
    };
    for (person, address) in others {
        let to = To { address: &address, organisation: &by.organisation_name };
        messages::post(tx, now, &format!("{}/{person}/ended", spell.id), to, &letter).await?;
    }
    Ok(())
}
