//! Calling a team debrief: everybody on the team's roster that day is invited without a further step.

use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{OnceToken, SessionId, TeamId},
        london,
    },
    once::{self, Sent, Turn},
    sessions::{
        model::{Kind, NewDebrief, Refusal},
        store::{bookings, debriefs},
    },
    store::{Db, Stop},
    teams,
};

use super::{
    letters::{About, News, tell},
    rooms,
};

/// Calls a debrief of a team: a time and a place, and nothing about what happened.
///
/// # Errors
/// Not found for anybody but a lead of the team; refused outside the window of its kind, or when the space is in use.
pub async fn call_debrief(
    db: &Db,
    by: &Member,
    team: TeamId,
    new: &NewDebrief,
    token: OnceToken,
    now: Now,
) -> Result<SessionId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.id), action: "call debrief" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let team = teams::find(&mut tx, by, team, now).await?;
    let team = team.filter(|team| teams::may_call_debriefs(by, team)).ok_or(Stop::NotFound)?;
    in_its_window(new, now).map_err(Stop::Refused)?;
    let spot = rooms::settle(&mut tx, by, &new.place).await?;
    let id = SessionId::random();
    let session = bookings::NewSession {
        id,
        organisation: by.organisation,
        kind: new.kind,
        facilitator: None,
        team: Some(team.id),
        called_by: Some(by.id),
        starts_at: new.starts_at,
        place: &spot.words,
        space: spot.space,
    };
    bookings::add(&mut tx, &session).await?;
    rooms::hold(&mut tx, &session, now).await?;
    let day = london::date_of(new.starts_at);
    let invited: Vec<_> = teams::members_on(&mut tx, team.id, day).await?.into_iter().map(|(id, _)| id).collect();
    debriefs::invite(&mut tx, id, invited.clone()).await?;
    let about = About { session: id, kind: new.kind, starts_at: new.starts_at, place: &spot.words };
    for person in invited {
        let person = bookings::person(&mut tx, person).await?.ok_or(Stop::NotFound)?;
        tell(&mut tx, now, by, &person, News::Invited, &about, None).await?;
    }
    audit::changed(&mut tx, now, Some(by.id), "debrief called", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

fn in_its_window(new: &NewDebrief, now: Now) -> Result<(), Refusal> {
    let day = london::date_of(new.starts_at);
    if new.starts_at + new.kind.length() <= now.0 {
        Err(Refusal::Past)
    } else if new.kind == Kind::HotDebrief && day != now.today() {
        Err(Refusal::NotToday)
    } else if new.kind != Kind::HotDebrief && (day < new.window.0 || day > new.window.1) {
        Err(Refusal::OutsideWindow)
    } else {
        Ok(())
    }
}
