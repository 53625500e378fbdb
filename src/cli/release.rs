//! Releasing a quarter from the command line.

use clap::Args;

use super::{Settings, Trouble, secret, serve};
use crate::{
    kernel::Clock,
    retention,
    store::Stop,
    uptake::{
        model::Quarter,
        releases::{actions, outside},
    },
};

/// Which quarter.
#[derive(Args)]
pub struct Asked {
    /// The quarter, such as 2026-Q4: October to December 2026
    #[arg(long)]
    quarter: String,
}

/// Makes the release of a quarter, or finds the one that was made, and prints it as it is kept.
pub async fn run(settings: Settings, asked: Asked) -> Result<(), Trouble> {
    let quarter: Quarter =
        asked.quarter.parse().map_err(|why| Trouble::Release(format!("{:?} {why}", asked.quarter)))?;
    let keys = secret::required(&settings, serve::RELEASE)?;
    let db = serve::open(&settings, keys).await?;
    // Of a backup that was put back, nobody is counted who has erased what they did.
    retention::catch_up(&db).await.map_err(|cause| serve::behind(&settings, cause))?;
    outside::put_back(&db, Clock::System.now()).await.map_err(|cause| serve::behind(&settings, cause))?;
    let made = actions::release(&db, quarter, Clock::System.now()).await;
    db.close().await;
    let (kept, is_new) = match made {
        Ok(made) => made,
        Err(Stop::Refused(why)) => return Err(Trouble::Release(why.to_string())),
        Err(Stop::Failed(cause)) => return Err(cause.into()),
        Err(Stop::NotFound) => return Err(Trouble::Release("nothing was found".into())),
    };
    let made = if is_new { "is made" } else { "was made before and stays as it is" };
    eprintln!("Release {} for {} {made}. Fingerprint: {}", kept.number, quarter.name(), kept.fingerprint);
    println!("{}", kept.contents);
    Ok(())
}
