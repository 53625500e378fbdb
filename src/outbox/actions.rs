//! Deciding about a message of which nobody knows whether it arrived.

use std::convert::Infallible;

use crate::{
    accounts::ServiceManager,
    audit,
    kernel::{
        Now,
        ids::{MessageId, OnceToken},
    },
    messages,
    once::{self, Sent, Turn},
    store::{Db, Stop},
};

/// Sends it again, or lets it be.
///
/// # Errors
/// Not found when it is another organisation's, or decided about already.
pub async fn decide(
    db: &Db,
    by: &ServiceManager<'_>,
    id: MessageId,
    again: bool,
    token: OnceToken,
    now: Now,
) -> Result<(), Stop<Infallible>> {
    let sent = Sent { token: token.about(id), by: Some(by.0.id), action: "decide about message" };
    let Turn::First(mut tx) = once::begin(db, sent, now).await? else { return Ok(()) };
    if !messages::decide(&mut tx, by.0.organisation, id, again, now).await? {
        return Err(Stop::NotFound);
    }
    let what = if again { "message sent again" } else { "message let be" };
    audit::changed(&mut tx, now, Some(by.0.id), what, id).await?;
    Ok(once::finish(tx, sent, id).await?)
}
