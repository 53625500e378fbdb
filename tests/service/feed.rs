//! The private address of somebody's calendar: made, read, replaced, ended; and what is not one.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    sync::{Arc, Mutex},
};

use alongside::{accounts::ServiceManager, kernel::ids::OnceToken, rosters};
use chrono::TimeDelta;
use rocket::http::Header;

use crate::{
    World,
    calendars::{book, choose},
    counterparts::{counterparts_or_skip, read_calendars},
    on_both_engines,
    page::Page,
    tables,
    things::{private_address, shown_address},
};

/// Asks as a calendar program does, with what it keeps.
async fn ask(world: &World, path: &str, kept: &str, head: bool) -> Page {
    let request = if head { world.client.head(path.to_owned()) } else { world.client.get(path.to_owned()) };
    Page::read(request.header(Header::new("If-None-Match", kept.to_owned())).dispatch().await).await
}

fn header(page: &Page, name: &str) -> String {
    let found = page.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// The values of a property, one for each entry.
fn values(page: &Page, name: &str) -> Vec<String> {
    let whole = page.html.replace("\r\n ", "");
    whole.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::to_owned).collect()
}

/// All that a program sees of an answer, without the id that is new each time.
fn shape(page: &Page) -> (u16, BTreeSet<(String, String)>, String) {
    let stays = |name: &str| !name.eq_ignore_ascii_case("x-request-id");
    let headers = page.headers.iter().filter(|(name, _)| stays(name)).cloned().collect();
    (page.status, headers, page.html.clone())
}

on_both_engines! {
    async fn a_feed_says_busy_and_follows_what_is_booked_moved_and_cancelled(world: World) {
        let (sam, program) = (world.person("Sam").await, world.stranger());
        let session = book(&sam).await;
        let path = private_address(&sam).await;
        let feed = program.get(&path).await.is(200);
        assert_eq!(header(&feed, "Content-Type"), "text/calendar; charset=utf-8");
        assert_eq!(header(&feed, "Cache-Control"), "private, no-cache");
        assert_eq!(header(&feed, "Set-Cookie"), "");
        assert_eq!((values(&feed, "SUMMARY"), values(&feed, "SEQUENCE")), (vec!["Busy".into()], vec!["0".into()]));
        for never in ["upervision", "Idris", "LOCATION", "DESCRIPTION", "http", "METHOD", "ATTENDEE", "ORGANIZER"] {
            assert!(!feed.html.contains(never), "{never}: {}", feed.html);
        }
        let etag = header(&feed, "ETag");
        for head in [false, true] {
            let same = ask(&world, &path, &etag, head).await;
            assert_eq!((same.status, header(&same, "ETag"), same.html.as_str()), (304, etag.clone(), ""));
        }
        let head = ask(&world, &path, "\"another\"", true).await;
        assert_eq!((head.status, header(&head, "ETag"), head.html.as_str()), (200, etag.clone(), ""));
        world.pass(TimeDelta::minutes(10));
        assert_eq!(shape(&program.get(&path).await), shape(&feed), "time alone changes nothing");

        let at = format!("{session}/move");
        let other = sam.get(&at).await.first_choice("slot");
        sam.fill(&at, &at, &[("slot", &other)]).await.leads_to("/sessions/");
        let moved = ask(&world, &path, &etag, false).await.is(200);
        assert_eq!(values(&moved, "UID"), values(&feed, "UID"));
        assert_ne!(values(&moved, "DTSTART"), values(&feed, "DTSTART"));
        assert_eq!(values(&moved, "SEQUENCE"), ["1"]);

        choose(&sam, "none", "telling").await;
        let told = ask(&world, &path, &header(&moved, "ETag"), false).await.is(200);
        assert!(values(&told, "SUMMARY")[0].starts_with("One-to-one supervision with "), "{}", told.html);
        assert!(values(&told, "LOCATION").len() == 1 && values(&told, "UID") == values(&feed, "UID"));

        sam.fill(&format!("{session}/cancellation"), &format!("{session}/cancellation"), &[]).await.leads_to("/sessions");
        let empty = program.get(&path).await.is(200);
        assert_eq!(values(&empty, "UID"), [""; 0]);
        if counterparts_or_skip() {
            let read = read_calendars("-", &[&feed.html, &moved.html, &told.html, &empty.html]);
            assert_eq!(read[0]["name"], "Appointments");
            assert_eq!(read[3]["entries"].as_array().unwrap().len(), 0);
        }
    }

    async fn a_feed_holds_nothing_of_anybody_else(world: World) {
        let mut feeds = Vec::new();
        for name in ["Mina", "Sam", "Idris", "Dana"] {
            let person = world.person(name).await;
            if feeds.len() < 2 {
                book(&person).await;
            }
            feeds.push(world.stranger().get(&private_address(&person).await).await.is(200));
        }
        let all = |name: &str| feeds.iter().map(|feed| values(feed, name)).collect::<Vec<_>>();
        // Mina had one with Dana three weeks ago.
        let (starts, uids) = (all("DTSTART"), all("UID"));
        assert_eq!([starts[0].len(), starts[1].len()], [2, 1]);
        let theirs = starts[..2].concat().into_iter().collect::<BTreeSet<_>>();
        assert_eq!(theirs.len(), 3, "nobody's time is in another's calendar");
        assert!(theirs.is_subset(&starts[2..].concat().into_iter().collect()), "but in that of who facilitates it");
        let different: BTreeSet<String> = uids.concat().into_iter().collect();
        assert_eq!(different.len(), uids.concat().len(), "no entry of one calendar is known in another");
    }

    async fn what_is_over_for_30_days_is_left_out(world: World) {
        let mina = world.person("Mina").await;
        book(&mina).await;
        let path = private_address(&mina).await;
        world.pass(TimeDelta::days(30));
        assert_eq!(values(&world.stranger().get(&path).await, "UID").len(), 1);
        world.pass(TimeDelta::days(2));
        assert_eq!(values(&world.stranger().get(&path).await, "UID").len(), 0);
    }

    async fn wrong_old_and_stopped_addresses_are_one_page_that_is_not_there(world: World) {
        let (mina, sam, grace) = (world.person("Mina").await, world.person("Sam").await, world.member("Grace").await);
        let (old, program) = (private_address(&mina).await, world.stranger());
        let page = mina.get("/calendar").await.says("You made one on Monday 23 November 2026");
        let new = shown_address(&mina.submit(&page, "/calendar/feed", &[]).await.is(200).says("It is shown this once"));
        program.get(&new).await.is(200);
        // The same form once more makes nothing and shows nothing; the address it made goes on.
        let again = mina.submit(&page, "/calendar/feed", &[]).await.is(422).says("was shown once already");
        again.never_says(&new);
        program.get(&new).await.is(200);

        let stopped = private_address(&sam).await;
        program.get(&stopped).await.is(200);
        sam.fill("/calendar", "/calendar/feed/ending", &[]).await.leads_to("/calendar?stopped=true");
        sam.get("/calendar?stopped=true").await.is(200).says("The private address is stopped.").says("Make a private address");
        let left = private_address(&sam).await;
        program.get(&left).await.is(200);
        let his = world.member("Sam").await.id;
        rosters::actions::leave(&world.db, &ServiceManager(&grace), his, OnceToken::random(), world.now()).await.unwrap();
        assert_eq!(tables::count(&world.url, "feeds").await, 1, "a leaver's address ends with their record");

        let nowhere = shape(&program.get("/nowhere").await);
        let (secret, made_up) = (new.trim_end_matches(".ics"), format!("/calendar/{}.ics", "0".repeat(32)));
        let shouted = format!("{}.ics", secret.to_uppercase());
        let paths = [&old, &stopped, &left, &made_up, secret, &format!("{new}.ics"), &shouted.replace("CALENDAR", "calendar"),
            "/calendar/feed", "/calendar/.ics", "/calendar/x.ics", &format!("/calendar/{}.ics", "a".repeat(5_000))];
        for path in paths.into_iter().filter(|path| **path != new) {
            assert_eq!(shape(&program.get(path).await), nowhere, "{path}");
            assert_eq!(shape(&mina.get(path).await), nowhere, "{path} for somebody who is signed in");
            assert_eq!(ask(&world, path, "*", true).await.status, 404, "{path}");
        }
    }

    async fn the_secret_is_kept_nowhere_and_reaches_no_log(world: World) {
        let log = Log::default();
        let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
        let lines = lines.with_writer({ let log = log.clone(); move || log.clone() }).finish();
        let listening = tracing::subscriber::set_default(lines);
        let mina = world.person("Mina").await;
        let path = private_address(&mina).await;
        let secret = path.trim_start_matches("/calendar/").trim_end_matches(".ics").to_owned();
        assert_eq!(secret.len(), 32);
        world.stranger().get(&path).await.is(200);
        world.stranger().get(&path.replace(".ics", "0.ics")).await.is(404);
        let bytes = secret.to_uppercase();
        for (table, rows) in tables::read(&world.url).await {
            let found = rows.iter().find(|row| row.contains(&secret) || row.contains(&bytes));
            assert_eq!(found, None, "{table} holds the secret");
        }
        world.db.close().await;
        world.stranger().get(&path).await.is(503).never_says(&secret);
        drop(listening);
        let written = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(written.contains("database unavailable"), "the log was listened to: {written}");
        assert!(!written.contains(&secret) && !written.contains("/calendar/"), "{written}");
    }

    async fn five_hundred_sessions_are_all_there_and_need_no_more_statements_than_one(world: World) {
        let sam = world.person("Sam").await;
        let session = book(&sam).await;
        let path = private_address(&sam).await;
        let few = needed(&world, &path).await;
        add_five_hundred(&world, session.trim_start_matches("/sessions/")).await;
        let many = needed(&world, &path).await;
        assert_eq!(few, many);
        assert!(many <= 6, "{many}");
        let feed = world.stranger().get(&path).await.is(200);
        assert_eq!(values(&feed, "UID").into_iter().collect::<BTreeSet<_>>().len(), 501);
        let starts = values(&feed, "DTSTART");
        for start in ["20270115T140000Z", "20270715T140000Z", "20261201T140000Z", "20280413T140000Z"] {
            assert!(starts.iter().any(|known| known == start), "{start}");
        }
        if counterparts_or_skip() {
            let read = read_calendars("-", &[&feed.html]);
            let entries = read[0]["entries"].as_array().unwrap();
            assert_eq!(entries.len(), 501);
            for start in ["2027-01-15T14:00:00Z", "2027-07-15T14:00:00Z"] {
                assert_eq!(entries.iter().filter(|entry| entry["start"] == start).count(), 1);
            }
        }
    }
}

async fn needed(world: &World, path: &str) -> u64 {
    let before = world.db.statements();
    world.stranger().get(path).await.is(200);
    world.db.statements() - before
}

/// Sam gets a place in five hundred debriefs, one a day from 1 December 2026 at 2pm UTC, behind the service's back.
async fn add_five_hundred(world: &World, like: &str) {
    let sqlite = world.url.starts_with("sqlite:");
    let (numbers, id, start, like) = if sqlite {
        let start =
            |hour| format!("strftime('%Y-%m-%dT%H:%M:%S+00:00', '2026-11-30T{hour}:00:00', '+' || i || ' days')");
        let like = format!("x'{}'", like.replace('-', ""));
        let numbers = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i FROM n)";
        (numbers, "randomblob(16)", [start(14), start(15)], like)
    } else {
        let start = |hour| format!("timestamptz '2026-11-30T{hour}:00:00Z' + i * interval '24 hours'");
        ("generate_series(1, 500) n(i)", "gen_random_uuid()", [start(14), start(15)], format!("'{like}'::uuid"))
    };
    let sessions = format!(
        "INSERT INTO sessions (id, organisation_id, kind, starts_at, ends_at, place, places)
         SELECT {id}, s.organisation_id, 'team_reflection', {}, {}, 'Room 500', 500
         FROM sessions s CROSS JOIN {numbers} WHERE s.id = {like}",
        start[0], start[1]
    );
    tables::change(&world.url, sessions).await;
    let places = format!(
        "INSERT INTO places (id, session_id, person_id, booked_at)
         SELECT {id}, s.id, p.person_id, p.booked_at FROM sessions s CROSS JOIN places p
         WHERE s.place = 'Room 500' AND p.session_id = {like}"
    );
    tables::change(&world.url, places).await;
}

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
