//! The waiting list of a group: one offer at a time for each place that is freed, first come first served, held
//! for a day or until it is too late (PAINS P06). Nothing tells afterwards who waited.

use super::{
    booking::{Outcome, seen},
    letters::{About, News, tell_from},
};
use crate::{
    accounts::Member,
    audit, facilitators,
    kernel::{
        Now,
        ids::{OfferId, OnceToken, SessionId},
    },
    once::{self, Sent, Turn},
    sessions::{
        group, policy,
        store::{
            bookings,
            groups::{self, Group},
            seats,
        },
    },
    store::{Db, Result as Stored, Stop, Tx},
};

/// Leaves the waiting list of a session, or says no to the place held. Nobody learns of it.
///
/// # Errors
/// Not found for anybody who neither waits nor is offered a place.
pub async fn stop_waiting(db: &Db, by: &Member, id: SessionId, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.id), action: "stop waiting" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    bookings::in_turn(&mut tx, id).await?;
    let session = seen(&mut tx, by, id).await?;
    if !policy::may_stop_waiting(by, &session) {
        return Err(Stop::NotFound);
    }
    seats::stop_waiting(&mut tx, id, by.id).await?;
    if session.held_until.is_some() {
        seats::leave(&mut tx, id, by.id).await?;
        freed(&mut tx, id, now).await?;
    }
    audit::chosen(&mut tx, now, "waiting list left", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// A seat of a session was freed: it is offered to whoever waits longest, and a group in which nobody is left
/// and for which nobody waits is called off.
pub(super) async fn freed(tx: &mut Tx, id: SessionId, now: Now) -> Stored<()> {
    bookings::in_turn(tx, id).await?;
    let Some(group) = groups::group(tx, id).await? else { return Ok(()) };
    offer_places(tx, &group, now).await?;
    if !seats::is_empty(tx, id).await? || group.starts_at <= now.0 {
        return Ok(());
    }
    if let Some(facilitator) = group.facilitator_id
        && let Some(facilitator) = bookings::person(tx, facilitator).await?
    {
        tell_from(tx, now, &group.organisation, &facilitator, News::Cancelled, &about(&group), None).await?;
    }
    bookings::cancel(tx, id, now).await?;
    bookings::free_all(tx, id).await
}

async fn offer_places(tx: &mut Tx, group: &Group, now: Now) -> Stored<()> {
    // While nobody facilitates it, nobody is asked to come: whoever takes it over must be independent of them too.
    let Some(facilitator) = group.facilitator_id else { return Ok(()) };
    let Some(until) = group::held_until(group.starts_at, &group.terms, now.0) else { return Ok(()) };
    for person in seats::waiting(tx, group.id).await? {
        if !facilitators::may_meet(tx, facilitator, person, now).await? {
            continue;
        }
        // No seat is left: everybody else goes on waiting.
        if !seats::claim(tx, group.id, person).await? {
            break;
        }
        seats::stop_waiting(tx, group.id, person).await?;
        seats::offer(tx, OfferId::random(), group.id, person, until).await?;
        if let Some(told) = bookings::person(tx, person).await? {
            let news = News::Offered(until);
            tell_from(tx, now, &group.organisation, &told, news, &about(group), group.facilitator.as_deref()).await?;
        }
    }
    Ok(())
}

/// Lets every offer lapse whose time is over, and offers its place to whoever is next; ends the waiting lists of
/// groups for which it is too late. Done again, it finds nothing to do.
///
/// # Errors
/// When the database does.
pub async fn let_lapse(db: &Db, now: Now) -> Stored<()> {
    let lapsed = seats::lapsed(&mut db.read().await?, now).await?;
    for offer in lapsed {
        let mut tx = db.write().await?;
        bookings::in_turn(&mut tx, offer.session_id).await?;
        // Taken, or let lapse by another process, since it was read.
        if !seats::lapse(&mut tx, offer.id, now).await? {
            continue;
        }
        seats::leave(&mut tx, offer.session_id, offer.person_id).await?;
        freed(&mut tx, offer.session_id, now).await?;
        tx.commit().await?;
    }
    let waited_for = groups::waited_for(&mut db.read().await?, now).await?;
    for group in waited_for.iter().filter(|group| group::cut_off(group.starts_at, &group.terms) <= now.0) {
        let mut tx = db.write().await?;
        seats::end_waiting(&mut tx, group.id).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn about(group: &Group) -> About<'_> {
    About { session: group.id, kind: group.kind, starts_at: group.starts_at, place: &group.place }
}
