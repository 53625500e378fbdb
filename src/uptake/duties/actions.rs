//! What an organisation says itself: each one transaction with its line in the log.

use std::convert::Infallible;

use super::{forms::Commentary, store};
use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{OnceToken, UrgentCheckId},
    },
    once::{self, Sent, Turn},
    store::{Db, Stop},
    uptake::model::Quarter,
};

/// Notes that the urgent help page was looked at today and found right.
///
/// # Errors
/// Not found for anybody but the service manager.
pub async fn check_urgent(db: &Db, by: &Member, token: OnceToken, now: Now) -> Result<(), Stop<Infallible>> {
    if !by.is_service_manager {
        return Err(Stop::NotFound);
    }
    let sent = Sent { token, by: Some(by.id), action: "check urgent help" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(()),
    };
    let id = UrgentCheckId::random();
    store::add_check(&mut tx, id, by.organisation, now.today()).await?;
    audit::changed(&mut tx, now, Some(by.id), "urgent help checked", id).await?;
    Ok(once::finish(tx, sent, id).await?)
}

/// Whether somebody writes the organisation's commentary.
#[must_use]
pub fn may_comment(by: &Member) -> bool {
    by.is_hr || by.is_service_manager
}

/// Writes the organisation's own words beside the running quarter's evidence.
///
/// # Errors
/// Not found for whoever is neither of HR nor the service manager.
pub async fn comment(
    db: &Db,
    by: &Member,
    new: &Commentary,
    token: OnceToken,
    now: Now,
) -> Result<(), Stop<Infallible>> {
    if !may_comment(by) {
        return Err(Stop::NotFound);
    }
    let sent = Sent { token, by: Some(by.id), action: "write commentary" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(()),
    };
    let quarter = Quarter::of(now.today());
    store::comment(&mut tx, by.organisation, quarter, &new.0, now.today()).await?;
    audit::changed(&mut tx, now, Some(by.id), "commentary written", by.organisation).await?;
    Ok(once::finish(tx, sent, by.organisation).await?)
}
