//! The release of each quarter, made by itself fourteen days after its end.

use std::time::Duration;

use tracing::{info, warn};

use super::{
    actions::{self, Refusal},
    due,
    failing::{self, Cause},
    store,
};
use crate::{
    kernel::{Clock, Now},
    store::{Db, Result, Stop},
    uptake::model::Quarter,
};

/// How long the task rests between two looks.
const REST: Duration = Duration::from_hours(1);

/// Releases what is due, for as long as the program runs.
pub async fn run(db: Db, clock: Clock) {
    loop {
        match tick(&db, clock.now()).await {
            Ok(Some(number)) => info!(number, "figures released"),
            Ok(None) => {}
            Err(cause) => warn!(%cause, "the release that is due could not be made"),
        }
        clock.rest(REST).await;
    }
}

/// Releases the oldest quarter that is due, can still be released and has people; its number if it was released now. One that
/// was missed while the service was down is made up for, before the next: that would keep it from ever being made.
///
/// What could give somebody away is not published, and nothing after it as long as it can be tried again: service
/// managers are told, and the log names no group. What went wrong otherwise is tried again at the next look.
///
/// # Errors
/// When the database does, or the ledger.
pub async fn tick(db: &Db, now: Now) -> Result<Option<i64>> {
    let latest = store::latest(&mut db.read().await?).await?.map(|kept| kept.quarter_on);
    for quarter in Quarter::releasable(now.today(), latest) {
        let stopped = match make(db, quarter, now).await {
            Ok(None) => continue,
            Ok(Some(number)) => return Ok(Some(number)),
            Err(stopped) => stopped,
        };
        let cause = match &stopped {
            Stop::Refused(Refusal::Unsafe(found)) => Cause::Unsafe(found.clone()),
            Stop::Failed(_) => Cause::Failed,
            // Another process was quicker, or it has just grown too old.
            Stop::Refused(_) | Stop::NotFound => continue,
        };
        if let Err(cause) = failing::note(db, quarter, &cause, now).await {
            warn!(%cause, "that the release could not be made could not be noted");
        }
        return match stopped {
            Stop::Failed(cause) => Err(cause),
            Stop::Refused(_) | Stop::NotFound => {
                warn!("the release that is due was not published: its audit failed");
                Ok(None)
            }
        };
    }
    Ok(None)
}

async fn make(db: &Db, quarter: Quarter, now: Now) -> std::result::Result<Option<i64>, Stop<Refusal>> {
    if !due::has_people(&mut db.read().await?, quarter).await? {
        return Ok(None);
    }
    let (kept, is_new) = actions::release(db, quarter, now).await?;
    Ok(is_new.then_some(kept.number))
}
