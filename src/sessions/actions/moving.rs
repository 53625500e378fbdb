//! Moving a session to another time of the same facilitator. No reason is asked.

use super::{
    booking::{Outcome, seen},
    letters::{About, News, tell},
    listing::{diary, offered_by},
};
use crate::{
    accounts::Member,
    facilitators::{self, independence},
    kernel::{
        Now,
        ids::{OnceToken, PersonId, SessionId},
    },
    messages,
    once::{self, Sent, Turn},
    sessions::{
        group,
        key::SlotKey,
        model::{Refusal, Session},
        moves::{Clashing, Move, Shifted, shifted},
        policy,
        series::{self, Later},
        slots::{self, Slot, Wanted},
        store::{self, bookings, seats},
    },
    store::{AsConn, Db, Result as Stored, Stop, Tx},
};

/// The times to which a session can be moved: those of its facilitator at which everybody in it is free. What the
/// sessions in `moving` hold is in nobody's way.
///
/// # Errors
/// When the database does.
pub async fn slots_to_move_to(
    c: &mut impl AsConn,
    by: &Member,
    session: &Session,
    moving: &[SessionId],
    now: Now,
) -> Stored<Vec<Slot>> {
    let mut slots = slots_for(c, by, session, moving, true, now).await?;
    // Where it is already is no move. In a series another one may take that time, so it is left out here alone.
    slots.retain(|slot| slot.key.starts_at != session.starts_at);
    Ok(slots)
}

async fn slots_for(
    c: &mut impl AsConn,
    by: &Member,
    session: &Session,
    moving: &[SessionId],
    within_horizon: bool,
    now: Now,
) -> Stored<Vec<Slot>> {
    let Some(facilitator) = session.facilitator_id else { return Ok(Vec::new()) };
    let tied = seats::with_ties(c, session.id, now.today()).await?;
    let Some((first, _)) = tied.first() else { return Ok(Vec::new()) };
    if tied.iter().any(|(_, ties)| independence::may_meet(ties).is_err()) {
        return Ok(Vec::new());
    }
    let offered = offered_by(c, by.organisation, facilitator, *first, now).await?;
    let people: Vec<PersonId> = tied.into_iter().map(|(person, _)| person).collect();
    let diary = diary(c, by.organisation, moving, now).await?;
    let wanted = Wanted { kind: session.kind, people: &people, within_horizon };
    Ok(slots::open(&wanted, &offered, &diary, now))
}

/// What a move of a session would do to those it is meant for.
///
/// # Errors
/// Refused when the time chosen cannot be had.
pub async fn plan_move(
    c: &mut impl AsConn,
    by: &Member,
    session: &Session,
    to: &Move,
    now: Now,
) -> Result<Vec<Shifted>, Stop<Refusal>> {
    let coming = store::series::coming(c, session.id, now).await?;
    let meant = series::meant(to.scope, session.id, &coming);
    let ids: Vec<SessionId> = meant.iter().map(|one| one.id).collect();
    let first = slots_to_move_to(c, by, session, &ids, now).await?;
    let first = first.into_iter().find(|slot| slot.key == to.to).ok_or(Stop::Refused(Refusal::Gone))?;
    let later = if meant.len() > 1 { slots_for(c, by, session, &ids, false, now).await? } else { Vec::new() };
    Ok(shifted(&meant, first, &later, &to.clashing))
}

/// Moves a session, and with a wider scope those booked together with it; everybody in them is told once.
///
/// # Errors
/// Not found for anybody who may not; refused when it is over, when the time is not one to which it can be moved
/// or somebody was faster, and when another one of the series clashes and nothing was chosen for it.
pub async fn move_session(db: &Db, by: &Member, id: SessionId, to: &Move, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.id), action: "move" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    bookings::in_turn(&mut tx, id).await?;
    let session = movable(&mut tx, by, id, now).await?;
    let plan = plan_move(&mut tx, by, &session, to, now).await?;
    if plan.iter().any(|one| matches!(one.fate, Clashing::Undecided)) {
        return Err(Stop::Refused(Refusal::Clash));
    }
    // Everything lets go of its time before anything takes its new one: they may follow one another.
    for one in &plan {
        if matches!(one.fate, Clashing::Moves(_)) {
            bookings::free_all(&mut tx, one.session.id).await?;
        }
    }
    for one in &plan {
        match &one.fate {
            Clashing::Moves(slot) => shift(&mut tx, by, &one.session, slot, now).await?,
            Clashing::Cancelled => {
                let other = seen(&mut tx, by, one.session.id).await?;
                super::cancelling::give_up(&mut tx, by, &other, now).await?;
            }
            Clashing::Stays | Clashing::Undecided => {}
        }
    }
    super::cancelling::noted(&mut tx, by, &session, "session moved", now).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// A session that the member may move now.
///
/// # Errors
/// Not found for anybody else; refused when it is over or has begun.
pub async fn movable(c: &mut impl AsConn, by: &Member, id: SessionId, now: Now) -> Result<Session, Stop<Refusal>> {
    let session = seen(c, by, id).await?;
    if !policy::may_move(by, &session) {
        return Err(Stop::NotFound);
    }
    if session.cancelled || session.starts_at <= now.0 {
        return Err(Stop::Refused(Refusal::Over));
    }
    Ok(session)
}

async fn shift(tx: &mut Tx, by: &Member, one: &Later, slot: &Slot, now: Now) -> Result<(), Stop<Refusal>> {
    let SlotKey { starts_at, facilitator, kind } = slot.key;
    let gone = || Stop::Refused(Refusal::Gone);
    if !bookings::hold(tx, facilitator, one.id, starts_at, slot.ends_at + slot.buffer).await? {
        return Err(gone());
    }
    let sitting = bookings::holders(tx, one.id).await?;
    for person in &sitting {
        if !bookings::hold(tx, person.id, one.id, starts_at, slot.ends_at).await? {
            return Err(gone());
        }
    }
    if let Some(space) = slot.space
        && !bookings::hold(tx, space, one.id, starts_at, slot.ends_at).await?
    {
        return Err(gone());
    }
    // After the diary has decided: two groups of one facilitator never start together, not even for a moment.
    if !bookings::move_to(tx, one.id, (starts_at, slot.ends_at), (&slot.place, slot.space)).await? {
        return Err(gone());
    }
    let terms = facilitators::terms(tx, facilitator).await?;
    seats::cap_offers(tx, one.id, group::cut_off(starts_at, &terms)).await?;
    // What waits to be sent about the old time is no longer true (PAINS P17).
    messages::take_back_about(tx, one.id).await?;
    let about = About::of(one.id, slot);
    let supervisor = bookings::person(tx, facilitator).await?.ok_or(Stop::NotFound)?;
    for person in seats::everybody(tx, one.id).await? {
        tell(tx, now, by, &person, News::Moved, &about, Some(&supervisor.name)).await?;
    }
    let with = if kind.places() == 1 { sitting.first().map(|person| person.name.as_str()) } else { None };
    Ok(tell(tx, now, by, &supervisor, News::Moved, &about, with).await?)
}
