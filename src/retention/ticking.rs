//! The daily run, and the one before anybody is served.

use std::time::Duration;

use tracing::{info, warn};

use super::{Behind, Deleted, Keep, catch_up, run, store::turn};
use crate::{
    kernel::{Clock, Now},
    store::{Db, Result},
};

/// How long the task rests between two looks at the day.
const REST: Duration = Duration::from_hours(1);

/// Runs once a day, for as long as the program runs.
pub async fn run_daily(db: Db, keep: Keep, clock: Clock) {
    loop {
        if let Err(cause) = tick(&db, &keep, clock.now()).await {
            warn!(%cause, "what is old could not be deleted");
        }
        clock.rest(REST).await;
    }
}

/// Runs unless a process has run today; nothing then.
///
/// # Errors
/// When the ledger cannot be read, or the database does. The next day's run goes on.
pub async fn tick(db: &Db, keep: &Keep, now: Now) -> std::result::Result<Option<Vec<Deleted>>, Behind> {
    if !take(db, now).await? {
        return Ok(None);
    }
    catch_up(db).await?;
    let deleted = run(db, keep, now).await?;
    info!("old records deleted, as the receipt of this day says");
    Ok(Some(deleted))
}

/// What is done before anybody is served: a backup that was put back has forgotten what was erased, and holds what has
/// grown old since.
///
/// # Errors
/// As [`tick`]. Then nobody may be served.
pub async fn before_serving(db: &Db, keep: &Keep, now: Now) -> std::result::Result<Vec<Deleted>, Behind> {
    catch_up(db).await?;
    take(db, now).await?;
    Ok(run(db, keep, now).await?)
}

async fn take(db: &Db, now: Now) -> Result<bool> {
    let mut tx = db.write().await?;
    let taken = turn::take(&mut tx, now.today()).await?;
    tx.commit().await?;
    Ok(taken)
}
