//! What the facilitators' store keeps to, on both engines.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use super::*;
use crate::{
    accounts::{
        self, Role,
        testing::{librarian, managed, registration, trust},
    },
    facilitators::{
        Away, Kinds, Off, Terms,
        graphs::{Graph, TEAMS, graphs},
        may_meet,
        model::{NewAway, Pattern},
        open_to, published,
    },
    kernel::{
        Now,
        ids::{AvailabilityId, OrganisationId, PersonId, PlacementId, TimeAwayId},
    },
    on_both_engines, organisations,
    spaces::Spot,
    sql,
    store::{Db, Tx},
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

    async fn in_any_organisation_exactly_the_independent_are_offered(db: Db) {
        let mut runner = TestRunner::deterministic();
        for case in 0..12 {
            let graph = graphs(6).new_tree(&mut runner).unwrap().current();
            let (organisation, people) = found(&db, case, &graph).await;
            let mut c = db.read().await.unwrap();
            for (librarian, id) in people.iter().enumerate() {
                let offered = open_to(&mut c, organisation, *id, now()).await.unwrap();
                let offered: BTreeSet<_> = offered.into_iter().map(|offer| offer.facilitator).collect();
                for (facilitator, other) in people.iter().enumerate() {
                    let may = graph.may_be_met_by(facilitator).contains(&librarian);
                    assert_eq!(offered.contains(other), may, "{facilitator} to {librarian} of {graph:?}");
                    assert_eq!(may_meet(&mut c, *other, *id, now()).await.unwrap(), may, "{facilitator} meets {librarian}");
                }
            }
        }
    }

    async fn a_closure_day_and_time_away_are_found_with_what_is_offered(db: Db) {
        let (trust, other) = (trust(&db, "RXX").await, trust(&db, "RYY").await);
        let (dana, idris, mina) = (facilitator(&db, trust, "Dana").await, facilitator(&db, trust, "Idris").await, librarian(&db, trust, "Mina").await);
        let today = now().today();
        let mut tx = db.write().await.unwrap();
        offer_daily(&mut tx, dana, today).await;
        offer_daily(&mut tx, idris, today).await;
        for (of, name) in [(trust, "Ours"), (other, "Theirs")] {
            let new = organisations::model::NewClosureDay { closed_on: today, name: name.parse().unwrap() };
            organisations::actions::close_on(&mut tx, of, &new, mina, now()).await.unwrap();
        }
        let away = NewAway { from: now().0, until: now().0 + chrono::TimeDelta::days(2) };
        let id = TimeAwayId::random();
        add_away(&mut tx, id, dana, &away).await.unwrap();
        let offered = open_to(&mut tx, trust, mina, now()).await.unwrap();
        let off = |who| offered.iter().find(|offer| offer.facilitator == who).unwrap().off.clone();
        assert_eq!(off(dana).closures.iter().map(|day| (day.on, day.name.as_str())).collect::<Vec<_>>(), [(today, "Ours")]);
        assert_eq!(off(dana).away, [Away { id, from: away.from, until: away.until }]);
        assert_eq!(off(idris).away, [], "Dana's time away is hers alone");
        assert_eq!(published(&mut tx, trust, dana, now()).await.unwrap().off, off(dana));
        assert_eq!(published(&mut tx, trust, dana, now()).await.unwrap().all.len(), 7);
        assert!(!remove_away(&mut tx, idris, id).await.unwrap(), "another's");
        assert!(remove_away(&mut tx, dana, id).await.unwrap());
        // What is over is not read any more.
        let later = Now(now().0 + chrono::TimeDelta::days(3));
        assert_eq!(published(&mut tx, trust, dana, later).await.unwrap().off, Off::default());
    }

    async fn what_is_withdrawn_is_offered_no_more_but_its_space_stays_set_aside(db: Db) {
        let trust = trust(&db, "RXX").await;
        let (dana, mina) = (facilitator(&db, trust, "Dana").await, librarian(&db, trust, "Mina").await);
        let today = now().today();
        let mut tx = db.write().await.unwrap();
        offer_daily(&mut tx, dana, today).await;
        let all = published(&mut tx, trust, dana, now()).await.unwrap().all;
        let id = all[0].availability.id;
        assert!(!withdraw(&mut tx, mina, id, now()).await.unwrap(), "another's");
        assert!(withdraw(&mut tx, dana, id, now()).await.unwrap());
        assert!(!withdraw(&mut tx, dana, id, now()).await.unwrap(), "it is withdrawn");
        assert!(find(&mut tx, dana, id, today).await.unwrap().is_none());
        assert_eq!(published(&mut tx, trust, dana, now()).await.unwrap().all.len(), all.len() - 1);
        assert_eq!(open_to(&mut tx, trust, mina, now()).await.unwrap().len(), all.len() - 1);
        let kept = sql!(&mut tx, value i64: "SELECT COUNT(*) FROM availabilities WHERE facilitator_id = $1", dana).unwrap();
        assert_eq!(kept, 7);
    }
}

async fn facilitator(db: &Db, trust: OrganisationId, name: &str) -> PersonId {
    let mut new = registration(name);
    new.roles = vec![Role::Facilitator];
    accounts::actions::register(db, trust, &new, now()).await.unwrap()
}

/// Somebody offers an hour on every day of the week.
async fn offer_daily(tx: &mut Tx, facilitator: PersonId, today: NaiveDate) {
    let (place, hour) = ("Room".parse().unwrap(), |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap());
    for weekday in 1..=7 {
        let kinds = Kinds { individual_supervision: true, ..Kinds::default() };
        let until_on = today + Days::new(60);
        let new = Pattern {
            from_on: today,
            until_on,
            weekday,
            hours: (hour(9), hour(10)),
            place: &place,
            kinds,
            group_places: 8,
        };
        let spot = Spot { space: None, words: "Room".into() };
        add(tx, AvailabilityId::random(), facilitator, &new, &spot).await.unwrap();
    }
}

/// Founds a trust of its own for a graph; everybody in it facilitates and offers times.
async fn found(db: &Db, case: usize, graph: &Graph) -> (OrganisationId, Vec<PersonId>) {
    let organisation = trust(db, &format!("R{case:02}")).await;
    let address = |who: usize| format!("person{who}of{case}");
    let mut people = Vec::new();
    for who in 0..graph.people() {
        let mut new = registration(&address(who));
        let manager = graph.managers[who].map(|manager| format!("{}@example.nhs.uk", address(manager)));
        new.details.line_manager = manager.map(|manager| manager.parse().unwrap());
        new.roles = vec![Role::Facilitator];
        new.roles.extend(graph.hr.contains(&who).then_some(Role::Hr));
        people.push(accounts::actions::register(db, organisation, &new, now()).await.unwrap());
    }
    let name = || "Anytown".parse().unwrap();
    let site =
        organisations::actions::open_site(db, organisation, &"RXX01".parse().unwrap(), &name(), now()).await.unwrap();
    // Whoever registers a team leads it: somebody who offers nothing, and is nobody's.
    let founder = librarian(db, organisation, &format!("founderof{case}")).await;
    let mut teams = Vec::new();
    for team in 0..TEAMS {
        let new = teams::model::Registration {
            name: format!("Team {team}").parse().unwrap(),
            code: None,
            site,
            specialty: "192",
        };
        teams.push(teams::actions::register(db, organisation, &new, founder, now()).await.unwrap());
    }
    let (today, day) = (now().today(), chrono::TimeDelta::days(1));
    let mut tx = db.write().await.unwrap();
    for person in &people {
        offer_daily(&mut tx, *person, today).await;
    }
    for (who, team) in &graph.leads {
        sql!(&mut tx, run: "INSERT INTO team_leads (team_id, person_id) VALUES ($1, $2)", teams[*team], people[*who])
            .unwrap();
    }
    let today_on = graph.on.iter().map(|pair| (pair, today, None));
    let over = graph.not_today.iter().map(|pair| match (pair.0 + pair.1) % 2 {
        0 => (pair, today - day * 9, Some(today - day)),
        _ => (pair, today + day, None),
    });
    for ((who, team), from, to) in today_on.chain(over) {
        sql!(&mut tx, run: "INSERT INTO placements (id, team_id, person_id, role, wte_hundredths, from_on, to_on, added_by)
            VALUES ($1, $2, $3, 'x', 50, $4, $5, $3)", PlacementId::random(), teams[*team], people[*who], from, to).unwrap();
    }
    tx.commit().await.unwrap();
    (organisation, people)
}
