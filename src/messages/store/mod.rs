//! The outbox's SQL: what waits, who sends it, what became of it; and what somebody chose about messages.

pub mod about;
mod fates;
mod looks;
mod preferences;

use chrono::{DateTime, Utc};
pub use fates::{Claimed, claim, expire, failed, hand_over, in_doubt, put_back, sent};
pub use looks::{Doubtful, Tally, by_day, decide, doubtful, is_refused, latest, waits_since};
pub use preferences::{choose, preferences};
use uuid::Uuid;

use super::{Content, Occasion};
use crate::{
    kernel::{
        Now,
        ids::{MessageId, PersonId},
        seal::Purpose,
    },
    sql,
    store::{AsConn, Error, Result, Tx},
};

/// What names a message.
pub struct Row<'a> {
    pub id: MessageId,
    pub recipient: PersonId,
    pub kind: &'a str,
    pub occasion: Occasion,
}

pub async fn add(tx: &mut Tx, now: Now, row: &Row<'_>, content: &Content) -> Result<()> {
    let text = serde_json::to_vec(content).map_err(Error::unreadable)?;
    let sealed = tx.keys().seal_key(Purpose::Messages).seal(&context(row.id), &text);
    let Occasion { thing, sequence, due_at, expires_at } = row.occasion;
    // What is of no use any more is not written, so that nothing is found that was too late.
    if expires_at.is_some_and(|expires_at| expires_at <= now.0) {
        return Ok(());
    }
    sql!(tx, run: "INSERT INTO messages
            (id, thing, recipient_id, kind, sequence, sealed, state, posted_at, due_at, next_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $8, $9) ON CONFLICT DO NOTHING",
        row.id, thing, row.recipient, row.kind, sequence, sealed, now.0, due_at.unwrap_or(now.0), expires_at)?;
    Ok(())
}

/// Takes back what waits for somebody: nothing of it is kept. What is handed over already cannot be taken back; if it did
/// not arrive it is not sent again.
pub async fn take_back(tx: &mut Tx, recipient: PersonId) -> Result<()> {
    sql!(tx, run: "DELETE FROM messages WHERE recipient_id = $1 AND state IN ('waiting', 'claimed')", recipient)?;
    sql!(tx, run: "UPDATE messages SET expires_at = posted_at WHERE recipient_id = $1 AND state IN ('sending', 'unknown')",
        recipient)?;
    Ok(())
}

/// The same about a thing, to anybody or to one person.
pub async fn take_back_about(tx: &mut Tx, thing: Uuid, recipient: Option<PersonId>) -> Result<()> {
    sql!(tx, run: "DELETE FROM messages WHERE thing = $1 AND state IN ('waiting', 'claimed')
            AND (CAST($2 AS UUID) IS NULL OR recipient_id = $2)", thing, recipient)?;
    sql!(tx, run: "UPDATE messages SET expires_at = posted_at WHERE thing = $1 AND state IN ('sending', 'unknown')
            AND (CAST($2 AS UUID) IS NULL OR recipient_id = $2)", thing, recipient)?;
    Ok(())
}

/// Takes back what is due to somebody about a thing after an instant, of one kind.
pub async fn take_back_due(
    tx: &mut Tx,
    (thing, recipient): (Uuid, PersonId),
    kind: &str,
    after: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, run: "DELETE FROM messages WHERE thing = $1 AND recipient_id = $2 AND kind = $3 AND state = 'waiting'
            AND due_at > $4", thing, recipient, kind, after)?;
    Ok(())
}

fn context(id: MessageId) -> String {
    format!("messages.sealed:{id}")
}

#[cfg(test)]
mod tests;
