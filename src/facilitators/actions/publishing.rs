//! Publishing availability.

use super::{model::NewAvailability, store};
use crate::{
    accounts::Facilitator,
    audit,
    kernel::{
        Now,
        ids::{AvailabilityId, OnceToken},
    },
    once::{self, Sent, Turn},
    spaces::{self, Unchoosable},
    store::{Db, Stop},
};

/// Publishes a weekly pattern; its times can be booked from then on.
///
/// # Errors
/// Refused when it is to be in a space that cannot be chosen.
pub async fn publish(
    db: &Db,
    by: &Facilitator<'_>,
    new: &NewAvailability,
    token: OnceToken,
    now: Now,
) -> Result<AvailabilityId, Stop<Unchoosable>> {
    let sent = Sent { token, by: Some(by.0.id), action: "publish availability" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let spot = spaces::settle(&mut tx, by.0.organisation, &new.place).await?.map_err(Stop::Refused)?;
    let id = AvailabilityId::random();
    store::add(&mut tx, id, by.0.id, new, &spot).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "availability published", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}
