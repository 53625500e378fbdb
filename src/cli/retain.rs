//! Deleting what has reached its time, on the command line: what the daily run does, now.

use super::{Settings, Trouble, secret, serve};
use crate::kernel::Clock;

/// Deletes, and says how many of each kind, as far as that may be said.
pub async fn run(settings: Settings) -> Result<(), Trouble> {
    let keys = secret::required(&settings, serve::RELEASE)?;
    let db = serve::open(&settings, keys).await?;
    let deleted = serve::before_serving(&settings, &db, Clock::System.now()).await?;
    db.close().await;
    println!("Deleted, because the time to keep it was over:");
    for one in deleted {
        println!("{}: {}", one.kind.line().what, one.band);
    }
    println!("Where people choose, only a range is said: an exact number could tell what somebody chose.");
    Ok(())
}
