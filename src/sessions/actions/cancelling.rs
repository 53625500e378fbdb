//! Cancelling: one's own place, a session of two, or a series of them. No reason is asked.

use super::{
    booking::{Outcome, seen},
    letters::{About, News, tell},
    waiting,
};
use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{OnceToken, SessionId},
    },
    messages,
    once::{self, Sent, Turn},
    sessions::{
        model::{Refusal, Session},
        policy,
        series::{self, Later, Scope},
        store::{self, bookings},
    },
    store::{AsConn, Db, Result as Stored, Stop, Tx},
};

/// The sessions to come that were booked together with one, itself among them.
///
/// # Errors
/// When the database does.
pub async fn coming_of_series(c: &mut impl AsConn, session: &Session, now: Now) -> Stored<Vec<Later>> {
    store::series::coming(c, session.id, now).await
}

/// Gives back one's own place; a session of two is cancelled by it, and by its facilitator. No reason is asked.
/// In a series it is this one, this and the later ones, or all that are still to come.
///
/// # Errors
/// Not found for anybody else; refused when it has begun.
pub async fn cancel(db: &Db, by: &Member, id: SessionId, scope: Scope, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.id), action: "cancel" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    bookings::in_turn(&mut tx, id).await?;
    let session = seen(&mut tx, by, id).await?;
    if !policy::may_cancel(by, &session) {
        return Err(Stop::NotFound);
    }
    if session.cancelled || session.starts_at <= now.0 {
        return Err(Stop::Refused(Refusal::Over));
    }
    let coming = coming_of_series(&mut tx, &session, now).await?;
    for one in series::meant(scope, id, &coming) {
        let session = if one.id == id { session.clone() } else { seen(&mut tx, by, one.id).await? };
        if policy::may_cancel(by, &session) {
            give_up(&mut tx, by, &session, now).await?;
        }
    }
    noted(&mut tx, by, &session, "session cancelled", now).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Notes what somebody did with a session: a facilitator by name, and a librarian as a choice of their own.
pub(super) async fn noted(tx: &mut Tx, by: &Member, session: &Session, action: &'static str, now: Now) -> Stored<()> {
    if session.facilitator_id == Some(by.id) {
        audit::changed(tx, now, Some(by.id), action, session.id).await
    } else {
        audit::chosen(tx, now, action, session.id).await
    }
}

/// Cancels what is cancelled with its own place, and gives back any other place.
pub(super) async fn give_up(tx: &mut Tx, by: &Member, session: &Session, now: Now) -> Stored<()> {
    if session.is_of_two() || session.facilitator_id == Some(by.id) {
        return call_off(tx, by, session, now).await;
    }
    messages::take_back_about_to(tx, session.id, by.id).await?;
    bookings::give_back(tx, session.id, by.id, now).await?;
    bookings::free(tx, session.id, by.id).await?;
    if let Some(own) = bookings::person(tx, by.id).await? {
        tell(tx, now, by, &own, News::GivenBack, &About::from(session), session.facilitator.as_deref()).await?;
    }
    waiting::freed(tx, session.id, now).await
}

async fn call_off(tx: &mut Tx, by: &Member, session: &Session, now: Now) -> Stored<()> {
    messages::take_back_about(tx, session.id).await?;
    // Whoever waits, or is offered a place, would go on hoping for it: they are told as well.
    let told = store::seats::everybody(tx, session.id).await?;
    let with = match &told[..] {
        [only] if session.is_of_two() => Some(only.name.clone()),
        _ => None,
    };
    bookings::cancel(tx, session.id, now).await?;
    bookings::free_all(tx, session.id).await?;
    let about = About::from(session);
    for person in &told {
        tell(tx, now, by, person, News::Cancelled, &about, session.facilitator.as_deref()).await?;
    }
    if let Some(facilitator) = session.facilitator_id
        && let Some(facilitator) = bookings::person(tx, facilitator).await?
    {
        tell(tx, now, by, &facilitator, News::Cancelled, &about, with.as_deref()).await?;
    }
    Ok(())
}
