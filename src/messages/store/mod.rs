//! The outbox's SQL: what waits, who sends it, what became of it; and what somebody chose about messages.

mod fates;
mod looks;
mod preferences;

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
    sql!(tx, run: "INSERT INTO messages
            (id, thing, recipient_id, kind, sequence, sealed, state, posted_at, due_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9) ON CONFLICT DO NOTHING",
        row.id, thing, row.recipient, row.kind, sequence, sealed, now.0, due_at.unwrap_or(now.0), expires_at)?;
    Ok(())
}

/// Takes back what waits for somebody: nothing of it is kept. What is handed over already cannot be taken back.
pub async fn take_back(tx: &mut Tx, recipient: PersonId) -> Result<()> {
    sql!(tx, run: "DELETE FROM messages WHERE recipient_id = $1 AND state IN ('waiting', 'claimed')", recipient)?;
    Ok(())
}

/// Takes back what waits about a thing, to anybody or to one person, of any kind or of one.
pub async fn take_back_about(tx: &mut Tx, thing: Uuid, recipient: Option<PersonId>, kind: Option<&str>) -> Result<()> {
    sql!(tx, run: "DELETE FROM messages WHERE thing = $1 AND state IN ('waiting', 'claimed')
            AND (CAST($2 AS UUID) IS NULL OR recipient_id = $2) AND (CAST($3 AS TEXT) IS NULL OR kind = $3)",
        thing, recipient, kind)?;
    Ok(())
}

fn context(id: MessageId) -> String {
    format!("messages.sealed:{id}")
}

#[cfg(test)]
mod tests;
