//! Writing the running quarter's figures down, so that there is something to compare with.

use std::time::Duration;

use chrono::TimeDelta;
use tracing::warn;

use super::{gathering, store};
use crate::{
    kernel::{Clock, Now},
    store::{Db, Result},
    uptake::model::Quarter,
};

/// How long the task rests between two looks.
const REST: Duration = Duration::from_mins(15);

/// For how long figures that were taken are recent enough.
const RECENT: TimeDelta = TimeDelta::hours(1);

/// Writes figures down for as long as the program runs.
pub async fn run(db: Db, clock: Clock) {
    loop {
        if let Err(cause) = record(&db, clock.now()).await {
            warn!(%cause, "the figures of the quarter could not be written down");
        }
        clock.rest(REST).await;
    }
}

/// Writes down the figures of every organisation of which there are none of the last hour; of how many. Each
/// organisation is one transaction, and its quarter is claimed in it, so that two processes never mix theirs.
///
/// # Errors
/// When the database does; the organisations before are done.
pub async fn record(db: &Db, now: Now) -> Result<usize> {
    let (quarter, before) = (Quarter::of(now.today()), now.0 - RECENT);
    let waiting = store::waiting(&mut db.read().await?, quarter, before).await?;
    let mut recorded = 0;
    for (organisation, weeks) in waiting {
        let mut tx = db.write().await?;
        if !store::claim(&mut tx, organisation, quarter, before, now).await? {
            continue;
        }
        let counts = gathering::counts(&mut tx, organisation, weeks, now).await?;
        for figures in counts.sites.iter().chain(&counts.specialties).chain([&counts.whole]) {
            store::record(&mut tx, organisation, quarter, figures, now).await?;
        }
        tx.commit().await?;
        recorded += 1;
    }
    Ok(recorded)
}
