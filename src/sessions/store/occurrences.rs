//! Whether a session took place, as each of its people says.

use chrono::{DateTime, Utc};

use crate::{
    kernel::ids::{PersonId, SessionId},
    sessions::occurrence::Word,
    sql,
    store::{Result, Tx},
};

/// Notes what somebody says of a session, in place of what they said before.
pub async fn say(tx: &mut Tx, session: SessionId, by: PersonId, word: Word, at: DateTime<Utc>) -> Result<()> {
    sql!(tx, run: "INSERT INTO occurrences (session_id, confirmed_by, confirmed_at, word) VALUES ($1, $2, $3, $4)
        ON CONFLICT (session_id, confirmed_by) DO UPDATE SET word = excluded.word, confirmed_at = excluded.confirmed_at",
        session, by, at, word)?;
    Ok(())
}

/// Takes back what somebody said of a session; nothing of it stays.
pub async fn take_back(tx: &mut Tx, session: SessionId, by: PersonId) -> Result<()> {
    sql!(tx, run: "DELETE FROM occurrences WHERE session_id = $1 AND confirmed_by = $2", session, by)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::testing::{librarian, trust},
        kernel::{Now, ids::OrganisationId},
        on_both_engines,
        sessions::{
            model::{Kind, Session},
            store::{bookings, find},
        },
        store::Db,
    };

    fn now() -> Now {
        Now(DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    async fn held(db: &Db) -> (OrganisationId, SessionId, [PersonId; 3]) {
        let trust = trust(db, "RXX").await;
        let people =
            [librarian(db, trust, "Mina").await, librarian(db, trust, "Dana").await, librarian(db, trust, "Sam").await];
        let id = SessionId::random();
        let new = bookings::NewSession {
            id,
            organisation: trust,
            kind: Kind::IndividualSupervision,
            facilitator: Some(people[1]),
            team: None,
            called_by: None,
            starts_at: now().0,
            place: "Room",
            space: None,
        };
        let mut tx = db.write().await.unwrap();
        bookings::add(&mut tx, &new).await.unwrap();
        bookings::take_place(&mut tx, id, people[0], now()).await.unwrap();
        tx.commit().await.unwrap();
        (trust, id, people)
    }

    async fn seen_by(tx: &mut Tx, by: PersonId, (trust, id): (OrganisationId, SessionId)) -> (bool, Option<Word>) {
        let session: Session = find(tx, by, trust, id).await.unwrap().unwrap();
        (session.said.facilitator_said, session.said.own_word)
    }

    on_both_engines! {
        async fn each_word_is_its_speakers_and_is_corrected_and_taken_back(db: Db) {
            let (trust, id, [mina, dana, _]) = held(&db).await;
            let (mut tx, it) = (db.write().await.unwrap(), (trust, id));
            assert_eq!(seen_by(&mut tx, mina, it).await, (false, None));
            say(&mut tx, id, mina, Word::TookPlace, now().0).await.unwrap();
            assert_eq!(seen_by(&mut tx, mina, it).await, (false, Some(Word::TookPlace)));
            assert_eq!(seen_by(&mut tx, dana, it).await, (false, None));
            say(&mut tx, id, dana, Word::TookPlace, now().0).await.unwrap();
            say(&mut tx, id, mina, Word::DidNot, now().0).await.unwrap();
            assert_eq!(seen_by(&mut tx, mina, it).await, (true, Some(Word::DidNot)));
            take_back(&mut tx, id, mina).await.unwrap();
            assert_eq!(seen_by(&mut tx, mina, it).await, (true, None));
            take_back(&mut tx, id, dana).await.unwrap();
            assert_eq!(seen_by(&mut tx, mina, it).await, (false, None));
        }

        async fn a_facilitator_never_says_that_it_did_not(db: Db) {
            let (_, id, [_, dana, _]) = held(&db).await;
            let mut tx = db.write().await.unwrap();
            assert!(say(&mut tx, id, dana, Word::DidNot, now().0).await.is_err());
            drop(tx);
            let mut tx = db.write().await.unwrap();
            say(&mut tx, id, dana, Word::TookPlace, now().0).await.unwrap();
            assert!(say(&mut tx, id, dana, Word::DidNot, now().0).await.is_err());
        }

        async fn nobody_says_anything_of_a_session_of_others(db: Db) {
            let (_, id, [.., sam]) = held(&db).await;
            let mut tx = db.write().await.unwrap();
            assert!(say(&mut tx, id, sam, Word::TookPlace, now().0).await.is_err());
        }
    }
}
