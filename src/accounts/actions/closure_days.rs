//! The days on which one's own organisation is closed. Whoever lists one learns nothing of what is booked then.

use std::convert::Infallible;

use crate::{
    accounts::ServiceManager,
    kernel::{
        Now,
        ids::{ClosureDayId, OnceToken},
    },
    once::{self, Sent, Turn},
    organisations::{
        self,
        model::{NewClosureDay, NoClosure},
    },
    store::{Db, Stop},
};

/// Lists a day on which one's own organisation is closed: nothing is offered then, and nothing is cancelled.
///
/// # Errors
/// Refused when the day is over, or in the list.
pub async fn close_on(
    db: &Db,
    by: &ServiceManager<'_>,
    new: &NewClosureDay,
    token: OnceToken,
    now: Now,
) -> Result<ClosureDayId, Stop<NoClosure>> {
    let sent = Sent { token, by: Some(by.0.id), action: "list closure day" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let id = organisations::actions::close_on(&mut tx, by.0.organisation, new, by.0.id, now).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Takes a closure day of one's own organisation off the list.
///
/// # Errors
/// Not found when it is another organisation's, or gone.
pub async fn open_on(
    db: &Db,
    by: &ServiceManager<'_>,
    id: ClosureDayId,
    token: OnceToken,
    now: Now,
) -> Result<ClosureDayId, Stop<Infallible>> {
    let sent = Sent { token: token.about(id), by: Some(by.0.id), action: "remove closure day" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    organisations::actions::open_on(&mut tx, by.0.organisation, id, by.0.id, now).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}
