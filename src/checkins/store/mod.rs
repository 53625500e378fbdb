//! The check-ins' SQL. Every statement names the author: nothing here can reach somebody else's.

pub mod about;
pub mod keys;

use chrono::NaiveDate;

use super::{
    model::{CheckIn, Kept},
    sealed,
};
use crate::{
    kernel::{
        ids::{CheckInId, PersonId},
        seal::SealKey,
    },
    sql,
    store::{AsConn, Result, Tx},
};

#[derive(sqlx::FromRow)]
struct Row {
    id: CheckInId,
    made_on: NaiveDate,
    sealed: Vec<u8>,
}

pub async fn add(tx: &mut Tx, id: CheckInId, owner: PersonId, made_on: NaiveDate, kept: &Kept) -> Result<()> {
    let key = keys::own(tx, owner).await?;
    let sealed = sealed::seal(&key, id, owner, kept)?;
    sql!(tx, run: "INSERT INTO check_ins (id, person_id, made_on, sealed) VALUES ($1, $2, $3, $4)",
        id, owner, made_on, sealed)?;
    Ok(())
}

/// Writes over one; false when there is none, or nothing that could be read again.
pub async fn rewrite(tx: &mut Tx, owner: PersonId, id: CheckInId, kept: &Kept) -> Result<bool> {
    let Some(key) = keys::held(tx, owner).await? else { return Ok(false) };
    let sealed = sealed::seal(&key, id, owner, kept)?;
    let changed =
        sql!(tx, run: "UPDATE check_ins SET sealed = $3 WHERE person_id = $1 AND id = $2", owner, id, sealed)?;
    Ok(changed == 1)
}

/// Somebody's own, the latest day first.
pub async fn all(c: &mut impl AsConn, owner: PersonId, most: i64) -> Result<Vec<CheckIn>> {
    let key = keys::find(c, owner).await?;
    let rows = sql!(c, rows Row: "SELECT id, made_on, sealed FROM check_ins WHERE person_id = $1
        ORDER BY made_on DESC, id LIMIT $2", owner, most)?;
    rows.iter().map(|row| opened(key.as_ref(), owner, row)).collect()
}

pub async fn find(c: &mut impl AsConn, owner: PersonId, id: CheckInId) -> Result<Option<CheckIn>> {
    let key = keys::find(c, owner).await?;
    let row =
        sql!(c, row Row: "SELECT id, made_on, sealed FROM check_ins WHERE person_id = $1 AND id = $2", owner, id)?;
    row.map(|row| opened(key.as_ref(), owner, &row)).transpose()
}

/// Whoever made one from `first` until before `next` and kept it. For the tally alone.
pub async fn authors(c: &mut impl AsConn, first: NaiveDate, next: NaiveDate) -> Result<Vec<PersonId>> {
    let rows = sql!(c, rows (PersonId,): "SELECT DISTINCT person_id FROM check_ins WHERE made_on >= $1 AND made_on < $2",
        first, next)?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Deletes one; false when there is none.
pub async fn delete(tx: &mut Tx, owner: PersonId, id: CheckInId) -> Result<bool> {
    let deleted = sql!(tx, run: "DELETE FROM check_ins WHERE person_id = $1 AND id = $2", owner, id)?;
    Ok(deleted == 1)
}

/// Deletes all of somebody's, and the key: a copy of the rows, wherever one is kept, says nothing any more.
pub async fn erase(tx: &mut Tx, owner: PersonId) -> Result<()> {
    // The key first: a check-in that is being kept at this moment holds it, and its row is there once it lets go.
    keys::delete(tx, owner).await?;
    sql!(tx, run: "DELETE FROM check_ins WHERE person_id = $1", owner)?;
    Ok(())
}

fn opened(key: Option<&SealKey>, owner: PersonId, row: &Row) -> Result<CheckIn> {
    let kept = match key {
        Some(key) => sealed::open(key, row.id, owner, &row.sealed)?,
        None => None,
    };
    Ok(CheckIn { id: row.id, made_on: row.made_on, kept })
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

        async fn what_is_written_over_is_gone_and_only_its_author_writes(db: Db) {
            let [mina, sam] = two_people(&db).await;
            let id = written(&db, mina).await;
            let new = Kept { made_at: NOON.0, written: Written { answers: [].into(), helps: [].into(), note: Some("Better.".into()) } };
            let mut tx = db.write().await.unwrap();
            assert!(!rewrite(&mut tx, sam, id, &new).await.unwrap());
            keys::own(&mut tx, sam).await.unwrap();
            assert!(!rewrite(&mut tx, sam, id, &new).await.unwrap());
            assert!(rewrite(&mut tx, mina, id, &new).await.unwrap());
            tx.commit().await.unwrap();
            let read = read(&db, mina, id).await.unwrap();
            assert!(read.kept == Some(new) && read.made_on == NOON.today());
        }

        async fn what_is_erased_says_nothing_even_from_a_copy_and_one_can_begin_again(db: Db) {
            let [mina, sam] = two_people(&db).await;
            let (ids, theirs) = ([written(&db, mina).await, written(&db, mina).await], written(&db, sam).await);
            let copies = sql!(&mut db.read().await.unwrap(), rows (CheckInId, Vec<u8>):
                "SELECT id, sealed FROM check_ins WHERE person_id = $1", mina).unwrap();
            let mut tx = db.write().await.unwrap();
            erase(&mut tx, mina).await.unwrap();
            tx.commit().await.unwrap();
            assert!(all(&mut db.read().await.unwrap(), mina, 10).await.unwrap().is_empty());
            assert!(read(&db, sam, theirs).await.unwrap().kept.is_some());

            for begun_again in [false, true] {
                let mut tx = db.write().await.unwrap();
                for (id, sealed) in copies.clone() {
                    sql!(&mut tx, run: "INSERT INTO check_ins (id, person_id, made_on, sealed) VALUES ($1, $2, $3, $4)
                        ON CONFLICT DO NOTHING", id, mina, NOON.today(), sealed).unwrap();
                }
                tx.commit().await.unwrap();
                for id in ids {
                    let copy = read(&db, mina, id).await.unwrap();
                    assert!(copy.kept.is_none(), "a copy opens, begun again: {begun_again}");
                }
                assert!(read(&db, mina, written(&db, mina).await).await.unwrap().kept.is_some());
            }
        }

        async fn a_check_in_that_is_kept_while_all_are_deleted_can_be_read_or_is_gone(db: Db) {
            let [mina, _] = two_people(&db).await;
            for _ in 0..8 {
                let erasing = async {
                    let mut tx = db.write().await.unwrap();
                    erase(&mut tx, mina).await.unwrap();
                    tx.commit().await.unwrap();
                };
                tokio::join!(written(&db, mina), erasing, written(&db, mina));
                let left = all(&mut db.read().await.unwrap(), mina, 10).await.unwrap();
                assert!(left.iter().all(|one| one.kept.is_some()));
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
