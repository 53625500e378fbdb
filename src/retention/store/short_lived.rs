//! What is kept for days or months and hangs from nothing: sign-ins, forms, wishes, events, published times, files.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    sql,
    store::{Result, Tx},
};

/// Deletes sign-ins that ended before an instant, and codes that could not be used any more then.
pub async fn delete_sign_ins(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<u64> {
    let sign_ins = sql!(tx, run: "DELETE FROM sign_ins WHERE id IN (
        SELECT s.id FROM sign_ins s WHERE s.expires_at < $1 OR s.ended_at < $1 ORDER BY s.expires_at, s.id LIMIT $2)",
        before, most)?;
    sql!(tx, run: "DELETE FROM codes WHERE challenge_id IN (
        SELECT c.id FROM challenges c WHERE c.expires_at < $1 ORDER BY c.expires_at, c.id LIMIT $2)", before, most)?;
    let challenges = sql!(tx, run: "DELETE FROM challenges WHERE id IN (
        SELECT c.id FROM challenges c WHERE c.expires_at < $1 ORDER BY c.expires_at, c.id LIMIT $2)", before, most)?;
    sql!(tx, run: "DELETE FROM allowances WHERE whole_at < $1", before)?;
    Ok(sign_ins + challenges)
}

/// Deletes the tokens of forms that were sent before an instant.
pub async fn delete_forms(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<u64> {
    sql!(tx, run: "DELETE FROM submissions WHERE (token, person_id, action) IN (
        SELECT s.token, s.person_id, s.action FROM submissions s WHERE s.sent_at < $1 ORDER BY s.sent_at LIMIT $2)",
        before, most)
}

/// Deletes messages whose fate was settled before a day, also those of unknown fate, about which nobody decided; and those
/// that were due before an instant and are not settled yet, of which nothing will come any more.
pub async fn delete_messages(tx: &mut Tx, (before, day): (DateTime<Utc>, NaiveDate), most: i64) -> Result<u64> {
    sql!(tx, run: "DELETE FROM messages WHERE id IN (
        SELECT m.id FROM messages m WHERE m.settled_on < $1 OR (m.settled_on IS NULL AND m.due_at < $2)
        ORDER BY m.due_at, m.id LIMIT $3)", day, before, most)
}

/// Deletes who would have liked to come to events that ended before an instant.
pub async fn delete_wishes(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<u64> {
    sql!(tx, run: "DELETE FROM wishes WHERE (event_id, person_id) IN (
        SELECT w.event_id, w.person_id FROM events e JOIN wishes w ON w.event_id = e.id WHERE e.ends_at < $1
        ORDER BY e.ends_at, w.event_id, w.person_id LIMIT $2)", before, most)
}

/// The oldest events that ended before `$1`, `$2` of them.
macro_rules! over {
    () => {
        "(SELECT e.id FROM events e WHERE e.ends_at < $1 ORDER BY e.ends_at, e.id LIMIT $2)"
    };
}

/// Deletes events that ended before an instant.
pub async fn delete_events(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<u64> {
    sql!(tx, run: concat!("DELETE FROM messages WHERE thing IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM wishes WHERE event_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM events WHERE id IN ", over!()), before, most)
}

/// Deletes published times and closure days whose last day lay before a day, and times away that ended before an instant.
pub async fn delete_published(tx: &mut Tx, (before, day): (DateTime<Utc>, NaiveDate), most: i64) -> Result<u64> {
    let published = sql!(tx, run: "DELETE FROM availabilities WHERE id IN (
        SELECT a.id FROM availabilities a WHERE a.until_on < $1 ORDER BY a.until_on, a.id LIMIT $2)", day, most)?;
    let away = sql!(tx, run: "DELETE FROM times_away WHERE id IN (
        SELECT t.id FROM times_away t WHERE t.until_at < $1 ORDER BY t.until_at, t.id LIMIT $2)", before, most)?;
    let closed = sql!(tx, run: "DELETE FROM closure_days WHERE id IN (
        SELECT c.id FROM closure_days c WHERE c.closed_on < $1 ORDER BY c.closed_on, c.id LIMIT $2)", day, most)?;
    Ok(published + away + closed)
}

/// Deletes files that were sent before an instant and that nobody has confirmed.
pub async fn delete_uploads(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<u64> {
    let rosters = sql!(tx, run: "DELETE FROM roster_imports WHERE id IN (
        SELECT r.id FROM roster_imports r WHERE r.uploaded_at < $1 ORDER BY r.uploaded_at, r.id LIMIT $2)", before, most)?;
    let directories = sql!(tx, run: "DELETE FROM directory_imports WHERE id IN (
        SELECT d.id FROM directory_imports d WHERE d.uploaded_at < $1 ORDER BY d.uploaded_at, d.id LIMIT $2)", before, most)?;
    Ok(rosters + directories)
}
