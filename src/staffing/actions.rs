//! Writing returns: each one transaction with its line in the log.

use std::convert::Infallible;

use super::{
    import::Plan,
    model::{NewReturn, Refusal},
    store,
};
use crate::{
    accounts::ServiceManager,
    audit,
    kernel::{
        Now,
        ids::{OnceToken, StaffingReturnId},
    },
    once::{self, Sent, Turn},
    store::{Db, Stop},
};

type Outcome = Result<StaffingReturnId, Stop<Refusal>>;

/// Adds a return to one's own organisation's.
///
/// # Errors
/// Refused when it cannot be, or when there is one of that day.
pub async fn add(db: &Db, by: &ServiceManager<'_>, new: &NewReturn, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "add staffing return" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    new.check(now.today()).map_err(Stop::Refused)?;
    let id = StaffingReturnId::random();
    if !store::add(&mut tx, id, by.0.organisation, new).await? {
        return Err(Stop::Refused(Refusal::KnownDay));
    }
    audit::changed(&mut tx, now, Some(by.0.id), "staffing return added", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Writes a return anew.
///
/// # Errors
/// Not found when it is not one of the organisation's that stand; refused as when it is added.
pub async fn change(
    db: &Db,
    by: &ServiceManager<'_>,
    id: StaffingReturnId,
    new: &NewReturn,
    token: OnceToken,
    now: Now,
) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "change staffing return" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    store::find(&mut tx, by.0.organisation, id).await?.ok_or(Stop::NotFound)?;
    new.check(now.today()).map_err(Stop::Refused)?;
    if !store::change(&mut tx, by.0.organisation, id, new).await? {
        return Err(Stop::Refused(Refusal::KnownDay));
    }
    audit::changed(&mut tx, now, Some(by.0.id), "staffing return changed", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Takes a return that was wrong out of what is shown.
///
/// # Errors
/// Not found when it is not one of the organisation's that stand.
pub async fn withdraw(
    db: &Db,
    by: &ServiceManager<'_>,
    id: StaffingReturnId,
    token: OnceToken,
    now: Now,
) -> Result<(), Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.0.id), action: "withdraw staffing return" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(()),
    };
    if !store::withdraw(&mut tx, by.0.organisation, id, now).await? {
        return Err(Stop::NotFound);
    }
    audit::changed(&mut tx, now, Some(by.0.id), "staffing return withdrawn", id).await?;
    Ok(once::finish(tx, sent, id).await?)
}

/// Does what a file says, compared with what stands by now: all of it or nothing. False when it would do something else
/// by now than was shown; nothing is written then.
///
/// # Errors
/// When the database does.
pub async fn take_over(
    db: &Db,
    by: &ServiceManager<'_>,
    rows: &[NewReturn],
    shown: &str,
    token: OnceToken,
    now: Now,
) -> Result<bool, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.0.id), action: "import staffing returns" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(true),
    };
    let plan = Plan::of(rows, &store::list(&mut tx, by.0.organisation).await?);
    if plan.mark() != shown {
        return Ok(false);
    }
    for new in &plan.added {
        new.check(now.today()).map_err(Stop::Refused)?;
        let id = StaffingReturnId::random();
        if !store::add(&mut tx, id, by.0.organisation, new).await? {
            return Ok(false);
        }
        audit::changed(&mut tx, now, Some(by.0.id), "staffing return added", id).await?;
    }
    for (was, new) in &plan.changed {
        new.check(now.today()).map_err(Stop::Refused)?;
        if !store::change(&mut tx, by.0.organisation, was.id, new).await? {
            return Ok(false);
        }
        audit::changed(&mut tx, now, Some(by.0.id), "staffing return changed", was.id).await?;
    }
    once::finish(tx, sent, by.0.organisation).await?;
    Ok(true)
}
