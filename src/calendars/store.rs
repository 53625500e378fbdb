//! The SQL of private addresses.

pub mod about;

use chrono::{DateTime, Utc};

use crate::{
    kernel::{Now, ids::PersonId},
    sql,
    store::{AsConn, Result, Tx},
};

/// Gives a person a new private address; the one they had is none from now on.
pub async fn replace(tx: &mut Tx, person: PersonId, fingerprint: Vec<u8>, now: Now) -> Result<()> {
    sql!(tx, run: "INSERT INTO feeds (person_id, secret_hash, made_at) VALUES ($1, $2, $3)
        ON CONFLICT (person_id) DO UPDATE SET secret_hash = excluded.secret_hash, made_at = excluded.made_at",
        person, fingerprint, now.0)?;
    Ok(())
}

/// Ends a person's private address; false when there was none.
pub async fn end(tx: &mut Tx, person: PersonId) -> Result<bool> {
    Ok(sql!(tx, run: "DELETE FROM feeds WHERE person_id = $1", person)? == 1)
}

/// When a person's private address was made, if they have one.
pub async fn made_at(c: &mut impl AsConn, person: PersonId) -> Result<Option<DateTime<Utc>>> {
    let row = sql!(c, row (DateTime<Utc>,): "SELECT made_at FROM feeds WHERE person_id = $1", person)?;
    Ok(row.map(|(made_at,)| made_at))
}

/// Whose private address has this fingerprint, and when it was made. Somebody who has left has none.
pub async fn owner(c: &mut impl AsConn, fingerprint: Vec<u8>) -> Result<Option<(PersonId, DateTime<Utc>)>> {
    sql!(c, row (PersonId, DateTime<Utc>): "SELECT f.person_id, f.made_at FROM feeds f
        JOIN people p ON p.id = f.person_id WHERE f.secret_hash = $1 AND p.left_at IS NULL", fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::testing::{NOON, librarian, trust},
        on_both_engines,
        store::Db,
    };

    async fn found(db: &Db, fingerprint: u8) -> Option<PersonId> {
        owner(&mut db.read().await.unwrap(), vec![fingerprint; 32]).await.unwrap().map(|(person, _)| person)
    }

    async fn given(db: &Db, person: PersonId, fingerprint: u8) {
        let mut tx = db.write().await.unwrap();
        replace(&mut tx, person, vec![fingerprint; 32], NOON).await.unwrap();
        tx.commit().await.unwrap();
    }

    on_both_engines! {
        async fn a_new_address_ends_the_old_one_and_nobody_elses(db: Db) {
            let trust = trust(&db, "RXX").await;
            let (mina, sam) = (librarian(&db, trust, "Mina").await, librarian(&db, trust, "Sam").await);
            given(&db, mina, 1).await;
            given(&db, sam, 2).await;
            given(&db, mina, 3).await;
            assert_eq!([found(&db, 1).await, found(&db, 2).await, found(&db, 3).await], [None, Some(sam), Some(mina)]);
            assert_eq!(made_at(&mut db.read().await.unwrap(), mina).await.unwrap(), Some(NOON.0));
            let mut tx = db.write().await.unwrap();
            assert!(end(&mut tx, mina).await.unwrap() && !end(&mut tx, mina).await.unwrap());
            tx.commit().await.unwrap();
            assert_eq!([found(&db, 2).await, found(&db, 3).await], [Some(sam), None]);
            assert_eq!(made_at(&mut db.read().await.unwrap(), mina).await.unwrap(), None);
        }

        async fn two_people_never_have_one_address_and_a_secret_itself_is_not_kept(db: Db) {
            let trust = trust(&db, "RXX").await;
            let (mina, sam) = (librarian(&db, trust, "Mina").await, librarian(&db, trust, "Sam").await);
            given(&db, mina, 1).await;
            let mut tx = db.write().await.unwrap();
            assert!(replace(&mut tx, sam, vec![1; 32], NOON).await.is_err());
            drop(tx);
            // 128 bits, as digits or as bytes, are no fingerprint.
            for kept in [vec![1; 16], b"0123456789abcdef".to_vec()] {
                let mut tx = db.write().await.unwrap();
                assert!(replace(&mut tx, sam, kept, NOON).await.is_err());
            }
        }

        async fn somebody_who_has_left_has_no_address(db: Db) {
            let mina = librarian(&db, trust(&db, "RXX").await, "Mina").await;
            given(&db, mina, 1).await;
            let mut tx = db.write().await.unwrap();
            sql!(&mut tx, run: "UPDATE people SET left_at = joined_at WHERE id = $1", mina).unwrap();
            tx.commit().await.unwrap();
            assert_eq!(found(&db, 1).await, None);
        }
    }
}
