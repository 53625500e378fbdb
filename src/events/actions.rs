//! Listing a date, changing and cancelling it; noting that one would like to come.
//!
//! As with check-ins, the log and the used token of such a note name neither who made it nor the event, and give the
//! day alone: a note that was taken back has left nothing.

use super::{
    letters::tell,
    model::{Event, NewEvent, Refusal},
    policy, store,
};
use crate::{
    accounts::{Member, ServiceManager},
    audit,
    kernel::{
        Now,
        ids::{EntryId, EventId, OnceToken},
        london,
    },
    once::{self, Sent, Turn},
    store::{AsConn, Db, Stop, Tx},
};

type Outcome = Result<EventId, Stop<Refusal>>;

/// Lists a date; every member of the organisation sees it from then on.
///
/// # Errors
/// Refused when it would have begun already.
pub async fn list(db: &Db, by: &ServiceManager<'_>, new: &NewEvent, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "list event" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    to_come(new, now)?;
    let id = EventId::random();
    store::add(&mut tx, id, by.0.organisation, new).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "event listed", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Changes what is listed. Whoever would like to come is told once, if the time or the place is another.
///
/// # Errors
/// Not found when it is another organisation's; refused when it has begun, was cancelled, or would have begun already.
pub async fn change(
    db: &Db,
    by: &ServiceManager<'_>,
    id: EventId,
    new: &NewEvent,
    token: OnceToken,
    now: Now,
) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "change event" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let before = coming(&mut tx, by.0, id, now).await?;
    to_come(new, now)?;
    store::change(&mut tx, id, new).await?;
    if before.is_moved_by(new) {
        tell_all(&mut tx, by.0, id, now).await?;
    }
    audit::changed(&mut tx, now, Some(by.0.id), "event changed", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Cancels a listed date. Whoever would like to come is told once.
///
/// # Errors
/// Not found when it is another organisation's; refused when it has begun or was cancelled.
pub async fn cancel(db: &Db, by: &ServiceManager<'_>, id: EventId, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "cancel event" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    coming(&mut tx, by.0, id, now).await?;
    if !store::cancel(&mut tx, id, now).await? {
        return Err(Stop::Refused(Refusal::Over));
    }
    tell_all(&mut tx, by.0, id, now).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "event cancelled", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Notes that the librarian would like to come, or with `false` that they would not: for themselves alone.
///
/// # Errors
/// Not found when there is no such event for them; refused when it has begun or was cancelled.
pub async fn wish(db: &Db, by: &Member, id: EventId, wishes: bool, token: OnceToken, now: Now) -> Outcome {
    let action = if wishes { "note a date" } else { "forget a date" };
    let (sent, day) = (Sent { token, by: None, action }, Now(london::start_of_day(now.today())));
    let mut tx = match once::begin(db, sent, day).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(id),
    };
    if !policy::may_wish(by) {
        return Err(Stop::NotFound);
    }
    if wishes {
        coming(&mut tx, by, id, now).await?;
        store::wish(&mut tx, id, by.id, by.organisation).await?;
    } else {
        store::find(&mut tx, by.id, by.organisation, id).await?.ok_or(Stop::NotFound)?;
        store::unwish(&mut tx, id, by.id).await?;
    }
    audit::changed(&mut tx, day, None, "own note of a date", EntryId::random()).await?;
    once::finish(tx, sent, EntryId::random()).await?;
    Ok(id)
}

async fn tell_all(tx: &mut Tx, by: &Member, id: EventId, now: Now) -> Result<(), Stop<Refusal>> {
    let event = store::find(tx, by.id, by.organisation, id).await?.ok_or(Stop::NotFound)?;
    for whom in store::to_tell(tx, id).await? {
        tell(tx, now, by, &whom, &event).await?;
    }
    Ok(())
}

async fn coming(c: &mut impl AsConn, by: &Member, id: EventId, now: Now) -> Result<Event, Stop<Refusal>> {
    let event = store::find(c, by.id, by.organisation, id).await?.ok_or(Stop::NotFound)?;
    if event.is_coming(now) { Ok(event) } else { Err(Stop::Refused(Refusal::Over)) }
}

fn to_come(new: &NewEvent, now: Now) -> Result<(), Stop<Refusal>> {
    if new.starts_at > now.0 { Ok(()) } else { Err(Stop::Refused(Refusal::Past)) }
}
