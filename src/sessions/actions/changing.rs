//! What becomes of a debrief that was called: its lead moves it or cancels it, its facilitator hands it back. Each person
//! who was invited is told once of each change, whether they meant to come or not.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::{
    calling::hold_facilitator,
    leaving::may_be_invited,
    letters::{About, News, tell},
    rooms,
};
use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{OnceToken, SessionId},
        london,
    },
    messages,
    once::{self, Sent, Turn},
    sessions::{
        model::{Kind, Moved, Refusal, Session},
        policy,
        store::{
            self,
            bookings::{self, Told},
            calling, debriefs, leaving,
        },
    },
    store::{AsConn, Db, Result as Stored, Stop, Tx},
    teams,
};

type Outcome = Result<SessionId, Stop<Refusal>>;

/// The days, first and last, to which a debrief can be moved.
///
/// When it happened was not kept. A reflection stays at least 72 hours after it when it is not moved forward, or not to
/// within 72 hours from now; a hot debrief stays on its day.
#[must_use]
pub fn days(session: &Session, now: Now) -> (NaiveDate, NaiveDate) {
    let day = london::date_of(session.starts_at);
    if session.kind == Kind::HotDebrief {
        (day, day)
    } else {
        (london::date_of(first(session, now)), (now.today() + Days::new(28)).max(day))
    }
}

fn first(session: &Session, now: Now) -> DateTime<Utc> {
    session.starts_at.min(now.0 + TimeDelta::hours(72))
}

fn allowed(session: &Session, starts_at: DateTime<Utc>, now: Now) -> Result<(), Refusal> {
    let (day, (_, last)) = (london::date_of(starts_at), days(session, now));
    if starts_at <= now.0 {
        Err(Refusal::Past)
    } else if session.kind == Kind::HotDebrief {
        if day == last { Ok(()) } else { Err(Refusal::NotItsDay) }
    } else if starts_at < first(session, now) || day > last {
        Err(Refusal::NotMovedThere)
    } else {
        Ok(())
    }
}

/// Moves a called debrief. Whoever meant to come and has something else at the new time gives their place back without
/// a word: their invitation stands, and nobody else learns of it.
///
/// # Errors
/// Not found for anybody but a lead of the team; refused once it has begun, to a time that is not right for it, or when
/// its facilitator or the space is not free then.
pub async fn move_debrief(db: &Db, by: &Member, id: SessionId, to: &Moved, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.id), action: "move debrief" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let session = changeable(&mut tx, by, id, policy::may_change_debrief, now).await?;
    allowed(&session, to.starts_at, now).map_err(Stop::Refused)?;
    let spot = rooms::settle(&mut tx, by, &to.place).await?;
    let moved = bookings::NewSession {
        id,
        organisation: by.organisation,
        kind: session.kind,
        facilitator: session.facilitator_id,
        team: None,
        called_by: None,
        starts_at: to.starts_at,
        place: &spot.words,
        space: spot.space,
    };
    let ends_at = to.starts_at + session.kind.length();
    if !bookings::move_to(&mut tx, id, (to.starts_at, ends_at), (&spot.words, spot.space)).await? {
        return Err(Stop::Refused(Refusal::Over));
    }
    bookings::free_all(&mut tx, id).await?;
    hold_facilitator(&mut tx, &moved, now).await?;
    rooms::hold(&mut tx, &moved, now).await?;
    for holder in bookings::holders(&mut tx, id).await? {
        if !bookings::hold(&mut tx, holder.id, id, to.starts_at, ends_at).await? {
            bookings::give_back(&mut tx, id, holder.id, now).await?;
        }
    }
    messages::take_back_about(&mut tx, id).await?;
    let about = About { session: id, kind: session.kind, starts_at: to.starts_at, place: &spot.words };
    let before = everybody(&mut tx, &session).await?;
    if london::date_of(to.starts_at) != london::date_of(session.starts_at) {
        follow_roster(&mut tx, by, &session, &about, now).await?;
    }
    let stay: Vec<_> = everybody(&mut tx, &session).await?.into_iter().map(|person| person.id).collect();
    for person in before {
        // Whoever is not on the roster on the new day has been told that it is not for them.
        if stay.contains(&person.id) {
            tell(&mut tx, now, by, &person, News::Moved, &about, with(&session, &person)).await?;
        }
    }
    audit::changed(&mut tx, now, Some(by.id), "debrief moved", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Invites whom the new day finds on the team's roster, and withdraws whom it does not: the day decides, as when a
/// debrief is called. Each of them is told once.
async fn follow_roster(tx: &mut Tx, by: &Member, session: &Session, about: &About<'_>, now: Now) -> Stored<()> {
    let Some(team) = session.team_id else { return Ok(()) };
    let roster = teams::members_on(tx, team, london::date_of(about.starts_at)).await?;
    let old = About { session: session.id, kind: session.kind, starts_at: session.starts_at, place: &session.place };
    for person in calling::invited(tx, session.id).await? {
        if !roster.iter().any(|(id, _)| *id == person.id) {
            debriefs::withdraw(tx, session.id, person.id, now).await?;
            tell(tx, now, by, &person, News::Cancelled, &old, with(session, &person)).await?;
        }
    }
    for (id, _) in roster {
        let Some(person) = bookings::person(tx, id).await? else { continue };
        if may_be_invited(tx, session.id, session.facilitator_id, id, now).await?
            && debriefs::invite_one(tx, session.id, id).await?
        {
            tell(tx, now, by, &person, News::Invited, about, with(session, &person)).await?;
        }
    }
    Ok(())
}

/// Cancels a called debrief for everybody.
///
/// # Errors
/// Not found for anybody but a lead of the team; refused once it has begun.
pub async fn cancel_debrief(db: &Db, by: &Member, id: SessionId, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.id), action: "cancel debrief" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let session = changeable(&mut tx, by, id, policy::may_change_debrief, now).await?;
    messages::take_back_about(&mut tx, id).await?;
    let about = About { session: id, kind: session.kind, starts_at: session.starts_at, place: &session.place };
    for person in everybody(&mut tx, &session).await? {
        tell(&mut tx, now, by, &person, News::Cancelled, &about, with(&session, &person)).await?;
    }
    bookings::cancel(&mut tx, id, now).await?;
    bookings::free_all(&mut tx, id).await?;
    audit::changed(&mut tx, now, Some(by.id), "debrief cancelled", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// The facilitator of a called debrief says that they cannot come. It stays, and waits for another.
///
/// # Errors
/// Not found for anybody but its facilitator; refused once it has begun.
pub async fn hand_back(db: &Db, by: &Member, id: SessionId, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.id), action: "hand back" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let session = changeable(&mut tx, by, id, policy::may_hand_back, now).await?;
    leaving::unassign(&mut tx, id).await?;
    bookings::free(&mut tx, id, by.id).await?;
    let about = About { session: id, kind: session.kind, starts_at: session.starts_at, place: &session.place };
    if let Some(own) = bookings::person(&mut tx, by.id).await? {
        tell(&mut tx, now, by, &own, News::GivenBack, &about, None).await?;
    }
    // Whoever means to come and leads the team as well is told once: what is said later takes back what was said before.
    let leads = calling::leads(&mut tx, id).await?;
    for person in bookings::holders(&mut tx, id).await?.iter().chain(&leads) {
        tell(&mut tx, now, by, person, News::HandedOn, &about, None).await?;
    }
    audit::changed(&mut tx, now, Some(by.id), "debrief handed back", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

async fn changeable(
    tx: &mut Tx,
    by: &Member,
    id: SessionId,
    may: fn(&Member, &Session) -> bool,
    now: Now,
) -> Result<Session, Stop<Refusal>> {
    let session = store::find(tx, by.id, by.organisation, id).await?.filter(|session| may(by, session));
    let session = session.ok_or(Stop::NotFound)?;
    if session.cancelled || session.starts_at <= now.0 { Err(Stop::Refused(Refusal::Over)) } else { Ok(session) }
}

/// Everybody who was invited, and the facilitator.
async fn everybody(c: &mut impl AsConn, session: &Session) -> Stored<Vec<Told>> {
    let mut all = calling::invited(c, session.id).await?;
    if let Some(facilitator) = session.facilitator_id {
        all.extend(bookings::person(c, facilitator).await?);
    }
    Ok(all)
}

/// The other party, to those who are not it themselves.
fn with<'a>(session: &'a Session, told: &Told) -> Option<&'a str> {
    session.facilitator.as_deref().filter(|_| session.facilitator_id != Some(told.id))
}
