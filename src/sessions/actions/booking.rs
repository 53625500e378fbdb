//! Booking a slot, and taking a place that was offered.

use super::{
    letters::{About, News, tell},
    listing::{diary, open_slots},
};
use crate::{
    accounts::Member,
    audit, facilitators,
    kernel::{
        Now,
        ids::{OnceToken, SeriesId, SessionId},
    },
    once::{self, Sent, Turn},
    sessions::{
        key::SlotKey,
        model::{Kind, Refusal, Session},
        policy,
        slots::{self, Slot},
        store::{self, bookings, groups, seats},
    },
    store::{AsConn, Db, Stop, Tx},
};

pub(super) type Outcome = Result<SessionId, Stop<Refusal>>;

/// Books a slot: a session of one's own, or a place in a group. Where the last place of a group has just gone,
/// the librarian joins its waiting list.
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
    let slots = open_slots(&mut tx, by, key.kind, now).await?;
    let slot = slots.into_iter().find(|slot| slot.key == key).ok_or(Stop::Refused(Refusal::Gone))?;
    let session = if key.kind == Kind::GroupSupervision {
        gather(&mut tx, by, &slot, now).await?
    } else {
        reserve(&mut tx, by, &slot, None, now).await?
    };
    audit::chosen(&mut tx, now, "session booked", session).await?;
    once::finish(tx, sent, session).await?;
    Ok(session)
}

/// Books a session of two, both of whom are told.
pub(super) async fn reserve(tx: &mut Tx, by: &Member, slot: &Slot, series: Option<SeriesId>, now: Now) -> Outcome {
    let session = SessionId::random();
    if !open(tx, by, slot, session, series, now).await? {
        return Err(Stop::Refused(Refusal::Gone));
    }
    if !bookings::hold(tx, by.id, session, slot.key.starts_at, slot.ends_at).await? {
        return Err(Stop::Refused(Refusal::Busy));
    }
    bookings::take_place(tx, session, by.id, now).await?;
    let about = About::of(session, slot);
    let librarian = bookings::person(tx, by.id).await?.ok_or(Stop::NotFound)?;
    let supervisor = bookings::person(tx, slot.key.facilitator).await?.ok_or(Stop::NotFound)?;
    tell(tx, now, by, &librarian, News::Booked, &about, Some(&supervisor.name)).await?;
    tell(tx, now, by, &supervisor, News::Booked, &about, Some(&librarian.name)).await?;
    Ok(session)
}

/// Writes the session of a slot and holds its facilitator and its space; false when the same group has just been
/// gathered by somebody else.
///
/// # Errors
/// Refused when the facilitator or the space has just been taken, or the facilitator's week is full.
async fn open(
    tx: &mut Tx,
    by: &Member,
    slot: &Slot,
    session: SessionId,
    series: Option<SeriesId>,
    now: Now,
) -> Result<bool, Stop<Refusal>> {
    let (facilitator, kind, starts_at) = (slot.key.facilitator, slot.key.kind, slot.key.starts_at);
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
    if let Some(most) = slot.most_a_week {
        bookings::in_turn_with(tx, facilitator).await?;
        let diary = diary(tx, by.organisation, &[], now).await?;
        let gathered = kind == Kind::GroupSupervision && groups::gathered(tx, facilitator, starts_at).await?.is_some();
        if !gathered && !slots::has_room(&diary, facilitator, starts_at, most) {
            return Err(Stop::Refused(Refusal::Gone));
        }
    }
    if !bookings::add_from_slot(tx, &new, slot.places, series).await? {
        return Ok(false);
    }
    // The diary decides, not the list above: of two bookings at once the second finds no room.
    let held = bookings::hold(tx, facilitator, session, starts_at, slot.ends_at + slot.buffer).await?;
    let held_space = match slot.space {
        Some(space) => bookings::hold(tx, space, session, starts_at, slot.ends_at).await?,
        None => true,
    };
    if held && held_space { Ok(true) } else { Err(Stop::Refused(Refusal::Gone)) }
}

/// Takes a place in the group of a slot, which begins with whoever is first.
async fn gather(tx: &mut Tx, by: &Member, slot: &Slot, now: Now) -> Outcome {
    let session = match slot.group {
        Some(group) => group.session,
        None => begin_group(tx, by, slot, now).await?,
    };
    // From here on nobody else sits down in this group or stands up from it.
    bookings::in_turn(tx, session).await?;
    let found = store::find(tx, by.id, by.organisation, session).await?.ok_or(Stop::NotFound)?;
    if found.cancelled {
        return Err(Stop::Refused(Refusal::Gone));
    }
    if found.holds_place || found.waits || found.held_until.is_some() {
        return Ok(session);
    }
    // A free place is not on sale while somebody waits for it.
    if !seats::waiting(tx, session).await?.is_empty() || !bookings::take_place(tx, session, by.id, now).await? {
        seats::wait(tx, session, by.id).await?;
        return Ok(session);
    }
    seat(tx, by, &found, now).await?;
    Ok(session)
}

async fn begin_group(tx: &mut Tx, by: &Member, slot: &Slot, now: Now) -> Outcome {
    let session = SessionId::random();
    if open(tx, by, slot, session, None, now).await? {
        let facilitator = bookings::person(tx, slot.key.facilitator).await?.ok_or(Stop::NotFound)?;
        tell(tx, now, by, &facilitator, News::Booked, &About::of(session, slot), None).await?;
        return Ok(session);
    }
    let gathered = groups::gathered(tx, slot.key.facilitator, slot.key.starts_at).await?;
    gathered.ok_or(Stop::Refused(Refusal::Gone))
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
    bookings::in_turn(&mut tx, id).await?;
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
    // A tie may have come about since it was offered; the sentence is the one of every time that is gone.
    if let Some(facilitator) = session.facilitator_id
        && !facilitators::may_meet(&mut tx, facilitator, by.id, now).await?
    {
        return Err(Stop::Refused(Refusal::Gone));
    }
    let seated = if session.held_until.is_some() {
        seats::accept(&mut tx, id, by.id, now).await? && bookings::sit_down(&mut tx, id, by.id, now).await?
    } else {
        bookings::take_place(&mut tx, id, by.id, now).await?
    };
    if !seated {
        return Err(Stop::Refused(Refusal::Lapsed));
    }
    seat(&mut tx, by, &session, now).await?;
    audit::chosen(&mut tx, now, "place taken", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Holds the time of somebody who has just taken a place, and tells them.
async fn seat(tx: &mut Tx, by: &Member, session: &Session, now: Now) -> Result<(), Stop<Refusal>> {
    if !bookings::hold(tx, by.id, session.id, session.starts_at, session.ends_at).await? {
        return Err(Stop::Refused(Refusal::Busy));
    }
    let librarian = bookings::person(tx, by.id).await?.ok_or(Stop::NotFound)?;
    let about = About::from(session);
    Ok(tell(tx, now, by, &librarian, News::Booked, &about, session.facilitator.as_deref()).await?)
}

/// A session that the member may see.
///
/// # Errors
/// Not found when there is no such session for them.
pub(super) async fn seen(c: &mut impl AsConn, by: &Member, id: SessionId) -> Result<Session, Stop<Refusal>> {
    let session = store::find(c, by.id, by.organisation, id).await?;
    session.filter(|session| policy::viewer(by, session).is_some()).ok_or(Stop::NotFound)
}
