//! Publishing availability.

use std::convert::Infallible;

use super::{model::NewAvailability, store};
use crate::{
    accounts::Facilitator,
    audit,
    kernel::{
        Now,
        ids::{AvailabilityId, OnceToken},
    },
    once::{self, Sent, Turn},
    store::{Db, Stop},
};

/// Publishes a weekly pattern; its times can be booked from then on.
///
/// # Errors
/// When the database does.
pub async fn publish(
    db: &Db,
    by: &Facilitator<'_>,
    new: &NewAvailability,
    token: OnceToken,
    now: Now,
) -> Result<AvailabilityId, Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.0.id), action: "publish availability" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let id = AvailabilityId::random();
    store::add(&mut tx, id, by.0.id, new).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "availability published", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}
