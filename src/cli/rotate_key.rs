//! Changing the secret: what is wrapped under the old one is wrapped under the new one, and nothing else is touched.

use super::{Settings, Trouble, secret, serve};
use crate::{checkins, kernel::Clock};

/// Wraps the service key and everybody's own key under the new secret, and shows that the new one opens them.
pub async fn run(settings: Settings) -> Result<(), Trouble> {
    let (new, old) = secret::new_and_old(&settings)?;
    let db = serve::open(&settings, old).await.map_err(|trouble| match trouble {
        Trouble::OtherSecret => Trouble::OtherOldSecret,
        trouble => trouble,
    })?;
    let changed = checkins::actions::change_secret(&db, &new, Clock::System.now()).await?;
    db.close().await;
    let Some(people) = changed else { return Err(Trouble::OtherOldSecret) };
    serve::open(&settings, new).await?.close().await;
    println!("The secret is changed. Keys of people that are wrapped under it now: {people}. No check-in was touched.");
    println!("Everybody signs in again. Start the service with the new secret alone, and destroy the old one.");
    Ok(())
}
