//! The outbox's SQL.

use chrono::TimeDelta;

use super::Content;
use crate::{
    kernel::{Now, ids::MessageId, seal::Purpose},
    sql,
    store::{AsConn, Error, Result, Tx},
};

/// A message that this process alone may send.
pub struct Claimed {
    pub id: MessageId,
    pub content: Content,
}

pub async fn add(tx: &mut Tx, now: Now, id: MessageId, key: &str, content: &Content) -> Result<()> {
    let text = serde_json::to_vec(content).unwrap_or_default();
    let sealed = tx.keys().seal_key(Purpose::Messages).seal(&context(id), &text);
    sql!(tx, run: "INSERT INTO messages (id, message_key, sealed, state, posted_at)
        VALUES ($1, $2, $3, 'waiting', $4) ON CONFLICT DO NOTHING", id, key, sealed, now.0)?;
    Ok(())
}

/// Takes the oldest waiting message. One that was put back waits a minute before it is taken again.
pub async fn claim(tx: &mut Tx, now: Now) -> Result<Option<Claimed>> {
    let row = sql!(tx, row (MessageId, Vec<u8>): "UPDATE messages SET state = 'sending', claimed_at = $1
        WHERE state = 'waiting' AND id = (SELECT id FROM messages WHERE state = 'waiting'
            AND (claimed_at IS NULL OR claimed_at <= $2) ORDER BY posted_at, id LIMIT 1)
        RETURNING id, sealed", now.0, now.0 - TimeDelta::minutes(1))?;
    let Some((id, sealed)) = row else { return Ok(None) };
    let text = tx.keys().seal_key(Purpose::Messages).open(&context(id), &sealed)?;
    let content = serde_json::from_slice(&text).map_err(Error::unreadable)?;
    Ok(Some(Claimed { id, content }))
}

/// It has gone: nothing of it is kept.
pub async fn sent(tx: &mut Tx, id: MessageId, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'sent', sealed = NULL, settled_at = $2 WHERE id = $1", id, now.0)?;
    Ok(())
}

/// It will never go: nothing of it is kept but that.
pub async fn failed(tx: &mut Tx, id: MessageId, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'failed', sealed = NULL, settled_at = $2 WHERE id = $1", id, now.0)?;
    Ok(())
}

/// It did not go this time.
pub async fn put_back(tx: &mut Tx, id: MessageId) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'waiting' WHERE id = $1", id)?;
    Ok(())
}

fn context(id: MessageId) -> String {
    format!("messages.sealed:{id}")
}
