//! The two logs, which the database itself lets nobody shorten but by age (migration 0045).

use chrono::{DateTime, Utc};

use crate::{
    sql,
    store::{Result, Tx},
};

/// Moves the horizon of a log on; nothing happens when it is there already.
///
/// # Errors
/// When the database does; also when it would pass what must be kept, measured from the newest change.
pub async fn move_horizon(tx: &mut Tx, log: &str, kept_from: DateTime<Utc>) -> Result<()> {
    sql!(tx, run: "UPDATE log_horizons SET kept_from = $2 WHERE log = $1 AND kept_from < $2", log, kept_from)?;
    Ok(())
}

/// Deletes lines of the log of changes that lie before its horizon and before an instant.
pub async fn delete_changes(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<u64> {
    sql!(tx, run: "DELETE FROM changes WHERE id IN (
        SELECT c.id FROM changes c WHERE c.changed_at < $1 ORDER BY c.changed_at, c.id LIMIT $2)", before, most)
}

/// The same of the log of who looked.
pub async fn delete_looks(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<u64> {
    sql!(tx, run: "DELETE FROM looks WHERE id IN (
        SELECT l.id FROM looks l WHERE l.looked_at < $1 ORDER BY l.looked_at, l.id LIMIT $2)", before, most)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        audit,
        kernel::{Now, ids::PersonId},
        on_both_engines,
        store::Db,
    };

    fn day(number: i64) -> Now {
        Now("2026-11-23T10:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::days(number))
    }

    async fn lines(db: &Db, days: &[i64]) {
        let mut tx = db.write().await.unwrap();
        let (mina, sam) = (PersonId::random(), PersonId::random());
        for number in days {
            audit::changed(&mut tx, day(*number), Some(mina), "placement added", mina).await.unwrap();
            audit::looked(&mut tx, day(*number), sam, "placement", &[mina]).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn refused(db: &Db, what: &str, work: impl AsyncFnOnce(&mut Tx) -> Result<u64>) {
        let mut tx = db.write().await.unwrap();
        assert!(work(&mut tx).await.is_err(), "{what}");
    }

    async fn moved(db: &Db, log: &str, to: Now) -> Result<()> {
        let mut tx = db.write().await?;
        move_horizon(&mut tx, log, to.0).await?;
        tx.commit().await
    }

    on_both_engines! {
        async fn nothing_of_a_log_changes_and_nothing_goes_before_retention_has_moved_its_horizon(db: Db) {
            lines(&db, &[0, 4000]).await;
            refused(&db, "a change is changed", async |tx| sql!(tx, run: "UPDATE changes SET action = 'other'")).await;
            refused(&db, "a look is changed", async |tx| sql!(tx, run: "UPDATE looks SET item = 'other'")).await;
            refused(&db, "an old change goes", async |tx| delete_changes(tx, day(1).0, 10).await).await;
            refused(&db, "an old look goes", async |tx| delete_looks(tx, day(1).0, 10).await).await;
            moved(&db, "changes", day(1)).await.unwrap();
            refused(&db, "a young change goes", async |tx| sql!(tx, run: "DELETE FROM changes")).await;
            refused(&db, "an old look goes", async |tx| delete_looks(tx, day(1).0, 10).await).await;
            moved(&db, "looks", day(1)).await.unwrap();
            let mut tx = db.write().await.unwrap();
            assert_eq!((delete_changes(&mut tx, day(1).0, 10).await.unwrap(), delete_looks(&mut tx, day(1).0, 10).await.unwrap()), (1, 1));
            tx.commit().await.unwrap();
            refused(&db, "a young look goes", async |tx| delete_looks(tx, day(5000).0, 10).await).await;
        }

        async fn a_horizon_never_moves_back_nor_too_near_and_never_goes(db: Db) {
            refused(&db, "no change to measure by", async |tx| sql!(tx, run: "UPDATE log_horizons SET kept_from = $1", day(0).0)).await;
            lines(&db, &[0]).await;
            for (log, least) in [("changes", 365), ("looks", 180)] {
                assert!(moved(&db, log, day(1 - least)).await.is_err(), "{log}: too near");
                moved(&db, log, day(-least)).await.unwrap();
                let back = async |tx: &mut Tx| sql!(tx, run: "UPDATE log_horizons SET kept_from = $2 WHERE log = $1", log, day(-2000).0);
                refused(&db, "back", back).await;
            }
            refused(&db, "the row goes", async |tx| sql!(tx, run: "DELETE FROM log_horizons")).await;
            refused(&db, "the row is renamed", async |tx| sql!(tx, run: "UPDATE log_horizons SET log = 'looks' WHERE log = 'changes'")).await;
            let again = async |tx: &mut Tx| sql!(tx, run: "INSERT INTO log_horizons (log, kept_from) VALUES ('changes', $1)", day(9).0);
            refused(&db, "a second row", again).await;
            refused(&db, "a line is written over", async |tx| {
                sql!(tx, run: "INSERT INTO changes (id, changed_at, action, thing_id) SELECT id, changed_at, 'other', thing_id FROM changes")
            }).await;
        }
    }
}
