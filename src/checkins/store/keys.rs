//! Each person's own data key: wrapped under the secret, held while something is sealed with it, deleted to make
//! every copy of what it sealed unreadable.

use crate::{
    kernel::{
        Keys,
        ids::PersonId,
        seal::{Purpose, SealKey},
    },
    sql,
    store::{AsConn, Error, Result, Tx},
};

/// How often a key is made that somebody deletes at the same moment.
const TRIES: usize = 3;

/// Somebody's own key to seal with, made now if there is none.
pub async fn own(tx: &mut Tx, owner: PersonId) -> Result<SealKey> {
    // Each time read back: of two first check-ins at once, the one that comes second seals with the first one's key,
    // unless somebody deletes it in between.
    for _ in 0..TRIES {
        if let Some(key) = held(tx, owner).await? {
            return Ok(key);
        }
        let service = tx.keys().seal_key(Purpose::PersonKeys);
        let (wrapped, generation) = (SealKey::random().wrapped(&service, &place(owner)), tx.keys().generation());
        sql!(tx, run: "INSERT INTO person_keys (person_id, wrapped, generation) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING", owner, wrapped, generation)?;
    }
    held(tx, owner).await?.ok_or_else(|| Error::unreadable("a person's key went while it was being made"))
}

/// Somebody's own key, which nobody deletes before this transaction has ended.
pub async fn held(tx: &mut Tx, owner: PersonId) -> Result<Option<SealKey>> {
    // Writing the same again is a lock that both engines know.
    let row = sql!(tx, row (Vec<u8>,): "UPDATE person_keys SET wrapped = wrapped WHERE person_id = $1
        RETURNING wrapped", owner)?;
    opened(tx, owner, row)
}

/// Somebody's own key, to open with.
pub async fn find(c: &mut impl AsConn, owner: PersonId) -> Result<Option<SealKey>> {
    let row = sql!(c, row (Vec<u8>,): "SELECT wrapped FROM person_keys WHERE person_id = $1", owner)?;
    opened(c, owner, row)
}

/// Deletes it: what it sealed cannot be read any more, in whatever copy.
pub async fn delete(tx: &mut Tx, owner: PersonId) -> Result<()> {
    sql!(tx, run: "DELETE FROM person_keys WHERE person_id = $1", owner)?;
    Ok(())
}

/// Wraps everybody's key under another secret; how many there are. What they sealed is not touched.
pub async fn rewrap(tx: &mut Tx, under: &Keys) -> Result<usize> {
    let rows = sql!(tx, rows (PersonId, Vec<u8>): "SELECT person_id, wrapped FROM person_keys")?;
    let (old, new) = (tx.keys().seal_key(Purpose::PersonKeys), under.seal_key(Purpose::PersonKeys));
    for (owner, wrapped) in &rows {
        let key = SealKey::unwrapped(wrapped, &old, &place(*owner))?;
        let wrapped = key.wrapped(&new, &place(*owner));
        sql!(tx, run: "UPDATE person_keys SET wrapped = $2 WHERE person_id = $1", *owner, wrapped)?;
    }
    Ok(rows.len())
}

// A key that the secret does not open is an error, not an absence: with a wrong secret nobody may be told that what
// they wrote is lost.
fn opened(c: &impl AsConn, owner: PersonId, row: Option<(Vec<u8>,)>) -> Result<Option<SealKey>> {
    let service = c.keys().seal_key(Purpose::PersonKeys);
    Ok(row.map(|(wrapped,)| SealKey::unwrapped(&wrapped, &service, &place(owner))).transpose()?)
}

fn place(owner: PersonId) -> String {
    format!("person_keys.wrapped:{owner}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::testing::{NOON, librarian, trust},
        checkins::{
            Kept, Written,
            store::{add, find as find_check_in},
        },
        kernel::ids::CheckInId,
        on_both_engines,
        store::Db,
    };

    async fn two_people(db: &Db) -> [PersonId; 2] {
        let trust = trust(db, "RXX").await;
        [librarian(db, trust, "Mina").await, librarian(db, trust, "Sam").await]
    }

    async fn written(db: &Db, owner: PersonId) -> CheckInId {
        let id = CheckInId::random();
        let kept = Kept {
            made_at: NOON.0,
            written: Written { answers: [].into(), helps: [].into(), note: Some("A long week.".into()) },
        };
        let mut tx = db.write().await.unwrap();
        add(&mut tx, id, owner, NOON.today(), &kept).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn can_be_read(db: &Db, owner: PersonId, id: CheckInId) -> bool {
        let found = find_check_in(&mut db.read().await.unwrap(), owner, id).await.unwrap();
        found.unwrap().kept.is_some()
    }

    on_both_engines! {
        async fn a_key_put_in_anothers_place_is_a_fault(db: Db) {
            let [mina, sam] = two_people(&db).await;
            let id = written(&db, mina).await;
            written(&db, sam).await;
            let mut tx = db.write().await.unwrap();
            sql!(&mut tx, run: "UPDATE person_keys SET wrapped = (SELECT o.wrapped FROM person_keys o
                WHERE o.person_id = $2) WHERE person_id = $1", mina, sam).unwrap();
            tx.commit().await.unwrap();
            let found = find_check_in(&mut db.read().await.unwrap(), mina, id).await;
            assert!(matches!(found, Err(Error::Sealed(_))));
        }

        async fn without_its_key_a_check_in_cannot_be_read_any_more_but_a_new_one_can(db: Db) {
            let [mina, _] = two_people(&db).await;
            let old = written(&db, mina).await;
            let mut tx = db.write().await.unwrap();
            delete(&mut tx, mina).await.unwrap();
            tx.commit().await.unwrap();
            assert!(!can_be_read(&db, mina, old).await);
            let new = written(&db, mina).await;
            assert!(!can_be_read(&db, mina, old).await && can_be_read(&db, mina, new).await);
        }

        async fn two_first_check_ins_at_once_share_one_key(db: Db) {
            let [mina, _] = two_people(&db).await;
            let ids = tokio::join!(written(&db, mina), written(&db, mina), written(&db, mina));
            for id in [ids.0, ids.1, ids.2] {
                assert!(can_be_read(&db, mina, id).await);
            }
        }

        async fn a_program_with_the_old_secret_cannot_add_a_key_after_the_change(db: Db) {
            let [mina, sam] = two_people(&db).await;
            written(&db, mina).await;
            let new = Keys::from_secret(&[8; 32]).unwrap();
            let mut tx = db.write().await.unwrap();
            assert!(crate::store::renew_service_key(&mut tx, &new).await.unwrap());
            assert_eq!(rewrap(&mut tx, &new).await.unwrap(), 1);
            tx.commit().await.unwrap();
            let mut tx = db.write().await.unwrap();
            assert!(matches!(own(&mut tx, sam).await, Err(Error::Broken(_))), "the database refuses its generation");
            drop(tx);
            assert!(matches!(find(&mut db.read().await.unwrap(), mina).await, Err(Error::Sealed(_))));
        }
    }
}
