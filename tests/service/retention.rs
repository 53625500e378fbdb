//! Time passes every limit of the table of how long things are kept: what was there before it is gone after it.

use std::collections::BTreeSet;

use alongside::{
    retention::{self, Keep, Kind, NOT_BY_AGE},
    uptake::releases::actions,
};
use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    World,
    kept::{Scene, booked, run, scene},
    on_both_engines,
    tables::{self, count},
    things::private_address,
};

/// Long enough for whatever is counted in days, and shorter than what is kept for one.
const MARGIN: TimeDelta = TimeDelta::hours(15);

async fn each_is(world: &World, scene: &Scene, there: bool) {
    for rows in &scene.rows {
        let found = count(&world.url, rows).await;
        assert_eq!(found > 0, there, "{:?} at {}: {found} of {rows}", scene.kind, world.now().0);
    }
}

on_both_engines! {
    async fn whatever_is_kept_goes_when_its_time_is_over_and_not_before(world: World) {
        let keep = Keep::usual();
        let mut scenes = Vec::new();
        for kind in Kind::ALL {
            scenes.push(scene(&world, *kind).await);
        }
        let mut looks: Vec<_> = scenes.iter().flat_map(|scene| {
            let limit = keep.until(scene.kind, scene.from);
            [(limit - MARGIN, scene, true), (limit + MARGIN, scene, false)]
        }).collect();
        looks.sort_by_key(|(at, ..)| *at);
        for (at, scene, there) in looks {
            world.pass((at - world.now().0).max(TimeDelta::zero()));
            run(&world).await;
            each_is(&world, scene, there).await;
        }
        assert_eq!(count(&world.url, "people WHERE name = 'Someone who has left'").await, 1);
        assert_eq!(run(&world).await.len(), Kind::ALL.len());
    }

    async fn a_request_that_was_not_taken_back_is_there_until_its_quarter_is_released(world: World) {
        let from = "requests WHERE withdrawn_at IS NULL";
        assert!(count(&world.url, from).await > 0, "the demonstration has one");
        // Its last day is over by the end of the year, and its quarter's release is due on 15 January, but is not made then.
        for day in ["2027-01-15T12:00:00Z", "2027-03-01T12:00:00Z"] {
            world.pass(day.parse::<DateTime<Utc>>().unwrap() - world.now().0);
            run(&world).await;
            assert!(count(&world.url, from).await > 0, "{day}");
        }
        let quarter = "2026-Q4".parse().unwrap();
        assert!(actions::release(&world.db, quarter, world.now()).await.unwrap().1, "it counts them");
        run(&world).await;
        // The demonstration asked in this quarter alone; the one before it, in which nobody was placed, has no release.
        world.pass(TimeDelta::days(31));
        run(&world).await;
        assert_eq!(count(&world.url, from).await, 0, "a day of April: of July to September nothing can be released any more");
    }

    async fn of_a_quarter_that_is_never_released_requests_go_when_it_cannot_be_any_more(world: World) {
        let from = "requests WHERE withdrawn_at IS NULL";
        for (day, there) in [("2027-06-30T12:00:00Z", true), ("2027-07-01T12:00:00Z", false)] {
            world.pass(day.parse::<DateTime<Utc>>().unwrap() - world.now().0);
            run(&world).await;
            assert_eq!(count(&world.url, from).await > 0, there, "{day}");
        }
    }

    async fn after_a_year_nothing_tells_of_a_session_neither_rows_nor_messages_nor_calendars_nor_lists(world: World) {
        let mina = world.person("Mina").await;
        let calendar = private_address(&mina).await;
        booked(&world).await;
        let session = mina.get("/sessions").await.link("Peer support conversation");
        mina.get(&format!("{session}/appointment.ics")).await.is(200);
        world.stranger().get(&calendar).await.is(200).html.contains("BEGIN:VEVENT").then_some(()).expect("it is in the calendar");
        let waiting = "messages WHERE thing IN (SELECT id FROM sessions WHERE kind = 'peer_support')";
        assert!(count(&world.url, waiting).await > 0);

        world.pass(TimeDelta::days(400));
        let deleted = run(&world).await;
        let mina = world.person("Mina").await;
        mina.get(&session).await.is(404);
        mina.get(&format!("{session}/appointment.ics")).await.is(404);
        mina.get("/sessions").await.is(200).never_says("Peer support conversation");
        assert!(!world.stranger().get(&calendar).await.is(200).html.contains("BEGIN:VEVENT"));
        for table in ["sessions", "places", "seats", "diary", "told", "invitations", "messages", "requests"] {
            assert_eq!(count(&world.url, table).await, 0, "{table}");
        }
        receipt_names_nobody(&world, &deleted).await;
    }

    async fn of_several_processes_one_runs_on_a_day(world: World) {
        let (keep, now) = (Keep::usual(), world.now());
        let tick = || retention::ticking::tick(&world.db, &keep, now);
        let ran = tokio::join!(tick(), tick(), tick());
        let ran = [ran.0.unwrap(), ran.1.unwrap(), ran.2.unwrap()];
        assert_eq!(ran.iter().flatten().count(), 1);
        assert!(tick().await.unwrap().is_none());
        world.pass(TimeDelta::days(1));
        assert!(retention::ticking::tick(&world.db, &keep, world.now()).await.unwrap().is_some());
        assert_eq!(count(&world.url, "changes WHERE action = 'old records deleted'").await, 2);
        // Two that do run at once take turns.
        world.pass(TimeDelta::days(400));
        let (keep, now) = (Keep::usual(), world.now());
        let (one, other) = tokio::join!(retention::run(&world.db, &keep, now), retention::run(&world.db, &keep, now));
        assert!(one.is_ok() && other.is_ok());
    }

    async fn every_table_is_kept_for_a_time_or_stands_on_the_list_of_those_that_are_not(world: World) {
        let by_age = Kind::ALL.iter().flat_map(|kind| kind.tables()).copied();
        let not_by_age = NOT_BY_AGE.iter().map(|(table, _)| *table);
        let said: Vec<&str> = by_age.chain(not_by_age).collect();
        let known: BTreeSet<&str> = said.iter().copied().collect();
        assert_eq!(known.len(), said.len(), "a table stands twice");
        let tables = tables::read(&world.url).await;
        // Releases are frozen: nothing here may touch them, whatever they are called.
        let ours = |name: &&str| !name.starts_with("_sqlx") && !name.starts_with("sqlite_") && !name.starts_with("release");
        let there: BTreeSet<&str> = tables.keys().map(String::as_str).filter(ours).collect();
        assert_eq!(there, known);
    }

    async fn a_lower_limit_is_chosen_by_the_author_who_is_told_before_what_goes(world: World) {
        let mina = world.person("Mina").await;
        for months in [0, 4, 0] {
            world.pass(TimeDelta::days(31 * months));
            world.person("Mina").await.fill("/check-ins/new", "/check-ins", &[("sleep", "low")]).await.leads_to("/check-ins/");
        }
        drop(mina);
        let mina = world.person("Mina").await;
        let form = mina.get("/check-ins/keeping").await.is(200);
        let form = form.says("1 of yours is older and goes at once").says("None of yours is older").says("12 months, as long as");
        mina.submit(&form, "/check-ins/keeping", &[]).await.leads_to("/check-ins/keeping");
        assert_eq!(count(&world.url, "check_ins").await, 3);
        mina.submit(&mina.get("/check-ins/keeping").await, "/check-ins/keeping", &[("kept", "3")]).await.leads_to("/check-ins/keeping");
        assert_eq!(count(&world.url, "check_ins").await, 2);
        world.pass(TimeDelta::days(94));
        run(&world).await;
        assert_eq!(count(&world.url, "check_ins").await + count(&world.url, "person_keys").await, 0);
        let mina = world.person("Mina").await;
        let wrong = mina.fill("/check-ins/keeping", "/check-ins/keeping", &[("kept", "240")]).await;
        wrong.is(422).says("Choose for how long your check-ins are kept");
    }
}

/// The receipt says when and what, of people's choices no number, and nobody's name.
async fn receipt_names_nobody(world: &World, deleted: &[retention::Deleted]) {
    let said = |kind| deleted.iter().find(|one| one.kind == kind).unwrap().band.to_string();
    assert!(said(Kind::CheckIns) == "0 to 6" && said(Kind::Bookings).contains(" to "), "{deleted:?}");
    let tables = tables::read(&world.url).await;
    let receipts = tables["retention_receipts"].join("\n");
    assert_eq!(tables["retention_receipts"].len(), Kind::ALL.len());
    let lines: Vec<&String> = tables["changes"].iter().filter(|line| line.contains("old records deleted")).collect();
    assert_eq!(lines.len(), 1);
    let mina = world.member("Mina").await;
    for text in [&receipts, lines[0]] {
        for of_her in [
            mina.id.to_string(),
            mina.id.to_string().replace('-', "").to_uppercase(),
            mina.name.clone(),
            mina.organisation.to_string(),
        ] {
            assert!(!text.contains(&of_her), "{text}");
        }
    }
}
