//! Sessions and requests whose time is over, with all that hangs from them and the messages about them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    sql,
    store::{AsConn, Result, Tx},
};

/// The oldest sessions that ended before `$1`, `$2` of them. One that answers a request goes after the request.
macro_rules! over {
    () => {
        "(SELECT o.id FROM sessions o WHERE o.ends_at < $1
            AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.session_id = o.id) ORDER BY o.ends_at, o.id LIMIT $2)"
    };
}

/// Deletes sessions that ended before an instant. Whoever calls is alone in this: each statement finds the same ones.
pub async fn delete(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<u64> {
    // What waits to be said of them is taken back, and that it was said goes too.
    sql!(tx, run: concat!("DELETE FROM messages WHERE thing IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM proposals WHERE session_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM offers WHERE session_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM waiting WHERE session_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM seats WHERE session_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM places WHERE session_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM invitations WHERE session_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM occurrences WHERE session_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM check_backs WHERE session_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM kept_sessions WHERE session_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM left_out WHERE session_id IN ", over!()), before, most)?;
    sql!(tx, run: concat!("DELETE FROM diary WHERE session_id IN ", over!()), before, most)?;
    let deleted = sql!(tx, run: concat!("DELETE FROM sessions WHERE id IN ", over!()), before, most)?;
    sql!(tx, run: "DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM sessions s WHERE s.series_id = series.id)")?;
    Ok(deleted)
}

/// The first days of the quarters that are released.
pub async fn released(c: &mut impl AsConn) -> Result<Vec<NaiveDate>> {
    let rows = sql!(c, rows (NaiveDate,): "SELECT quarter_on FROM releases ORDER BY quarter_on")?;
    Ok(rows.into_iter().map(|(quarter,)| quarter).collect())
}

/// The requests that closed before `$1`, or whose last day lay before `$2`; one that was not taken back only when it was
/// made before `$3`. `$4` of them.
macro_rules! closed {
    () => {
        "(SELECT r.id FROM requests r LEFT JOIN sessions s ON s.id = r.session_id
            WHERE r.withdrawn_at < $1 OR (r.withdrawn_at IS NULL AND r.asked_at < $3
                AND ((r.session_id IS NOT NULL AND COALESCE(r.answered_at, s.ends_at) < $1)
                    OR (r.session_id IS NULL AND r.latest_on < $2)))
            ORDER BY r.asked_at, r.id LIMIT $4)"
    };
}

/// Deletes requests that closed before an instant, or whose last day lay before its day; those that were not taken back
/// only if they were made before another instant.
pub async fn delete_requests(
    tx: &mut Tx,
    (before, day): (DateTime<Utc>, NaiveDate),
    made_before: DateTime<Utc>,
    most: i64,
) -> Result<u64> {
    sql!(tx, run: concat!("DELETE FROM messages WHERE thing IN ", closed!()), before, day, made_before, most)?;
    // What was proposed and is over becomes a session like others, which goes in its own time.
    sql!(tx, run: concat!("DELETE FROM proposals WHERE request_id IN ", closed!()), before, day, made_before, most)?;
    sql!(tx, run: concat!("DELETE FROM requests WHERE id IN ", closed!()), before, day, made_before, most)
}
