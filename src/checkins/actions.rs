//! Making, reading, changing and deleting check-ins; changing the secret that wraps everybody's key.
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
        Keys, Now,
        ids::{CheckInId, OnceToken, PersonId},
        london,
    },
    once::{self, Sent, Turn},
    retention::{
        self, Keep,
        erasures::{self, Erased},
    },
    store::{self as engines, Db, Result, Tx},
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

/// Writes something else over one of somebody's own check-ins, which keeps the day and the time it was made; false when
/// they have no such one, or when it cannot be read any more.
///
/// # Errors
/// When the database does.
pub async fn change(
    db: &Db,
    by: PersonId,
    id: CheckInId,
    written: Written,
    token: OnceToken,
    now: Now,
) -> Result<bool> {
    let (sent, day) = (unnamed(token, "check-in changed"), day_alone(now));
    let mut tx = match once::begin(db, sent, day).await? {
        Turn::First(tx) => tx,
        Turn::Again(changed) => return Ok(CheckInId::from(changed) == id),
    };
    let Some(old) = store::find(&mut tx, by, id).await?.and_then(|one| one.kept) else { return Ok(false) };
    if !store::rewrite(&mut tx, by, id, &Kept { made_at: old.made_at, written }).await? {
        return Ok(false);
    }
    audit::changed(&mut tx, day, None, "check-in changed", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(true)
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
    erasures::note(&mut tx, Erased::CheckIn(id), day).await?;
    audit::changed(&mut tx, day, None, "check-in deleted", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(true)
}

/// Deletes all of somebody's check-ins with the key that opened them. There may have been none.
///
/// # Errors
/// When the database does.
pub async fn delete_all(db: &Db, by: PersonId, token: OnceToken, now: Now) -> Result<()> {
    let (sent, day) = (unnamed(token, "check-ins deleted"), day_alone(now));
    let mut tx = match once::begin(db, sent, day).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(()),
    };
    erase(&mut tx, by).await?;
    erasures::note(&mut tx, Erased::CheckIns(by), day).await?;
    // One line for the act, about an id that leads nowhere: a line for each would say how many there were.
    let nothing = CheckInId::random();
    audit::changed(&mut tx, day, None, "check-ins deleted", nothing).await?;
    once::finish(tx, sent, nothing).await
}

/// Chooses for how many months somebody's check-ins are kept, none being as long as the service keeps them. What is older
/// goes at once.
///
/// # Errors
/// When the database does.
pub async fn keep_for(
    db: &Db,
    by: PersonId,
    months: Option<i64>,
    keep: &Keep,
    token: OnceToken,
    now: Now,
) -> Result<()> {
    let (sent, day) = (unnamed(token, "check-ins kept for"), day_alone(now));
    let mut tx = match once::begin(db, sent, day).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(()),
    };
    let months = months.filter(|months| *months < keep.check_in_months());
    retention::keep_check_ins(&mut tx, by, months, keep, now).await?;
    erasures::note(&mut tx, Erased::CheckInMonths(by, months), now).await?;
    let nothing = CheckInId::random();
    audit::changed(&mut tx, day, None, "time of check-ins chosen", nothing).await?;
    once::finish(tx, sent, nothing).await
}

/// Deletes what somebody has written and the key that opened it, in a transaction that does more: a copy of the rows,
/// wherever one is kept, says nothing any more.
///
/// # Errors
/// When the database does.
pub async fn erase(tx: &mut Tx, of: PersonId) -> Result<()> {
    store::erase(tx, of).await
}

/// Wraps the service key and everybody's own key under another secret, together or not at all; how many people's.
/// None when the secret was changed by somebody else at the same moment.
///
/// # Errors
/// When the database does, or a key does not open with the old secret.
pub async fn change_secret(db: &Db, new: &Keys, now: Now) -> Result<Option<usize>> {
    let mut tx = db.write().await?;
    // First, because it keeps programs with the old secret from adding keys until this is done.
    if !engines::renew_service_key(&mut tx, new).await? {
        return Ok(None);
    }
    let people = store::keys::rewrap(&mut tx, new).await?;
    audit::changed(&mut tx, now, None, "secret changed", CheckInId::random()).await?;
    tx.commit().await?;
    Ok(Some(people))
}

/// A form that is recognised by its token alone, which nobody but the page's reader has.
fn unnamed(token: OnceToken, action: &'static str) -> Sent {
    Sent { token, by: None, action }
}

fn day_alone(now: Now) -> Now {
    Now(london::start_of_day(now.today()))
}
