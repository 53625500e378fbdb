//! What the facilitators' store keeps to, on both engines.

use super::*;
use crate::{
    accounts::{
        self, Role,
        testing::{librarian, managed, registration, trust},
    },
    facilitators::{Terms, may_meet},
    kernel::{Now, ids::PlacementId},
    on_both_engines, organisations, sql,
    store::Db,
    teams,
};

fn now() -> Now {
    Now(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap())
}

on_both_engines! {
    async fn whoever_has_set_no_terms_can_be_booked_on_the_usual_ones(db: Db) {
        let trust = trust(&db, "RXX").await;
        let dana = librarian(&db, trust, "Dana").await;
        let mut tx = db.write().await.unwrap();
        assert_eq!(terms(&mut tx, dana).await.unwrap(), Terms::default());
        let own = Terms { notice_hours: 48, horizon_weeks: 6, buffer_minutes: 10, debrief_buffer_minutes: 20, most_a_week: Some(5) };
        set_terms(&mut tx, dana, &Terms::default()).await.unwrap();
        set_terms(&mut tx, dana, &own).await.unwrap();
        assert_eq!(terms(&mut tx, dana).await.unwrap(), own);
    }

    async fn every_tie_is_found_in_the_records(db: Db) {
        let name = || "Anytown".parse().unwrap();
        let (trust, other) = (trust(&db, "RXX").await, trust(&db, "RYY").await);
        let site = organisations::actions::open_site(&db, trust, &"RXX01".parse().unwrap(), &name(), now()).await.unwrap();
        let manager = librarian(&db, trust, "clare").await;
        let mina = managed(&db, trust, "mina", Some("clare")).await;
        let colleague = managed(&db, trust, "sam", Some("clare")).await;
        let lead = librarian(&db, trust, "ruth").await;
        let mut helen = registration("helen");
        helen.roles = vec![Role::Hr];
        let hr = accounts::actions::register(&db, trust, &helen, now()).await.unwrap();
        let independent = librarian(&db, trust, "dana").await;
        let elsewhere = librarian(&db, other, "eve").await;
        let new = teams::model::Registration { name: name(), code: None, site, specialty: "192" };
        let team = teams::actions::register(&db, trust, &new, lead, now()).await.unwrap();
        let today = now().today();
        let mut tx = db.write().await.unwrap();
        sql!(&mut tx, run: "INSERT INTO placements (id, team_id, person_id, role, wte_hundredths, from_on, added_by)
            VALUES ($1, $2, $3, 'x', 50, $4, $3)", PlacementId::random(), team, mina, today).unwrap();
        tx.commit().await.unwrap();
        let mut c = db.read().await.unwrap();
        for (facilitator, may) in [
            (independent, true), (manager, false), (colleague, false), (lead, false), (hr, false), (mina, false),
            (elsewhere, false),
        ] {
            assert_eq!(may_meet(&mut c, facilitator, mina, now()).await.unwrap(), may, "{facilitator}");
        }
        // Ruth no longer leads somebody who has left the team; nobody is tied to a stranger by having no manager.
        assert!(may_meet(&mut c, lead, lead, now()).await.is_ok_and(|may| !may));
        let yesterday = Now(now().0 - chrono::TimeDelta::days(1));
        assert!(may_meet(&mut c, lead, mina, yesterday).await.unwrap());
    }
}
