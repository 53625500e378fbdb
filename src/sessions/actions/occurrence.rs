//! Saying that a session took place.

use super::booking::{Outcome, seen};
use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{OnceToken, SessionId},
    },
    once::{self, Sent, Turn},
    sessions::{model::Refusal, policy, store::bookings},
    store::{Db, Stop},
};

/// Says that a session took place, and nothing about it.
///
/// # Errors
/// Not found for anybody but its facilitator; refused before it begins or when it was cancelled.
pub async fn confirm(db: &Db, by: &Member, id: SessionId, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.id), action: "confirm" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let session = seen(&mut tx, by, id).await?;
    if !policy::may_confirm(by, &session) {
        return Err(Stop::NotFound);
    }
    if session.cancelled {
        return Err(Stop::Refused(Refusal::Over));
    }
    if session.starts_at > now.0 {
        return Err(Stop::Refused(Refusal::NotYet));
    }
    bookings::confirm(&mut tx, id, by.id, now).await?;
    audit::changed(&mut tx, now, Some(by.id), "session took place", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}
