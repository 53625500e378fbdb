//! The outbox's SQL.

use chrono::TimeDelta;

use super::{Content, Preferences};
use crate::{
    kernel::{
        Now,
        ids::{MessageId, PersonId},
        seal::Purpose,
    },
    sql,
    store::{AsConn, Error, Result, Tx},
};

/// A message that this process alone may send.
pub struct Claimed {
    pub id: MessageId,
    pub content: Content,
}

pub async fn add(
    tx: &mut Tx,
    now: Now,
    id: MessageId,
    key: &str,
    recipient: PersonId,
    content: &Content,
) -> Result<()> {
    let text = serde_json::to_vec(content).map_err(Error::unreadable)?;
    let sealed = tx.keys().seal_key(Purpose::Messages).seal(&context(id), &text);
    sql!(tx, run: "INSERT INTO messages (id, message_key, sealed, state, posted_at, recipient_id)
        VALUES ($1, $2, $3, 'waiting', $4, $5) ON CONFLICT DO NOTHING", id, key, sealed, now.0, recipient)?;
    Ok(())
}

/// Takes back what waits for somebody: nothing of it is kept.
pub async fn take_back(tx: &mut Tx, recipient: PersonId) -> Result<()> {
    sql!(tx, run: "DELETE FROM messages WHERE recipient_id = $1 AND state = 'waiting'", recipient)?;
    Ok(())
}

/// Takes back what waits under keys of this pattern.
pub async fn take_back_about(tx: &mut Tx, keys: &str) -> Result<()> {
    sql!(tx, run: "DELETE FROM messages WHERE message_key LIKE $1 AND state = 'waiting'", keys)?;
    Ok(())
}

/// Takes the oldest waiting message. One that was put back waits a minute before it is taken again.
pub async fn claim(tx: &mut Tx, now: Now) -> Result<Option<Claimed>> {
    let row = sql!(tx, row (MessageId, Vec<u8>): "UPDATE messages SET state = 'sending', claimed_at = $1
        WHERE state = 'waiting' AND id = (SELECT id FROM messages WHERE state = 'waiting'
            AND (claimed_at IS NULL OR claimed_at <= $2) ORDER BY posted_at, id LIMIT 1)
        RETURNING id, sealed", now.0, now.0 - TimeDelta::minutes(1))?;
    let Some((id, sealed)) = row else { return Ok(None) };
    let text = tx.keys().seal_key(Purpose::Messages).open(&context(id), &sealed)?;
    let content = serde_json::from_slice(&text).map_err(Error::unreadable)?;
    Ok(Some(Claimed { id, content }))
}

/// It has gone: nothing of it is kept.
pub async fn sent(tx: &mut Tx, id: MessageId, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'sent', sealed = NULL, settled_at = $2 WHERE id = $1", id, now.0)?;
    Ok(())
}

/// It will never go: nothing of it is kept but that.
pub async fn failed(tx: &mut Tx, id: MessageId, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'failed', sealed = NULL, settled_at = $2 WHERE id = $1", id, now.0)?;
    Ok(())
}

/// It did not go this time.
pub async fn put_back(tx: &mut Tx, id: MessageId) -> Result<()> {
    sql!(tx, run: "UPDATE messages SET state = 'waiting' WHERE id = $1", id)?;
    Ok(())
}

pub async fn preferences(c: &mut impl AsConn, person: PersonId) -> Result<Option<Preferences>> {
    sql!(c, row Preferences: "SELECT reminders, titles_tell FROM preferences WHERE person_id = $1", person)
}

pub async fn choose(tx: &mut Tx, person: PersonId, chosen: Preferences, now: Now) -> Result<()> {
    sql!(tx, run: "INSERT INTO preferences (person_id, reminders, titles_tell, chosen_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id) DO UPDATE SET reminders = excluded.reminders, titles_tell = excluded.titles_tell,
            chosen_at = excluded.chosen_at", person, chosen.reminders, chosen.titles_tell, now.0)?;
    Ok(())
}

fn context(id: MessageId) -> String {
    format!("messages.sealed:{id}")
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use serde_json::json;

    use super::*;
    use crate::{
        accounts::testing::{librarian, trust},
        messages::Reminders,
        on_both_engines,
        store::Db,
    };

    fn now() -> Now {
        Now(DateTime::<Utc>::UNIX_EPOCH)
    }

    fn content(to: &str) -> Content {
        Content {
            to: to.into(),
            from_name: "Trust".into(),
            subject: "Appointment".into(),
            template: "mail/code".into(),
            values: json!({ "code": "271828" }),
        }
    }

    async fn post(db: &Db, key: &str) -> MessageId {
        post_to(db, key, PersonId::random()).await
    }

    async fn post_to(db: &Db, key: &str, recipient: PersonId) -> MessageId {
        let id = MessageId::random();
        let mut tx = db.write().await.unwrap();
        add(&mut tx, now(), id, key, recipient, &content("mina@example.nhs.uk")).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn take(db: &Db, at: Now) -> Option<Claimed> {
        let mut tx = db.write().await.unwrap();
        let claimed = claim(&mut tx, at).await.unwrap();
        tx.commit().await.unwrap();
        claimed
    }

    async fn rows(db: &Db) -> Vec<(String, Option<Vec<u8>>)> {
        sql!(&mut db.read().await.unwrap(), rows (String, Option<Vec<u8>>):
            "SELECT state, sealed FROM messages ORDER BY posted_at")
        .unwrap()
    }

    on_both_engines! {
        async fn a_message_waits_sealed_is_taken_once_and_nothing_of_it_is_kept(db: Db) {
            let id = post(&db, "code/mina/1").await;
            let [(state, Some(sealed))] = &rows(&db).await[..] else { panic!("one row") };
            assert_eq!(state, "waiting");
            for secret in ["271828", "mina@example.nhs.uk"] {
                assert!(!sealed.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret} can be read");
            }
            let claimed = take(&db, now()).await.unwrap();
            assert_eq!((claimed.id, claimed.content.to.as_str()), (id, "mina@example.nhs.uk"));
            assert!(claimed.content.words("https://a.example").unwrap().text.contains("271828"));
            assert!(take(&db, now()).await.is_none(), "taken once");
            let mut tx = db.write().await.unwrap();
            sent(&mut tx, id, now()).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(rows(&db).await, [("sent".to_owned(), None)]);
        }

        async fn the_same_occasion_is_posted_once(db: Db) {
            post(&db, "code/mina/1").await;
            post(&db, "code/mina/1").await;
            assert_eq!(rows(&db).await.len(), 1);
        }

        async fn what_waits_for_one_person_is_taken_back_and_nothing_else(db: Db) {
            let (mina, sam) = (PersonId::random(), PersonId::random());
            post_to(&db, "placed/mina", mina).await;
            take(&db, now()).await.unwrap();
            for (key, person) in [("booked/mina", mina), ("booked/sam", sam)] {
                post_to(&db, key, person).await;
            }
            let mut tx = db.write().await.unwrap();
            take_back(&mut tx, mina).await.unwrap();
            tx.commit().await.unwrap();
            let states: Vec<_> = rows(&db).await.into_iter().map(|(state, _)| state).collect();
            assert_eq!(states.len(), 2, "{states:?}");
            assert!(states.contains(&"sending".to_owned()), "what is on its way is");
        }

        async fn what_waits_about_one_thing_is_taken_back_and_nothing_else(db: Db) {
            for key in ["session/mina/invited", "session/sam/invited", "other/mina/invited"] {
                post(&db, key).await;
            }
            let mut tx = db.write().await.unwrap();
            crate::messages::take_back_about(&mut tx, "session").await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(rows(&db).await.len(), 1);
        }

        async fn what_somebody_chose_is_kept_and_everybody_begins_alike(db: Db) {
            let mina = librarian(&db, trust(&db, "RXX").await, "Mina").await;
            assert_eq!(crate::messages::preferences(&mut db.read().await.unwrap(), mina).await.unwrap(), Preferences::default());
            let quiet = Preferences { reminders: Reminders::None, titles_tell: true };
            for chosen in [Preferences::default(), quiet] {
                let mut tx = db.write().await.unwrap();
                choose(&mut tx, mina, chosen, now()).await.unwrap();
                tx.commit().await.unwrap();
                assert_eq!(preferences(&mut db.read().await.unwrap(), mina).await.unwrap(), Some(chosen));
            }
        }

        async fn a_message_put_back_rests_a_minute_and_a_failed_one_is_gone(db: Db) {
            let id = post(&db, "code/mina/1").await;
            take(&db, now()).await.unwrap();
            let mut tx = db.write().await.unwrap();
            put_back(&mut tx, id).await.unwrap();
            tx.commit().await.unwrap();
            assert!(take(&db, Now(now().0 + TimeDelta::seconds(59))).await.is_none());
            assert!(take(&db, Now(now().0 + TimeDelta::seconds(60))).await.is_some());
            let mut tx = db.write().await.unwrap();
            failed(&mut tx, id, now()).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(rows(&db).await, [("failed".to_owned(), None)]);
        }
    }
}
