//! Publishing availability, changing it and stopping it. None of them cancels anything that is booked.

use std::convert::Infallible;

use chrono::Days;

use crate::{
    accounts::Facilitator,
    audit,
    facilitators::{
        model::{Change, NewAvailability, NewExtra, Pattern, Refusal, WEEKS_LIMIT},
        store,
    },
    kernel::{
        Now,
        ids::{AvailabilityId, OnceToken},
    },
    once::{self, Sent, Turn},
    spaces,
    store::{Db, Stop, Tx},
};

type Outcome = Result<AvailabilityId, Stop<Refusal>>;

/// Publishes a weekly pattern; its times can be booked from then on.
///
/// # Errors
/// Refused when it is to be in a space that cannot be chosen.
pub async fn publish(db: &Db, by: &Facilitator<'_>, new: &NewAvailability, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "publish availability" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let id = add(&mut tx, by, &new.pattern()).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "availability published", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Publishes times on one day.
///
/// # Errors
/// Refused when the day is over or a closure day, and as a weekly pattern is.
pub async fn add_extra(db: &Db, by: &Facilitator<'_>, new: &NewExtra, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "add extra times" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    if new.on < now.today() {
        return Err(Stop::Refused(Refusal::Past));
    }
    if store::closed_on(&mut tx, by.0.organisation, new.on).await? {
        return Err(Stop::Refused(Refusal::Closed));
    }
    let id = add(&mut tx, by, &new.pattern()).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "extra times published", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Changes one's own weekly pattern from now on: it is withdrawn, and published as it is to be.
///
/// # Errors
/// Not found when it is another's, was changed before, or is over; refused for a last day that makes no sense, and
/// as a new pattern is.
pub async fn change(
    db: &Db,
    by: &Facilitator<'_>,
    id: AvailabilityId,
    new: &Change,
    token: OnceToken,
    now: Now,
) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "change availability" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let before = store::find(&mut tx, by.0.id, id, now.today()).await?;
    let before = before.filter(|before| !before.is_single()).ok_or(Stop::NotFound)?;
    let latest = now.today().max(before.from_on) + Days::new(u64::from(WEEKS_LIMIT) * 7);
    let refusal = match new.until_on {
        day if day < now.today() => Some(Refusal::Past),
        day if day < before.from_on => Some(Refusal::BeforeFirst),
        day if day > latest => Some(Refusal::TooFar),
        _ => None,
    };
    if let Some(refusal) = refusal {
        return Err(Stop::Refused(refusal));
    }
    // Of two changes at once the second finds nothing to withdraw.
    if !store::withdraw(&mut tx, by.0.id, id, now).await? {
        return Err(Stop::NotFound);
    }
    let made = add(&mut tx, by, &new.pattern(&before)).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "availability changed", made).await?;
    once::finish(tx, sent, made).await?;
    Ok(made)
}

/// Stops offering one's own times, weekly or on one day, from now on.
///
/// # Errors
/// Not found when they are another's, or were stopped before.
pub async fn stop(
    db: &Db,
    by: &Facilitator<'_>,
    id: AvailabilityId,
    token: OnceToken,
    now: Now,
) -> Result<AvailabilityId, Stop<Infallible>> {
    let sent = Sent { token: token.about(id), by: Some(by.0.id), action: "stop availability" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    if !store::withdraw(&mut tx, by.0.id, id, now).await? {
        return Err(Stop::NotFound);
    }
    audit::changed(&mut tx, now, Some(by.0.id), "availability stopped", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

async fn add(tx: &mut Tx, by: &Facilitator<'_>, new: &Pattern<'_>) -> Outcome {
    let spot = spaces::settle(tx, by.0.organisation, new.place).await?;
    let spot = spot.map_err(|unchoosable| Stop::Refused(unchoosable.into()))?;
    let id = AvailabilityId::random();
    store::add(tx, id, by.0.id, new, &spot).await?;
    Ok(id)
}
