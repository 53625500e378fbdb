//! The logs' SQL.

pub mod about;

use uuid::Uuid;

use super::Look;
use crate::{
    kernel::{
        Now,
        ids::{EntryId, PersonId},
    },
    sql, sql_each,
    store::{AsConn, Result, Tx},
};

pub async fn add_change(
    tx: &mut Tx,
    now: Now,
    actor: Option<PersonId>,
    action: &'static str,
    thing: Uuid,
) -> Result<()> {
    sql!(tx, run: "INSERT INTO changes (id, changed_at, actor_id, action, thing_id) VALUES ($1, $2, $3, $4, $5)",
        EntryId::random(), now.0, actor, action, thing)?;
    Ok(())
}

pub async fn add_looks(
    tx: &mut Tx,
    now: Now,
    viewer: PersonId,
    item: &'static str,
    subjects: Vec<PersonId>,
) -> Result<()> {
    sql_each!(
        tx,
        "INSERT INTO looks (id, looked_at, viewer_id, subject_id, item) ",
        subjects,
        |subject| EntryId::random(),
        now.0,
        viewer,
        subject,
        item
    )?;
    Ok(())
}

pub async fn looks_at(c: &mut impl AsConn, subject: PersonId, most: i64) -> Result<Vec<Look>> {
    sql!(c, rows Look: "SELECT looked_at, viewer_id, item FROM looks WHERE subject_id = $1
        ORDER BY looked_at DESC, id LIMIT $2", subject, most)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::{on_both_engines, store::Db};

    const NOON: Now = Now(DateTime::UNIX_EPOCH);

    on_both_engines! {
        async fn only_others_looks_are_kept_and_nothing_in_the_logs_can_be_altered(db: Db) {
            let (subject, viewer) = (PersonId::random(), PersonId::random());
            let mut tx = db.write().await.unwrap();
            super::super::looked(&mut tx, NOON, viewer, "placement", &[subject, viewer]).await.unwrap();
            super::super::changed(&mut tx, NOON, Some(viewer), "placement added", subject).await.unwrap();
            tx.commit().await.unwrap();

            let looks = looks_at(&mut db.read().await.unwrap(), subject, 10).await.unwrap();
            assert_eq!(looks, [Look { looked_at: NOON.0, viewer_id: viewer, item: "placement".into() }]);
            assert!(looks_at(&mut db.read().await.unwrap(), viewer, 10).await.unwrap().is_empty());

            let mut tx = db.write().await.unwrap();
            assert!(sql!(&mut tx, run: "UPDATE looks SET item = 'other'").is_err());
            drop(tx);
            let mut tx = db.write().await.unwrap();
            assert!(sql!(&mut tx, run: "DELETE FROM looks").is_err());
            drop(tx);
            let mut tx = db.write().await.unwrap();
            assert!(sql!(&mut tx, run: "UPDATE changes SET action = 'other'").is_err());
            drop(tx);
            let mut tx = db.write().await.unwrap();
            assert!(sql!(&mut tx, run: "DELETE FROM changes").is_err());
        }
    }
}
