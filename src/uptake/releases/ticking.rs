//! The release of each quarter, made by itself fourteen days after its end.

use std::time::Duration;

use tracing::{info, warn};

use super::{
    actions::{self, Refusal},
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

/// Releases the quarter that was over last, if it is due, if it is not released, and if anybody was placed in it; its
/// number if it was released now. What could give somebody away is not published: service managers find the reason
/// where they release by hand, and the log names no group.
///
/// # Errors
/// When the database does.
pub async fn tick(db: &Db, now: Now) -> Result<Option<i64>> {
    let quarter = Quarter::over_before(now.today());
    if now.today() < quarter.due_on() {
        return Ok(None);
    }
    if store::of_quarter(&mut db.read().await?, quarter.first).await?.is_some() {
        return Ok(None);
    }
    // A service that was set up after a quarter has nothing to say about it.
    let (_, numbers) = actions::count(&mut db.read().await?, quarter).await?;
    if numbers.people.is_empty() {
        return Ok(None);
    }
    match actions::release(db, quarter, now).await {
        Ok((kept, is_new)) => Ok(is_new.then_some(kept.number)),
        Err(Stop::Failed(cause)) => Err(cause),
        Err(Stop::Refused(Refusal::Unsafe(_))) => {
            warn!("the release that is due was not published: its audit failed");
            Ok(None)
        }
        Err(Stop::Refused(_) | Stop::NotFound) => Ok(None),
    }
}
