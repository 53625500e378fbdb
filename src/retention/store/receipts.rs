//! What was deleted, as far as it may be said.

use chrono::{DateTime, Utc};

use crate::{
    kernel::{Now, ids::EntryId},
    retention::{bands::Band, table::Kind},
    sql,
    store::{Result, Tx},
};

/// Keeps that so many of a kind were deleted in one run.
pub async fn add(tx: &mut Tx, run: EntryId, kind: Kind, band: Band, now: Now) -> Result<()> {
    sql!(tx, run: "INSERT INTO retention_receipts (run_id, line, ran_at, least, most) VALUES ($1, $2, $3, $4, $5)",
        run, kind, now.0, band.least, band.most)?;
    Ok(())
}

/// Deletes receipts that are older than an instant.
pub async fn delete(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<u64> {
    sql!(tx, run: "DELETE FROM retention_receipts WHERE (run_id, line) IN (
        SELECT r.run_id, r.line FROM retention_receipts r WHERE r.ran_at < $1 ORDER BY r.ran_at LIMIT $2)", before, most)
}
