//! The check-ins' SQL. Every statement names the author: nothing here can reach somebody else's.

use chrono::NaiveDate;

use super::{
    model::{CheckIn, Kept},
    sealed,
};
use crate::{
    kernel::{
        ids::{CheckInId, PersonId},
        seal::{Purpose, SealKey},
    },
    sql,
    store::{AsConn, Error, Result, Tx},
};

#[derive(sqlx::FromRow)]
struct Row {
    id: CheckInId,
    made_on: NaiveDate,
    sealed: Vec<u8>,
}

/// Somebody's own key, made now if there is none.
pub async fn own_key(tx: &mut Tx, owner: PersonId) -> Result<SealKey> {
    if let Some(key) = key(tx, owner).await? {
        return Ok(key);
    }
    let service = tx.keys().seal_key(Purpose::PersonKeys);
    let wrapped = SealKey::random().wrapped(&service, &key_place(owner));
    sql!(tx, run: "INSERT INTO person_keys (person_id, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        owner, wrapped)?;
    // Read back: of two first check-ins at once, the one that comes second seals with the first one's key.
    key(tx, owner).await?.ok_or_else(|| Error::unreadable("a person's key went while it was being made"))
}

pub async fn add(tx: &mut Tx, id: CheckInId, owner: PersonId, made_on: NaiveDate, kept: &Kept) -> Result<()> {
    let key = own_key(tx, owner).await?;
    let sealed = sealed::seal(&key, id, owner, kept)?;
    sql!(tx, run: "INSERT INTO check_ins (id, person_id, made_on, sealed) VALUES ($1, $2, $3, $4)",
        id, owner, made_on, sealed)?;
    Ok(())
}

/// Somebody's own, the latest day first.
pub async fn all(c: &mut impl AsConn, owner: PersonId, most: i64) -> Result<Vec<CheckIn>> {
    let key = key(c, owner).await?;
    let rows = sql!(c, rows Row: "SELECT id, made_on, sealed FROM check_ins WHERE person_id = $1
        ORDER BY made_on DESC, id LIMIT $2", owner, most)?;
    rows.iter().map(|row| opened(key.as_ref(), owner, row)).collect()
}

pub async fn find(c: &mut impl AsConn, owner: PersonId, id: CheckInId) -> Result<Option<CheckIn>> {
    let key = key(c, owner).await?;
    let row =
        sql!(c, row Row: "SELECT id, made_on, sealed FROM check_ins WHERE person_id = $1 AND id = $2", owner, id)?;
    row.map(|row| opened(key.as_ref(), owner, &row)).transpose()
}

/// Deletes one; false when there is none.
pub async fn delete(tx: &mut Tx, owner: PersonId, id: CheckInId) -> Result<bool> {
    let deleted = sql!(tx, run: "DELETE FROM check_ins WHERE person_id = $1 AND id = $2", owner, id)?;
    Ok(deleted == 1)
}

// A key that the service's key does not open is an error, not an absence: with a wrong service key
// nobody may be told that what they wrote is lost.
async fn key(c: &mut impl AsConn, owner: PersonId) -> Result<Option<SealKey>> {
    let service = c.keys().seal_key(Purpose::PersonKeys);
    let wrapped = sql!(c, row (Vec<u8>,): "SELECT wrapped FROM person_keys WHERE person_id = $1", owner)?;
    let key = wrapped.map(|(wrapped,)| SealKey::unwrapped(&wrapped, &service, &key_place(owner)));
    Ok(key.transpose()?)
}

fn opened(key: Option<&SealKey>, owner: PersonId, row: &Row) -> Result<CheckIn> {
    let kept = match key {
        Some(key) => sealed::open(key, row.id, owner, &row.sealed)?,
        None => None,
    };
    Ok(CheckIn { id: row.id, made_on: row.made_on, kept })
}

fn key_place(owner: PersonId) -> String {
    format!("person_keys.wrapped:{owner}")
}

/// What a test looks at or breaks behind the slice's back.
#[cfg(test)]
pub mod probes {
    use chrono::{DateTime, Utc};

    use crate::{
        kernel::ids::PersonId,
        sql,
        store::{AsConn, Tx},
    };

    /// Who and when stands in the logs about check-ins.
    pub async fn traces(c: &mut impl AsConn) -> Vec<(Option<PersonId>, DateTime<Utc>)> {
        sql!(c, rows (Option<PersonId>, DateTime<Utc>): "SELECT actor_id, changed_at FROM changes
            WHERE action LIKE 'check-in%' UNION ALL SELECT person_id, sent_at FROM submissions
            WHERE action LIKE 'check-in%'")
        .unwrap()
    }

    /// How many check-ins are kept.
    pub async fn kept(c: &mut impl AsConn) -> i64 {
        sql!(c, value i64: "SELECT COUNT(*) FROM check_ins").unwrap()
    }

    /// Loses everybody's data key.
    pub async fn lose_keys(tx: &mut Tx) {
        sql!(tx, run: "DELETE FROM person_keys").unwrap();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::testing::{NOON, librarian, trust},
        checkins::model::{Point, Prompt, Written},
        on_both_engines,
        store::Db,
    };

    const NOTE: &str = "I keep thinking about the ward round.";

    fn kept() -> Kept {
        let answers = [(Prompt::Sleep, Point::Low)].into();
        Kept { made_at: NOON.0, written: Written { answers, helps: [].into(), note: Some(NOTE.into()) } }
    }

    async fn two_people(db: &Db) -> [PersonId; 2] {
        let trust = trust(db, "RXX").await;
        [librarian(db, trust, "Mina").await, librarian(db, trust, "Sam").await]
    }

    async fn written(db: &Db, owner: PersonId) -> CheckInId {
        let id = CheckInId::random();
        let mut tx = db.write().await.unwrap();
        add(&mut tx, id, owner, NOON.today(), &kept()).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn read(db: &Db, owner: PersonId, id: CheckInId) -> Option<CheckIn> {
        find(&mut db.read().await.unwrap(), owner, id).await.unwrap()
    }

    on_both_engines! {
        async fn only_the_author_finds_what_was_written_and_the_row_does_not_say_it(db: Db) {
            let [mina, sam] = two_people(&db).await;
            let id = written(&db, mina).await;
            assert!(read(&db, mina, id).await.unwrap().kept == Some(kept()));
            assert!(read(&db, sam, id).await.is_none());
            let c = &mut db.read().await.unwrap();
            assert_eq!(all(c, mina, 10).await.unwrap().len(), 1);
            assert!(all(c, sam, 10).await.unwrap().is_empty());

            let row = sql!(c, value Vec<u8>: "SELECT sealed FROM check_ins WHERE id = $1", id).unwrap();
            for word in [NOTE, "ward", "sleep", "note"] {
                assert!(!row.windows(word.len()).any(|part| part == word.as_bytes()), "{word} stands in the row");
            }
        }

        async fn a_row_put_in_anothers_place_does_not_open(db: Db) {
            let [mina, sam] = two_people(&db).await;
            let (first, second, theirs) = (written(&db, mina).await, written(&db, mina).await, written(&db, sam).await);
            for from in [second, theirs] {
                let mut tx = db.write().await.unwrap();
                sql!(&mut tx, run: "UPDATE check_ins SET sealed = (SELECT o.sealed FROM check_ins o WHERE o.id = $2)
                    WHERE id = $1", first, from).unwrap();
                tx.commit().await.unwrap();
                assert!(read(&db, mina, first).await.unwrap().kept.is_none());
            }
            let mut tx = db.write().await.unwrap();
            sql!(&mut tx, run: "UPDATE check_ins SET person_id = $2 WHERE id = $1", theirs, mina).unwrap();
            tx.commit().await.unwrap();
            assert!(read(&db, mina, theirs).await.unwrap().kept.is_none());
        }

        async fn a_key_put_in_anothers_place_is_a_fault(db: Db) {
            let [mina, sam] = two_people(&db).await;
            let id = written(&db, mina).await;
            written(&db, sam).await;
            let mut tx = db.write().await.unwrap();
            sql!(&mut tx, run: "UPDATE person_keys SET wrapped = (SELECT o.wrapped FROM person_keys o
                WHERE o.person_id = $2) WHERE person_id = $1", mina, sam).unwrap();
            tx.commit().await.unwrap();
            assert!(matches!(find(&mut db.read().await.unwrap(), mina, id).await, Err(Error::Sealed(_))));
        }

        async fn without_its_key_a_check_in_cannot_be_read_any_more_but_a_new_one_can(db: Db) {
            let [mina, _] = two_people(&db).await;
            let old = written(&db, mina).await;
            let mut tx = db.write().await.unwrap();
            sql!(&mut tx, run: "DELETE FROM person_keys WHERE person_id = $1", mina).unwrap();
            tx.commit().await.unwrap();
            assert!(read(&db, mina, old).await.unwrap().kept.is_none());
            let new = written(&db, mina).await;
            assert!(read(&db, mina, old).await.unwrap().kept.is_none());
            assert!(read(&db, mina, new).await.unwrap().kept.is_some());
        }

        async fn two_first_check_ins_at_once_share_one_key(db: Db) {
            let [mina, _] = two_people(&db).await;
            let ids = tokio::join!(written(&db, mina), written(&db, mina), written(&db, mina));
            for id in [ids.0, ids.1, ids.2] {
                assert!(read(&db, mina, id).await.unwrap().kept.is_some());
            }
        }

        async fn what_is_deleted_is_gone_and_only_its_author_deletes_it(db: Db) {
            let [mina, sam] = two_people(&db).await;
            let id = written(&db, mina).await;
            let mut tx = db.write().await.unwrap();
            assert!(!delete(&mut tx, sam, id).await.unwrap());
            assert!(delete(&mut tx, mina, id).await.unwrap());
            tx.commit().await.unwrap();
            assert!(read(&db, mina, id).await.is_none());
        }
    }
}
