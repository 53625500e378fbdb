//! The outbox from its posting to every fate, on both engines.

use chrono::TimeDelta;
use serde_json::json;

use super::{
    fates::{Claimed, claim, expire, failed, hand_over, put_back, sent},
    *,
};
use crate::{
    kernel::ids::OrganisationId,
    messages::{Preferences, Reminders, State, fate::LEASE},
    on_both_engines,
    store::Db,
};

const NOON: Now = Now(chrono::DateTime::UNIX_EPOCH);

fn later(minutes: i64) -> Now {
    Now(NOON.0 + TimeDelta::minutes(minutes))
}

fn content() -> Content {
    Content {
        from_name: "Trust".into(),
        subject: "Appointment".into(),
        template: "mail/code".into(),
        values: json!({ "code": "271828" }),
        entry: None,
    }
}

async fn trust(db: &Db, code: &str) -> OrganisationId {
    let (id, mut tx) = (OrganisationId::random(), db.write().await.unwrap());
    sql!(&mut tx, run: "INSERT INTO organisations (id, ods_code, name, demonstration) VALUES ($1, $2, 'Trust', TRUE)",
        id, code)
    .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn mina(db: &Db) -> (OrganisationId, PersonId) {
    let (trust, id) = (trust(db, "RXX").await, PersonId::random());
    let mut tx = db.write().await.unwrap();
    sql!(&mut tx, run: "INSERT INTO people (id, organisation_id, name, email, job_title, profession, joined_at)
        VALUES ($1, $2, 'Mina', 'mina@example.nhs.uk', 'Librarian', 'librarian', $3)", id, trust, NOON.0)
    .unwrap();
    tx.commit().await.unwrap();
    (trust, id)
}

async fn post(db: &Db, recipient: PersonId, occasion: Occasion) -> MessageId {
    let id = MessageId::random();
    let mut tx = db.write().await.unwrap();
    add(&mut tx, NOON, &Row { id, recipient, kind: "code", occasion }, &content()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Does something in a transaction of its own.
macro_rules! done {
    ($db:ident, $store:ident, $($argument:expr),*) => {{
        let mut tx = $db.write().await.unwrap();
        let done = $store(&mut tx, $($argument),*).await.unwrap();
        tx.commit().await.unwrap();
        done
    }};
}

mod claimers;
mod looks;

async fn take(db: &Db, at: Now) -> Option<Claimed> {
    done!(db, claim, at)
}

/// Every message's state, and whether what it says is still kept.
async fn states(db: &Db) -> Vec<(State, bool)> {
    sql!(&mut db.read().await.unwrap(), rows (State, bool):
        "SELECT state, sealed IS NOT NULL FROM messages ORDER BY posted_at, due_at")
    .unwrap()
}

async fn age(db: &Db, by: TimeDelta) {
    let mut tx = db.write().await.unwrap();
    sql!(&mut tx, run: "UPDATE messages SET due_at = $1", NOON.0 - by).unwrap();
    tx.commit().await.unwrap();
}

fn thing() -> uuid::Uuid {
    MessageId::random().into()
}

on_both_engines! {
    async fn a_message_waits_sealed_is_taken_once_and_nothing_of_it_is_kept(db: Db) {
        let (_, mina) = mina(&db).await;
        let id = post(&db, mina, Occasion::once(thing())).await;
        let (sealed,): (Vec<u8>,) = sql!(&mut db.read().await.unwrap(), row (Vec<u8>,): "SELECT sealed FROM messages").unwrap().unwrap();
        assert!(!sealed.windows(6).any(|window| window == b"271828"), "the code can be read");
        let claimed = take(&db, NOON).await.unwrap();
        assert_eq!((claimed.id, claimed.to.as_str(), claimed.tries), (id, "mina@example.nhs.uk", 1));
        assert_eq!(claimed.content.values, content().values);
        assert!(take(&db, NOON).await.is_none(), "taken once");
        assert!(done!(db, hand_over, &claimed, NOON));
        assert!(!done!(db, hand_over, &claimed, NOON), "handed over once");
        done!(db, sent, &claimed, NOON);
        assert_eq!(states(&db).await, [(State::Sent, false)]);
    }

    async fn the_same_occasion_is_posted_once_and_always_has_the_same_name(db: Db) {
        let (_, mina) = mina(&db).await;
        let (one, other) = (thing(), thing());
        for occasion in [Occasion::once(one), Occasion::once(one), Occasion::numbered(one, 1), Occasion::once(other)] {
            post(&db, mina, occasion).await;
        }
        let mut names = Vec::new();
        while let Some(claimed) = take(&db, NOON).await {
            names.push(claimed.reference);
        }
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 3);
        assert!(names.iter().all(|name| name.len() == 32 && !name.contains(&one.to_string()[..8])), "{names:?}");
    }

    async fn what_is_not_due_waits_and_what_is_too_late_is_dropped(db: Db) {
        let (_, mina) = mina(&db).await;
        post(&db, mina, Occasion::once(thing()).due(later(60).0).until(later(90).0)).await;
        assert!(take(&db, later(59)).await.is_none());
        assert!(take(&db, later(90)).await.is_none());
        assert_eq!(done!(db, expire, false, later(89)), 0);
        assert_eq!(done!(db, expire, false, later(90)), 1);
        assert_eq!(states(&db).await, [(State::Dropped, false)]);
        post(&db, mina, Occasion::once(thing()).due(later(60).0).until(later(90).0)).await;
        assert!(take(&db, later(60)).await.is_some());
    }

    async fn what_is_taken_back_is_never_handed_over(db: Db) {
        let (_, mina) = mina(&db).await;
        let (one, other) = (thing(), thing());
        post(&db, mina, Occasion::once(one)).await;
        post(&db, mina, Occasion::once(other).due(later(600).0)).await;
        let claimed = take(&db, NOON).await.unwrap();
        done!(db, take_back_about, one, Some(PersonId::random()));
        done!(db, take_back_due, (one, mina), "booked", Now(NOON.0).0);
        assert_eq!(states(&db).await.len(), 2);
        done!(db, take_back_about, one, None);
        assert!(!done!(db, hand_over, &claimed, NOON), "it is not sent although it was claimed");
        assert_eq!(states(&db).await, [(State::Waiting, true)]);
        done!(db, take_back, mina);
        assert_eq!(states(&db).await, []);
        post(&db, mina, Occasion::once(one)).await;
        let claimed = take(&db, NOON).await.unwrap();
        assert!(done!(db, hand_over, &claimed, NOON));
        done!(db, take_back, mina);
        assert_eq!(states(&db).await, [(State::Sending, true)], "what was handed over cannot be taken back");
        // But if it did not arrive it is not tried again, nor asked about.
        done!(db, put_back, &claimed, later(1));
        done!(db, expire, false, later(2));
        assert_eq!(states(&db).await, [(State::Dropped, false)]);
    }

    async fn a_message_put_back_rests_longer_each_time_and_is_given_up_after_two_days(db: Db) {
        let (_, mina) = mina(&db).await;
        post(&db, mina, Occasion::once(thing())).await;
        let (mut at, mut rests) = (0, Vec::new());
        for _ in 0..4 {
            let claimed = take(&db, later(at)).await.unwrap();
            assert!(done!(db, hand_over, &claimed, later(at)));
            done!(db, put_back, &claimed, later(at));
            let before = at;
            while take(&db, later(at)).await.is_none() {
                at += 1;
            }
            rests.push(at - before);
            done!(db, expire, false, later(at + LEASE.num_minutes()));
        }
        assert_eq!(rests, [1, 15, 60, 60], "each look was one more claim");
        age(&db, TimeDelta::days(3)).await;
        let claimed = take(&db, later(5000)).await.unwrap();
        done!(db, put_back, &claimed, later(5000));
        assert_eq!(states(&db).await, [(State::Failed, false)]);
    }

    async fn of_a_process_that_died_it_is_certain_what_it_had_not_handed_over(db: Db) {
        let (trust, mina) = mina(&db).await;
        post(&db, mina, Occasion::once(thing())).await;
        let claimed = take(&db, NOON).await.unwrap();
        assert_eq!(done!(db, expire, false, later(4)), 0, "its lease has not ended");
        assert_eq!(done!(db, expire, false, later(5)), 1);
        let again = take(&db, later(5)).await.unwrap();
        assert_eq!(again.reference, claimed.reference);
        // The first comes back from the dead: it has no say any more.
        assert!(!done!(db, hand_over, &claimed, later(5)));
        assert!(done!(db, hand_over, &again, later(5)));
        done!(db, sent, &claimed, later(5));
        done!(db, failed, &claimed, later(5));
        assert_eq!(states(&db).await, [(State::Sending, true)]);
        // It dies as well, after it handed the message over: nobody knows, and it is not sent again by itself.
        assert_eq!(done!(db, expire, false, later(10)), 1);
        assert_eq!(states(&db).await, [(State::Unknown, true)]);
        assert!(take(&db, later(6000)).await.is_none());
        let c = &mut db.read().await.unwrap();
        let doubtful = doubtful(c, trust, 10).await.unwrap();
        assert_eq!(doubtful.iter().map(|one| &one.reference).collect::<Vec<_>>(), [&claimed.reference]);
        // It was slow and not dead: its answer counts.
        done!(db, sent, &again, later(11));
        assert_eq!(states(&db).await, [(State::Sent, false)]);
    }

    async fn a_way_out_that_repeats_harmlessly_leaves_no_doubt(db: Db) {
        let (_, mina) = mina(&db).await;
        post(&db, mina, Occasion::once(thing())).await;
        let claimed = take(&db, NOON).await.unwrap();
        assert!(done!(db, hand_over, &claimed, NOON));
        assert_eq!(done!(db, expire, true, later(5)), 1);
        assert_eq!(states(&db).await, [(State::Waiting, true)]);
    }

    async fn what_was_for_somebody_who_is_gone_is_removed_and_the_next_is_taken(db: Db) {
        let (_, mina) = mina(&db).await;
        post(&db, PersonId::random(), Occasion::once(thing())).await;
        let id = post(&db, mina, Occasion::once(thing()).due(later(1).0)).await;
        assert_eq!(take(&db, later(1)).await.unwrap().id, id);
        assert_eq!(states(&db).await.len(), 1);
    }

    async fn a_reminder_written_weeks_ago_is_tried_for_two_days_from_when_it_is_due(db: Db) {
        let (_, mina) = mina(&db).await;
        let due = 30 * 24 * 60;
        post(&db, mina, Occasion::once(thing()).due(later(due).0)).await;
        let claimed = take(&db, later(due)).await.unwrap();
        assert!(done!(db, hand_over, &claimed, later(due)));
        done!(db, put_back, &claimed, later(due));
        assert_eq!(states(&db).await, [(State::Waiting, true)]);
        assert!(take(&db, later(due + 1)).await.is_some());
    }

    async fn that_there_was_a_message_is_kept_for_thirty_days(db: Db) {
        let (_, mina) = mina(&db).await;
        post(&db, mina, Occasion::once(thing())).await;
        let claimed = take(&db, NOON).await.unwrap();
        assert!(done!(db, hand_over, &claimed, NOON));
        done!(db, sent, &claimed, NOON);
        done!(db, expire, false, later(30 * 24 * 60));
        assert_eq!(states(&db).await, [(State::Sent, false)]);
        done!(db, expire, false, later(31 * 24 * 60));
        assert_eq!(states(&db).await, []);
    }

    async fn a_message_that_cannot_be_opened_has_failed_and_holds_up_nothing(db: Db) {
        let (_, mina) = mina(&db).await;
        post(&db, mina, Occasion::once(thing())).await;
        let mut tx = db.write().await.unwrap();
        sql!(&mut tx, run: "UPDATE messages SET sealed = $1", vec![7_u8; 80]).unwrap();
        tx.commit().await.unwrap();
        let id = post(&db, mina, Occasion::once(thing()).due(later(1).0)).await;
        assert_eq!(take(&db, later(1)).await.unwrap().id, id);
        assert_eq!(states(&db).await, [(State::Failed, false), (State::Claimed, true)]);
    }

    async fn what_somebody_chose_is_kept_and_everybody_begins_alike(db: Db) {
        let (_, mina) = mina(&db).await;
        assert_eq!(crate::messages::preferences(&mut db.read().await.unwrap(), mina).await.unwrap(), Preferences::default());
        let quiet = Preferences { reminders: Reminders::None, titles_tell: true };
        for chosen in [Preferences::default(), quiet] {
            done!(db, choose, mina, chosen, NOON);
            assert_eq!(preferences(&mut db.read().await.unwrap(), mina).await.unwrap(), Some(chosen));
        }
    }
}
