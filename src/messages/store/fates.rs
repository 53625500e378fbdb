//! Claiming a message, handing it over, and what became of it.
//!
//! A claim has a number. Whoever held an earlier claim no longer settles the message: the lease ended, and somebody
//! else may have it.

use chrono::{DateTime, Utc};
use tracing::error;

use super::{context, looks::reference};
use crate::{
    ical::entry_uid,
    kernel::{
        Email, Now,
        ids::{MessageId, PersonId},
        seal::Purpose,
    },
    messages::{
        Content,
        fate::{KEPT, LEASE, PATIENCE, rest_after},
    },
    sql,
    store::{AsConn, Result, Tx},
};

/// A message that this process alone may send.
pub struct Claimed {
    pub id: MessageId,
    /// Its name, by which it is known wherever it comes to: the same for the same occasion, and telling nothing.
    pub reference: String,
    pub to: Email,
    pub content: Content,
    /// The name of the calendar's entry, if it has one.
    pub uid: Option<String>,
    /// When it was posted: what it says was so then.
    pub posted_at: DateTime<Utc>,
    /// Which claim this is.
    pub tries: i64,
}

#[derive(sqlx::FromRow)]
struct Taken {
    id: MessageId,
    thing: uuid::Uuid,
    recipient_id: PersonId,
    kind: String,
    sequence: i64,
    sealed: Vec<u8>,
    posted_at: DateTime<Utc>,
    tries: i64,
    email: Option<Email>,
}

/// Takes the message that is due for the longest. None when there is none; the address is read now, since it may have
/// changed since the message was written. What was for somebody who is not known any more is removed, and the next taken.
pub async fn claim(tx: &mut Tx, now: Now) -> Result<Option<Claimed>> {
    loop {
        let taken = sql!(tx, row Taken: "UPDATE messages SET state = 'claimed', claimed_at = $1, tries = tries + 1
            WHERE state = 'waiting' AND id = (SELECT id FROM messages WHERE state = 'waiting' AND next_at <= $1
                AND (expires_at IS NULL OR expires_at > $1) ORDER BY next_at, id LIMIT 1)
            RETURNING id, thing, recipient_id, kind, sequence, sealed, posted_at, tries,
                (SELECT p.email FROM people p WHERE p.id = recipient_id AND p.left_at IS NULL) AS email", now.0)?;
        let Some(taken) = taken else {
            // Another process may have taken just the one that was first: then there may be more.
            let row = sql!(tx, row (i64,): "SELECT COUNT(*) FROM messages WHERE state = 'waiting' AND next_at <= $1
                AND (expires_at IS NULL OR expires_at > $1)", now.0)?;
            if row.is_some_and(|(waiting,)| waiting > 0) {
                continue;
            }
            return Ok(None);
        };
        let Some(to) = taken.email else {
            sql!(tx, run: "DELETE FROM messages WHERE id = $1", taken.id)?;
            continue;
        };
        let text = tx.keys().seal_key(Purpose::Messages).open(&context(taken.id), &taken.sealed).ok();
        let Some(content) = text.and_then(|text| serde_json::from_slice::<Content>(&text).ok()) else {
            // Damaged, or of another secret: nobody can read it any more, and it must not hold up what comes after it.
            error!(message = %taken.id, "a message cannot be opened");
            sql!(tx, run: "UPDATE messages SET state = 'failed', sealed = NULL, settled_on = $2 WHERE id = $1",
                taken.id, now.today())?;
            continue;
        };
        let keys = tx.keys();
        return Ok(Some(Claimed {
            id: taken.id,
            reference: reference(keys, taken.thing, taken.recipient_id, &taken.kind, taken.sequence),
            to,
            uid: content.entry.as_ref().map(|entry| entry_uid(keys, entry.session, taken.recipient_id)),
            content,
            posted_at: taken.posted_at,
            tries: taken.tries,
        }));
    }
}

/// Marks it as handed over, just before it is; false when it was taken back, or the lease on it has ended.
pub async fn hand_over(tx: &mut Tx, claimed: &Claimed, now: Now) -> Result<bool> {
    let handed = sql!(tx, run: "UPDATE messages SET state = 'sending', claimed_at = $3
        WHERE id = $1 AND tries = $2 AND state = 'claimed'", claimed.id, claimed.tries, now.0)?;
    Ok(handed == 1)
}

/// It has gone: nothing of what it said is kept. Also when the answer came after the lease.
pub async fn sent(tx: &mut Tx, claimed: &Claimed, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'sent', sealed = NULL, settled_on = $3
        WHERE id = $1 AND tries = $2 AND state IN ('sending', 'unknown')", claimed.id, claimed.tries, now.today())?;
    Ok(())
}

/// It will never go: nothing of what it said is kept.
pub async fn failed(tx: &mut Tx, claimed: &Claimed, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'failed', sealed = NULL, settled_on = $3
        WHERE id = $1 AND tries = $2 AND state IN ('claimed', 'sending', 'unknown')",
        claimed.id, claimed.tries, now.today())?;
    Ok(())
}

/// Nobody knows whether it arrived.
pub async fn in_doubt(tx: &mut Tx, claimed: &Claimed, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'unknown', settled_on = $3
        WHERE id = $1 AND tries = $2 AND state = 'sending'", claimed.id, claimed.tries, now.today())?;
    Ok(())
}

/// It certainly did not go this time: it waits, longer after each try, and two days after it was due it has failed.
pub async fn put_back(tx: &mut Tx, claimed: &Claimed, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'waiting', settled_on = NULL,
            next_at = $3
        WHERE id = $1 AND tries = $2 AND state IN ('claimed', 'sending', 'unknown') AND due_at > $4",
        claimed.id, claimed.tries, now.0 + rest_after(claimed.tries), now.0 - PATIENCE)?;
    failed_if_older(tx, claimed, now).await
}

async fn failed_if_older(tx: &mut Tx, claimed: &Claimed, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'failed', sealed = NULL, settled_on = $4
        WHERE id = $1 AND tries = $2 AND state IN ('claimed', 'sending', 'unknown') AND due_at <= $3",
        claimed.id, claimed.tries, now.0 - PATIENCE, now.today())?;
    Ok(())
}

/// Settles what processes left behind that are no more, and drops what is too late; how many of either.
///
/// A message that was only claimed certainly did not leave. Of one that was handed over nobody knows, unless the way
/// out `repeats` harmlessly.
pub async fn expire(tx: &mut Tx, repeats: bool, now: Now) -> Result<u64> {
    let ended = now.0 - LEASE;
    let mut changed =
        sql!(tx, run: "UPDATE messages SET state = 'waiting' WHERE state = 'claimed' AND claimed_at <= $1", ended)?;
    changed += if repeats {
        sql!(tx, run: "UPDATE messages SET state = 'waiting' WHERE state = 'sending' AND claimed_at <= $1", ended)?
    } else {
        sql!(tx, run: "UPDATE messages SET state = 'unknown', settled_on = $2
            WHERE state = 'sending' AND claimed_at <= $1", ended, now.today())?
    };
    changed += sql!(tx, run: "UPDATE messages SET state = 'dropped', sealed = NULL, settled_on = $2
        WHERE state = 'waiting' AND expires_at <= $1", now.0, now.today())?;
    // Nobody has to decide any more about what would be untrue or too late if it were sent again.
    changed += sql!(tx, run: "UPDATE messages SET state = 'let_be', sealed = NULL, settled_on = $2
        WHERE state = 'unknown' AND expires_at <= $1", now.0, now.today())?;
    // The name of a message says who was told of what: it is kept no longer than it is looked at.
    changed += sql!(tx, run: "DELETE FROM messages WHERE settled_on < $1 AND state IN ('sent', 'failed', 'let_be', 'dropped')",
        now.today() - KEPT)?;
    Ok(changed)
}
