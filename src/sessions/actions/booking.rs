//! Booking supervision, joining what was offered, giving a place back, saying that it took place.

use chrono::Days;

use super::letters::{About, News, tell};
use crate::{
    accounts::Member,
    audit, facilitators,
    kernel::{
        Now,
        ids::{OnceToken, SessionId},
        london,
    },
    once::{self, Sent, Turn},
    sessions::{
        model::{Kind, Refusal, Session},
        policy,
        slots::{self, HORIZON_WEEKS, Slot, SlotKey},
        store::{self, bookings},
    },
    store::{AsConn, Db, Result as Stored, Stop, Tx},
};

type Outcome = Result<SessionId, Stop<Refusal>>;

/// The slots that a librarian may book now.
///
/// # Errors
/// When the database does.
pub async fn open_slots(c: &mut impl AsConn, by: &Member, now: Now) -> Stored<Vec<Slot>> {
    let offered = facilitators::open_to(c, by.organisation, by.id, now).await?;
    let until = london::end_of_day(now.today() + Days::new(HORIZON_WEEKS * 7));
    let taken = bookings::taken(c, by.organisation, now.0, until).await?;
    Ok(slots::open(Kind::IndividualSupervision, &offered, &taken, by.id, now))
}

/// Books one-to-one supervision.
///
/// # Errors
/// Refused when the slot is not one of the librarian's open slots, or somebody was faster.
pub async fn book(db: &Db, by: &Member, key: SlotKey, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.id), action: "book" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    // Listed again here: a forged time, or one that was free when the page was drawn, is not an open slot.
    let slots = open_slots(&mut tx, by, now).await?;
    let slot = slots.into_iter().find(|slot| slot.key == key).ok_or(Stop::Refused(Refusal::Gone))?;
    let session = reserve(&mut tx, by, &slot, now).await?;
    audit::changed(&mut tx, now, Some(by.id), "session booked", session).await?;
    once::finish(tx, sent, session).await?;
    Ok(session)
}

async fn reserve(tx: &mut Tx, by: &Member, slot: &Slot, now: Now) -> Outcome {
    let (session, kind, starts_at) = (SessionId::random(), Kind::IndividualSupervision, slot.key.starts_at);
    let facilitator = slot.key.facilitator;
    let new = bookings::NewSession {
        id: session,
        organisation: by.organisation,
        kind,
        facilitator: Some(facilitator),
        team: None,
        called_by: None,
        starts_at,
        place: &slot.place,
        space: slot.space,
    };
    bookings::add(tx, &new).await?;
    // The diary decides, not the list above: of two bookings at once the second finds no room.
    if !bookings::hold(tx, facilitator, session, starts_at, slot.ends_at + slot.buffer).await? {
        return Err(Stop::Refused(Refusal::Gone));
    }
    if !bookings::hold(tx, by.id, session, starts_at, slot.ends_at).await? {
        return Err(Stop::Refused(Refusal::Busy));
    }
    if let Some(space) = slot.space
        && !bookings::hold(tx, space, session, starts_at, slot.ends_at).await?
    {
        return Err(Stop::Refused(Refusal::Gone));
    }
    bookings::take_place(tx, session, by.id, now).await?;
    let about = About { session, kind, starts_at, place: &slot.place };
    let librarian = bookings::person(tx, by.id).await?.ok_or(Stop::NotFound)?;
    let supervisor = bookings::person(tx, facilitator).await?.ok_or(Stop::NotFound)?;
    tell(tx, now, by, &librarian, News::Booked, &about, Some(&supervisor.name)).await?;
    tell(tx, now, by, &supervisor, News::Booked, &about, Some(&librarian.name)).await?;
    Ok(session)
}

/// Takes a place in a session that was offered. Nobody but a facilitator of it learns of it.
///
/// # Errors
/// Not found when it was not offered; refused when it is over, or the person has something else then.
pub async fn join(db: &Db, by: &Member, id: SessionId, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.id), action: "join" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let session = seen(&mut tx, by, id).await?;
    if session.holds_place {
        return Ok(id);
    }
    if !policy::may_join(by, &session) {
        return Err(Stop::NotFound);
    }
    if session.cancelled || session.ends_at <= now.0 {
        return Err(Stop::Refused(Refusal::Over));
    }
    if !bookings::hold(&mut tx, by.id, id, session.starts_at, session.ends_at).await? {
        return Err(Stop::Refused(Refusal::Busy));
    }
    bookings::take_place(&mut tx, id, by.id, now).await?;
    let about = About { session: id, kind: session.kind, starts_at: session.starts_at, place: &session.place };
    let librarian = bookings::person(&mut tx, by.id).await?.ok_or(Stop::NotFound)?;
    tell(&mut tx, now, by, &librarian, News::Booked, &about, session.facilitator.as_deref()).await?;
    audit::changed(&mut tx, now, Some(by.id), "place taken", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Gives back one's own place; a session of two is cancelled by it, and by its facilitator. No reason is asked.
///
/// # Errors
/// Not found for anybody else; refused when it has begun.
pub async fn cancel(db: &Db, by: &Member, id: SessionId, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.id), action: "cancel" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let session = seen(&mut tx, by, id).await?;
    if !policy::may_cancel(by, &session) {
        return Err(Stop::NotFound);
    }
    if session.cancelled || session.starts_at <= now.0 {
        return Err(Stop::Refused(Refusal::Over));
    }
    let of_two = session.kind == Kind::IndividualSupervision;
    if of_two || session.facilitator_id == Some(by.id) {
        call_off(&mut tx, by, &session, now).await?;
    } else {
        bookings::give_back(&mut tx, id, by.id, now).await?;
        bookings::free(&mut tx, id, by.id).await?;
    }
    audit::changed(&mut tx, now, Some(by.id), "session cancelled", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

async fn call_off(tx: &mut Tx, by: &Member, session: &Session, now: Now) -> Stored<()> {
    let holders = bookings::holders(tx, session.id).await?;
    let about = About { session: session.id, kind: session.kind, starts_at: session.starts_at, place: &session.place };
    for holder in &holders {
        tell(tx, now, by, holder, News::Cancelled, &about, session.facilitator.as_deref()).await?;
    }
    if let Some(facilitator) = session.facilitator_id
        && let Some(facilitator) = bookings::person(tx, facilitator).await?
    {
        let with = if holders.len() == 1 { holders.first().map(|holder| holder.name.as_str()) } else { None };
        tell(tx, now, by, &facilitator, News::Cancelled, &about, with).await?;
    }
    bookings::cancel(tx, session.id, now).await?;
    bookings::free_all(tx, session.id).await
}

/// A session that the member may see.
pub(super) async fn seen(c: &mut impl AsConn, by: &Member, id: SessionId) -> Result<Session, Stop<Refusal>> {
    let session = store::find(c, by.id, by.organisation, id).await?;
    session.filter(|session| policy::viewer(by, session).is_some()).ok_or(Stop::NotFound)
}
