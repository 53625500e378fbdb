//! A release that is due and could not be made by itself: service managers are told, once, and read why on the page.
//!
//! Of a figure that could give somebody away they read which and why, without a number, as they do when they make a release
//! by hand. Of another organisation's figure they read that it is another's.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{drawing::Unsafe, store};
use crate::{
    accounts::tell_service_managers,
    kernel::{
        Now,
        ids::{OrganisationId, ReleaseId},
    },
    messages::{Letter, Occasion},
    store::{Db, Error, Result},
    uptake::model::Quarter,
};

/// For how long something that goes wrong in the service may go right by itself before anybody is told.
const PATIENCE: TimeDelta = TimeDelta::days(1);

/// Why it could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A figure could give somebody away. Trying again finds the same, until the program is another.
    Unsafe(Unsafe),
    /// The database or the ledger did not do its part. The log says what happened, and may name what no page should.
    Failed,
}

/// A failure as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Kept {
    /// The first day of the quarter.
    pub quarter_on: NaiveDate,
    /// What the message about it names.
    pub id: ReleaseId,
    /// When it was found first.
    pub first_at: DateTime<Utc>,
    /// When it was tried last.
    pub tried_at: DateTime<Utc>,
    /// What was found then, as text.
    pub found: String,
}

#[derive(Serialize)]
struct ReleaseFailedLetter {
    first_name: String,
}

impl Letter for ReleaseFailedLetter {
    const TEMPLATE: &'static str = "mail/release_failed";
    const SUBJECT: &'static str = "Something to look at";
}

impl Kept {
    /// What was found.
    ///
    /// # Errors
    /// When the row does not hold what was put there.
    pub fn cause(&self) -> Result<Cause> {
        serde_json::from_str(&self.found).map_err(Error::unreadable)
    }
}

impl Cause {
    /// What a service manager of an organisation reads of it.
    #[must_use]
    pub fn words_for(&self, organisation: OrganisationId) -> String {
        match self {
            Self::Unsafe(found) => format!("Nothing was published. {}.", found.words_for(organisation)),
            Self::Failed => {
                "Something went wrong in the service itself. Whoever runs it finds what in its log.".to_owned()
            }
        }
    }
}

/// Notes that a quarter could not be released, and tells every service manager: at once of a figure that could give
/// somebody away, a day later of what may have gone right by itself. Once for each quarter and cause.
///
/// # Errors
/// When the database does.
pub async fn note(db: &Db, quarter: Quarter, cause: &Cause, now: Now) -> Result<()> {
    let found = serde_json::to_string(cause).map_err(Error::unreadable)?;
    let mut tx = db.write().await?;
    store::fail(&mut tx, quarter.first, &found, now.0).await?;
    let Some(kept) = store::failure(&mut tx, quarter.first).await? else { return Ok(()) };
    let is_lasting = matches!(cause, Cause::Unsafe(_)) || now.0 - kept.first_at >= PATIENCE;
    if is_lasting && store::tell(&mut tx, quarter.first, now.0).await? {
        let letter = |first_name| ReleaseFailedLetter { first_name };
        tell_service_managers(&mut tx, now, Occasion::once(kept.id), letter).await?;
    }
    tx.commit().await
}
