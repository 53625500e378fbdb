//! The record's SQL: who looked at somebody, ending their sign-ins, and their CPD log.

pub mod cpd;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    kernel::{Now, ids::PersonId},
    sql,
    store::{AsConn, Result, Tx},
};

/// One time somebody else opened something about a person.
#[derive(sqlx::FromRow, Serialize)]
pub struct Look {
    /// When.
    pub looked_at: DateTime<Utc>,
    /// What kind of thing.
    pub item: String,
    // None when the viewer is no longer known here: the log outlives what it speaks of.
    pub name: Option<String>,
    pub job_title: Option<String>,
}

/// Who looked at something about `subject`, the latest first, from the one after `skipped` on.
pub async fn looks_at(c: &mut impl AsConn, subject: PersonId, most: i64, skipped: i64) -> Result<Vec<Look>> {
    sql!(c, rows Look: "SELECT l.looked_at, l.item, p.name, p.job_title FROM looks l
        LEFT JOIN people p ON p.id = l.viewer_id
        WHERE l.subject_id = $1 ORDER BY l.looked_at DESC, l.id LIMIT $2 OFFSET $3", subject, most, skipped)
}

/// Ends every sign-in of `person` that has not ended.
pub async fn end_sign_ins(tx: &mut Tx, person: PersonId, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE sign_ins SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL AND expires_at > $2",
        person, now.0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        accounts::{
            self, SignInRules,
            about::{SignIn, sign_ins},
            testing::{NOON, librarian, trust},
        },
        audit, on_both_engines,
        store::Db,
    };

    async fn two_people(db: &Db) -> [PersonId; 2] {
        let trust = trust(db, "RXX").await;
        [librarian(db, trust, "Mina").await, librarian(db, trust, "Sam").await]
    }

    async fn signed_in(db: &Db, person: PersonId, at: Now) {
        let rules = SignInRules::usual(false);
        assert!(accounts::actions::sign_in_as_invented(db, person, rules, at).await.unwrap().is_some());
    }

    on_both_engines! {
        async fn the_list_names_who_looked_and_is_the_subjects_own(db: Db) {
            let [mina, sam] = two_people(&db).await;
            let later = Now(NOON.0 + TimeDelta::hours(1));
            let mut tx = db.write().await.unwrap();
            audit::looked(&mut tx, NOON, sam, "placement", &[mina]).await.unwrap();
            audit::looked(&mut tx, later, PersonId::random(), "placement", &[mina]).await.unwrap();
            tx.commit().await.unwrap();
            let c = &mut db.read().await.unwrap();
            let looks = looks_at(c, mina, 10, 0).await.unwrap();
            let told: Vec<_> = looks.iter().map(|look| (look.looked_at, look.name.as_deref())).collect();
            assert_eq!(told, [(later.0, None), (NOON.0, Some("Sam"))]);
            assert_eq!(looks[1].job_title.as_deref(), Some("Librarian"));
            let next = looks_at(c, mina, 1, 1).await.unwrap();
            assert_eq!(next.iter().map(|look| look.looked_at).collect::<Vec<_>>(), [NOON.0]);
            assert!(looks_at(c, sam, 10, 0).await.unwrap().is_empty());
        }

        async fn signing_out_everywhere_ends_all_of_ones_own_sign_ins_and_no_other(db: Db) {
            let [mina, sam] = two_people(&db).await;
            let later = Now(NOON.0 + TimeDelta::hours(1));
            for (person, at) in [(mina, NOON), (mina, later), (sam, NOON)] {
                signed_in(&db, person, at).await;
            }
            let mut tx = db.write().await.unwrap();
            end_sign_ins(&mut tx, mina, later).await.unwrap();
            tx.commit().await.unwrap();
            let c = &mut db.read().await.unwrap();
            let ended = |all: Vec<SignIn>| all.iter().map(|one| (one.started_at, one.ended_at)).collect::<Vec<_>>();
            let own = ended(sign_ins(c, mina, NOON.0, 10).await.unwrap());
            assert_eq!(own, [(later.0, Some(later.0)), (NOON.0, Some(later.0))]);
            assert_eq!(ended(sign_ins(c, sam, NOON.0, 10).await.unwrap()), [(NOON.0, None)]);
            assert!(sign_ins(c, mina, later.0 + TimeDelta::seconds(1), 10).await.unwrap().is_empty());
        }
    }
}
