//! The releases' SQL. There is no statement that changes or deletes one, and the database would refuse it.

use chrono::{DateTime, NaiveDate, Utc};

use super::failing::Kept as Failed;
use crate::{
    kernel::ids::ReleaseId,
    sql,
    store::{AsConn, Result, Tx},
};

/// A release as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Kept {
    pub id: ReleaseId,
    pub number: i64,
    pub quarter_on: NaiveDate,
    pub made_at: DateTime<Utc>,
    pub contents: String,
    pub fingerprint: String,
    pub signature: Vec<u8>,
}

/// Keeps a release; false when there is one of that quarter or number.
pub async fn add(tx: &mut Tx, new: &Kept) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO releases (id, number, quarter_on, made_at, contents, fingerprint, signature)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        new.id, new.number, new.quarter_on, new.made_at, &new.contents, &new.fingerprint, &new.signature)?;
    Ok(added == 1)
}

pub async fn of_quarter(c: &mut impl AsConn, first: NaiveDate) -> Result<Option<Kept>> {
    sql!(c, row Kept: "SELECT id, number, quarter_on, made_at, contents, fingerprint, signature FROM releases
        WHERE quarter_on = $1", first)
}

pub async fn numbered(c: &mut impl AsConn, number: i64) -> Result<Option<Kept>> {
    sql!(c, row Kept: "SELECT id, number, quarter_on, made_at, contents, fingerprint, signature FROM releases
        WHERE number = $1", number)
}

pub async fn latest(c: &mut impl AsConn) -> Result<Option<Kept>> {
    sql!(c, row Kept: "SELECT id, number, quarter_on, made_at, contents, fingerprint, signature FROM releases
        ORDER BY number DESC LIMIT 1")
}

/// Notes that a quarter could not be released: what was found, and when.
pub async fn fail(tx: &mut Tx, quarter_on: NaiveDate, found: &str, at: DateTime<Utc>) -> Result<()> {
    sql!(tx, run: "INSERT INTO release_failures (quarter_on, id, first_at, tried_at, found) VALUES ($1, $2, $3, $3, $4)
        ON CONFLICT (quarter_on) DO UPDATE SET tried_at = excluded.tried_at, found = excluded.found,
            id = CASE WHEN release_failures.found = excluded.found THEN release_failures.id ELSE excluded.id END,
            first_at = CASE WHEN release_failures.found = excluded.found THEN release_failures.first_at ELSE excluded.first_at END,
            told_at = CASE WHEN release_failures.found = excluded.found THEN release_failures.told_at END",
        quarter_on, ReleaseId::random(), at, found)?;
    Ok(())
}

pub async fn failure(c: &mut impl AsConn, quarter_on: NaiveDate) -> Result<Option<Failed>> {
    sql!(c, row Failed: "SELECT quarter_on, id, first_at, tried_at, found FROM release_failures WHERE quarter_on = $1",
        quarter_on)
}

/// Notes that service managers are told; false when they were.
pub async fn tell(tx: &mut Tx, quarter_on: NaiveDate, at: DateTime<Utc>) -> Result<bool> {
    let told = sql!(tx, run: "UPDATE release_failures SET told_at = $2 WHERE quarter_on = $1 AND told_at IS NULL",
        quarter_on, at)?;
    Ok(told == 1)
}

/// Forgets what went wrong with a quarter and those before it: it is released.
pub async fn settle(tx: &mut Tx, quarter_on: NaiveDate) -> Result<()> {
    sql!(tx, run: "DELETE FROM release_failures WHERE quarter_on <= $1", quarter_on)?;
    Ok(())
}

/// How many releases a list holds at most: twenty years of them.
pub const LISTED: usize = 80;

/// The latest first, [`LISTED`] at most.
pub async fn all(c: &mut impl AsConn) -> Result<Vec<Kept>> {
    let most = i64::try_from(LISTED).unwrap_or(i64::MAX);
    sql!(c, rows Kept: "SELECT id, number, quarter_on, made_at, contents, fingerprint, signature FROM releases
        ORDER BY number DESC LIMIT $1", most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both_engines, store::Db};

    fn kept(number: i64, quarter_on: &str) -> Kept {
        Kept {
            id: ReleaseId::random(),
            number,
            quarter_on: quarter_on.parse().unwrap(),
            made_at: DateTime::from_timestamp(1_795_000_000, 0).unwrap(),
            contents: "{}".to_owned(),
            fingerprint: "0".repeat(64),
            signature: vec![1, 2, 3],
        }
    }

    on_both_engines! {
        async fn a_release_is_kept_once_and_found_again(db: Db) {
            let (first, second) = (kept(1, "2026-07-01"), kept(2, "2026-10-01"));
            let mut tx = db.write().await.unwrap();
            assert!(add(&mut tx, &first).await.unwrap());
            assert!(!add(&mut tx, &kept(2, "2026-07-01")).await.unwrap(), "a quarter is released once");
            assert!(!add(&mut tx, &kept(1, "2026-10-01")).await.unwrap(), "a number is given once");
            assert!(add(&mut tx, &second).await.unwrap());
            tx.commit().await.unwrap();
            let mut c = db.read().await.unwrap();
            assert_eq!(of_quarter(&mut c, first.quarter_on).await.unwrap().as_ref(), Some(&first));
            assert_eq!(numbered(&mut c, 2).await.unwrap().as_ref(), Some(&second));
            assert_eq!(latest(&mut c).await.unwrap().as_ref(), Some(&second));
            assert_eq!(all(&mut c).await.unwrap(), [second, first]);
            assert_eq!(numbered(&mut c, 3).await.unwrap(), None);
        }

        async fn the_database_refuses_to_change_or_delete_one(db: Db) {
            let mut tx = db.write().await.unwrap();
            assert!(add(&mut tx, &kept(1, "2026-07-01")).await.unwrap());
            tx.commit().await.unwrap();
            let mut tx = db.write().await.unwrap();
            assert!(sql!(&mut tx, run: "UPDATE releases SET contents = 'other' WHERE number = 1").is_err());
            drop(tx);
            let mut tx = db.write().await.unwrap();
            assert!(sql!(&mut tx, run: "DELETE FROM releases WHERE number = 1").is_err());
            drop(tx);
            assert!(numbered(&mut db.read().await.unwrap(), 1).await.unwrap().is_some());
        }
    }
}
