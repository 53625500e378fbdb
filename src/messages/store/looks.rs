//! What people see of the outbox: never a body, a subject, a kind or whom a message is for.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    kernel::{
        Now,
        ids::{MessageId, OrganisationId, PersonId},
        seal::digits,
    },
    messages::State,
    sql,
    store::{AsConn, Result, Tx},
};

/// How many messages were settled in one way on one day in the United Kingdom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Tally {
    /// The day.
    pub settled_on: NaiveDate,
    /// What became of them.
    pub state: State,
    /// How many.
    pub messages: i64,
}

/// A message of which nobody knows whether it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubtful {
    /// Its row.
    pub id: MessageId,
    /// The part of its Message-ID before the @: whoever runs the mail server finds it by that.
    pub reference: String,
    /// The day on which the mail server fell silent.
    pub since: NaiveDate,
}

#[derive(sqlx::FromRow)]
struct InDoubt {
    id: MessageId,
    thing: Uuid,
    recipient_id: PersonId,
    kind: String,
    sequence: i64,
    settled_on: NaiveDate,
}

pub async fn latest(c: &mut impl AsConn, thing: Uuid, to: PersonId, now: Now) -> Result<Option<State>> {
    let row = sql!(c, row (State,): "SELECT state FROM messages WHERE thing = $1 AND recipient_id = $2 AND due_at <= $3
        ORDER BY posted_at DESC, sequence DESC LIMIT 1", thing, to, now.0)?;
    Ok(row.map(|(state,)| state))
}

pub async fn is_refused(c: &mut impl AsConn, to: PersonId, since: NaiveDate) -> Result<bool> {
    let row = sql!(c, row (State,): "SELECT state FROM messages WHERE recipient_id = $1
            AND state IN ('sent', 'failed') AND settled_on >= $2
        ORDER BY settled_on DESC, claimed_at DESC, id LIMIT 1", to, since)?;
    Ok(row.is_some_and(|(state,)| state == State::Failed))
}

pub async fn by_day(c: &mut impl AsConn, of: OrganisationId, since: NaiveDate) -> Result<Vec<Tally>> {
    sql!(c, rows Tally: "SELECT m.settled_on, m.state, COUNT(*) AS messages FROM messages m
            JOIN people p ON p.id = m.recipient_id
        WHERE p.organisation_id = $1 AND m.settled_on >= $2 GROUP BY m.settled_on, m.state", of, since)
}

pub async fn waits_since(c: &mut impl AsConn, of: OrganisationId, now: Now) -> Result<Option<DateTime<Utc>>> {
    let row = sql!(c, row (DateTime<Utc>,): "SELECT m.due_at FROM messages m JOIN people p ON p.id = m.recipient_id
        WHERE p.organisation_id = $1 AND m.state IN ('waiting', 'claimed', 'sending') AND m.due_at <= $2
        ORDER BY m.due_at LIMIT 1", of, now.0)?;
    Ok(row.map(|(at,)| at))
}

pub async fn doubtful(c: &mut impl AsConn, of: OrganisationId, most: i64) -> Result<Vec<Doubtful>> {
    let rows = sql!(c, rows InDoubt: "SELECT m.id, m.thing, m.recipient_id, m.kind, m.sequence, m.settled_on
            FROM messages m JOIN people p ON p.id = m.recipient_id
        WHERE p.organisation_id = $1 AND m.state = 'unknown' ORDER BY m.settled_on, m.id LIMIT $2", of, most)?;
    let keys = c.keys();
    let named = |one: InDoubt| Doubtful {
        id: one.id,
        reference: reference(keys, one.thing, one.recipient_id, &one.kind, one.sequence),
        since: one.settled_on,
    };
    Ok(rows.into_iter().map(named).collect())
}

pub async fn decide(tx: &mut Tx, of: OrganisationId, id: MessageId, again: bool, now: Now) -> Result<bool> {
    let decided = if again {
        sql!(tx, run: "UPDATE messages SET state = 'waiting', settled_on = NULL, due_at = $3, next_at = $3
            WHERE id = $1 AND state = 'unknown' AND (expires_at IS NULL OR expires_at > $3)
                AND recipient_id IN (SELECT p.id FROM people p WHERE p.organisation_id = $2)", id, of, now.0)?
    } else {
        sql!(tx, run: "UPDATE messages SET state = 'let_be', sealed = NULL, settled_on = $3
            WHERE id = $1 AND state = 'unknown'
                AND recipient_id IN (SELECT p.id FROM people p WHERE p.organisation_id = $2)", id, of, now.today())?
    };
    Ok(decided == 1)
}

/// What names a message wherever it comes to, and tells nothing.
pub fn reference(keys: &crate::kernel::Keys, thing: Uuid, recipient: PersonId, kind: &str, sequence: i64) -> String {
    digits(&keys.fingerprint("message", &format!("{thing}/{recipient}/{kind}/{sequence}"))[..16])
}
