//! Time away, and terms. Neither touches anything that is booked.

use std::convert::Infallible;

use crate::{
    accounts::Facilitator,
    audit,
    facilitators::{
        Terms,
        model::{NewAway, Refusal},
        store,
    },
    kernel::{
        Now,
        ids::{OnceToken, TimeAwayId},
    },
    once::{self, Sent, Turn},
    store::{Db, Stop},
};

/// Adds time away: nothing is offered then.
///
/// # Errors
/// Refused when it is over.
pub async fn go_away(
    db: &Db,
    by: &Facilitator<'_>,
    new: &NewAway,
    token: OnceToken,
    now: Now,
) -> Result<TimeAwayId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.0.id), action: "go away" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    if new.until <= now.0 {
        return Err(Stop::Refused(Refusal::Past));
    }
    let id = TimeAwayId::random();
    store::add_away(&mut tx, id, by.0.id, new).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "time away added", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Takes one's own time away back.
///
/// # Errors
/// Not found when it is another's, or gone.
pub async fn come_back(
    db: &Db,
    by: &Facilitator<'_>,
    id: TimeAwayId,
    token: OnceToken,
    now: Now,
) -> Result<TimeAwayId, Stop<Infallible>> {
    let sent = Sent { token: token.about(id), by: Some(by.0.id), action: "come back" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    if !store::remove_away(&mut tx, by.0.id, id).await? {
        return Err(Stop::NotFound);
    }
    audit::changed(&mut tx, now, Some(by.0.id), "time away removed", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Says on what terms one can be booked from now on; what is booked keeps the terms it was booked on.
///
/// # Errors
/// When the database does.
pub async fn set_terms(
    db: &Db,
    by: &Facilitator<'_>,
    terms: &Terms,
    token: OnceToken,
    now: Now,
) -> Result<(), Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.0.id), action: "set terms" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(()),
    };
    store::set_terms(&mut tx, by.0.id, terms).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "terms changed", by.0.id).await?;
    Ok(once::finish(tx, sent, by.0.id).await?)
}
