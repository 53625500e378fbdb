//! Making, reading and deleting check-ins.
//!
//! What is left behind is decided here. The log of changes is never altered and outlives what it speaks
//! of by years, and the used tokens of forms stand beside it. A row in either that named a person, or
//! the second something was sent, would tell whoever can read the database who chose to check in and
//! when, long after the check-in was deleted (promises 1 and 4). So for check-ins both name nobody and
//! give the day alone. While a check-in lies there, its row says as much as they do; once it is deleted,
//! they hold an id that leads to nobody. The log stays complete: one row for each change.

use std::cmp::Reverse;

use super::{
    model::{CheckIn, Kept, Written},
    store,
};
use crate::{
    audit,
    kernel::{
        Now,
        ids::{CheckInId, OnceToken, PersonId},
        london,
    },
    once::{self, Sent, Turn},
    store::{Db, Result},
};

/// How many check-ins a list holds at most.
pub const LIST_LIMIT: usize = 100;

/// Keeps what somebody wrote.
///
/// # Errors
/// When the database does.
pub async fn make(db: &Db, by: PersonId, written: Written, token: OnceToken, now: Now) -> Result<CheckInId> {
    let (sent, day) = (unnamed(token, "check-in made"), day_alone(now));
    let mut tx = match once::begin(db, sent, day).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let id = CheckInId::random();
    store::add(&mut tx, id, by, now.today(), &Kept { made_at: now.0, written }).await?;
    audit::changed(&mut tx, day, None, "check-in made", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Somebody's own check-ins, the latest first, [`LIST_LIMIT`] at most.
///
/// # Errors
/// When the database does.
pub async fn own(db: &Db, by: PersonId) -> Result<Vec<CheckIn>> {
    let most = i64::try_from(LIST_LIMIT).unwrap_or(i64::MAX);
    let mut list = store::all(&mut db.read().await?, by, most).await?;
    // The time of day is sealed, so the database cannot put the check-ins of one day in order.
    list.sort_by_key(|one| Reverse((one.made_on, one.kept.as_ref().map(|kept| kept.made_at))));
    Ok(list)
}

/// One of somebody's own check-ins.
///
/// # Errors
/// When the database does.
pub async fn find(db: &Db, by: PersonId, id: CheckInId) -> Result<Option<CheckIn>> {
    store::find(&mut db.read().await?, by, id).await
}

/// Deletes one of somebody's own check-ins; false when they have no such one.
///
/// # Errors
/// When the database does.
pub async fn delete(db: &Db, by: PersonId, id: CheckInId, token: OnceToken, now: Now) -> Result<bool> {
    let (sent, day) = (unnamed(token, "check-in deleted"), day_alone(now));
    let mut tx = match once::begin(db, sent, day).await? {
        Turn::First(tx) => tx,
        Turn::Again(deleted) => return Ok(CheckInId::from(deleted) == id),
    };
    if !store::delete(&mut tx, by, id).await? {
        return Ok(false);
    }
    audit::changed(&mut tx, day, None, "check-in deleted", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(true)
}

/// A form that is recognised by its token alone, which nobody but the page's reader has.
fn unnamed(token: OnceToken, action: &'static str) -> Sent {
    Sent { token, by: None, action }
}

fn day_alone(now: Now) -> Now {
    Now(london::start_of_day(now.today()))
}
