//! Reminding the owners of entries whose check is due: once for each day on which a check falls due.

use std::time::Duration;

use serde::Serialize;
use tracing::warn;

use super::store;
use crate::{
    accounts,
    kernel::{Clock, Now},
    messages::{self, Letter, Occasion, To},
    store::{Db, Result},
};

/// How long the task rests between two looks at the directory. What falls due falls due for a day.
const REST: Duration = Duration::from_mins(15);

/// Asks somebody to look at an entry again; what it is about, the page says after sign-in.
#[derive(Serialize)]
struct CheckDueLetter {
    first_name: String,
}

impl Letter for CheckDueLetter {
    const TEMPLATE: &'static str = "mail/check_due";
    const SUBJECT: &'static str = "Something to check";
}

/// Writes the reminders that are due, for as long as the program runs.
pub async fn run(db: Db, clock: Clock) {
    loop {
        if let Err(cause) = remind_due(&db, clock.now()).await {
            warn!(%cause, "reminders to check the directory could not be written");
        }
        clock.rest(REST).await;
    }
}

/// Writes a message for each entry whose check is due and of which nobody was reminded; how many were
/// written. Each entry is one transaction, so that two processes never remind twice.
///
/// # Errors
/// When the database does; the entries before are done.
pub async fn remind_due(db: &Db, now: Now) -> Result<usize> {
    let due = store::due(&mut db.read().await?, now.today()).await?;
    let mut written = 0;
    for (id, on) in due {
        let mut tx = db.write().await?;
        if !store::remind(&mut tx, id, on).await? {
            continue;
        }
        for person in store::to_remind(&mut tx, id).await? {
            let to = To { person: person.id, organisation: &person.organisation };
            let first_name = accounts::model::first_name(&person.name).to_owned();
            let letter = CheckDueLetter { first_name };
            messages::post(&mut tx, now, Occasion::on_day(id, on), to, &letter).await?;
            written += 1;
        }
        tx.commit().await?;
    }
    Ok(written)
}
