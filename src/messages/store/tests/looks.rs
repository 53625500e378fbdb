//! What is seen of the outbox, and what is decided about it.

use super::{
    super::{
        fates::{failed, hand_over, in_doubt, sent},
        looks::{Tally, by_day, decide, doubtful, is_refused, latest, waits_since},
    },
    *,
};

on_both_engines! {
    async fn one_of_unknown_fate_is_decided_about_once_and_only_at_home(db: Db) {
        let (home, mina) = mina(&db).await;
        let elsewhere = trust(&db, "RYY").await;
        let mut ids = Vec::new();
        for _ in 0..2 {
            ids.push(post(&db, mina, Occasion::once(thing())).await);
        }
        while let Some(claimed) = take(&db, NOON).await {
            assert!(done!(db, hand_over, &claimed, NOON));
            done!(db, in_doubt, &claimed, NOON);
        }
        assert!(!done!(db, decide, elsewhere, ids[0], true, later(1)));
        assert!(doubtful(&mut db.read().await.unwrap(), elsewhere, 10).await.unwrap().is_empty());
        assert!(done!(db, decide, home, ids[0], true, later(1)));
        assert!(done!(db, decide, home, ids[1], false, later(1)));
        for id in ids {
            assert!(!done!(db, decide, home, id, false, later(1)), "decided once");
        }
        let mut states = states(&db).await;
        states.sort();
        assert_eq!(states, [(State::Waiting, true), (State::LetBe, false)]);
        assert!(take(&db, later(1)).await.is_some());
    }

    async fn what_is_looked_at_is_counted_by_day_and_by_organisation(db: Db) {
        let (home, mina) = mina(&db).await;
        let elsewhere = trust(&db, "RYY").await;
        let about = thing();
        assert_eq!(latest(&mut db.read().await.unwrap(), about, mina, NOON).await.unwrap(), None);
        for sequence in 0..3 {
            post(&db, mina, Occasion::numbered(about, sequence)).await;
        }
        post(&db, mina, Occasion::numbered(about, 3).due(later(9000).0)).await;
        let c = &mut db.read().await.unwrap();
        assert_eq!(waits_since(c, home, NOON).await.unwrap(), Some(NOON.0));
        assert_eq!(waits_since(c, elsewhere, NOON).await.unwrap(), None);
        assert_eq!(latest(c, about, mina, NOON).await.unwrap(), Some(State::Waiting));
        let mut fates = [true, true, false].into_iter();
        while let Some(claimed) = take(&db, NOON).await {
            assert!(done!(db, hand_over, &claimed, NOON));
            if fates.next().unwrap() {
                done!(db, sent, &claimed, NOON);
            } else {
                done!(db, failed, &claimed, NOON);
            }
        }
        let c = &mut db.read().await.unwrap();
        let mut days = by_day(c, home, NOON.today()).await.unwrap();
        days.sort_by_key(|day| day.messages);
        let tally = |state, messages| Tally { settled_on: NOON.today(), state, messages };
        assert_eq!(days, [tally(State::Failed, 1), tally(State::Sent, 2)]);
        assert!(by_day(c, elsewhere, NOON.today()).await.unwrap().is_empty());
        assert!(by_day(c, home, NOON.today().succ_opt().unwrap()).await.unwrap().is_empty());
        assert_eq!(waits_since(c, home, NOON).await.unwrap(), None, "what is not due does not wait");
    }

    async fn an_address_is_refused_until_a_message_arrives_there(db: Db) {
        let (_, mina) = mina(&db).await;
        for (minute, arrives) in [(0, true), (1, false), (2, true)] {
            post(&db, mina, Occasion::once(thing()).due(later(minute).0)).await;
            let claimed = take(&db, later(minute)).await.unwrap();
            assert!(done!(db, hand_over, &claimed, later(minute)));
            if arrives {
                done!(db, sent, &claimed, later(minute));
            } else {
                done!(db, failed, &claimed, later(minute));
            }
            let refused = is_refused(&mut db.read().await.unwrap(), mina, NOON.today()).await.unwrap();
            assert_eq!(refused, !arrives, "after {minute} minutes");
        }
    }
}
