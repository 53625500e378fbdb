//! What somebody deleted themselves, as the database knows it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    kernel::ids::{CheckInId, EntryId, PersonId},
    retention::erasures::{Entry, Kind},
    sql,
    store::{AsConn, Result, Tx},
};

/// Keeps one; false when it is known.
pub async fn add(tx: &mut Tx, entry: &Entry) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO erasures (id, kind, about, erased_at, months) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING", entry.id, entry.kind, &entry.about, entry.at, entry.months)?;
    Ok(added == 1)
}

/// All of them, the oldest first.
pub async fn all(c: &mut impl AsConn) -> Result<Vec<Entry>> {
    sql!(c, rows Entry: "SELECT id, kind, about, erased_at AS at, months FROM erasures ORDER BY erased_at, id")
}

/// How many choices of months were made since an instant, whoever's they are.
pub async fn choices_since(c: &mut impl AsConn, since: DateTime<Utc>) -> Result<i64> {
    let row = sql!(c, row (i64,): "SELECT COUNT(*) FROM erasures WHERE kind = $1 AND erased_at >= $2",
        Kind::CheckInMonths, since)?;
    Ok(row.map_or(0, |(choices,)| choices))
}

/// Everything since an instant that settles for how long somebody's check-ins are kept: choices, and erased records.
pub async fn settled_since(c: &mut impl AsConn, since: DateTime<Utc>) -> Result<Vec<Entry>> {
    sql!(c, rows Entry: "SELECT id, kind, about, erased_at AS at, months FROM erasures
        WHERE kind IN ($1, $2, $3) AND erased_at >= $4", Kind::CheckInMonths, Kind::Record, Kind::RecordAndSessions, since)
}

/// Everybody who is or was registered, to find whom a fingerprint is of.
pub async fn everybody(c: &mut impl AsConn) -> Result<Vec<PersonId>> {
    let rows = sql!(c, rows (PersonId,): "SELECT id FROM people")?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Deletes one check-in, whoever's it is.
pub async fn delete_check_in(tx: &mut Tx, id: CheckInId) -> Result<()> {
    sql!(tx, run: "DELETE FROM check_ins WHERE id = $1", id)?;
    Ok(())
}

/// The ids of some.
pub fn ids(entries: &[Entry]) -> BTreeSet<EntryId> {
    entries.iter().map(|entry| entry.id).collect()
}

/// The id of a check-in out of a text; none when it is none.
pub fn check_in(about: &str) -> Option<CheckInId> {
    Uuid::parse_str(about).ok().map(CheckInId::from)
}
