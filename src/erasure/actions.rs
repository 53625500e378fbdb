//! The one act.

use crate::{
    accounts::Member,
    audit,
    kernel::{Now, ids::OnceToken},
    once::{self, Sent, Turn},
    retention::{
        self,
        erasures::{self, Erased},
    },
    sessions,
    store::{Db, Result},
};

/// Erases what somebody can have erased of their record; their sessions to come too, if they want that.
///
/// # Errors
/// When the database does, or it cannot be written down for backups; then nothing is erased.
pub async fn erase(db: &Db, by: &Member, sessions_too: bool, token: OnceToken, now: Now) -> Result<()> {
    let sent = Sent { token, by: Some(by.id), action: retention::ERASING };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(()),
    };
    sessions::erases(&mut tx, by, sessions_too, now).await?;
    retention::erase(&mut tx, by.id, now.0, sessions_too).await?;
    erasures::note(&mut tx, Erased::Record(by.id, sessions_too), now).await?;
    audit::changed(&mut tx, now, Some(by.id), "erased their own record", by.id).await?;
    once::finish(tx, sent, by.id).await
}
