//! Time passes every limit of the table of how long things are kept: what was there before it is gone after it.

use std::collections::BTreeSet;

use alongside::{
    accounts::{Profession, Role, ServiceManager},
    kernel::ids::{OnceToken, TeamId},
    retention::{self, Keep, Kind, NOT_BY_AGE},
    rosters,
    sessions::{
        actions::{book, open_slots},
        model::Kind as SessionKind,
    },
};
use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    World, newcomers, on_both_engines,
    tables::{self, count},
    things::private_address,
};

/// Something of a kind that is kept: where its rows are, and from when its time counts.
struct Scene {
    kind: Kind,
    rows: Vec<&'static str>,
    from: DateTime<Utc>,
}

/// Long enough for whatever is counted in days, and shorter than what is kept for one.
const MARGIN: TimeDelta = TimeDelta::hours(15);

async fn run(world: &World) -> Vec<retention::Deleted> {
    retention::run(&world.db, &Keep::usual(), world.now()).await.unwrap()
}

/// Sets the scene of a kind. A new kind does not compile before it has one.
async fn scene(world: &World, kind: Kind) -> Scene {
    let now = world.now().0;
    let (rows, from) = match kind {
        Kind::CheckIns => {
            world
                .person("Mina")
                .await
                .fill("/check-ins/new", "/check-ins", &[("energy", "low")])
                .await
                .leads_to("/check-ins/");
            (vec!["check_ins", "person_keys"], now)
        }
        Kind::Bookings => (
            vec![
                "sessions WHERE kind = 'peer_support' AND in_list",
                "diary WHERE session_id IN (SELECT id FROM sessions WHERE kind = 'peer_support' AND in_list)",
                "places WHERE session_id IN (SELECT id FROM sessions WHERE kind = 'peer_support' AND in_list)",
                "told WHERE session_id IN (SELECT id FROM sessions WHERE kind = 'peer_support' AND in_list)",
                "messages WHERE thing IN (SELECT id FROM sessions WHERE kind = 'peer_support' AND in_list)",
            ],
            booked(world).await,
        ),
        Kind::Requests => {
            let mina = world.person("Mina").await;
            let answers = [("team", "none"), ("since", "today"), ("company", "one_other"), ("parts", "mornings")];
            let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
            mina.fill(&request, &format!("{request}/withdrawal"), &[]).await;
            (vec!["requests WHERE withdrawn_at IS NOT NULL"], now)
        }
        Kind::Wishes => {
            let from = listed(world).await;
            let mina = world.person("Mina").await;
            let event = mina.get("/events").await.link("Wednesday 2 December");
            mina.fill(&event, &format!("{event}/wish"), &[]).await.leads_to(&event);
            (vec!["wishes"], from)
        }
        Kind::Events => (vec!["events WHERE place = 'Chapel'"], "2026-12-02T13:30:00Z".parse().unwrap()),
        Kind::SignIns => {
            let asked = [("email", "mina.okafor@anytown.example")];
            world.stranger().fill("/sign-in", "/sign-in", &asked).await.leads_to("/sign-in/");
            (vec!["sign_ins", "challenges", "codes"], now)
        }
        Kind::Looks => {
            let ruth = world.person("Ruth").await;
            let team = ruth.get("/teams").await.link("Adult critical care");
            ruth.get(&team).await.is(200);
            (vec!["looks"], now)
        }
        Kind::Changes => (vec!["changes WHERE action = 'debrief asked for'"], now),
        Kind::Forms => (vec!["submissions WHERE action = 'ask'"], now),
        Kind::Messages => {
            world.post().await;
            (vec!["messages WHERE state = 'sent'"], now)
        }
        Kind::Published => (
            vec![
                "availabilities WHERE place = 'Room 9'",
                "times_away WHERE starts_at > '2026-12-01'",
                "closure_days WHERE name = 'Repairs'",
            ],
            published(world).await,
        ),
        Kind::Uploads => {
            let (ruth, grace) = (world.person("Ruth").await, world.person("Grace").await);
            let file = include_bytes!("../rosters/plain.csv");
            ruth.upload("/rosters/import", "/rosters/imports", "a.csv", file).await.leads_to("/rosters/imports/");
            let feed =
                br#"[{"id": "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b22", "name": "Walking group", "status": "active"}]"#;
            let read = grace.upload("/directory-imports/new", "/directory-imports", "feed.json", feed).await;
            read.leads_to("/directory-imports/");
            (vec!["roster_imports", "directory_imports"], now)
        }
        Kind::Placements => {
            let ruth = world.member("Ruth").await;
            let team: TeamId = team_of_ruth(world).await;
            let una = newcomers::register(world, ruth.organisation, "Una Moss", Profession::Librarian, &[]).await;
            newcomers::place_until(world, &ruth, team, &una, Some(world.now().today())).await;
            (vec!["placements WHERE to_on IS NOT NULL"], now)
        }
        Kind::Leavers => {
            let grace = world.member("Grace").await;
            let nils =
                newcomers::register(world, grace.organisation, "Nils Holm", Profession::Other, &[Role::Facilitator])
                    .await;
            let grace = ServiceManager(&grace);
            rosters::actions::leave(&world.db, &grace, nils.id, OnceToken::random(), world.now()).await.unwrap();
            (vec!["people WHERE name = 'Nils Holm'"], now)
        }
        Kind::Receipts => {
            run(world).await;
            (vec!["retention_receipts WHERE ran_at < '2026-11-24'"], now)
        }
    };
    Scene { kind, rows, from }
}

/// Mina books a peer support conversation; when it ends.
async fn booked(world: &World) -> DateTime<Utc> {
    let mina = world.member("Mina").await;
    let kind = SessionKind::PeerSupport;
    let slots = open_slots(&mut world.db.read().await.unwrap(), &mina, kind, world.now()).await.unwrap();
    let slot = slots.first().expect("Idris offers times");
    book(&world.db, &mina, slot.key, OnceToken::random(), world.now()).await.unwrap();
    slot.ends_at
}

/// Grace lists a date; when it ends.
async fn listed(world: &World) -> DateTime<Utc> {
    let fields = [
        ("kind", "schwartz_round"),
        ("day[day]", "2"),
        ("day[month]", "12"),
        ("day[year]", "2026"),
        ("time", "12:30pm"),
        ("minutes", "60"),
        ("place", "Chapel"),
        ("audience", "All staff"),
    ];
    world.person("Grace").await.fill("/events/keeping/new", "/events/keeping", &fields).await.leads_to("/events");
    "2026-12-02T13:30:00Z".parse().unwrap()
}

/// Dana publishes a time, is away and the organisation is closed, all on one day; its end.
async fn published(world: &World) -> DateTime<Utc> {
    let (dana, grace) = (world.person("Dana").await, world.person("Grace").await);
    let day = |prefix: &'static str| {
        [("day", "2"), ("month", "12"), ("year", "2026")].map(|(part, value)| (format!("{prefix}[{part}]"), value))
    };
    let (on, first, last, closed) = (day("on"), day("first"), day("last"), day("closed"));
    let fields =
        |days: &[[(String, &'static str); 3]], more: &[(&'static str, &'static str)]| -> Vec<(String, String)> {
            let days = days.iter().flatten().map(|(name, value)| (name.clone(), (*value).to_owned()));
            days.chain(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
        };
    let times = [("kinds", "peer_support"), ("from_time", "9am"), ("until_time", "12:00"), ("place", "Room 9")];
    for (person, page, action, sent) in [
        (&dana, "/availability/single", "/availability/single", fields(&[on], &times)),
        (&dana, "/availability/away", "/availability/away", fields(&[first, last], &[])),
        (&grace, "/closure-days", "/closure-days", fields(&[closed], &[("name", "Repairs")])),
    ] {
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = person.fill(page, action, &sent).await;
        assert_eq!(answer.status, 303, "{action}: {}", answer.text());
    }
    "2026-12-02T12:00:00Z".parse().unwrap()
}

async fn team_of_ruth(world: &World) -> TeamId {
    let team = world.person("Ruth").await.get("/teams").await.link("Adult critical care");
    team.rsplit('/').next().unwrap().parse().unwrap()
}

async fn each_is(world: &World, scene: &Scene, there: bool, when: &str) {
    for rows in &scene.rows {
        let found = count(&world.url, rows).await;
        assert_eq!(found > 0, there, "{:?}, {when}: {found} of {rows}", scene.kind);
    }
}

on_both_engines! {
    async fn whatever_is_kept_goes_when_its_time_is_over_and_not_before(world: World) {
        let keep = Keep::usual();
        let mut scenes = Vec::new();
        for kind in Kind::ALL {
            scenes.push(scene(&world, *kind).await);
        }
        scenes.sort_by_key(|scene| keep.until(scene.kind, scene.from));
        for scene in &scenes {
            let limit = keep.until(scene.kind, scene.from);
            world.pass((limit - MARGIN - world.now().0).max(TimeDelta::zero()));
            run(&world).await;
            each_is(&world, scene, true, "before its limit").await;
            world.pass(limit + MARGIN - world.now().0);
            run(&world).await;
            each_is(&world, scene, false, "after its limit").await;
        }
        assert_eq!(count(&world.url, "people WHERE name = 'Someone who has left'").await, 1);
        assert_eq!(run(&world).await.len(), Kind::ALL.len());
    }

    async fn a_request_that_was_not_taken_back_is_there_until_its_quarter_can_be_released(world: World) {
        let from = "requests WHERE withdrawn_at IS NULL";
        assert!(count(&world.url, from).await > 0, "the demonstration has one");
        // Its last day is over by the end of the year, and its quarter's release is due on 14 January.
        for (day, there) in [("2027-01-15T12:00:00Z", true), ("2027-02-01T12:00:00Z", false)] {
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
        form.says("1 of yours is older and goes at once").says("None of yours is older").says("12 months, as long as");
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
