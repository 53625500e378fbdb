//! Ending a placement: the team's debriefs end with it, personal supervision does not (PAINS P31).

use serde::Serialize;

use crate::{
    accounts::{self, Member},
    audit,
    kernel::{
        Now,
        ids::{OnceToken, PlacementId, TeamId},
        london,
    },
    messages::{self, Letter, Occasion, To},
    once::{self, Sent, Turn},
    rosters::{
        model::{LastDay, Refusal},
        policy,
    },
    sessions,
    store::{Db, Result as Stored, Stop, Tx},
    teams::{self, Spell},
};

/// Tells the other side that a roster changed; whose and which, the page says after sign-in.
#[derive(Serialize)]
pub struct RosterLetter {
    pub team: Option<TeamId>,
}

impl Letter for RosterLetter {
    const TEMPLATE: &'static str = "mail/roster";
    const SUBJECT: &'static str = "Something has changed";
}

/// Ends a placement, as whoever writes the team's roster or as the librarian whose it is. No reason is asked.
///
/// # Errors
/// Not found for anybody else, and once it is over; refused when its last day cannot be that one.
pub async fn end(
    db: &Db,
    by: &Member,
    id: PlacementId,
    last: LastDay,
    token: OnceToken,
    now: Now,
) -> Result<TeamId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.id), action: "end placement" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let spell = teams::spell(&mut tx, by, id, now).await?;
    let spell = spell.filter(|spell| policy::ends_as(by, spell).is_some()).ok_or(Stop::NotFound)?;
    let last = if policy::may_choose_day(by, &spell) { last } else { LastDay::default() };
    let last = last.of(&spell, now.today()).map_err(Stop::Refused)?;
    end_in(&mut tx, by, &spell, last, now).await?;
    tell(&mut tx, by, &spell, last, now).await?;
    once::finish(tx, sent, spell.team_id).await?;
    Ok(spell.team_id)
}

/// Ends a placement on its last day within a transaction of the caller's, without the message about it.
///
/// # Errors
/// When the database does.
pub async fn end_in(tx: &mut Tx, by: &Member, spell: &Spell, last: chrono::NaiveDate, now: Now) -> Stored<()> {
    let after = london::end_of_day(last).max(now.0);
    sessions::parts(tx, by, spell.team_id, spell.person_id, after, now).await?;
    teams::end_spell(tx, spell, last).await?;
    audit::changed(tx, now, Some(by.id), "placement ended", spell.id).await
}

/// The librarian when somebody else ended it, and the leads when none of them did; each once.
async fn tell(tx: &mut Tx, by: &Member, spell: &Spell, last: chrono::NaiveDate, now: Now) -> Stored<()> {
    let mut told = Vec::new();
    if !spell.own {
        let librarian = accounts::find(tx, spell.person_id).await?;
        told.extend(librarian.map(|librarian| (librarian.id, None)));
    }
    if spell.own || !spell.leads {
        let leads = teams::leads(tx, spell.team_id).await?;
        told.extend(leads.into_iter().map(|lead| (lead.id, Some(spell.team_id))));
    }
    for (person, team) in told {
        let to = To { person, organisation: &by.organisation_name };
        // An end can be set, taken back and set again; each last day is told of once.
        let ended = Occasion::on_day(spell.id, last);
        messages::post(tx, now, ended, to, &RosterLetter { team }).await?;
    }
    Ok(())
}

/// Tells the leads of teams that their rosters changed; each once, however many of their teams it is.
///
/// # Errors
/// When the database does.
pub(super) async fn tell_leads(tx: &mut Tx, by: &Member, spells: &[Spell], now: Now) -> Stored<()> {
    let mut told = vec![by.id];
    for spell in spells {
        for lead in teams::leads(tx, spell.team_id).await? {
            if told.contains(&lead.id) {
                continue;
            }
            told.push(lead.id);
            let to = To { person: lead.id, organisation: &by.organisation_name };
            let letter = RosterLetter { team: Some(spell.team_id) };
            messages::post(tx, now, Occasion::once(spell.id), to, &letter).await?;
        }
    }
    Ok(())
}
