//! What people chose to do in a quarter, released so that nobody can be picked out.

use std::io::Cursor;

use alongside::{
    accounts::{Member, Profession},
    checkins::{self, Written},
    kernel::{
        Now,
        ids::{OnceToken, TeamId},
    },
    rosters::{self, model::NewPlacement},
    store::Stop,
    teams::Term,
    uptake::{
        model::Quarter,
        releases::{
            actions::{self, Refusal},
            measures::{MEASURES, Measure},
            ticking,
        },
    },
};
use calamine::{Data, Reader, Xlsx};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::{World, neighbours, newcomers, on_both_engines, page::Page, tables};

/// The quarter of the story.
fn this() -> Quarter {
    "2026-Q4".parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Noon of a day.
fn at(text: &str) -> Now {
    Now(day(text).and_hms_opt(12, 0, 0).unwrap().and_utc())
}

fn pass_until(world: &World, text: &str) {
    let until: DateTime<Utc> = at(text).0;
    world.pass(until - world.now().0);
}

async fn team(world: &World, lead: &str, name: &str) -> TeamId {
    let team = world.person(lead).await.get("/teams").await.link(name);
    team.rsplit('/').next().unwrap().parse().unwrap()
}

/// So many librarians who are new on Ruth's team today.
async fn newcomers(world: &World, many: usize) -> Vec<Member> {
    let (ruth, team) = (world.member("Ruth").await, team(world, "Ruth", "Adult critical care").await);
    let mut all = Vec::new();
    for number in 0..many {
        let name = format!("Newcomer {number}");
        let one = newcomers::register(world, ruth.organisation, &name, Profession::Librarian, &[]).await;
        newcomers::place(world, &ruth, team, &one).await;
        all.push(one);
    }
    all
}

async fn checks_in(world: &World, who: &Member) {
    let (written, token) = (Written::default(), OnceToken::random());
    checkins::actions::make(&world.db, who.id, written, token, world.now()).await.unwrap();
}

/// How many people of the story's quarter did something, everywhere.
async fn counted(world: &World, measure: Measure) -> u32 {
    let (_, numbers) = actions::count(&mut world.db.read().await.unwrap(), this()).await.unwrap();
    numbers.did.iter().filter(|((_, one), _)| *one == measure).map(|(_, people)| people).sum()
}

async fn population(world: &World) -> Vec<u32> {
    let (_, numbers) = actions::count(&mut world.db.read().await.unwrap(), this()).await.unwrap();
    let mut people: Vec<u32> = numbers.people.into_values().collect();
    people.sort_unstable();
    people
}

/// A file to keep, as somebody gets it.
async fn bytes(world: &World, name: &str, path: &str) -> Vec<u8> {
    let person = world.person(name).await;
    let answer = world.client.get(path.to_owned()).cookies(person.cookies()).dispatch().await;
    assert_eq!(answer.status().code, 200);
    answer.into_bytes().await.unwrap()
}

/// The table on a page, cell by cell, its head first.
fn table(page: &Page) -> Vec<Vec<String>> {
    let document = page.document();
    let select = |css: &str| scraper::Selector::parse(css).unwrap();
    let words = |cell: scraper::ElementRef<'_>| {
        let hidden = cell.select(&select(".nhsuk-table__heading")).flat_map(|it| it.text()).collect::<String>();
        let all: String = cell.text().collect();
        all.strip_prefix(hidden.as_str()).unwrap_or(&all).trim().to_owned()
    };
    let row = |row: scraper::ElementRef<'_>| row.select(&select("th, td")).map(words).collect();
    document.select(&select("table tr")).map(row).collect()
}

on_both_engines! {
    async fn helen_and_mina_read_the_same_release_on_the_page_in_the_csv_and_in_the_workbook(world: World) {
        neighbours::move_in(&world).await;
        let all = newcomers(&world, 10).await;
        for one in &all[..8] {
            checks_in(&world, one).await;
        }
        pass_until(&world, "2027-01-14");
        assert_eq!(ticking::tick(&world.db, world.now()).await.unwrap(), None, "words may still be said");
        pass_until(&world, "2027-01-15");
        assert_eq!(ticking::tick(&world.db, world.now()).await.unwrap(), Some(1));
        assert_eq!(ticking::tick(&world.db, world.now()).await.unwrap(), None, "once");

        let helen = world.person("Helen").await;
        let index = helen.get(&helen.get("/uptake").await.link("Releases")).await.is(200);
        let page = helen.get(&index.link("Release 1: October")).await.is(200);
        let shown = table(&page);
        assert_eq!(shown[0], ["Whose", "People counted", "Took up supervision", "Joined a debrief", "Asked for a debrief", "Checked in"]);
        // The newcomers with Mina and Sam, and Priya, whose own site is the same.
        assert_eq!(shown[1], ["Anytown Royal Infirmary", "13", "0 to 6", "0 to 6", "0 to 6", "7 to 13"]);
        assert_eq!(shown.len(), 2);
        assert_eq!(page.html.matches("<svg ").count() - index.html.matches("<svg ").count(), 4, "one chart a measure");
        page.never_says("Newcomer").never_says("Mina");

        let csv = helen.get("/uptake/releases/1/figures.csv").await.is(200).html;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let read: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(read[..2], shown[..]);
        assert!(MEASURES.iter().all(|one| read.iter().any(|row| row[0] == one.name() && row[1] == one.definition())));

        let answer = bytes(&world, "Helen", "/uptake/releases/1/figures.xlsx").await;
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(answer.clone())).unwrap();
        let sheet = book.worksheet_range("Figures").unwrap();
        let cells: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(|cell| match cell {
            Data::String(text) => text.clone(),
            other => panic!("{other:?} is no text"),
        }).collect()).collect();
        assert_eq!(cells, shown);
        let meaning = book.worksheet_range("What they mean").unwrap();
        assert!(meaning.rows().any(|row| row[1] == Data::String(Measure::CheckIn.definition().to_owned())));

        for name in ["Mina", "Ruth", "Dana", "Grace"] {
            let one = world.person(name).await;
            assert_eq!(one.get("/uptake/releases/1").await.main(), helen.get("/uptake/releases/1").await.main(), "{name}");
            assert_eq!(one.get("/uptake/releases/1/figures.csv").await.html, csv, "{name}");
            assert_eq!(bytes(&world, name, "/uptake/releases/1/figures.xlsx").await, answer, "{name}");
        }
        // Next door there are too few, and nothing of Anytown's can be seen.
        let next_door = world.person("Bronwen").await.get("/uptake/releases/1").await.is(200).never_says("Anytown");
        assert_eq!(table(&next_door)[1][1..], ["Not enough people to report safely"; 5]);
    }

    async fn a_release_asked_for_again_is_the_same_to_the_last_byte_whatever_has_changed_since(world: World) {
        let all = newcomers(&world, 12).await;
        checks_in(&world, &all[0]).await;
        pass_until(&world, "2027-01-02");
        let (kept, is_new) = actions::release(&world.db, this(), world.now()).await.unwrap();
        assert!(is_new && kept.number == 1);
        for one in &all {
            checkins::actions::delete_all(&world.db, one.id, OnceToken::random(), world.now()).await.unwrap();
        }
        tables::change(&world.url, "UPDATE sites SET name = 'Renamed'".to_owned()).await;
        world.pass(TimeDelta::days(40));
        assert_eq!(actions::release(&world.db, this(), world.now()).await.unwrap(), (kept.clone(), false));
        world.person("Helen").await.get("/uptake/releases/1").await.says("Anytown Royal Infirmary").never_says("Renamed");
        assert_eq!(tables::count(&world.url, "releases").await, 1);
    }

    async fn two_programs_make_one_release(world: World) {
        newcomers(&world, 1).await;
        let other = world.db.clone();
        let now = at("2027-01-20");
        let (one, two) = tokio::join!(actions::release(&world.db, this(), now), actions::release(&other, this(), now));
        let (one, two) = (one.unwrap(), two.unwrap());
        assert_eq!(one.0, two.0);
        assert!(one.1 != two.1, "one of them made it");
        assert_eq!(tables::count(&world.url, "releases").await, 1);
    }

    async fn a_quarter_that_is_not_over_or_was_too_long_ago_is_refused(world: World) {
        let refused = |stop| match stop {
            Err(Stop::Refused(why)) => why,
            other => panic!("{other:?}"),
        };
        let early = refused(actions::release(&world.db, this(), at("2026-12-31")).await);
        assert_eq!(early, Refusal::NotOver(this()));
        assert_eq!(early.to_string(), "October to December 2026 is not over: it can be released from Friday 1 January 2027");
        assert_eq!(refused(actions::release(&world.db, this(), at("2027-07-01")).await), Refusal::TooOld(this()));
        assert_eq!(tables::count(&world.url, "releases").await, 0);
    }

    async fn grace_makes_the_release_of_the_quarter_that_is_over_and_too_few_people_are_too_few(world: World) {
        let grace = world.person("Grace").await;
        let index = grace.get("/uptake/releases").await.is(200).says("No release has been made yet");
        let form = grace.get(&index.link("Make the release for July to September 2026")).await.is(200);
        let made = grace.submit(&form, "/uptake/releases", &[]).await.leads_to("/uptake/releases/");
        assert_eq!(grace.submit(&form, "/uptake/releases", &[]).await.leads_to("/uptake/releases/"), made, "sent twice");
        let page = world.person("Mina").await.get(&made).await.is(200);
        let shown = table(&page);
        assert_eq!(shown.len(), 2);
        assert_eq!(shown[1][1..], ["Not enough people to report safely"; 5]);
        assert!(grace.get("/uptake/releases").await.links().iter().all(|to| to != "/uptake/releases/new"));
        let made = tables::read(&world.url).await;
        assert_eq!(made["changes"].iter().filter(|row| row.contains("figures released")).count(), 1);
        world.person("Helen").await.get("/uptake/releases/new").await.is(404);
    }

    async fn a_release_that_somebody_has_changed_is_not_shown(world: World) {
        newcomers(&world, 12).await;
        pass_until(&world, "2027-01-15");
        ticking::tick(&world.db, world.now()).await.unwrap();
        let gone = match world.url.starts_with("sqlite:") {
            true => "DROP TRIGGER releases_never_change",
            false => "DROP TRIGGER releases_never_change ON releases",
        };
        tables::change(&world.url, gone.to_owned()).await;
        tables::change(&world.url, "UPDATE releases SET contents = replace(contents, '[0,6]', '[7,13]')".to_owned()).await;
        let helen = world.person("Helen").await;
        let page = helen.get("/uptake/releases/1").await.is(200).says("is not what it was when it was made");
        page.never_says("7 to 13").never_says("0 to 6");
        helen.get("/uptake/releases").await.is(200).says("it is not shown").never_says("7 to 13");
        helen.get("/uptake/releases/1/figures.csv").await.is(404);
    }

    async fn one_person_with_thirty_check_ins_counts_once_and_nobody_and_everybody_look_like_others(world: World) {
        let all = newcomers(&world, 9).await;
        assert_eq!(counted(&world, Measure::CheckIn).await, 0);
        for _ in 0..30 {
            checks_in(&world, &all[0]).await;
        }
        assert_eq!(counted(&world, Measure::CheckIn).await, 1);
        for one in &all[1..] {
            checks_in(&world, one).await;
        }
        assert_eq!(counted(&world, Measure::CheckIn).await, 9);
        for name in ["Mina", "Sam", "Priya"] {
            checks_in(&world, &world.member(name).await).await;
        }
        pass_until(&world, "2027-01-15");
        ticking::tick(&world.db, world.now()).await.unwrap();
        let shown = table(&world.person("Mina").await.get("/uptake/releases/1").await);
        assert_eq!(shown[1][1..], ["12", "0 to 6", "0 to 6", "0 to 6", "7 to 12"], "nobody, and everybody");
    }

    async fn joiners_and_leavers_count_from_fourteen_days_on_and_somebody_on_two_sites_once(world: World) {
        let before = population(&world).await;
        let (ruth, here) = (world.member("Ruth").await, team(&world, "Ruth", "Adult critical care").await);
        let (grace, there) = (world.member("Grace").await, team(&world, "Grace", "Palliative care").await);
        let add = async |name: &str, spells: &[(&Member, TeamId, &str, Option<&str>)]| {
            newcomers::register(&world, ruth.organisation, name, Profession::Librarian, &[]).await;
            let email = format!("{}@anytown.example", name.to_lowercase().replace(' ', "."));
            for (lead, team, from_on, to_on) in spells {
                let (role, wte) = ("Librarian".parse().unwrap(), "0.5".parse().unwrap());
                let term = Term { role, wte, from_on: day(from_on), to_on: to_on.map(day) };
                let new = NewPlacement { email: email.parse().unwrap(), term };
                rosters::actions::place(&world.db, lead, *team, &new, OnceToken::random(), world.now()).await.unwrap();
            }
        };
        add("Late Joiner", &[(&ruth, here, "2026-12-19", None)]).await;
        add("Early Leaver", &[(&ruth, here, "2026-11-23", Some("2026-12-05"))]).await;
        assert_eq!(population(&world).await, before, "thirteen days each");
        add("Joiner In Time", &[(&ruth, here, "2026-12-18", None)]).await;
        add("On Two Sites", &[(&ruth, here, "2026-11-23", Some("2026-12-10")), (&grace, there, "2026-11-30", None)]).await;
        assert_eq!(population(&world).await.iter().sum::<u32>(), before.iter().sum::<u32>() + 2);
    }

    async fn a_session_counts_when_it_took_place_for_her_and_never_when_cancelled_or_unknown(world: World) {
        let mina = world.person("Mina").await;
        let book = async || {
            let slot = mina.get("/supervision").await.first_choice("slot");
            let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
            mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/")
        };
        let cancelled = book().await;
        mina.fill(&format!("{cancelled}/cancellation"), &format!("{cancelled}/cancellation"), &[]).await.leads_to("/sessions");
        let session = book().await;
        world.pass(TimeDelta::hours(25));
        assert_eq!(counted(&world, Measure::Supervision).await, 0, "cancelled, and nobody has said anything");
        let say = async |name: &str, word: &str| {
            let person = world.person(name).await;
            person.fill(&session, &format!("{session}/occurrence"), &[("word", word)]).await.leads_to(&session);
        };
        say("Idris", "took_place").await;
        assert_eq!(counted(&world, Measure::Supervision).await, 1, "her facilitator says so");
        say("Mina", "did_not").await;
        assert_eq!(counted(&world, Measure::Supervision).await, 0, "her own word counts over it");
        say("Mina", "took_place").await;
        assert_eq!(counted(&world, Measure::Supervision).await, 1);
        assert_eq!(counted(&world, Measure::Debrief).await, 0);
    }

    async fn asking_counts_unless_it_was_withdrawn(world: World) {
        let mina = world.person("Mina").await;
        let before = counted(&world, Measure::Request).await;
        let answers = [("team", "none"), ("since", "today"), ("company", "group"), ("parts", "mornings")];
        let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        assert_eq!(counted(&world, Measure::Request).await, before + 1);
        let again = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        assert_eq!(counted(&world, Measure::Request).await, before + 1, "people, not requests");
        for one in [request, again] {
            mina.fill(&one, &format!("{one}/withdrawal"), &[]).await.leads_to("/");
        }
        assert_eq!(counted(&world, Measure::Request).await, before);
    }
}
