//! What people chose to do in a quarter, released so that nobody can be picked out: how a release is made and read.

use std::io::Cursor;

use alongside::{
    checkins,
    kernel::ids::OnceToken,
    store::Stop,
    uptake::releases::{
        actions::{self, Refusal},
        measures::{MEASURES, Measure},
        ticking,
    },
};
use calamine::{Data, Reader, Xlsx};
use chrono::TimeDelta;

use crate::{
    World,
    counted::{at, checks_in, counted, newcomers, pass_until, this},
    neighbours, on_both_engines,
    page::Page,
    tables,
};

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
        // The evidence for the board holds the same.
        helen.get("/uptake/evidence").await.is(200).says("Release 1: October to December 2026").says("7 to 13");
        let evidence = helen.get("/uptake/evidence.csv").await.is(200).html;
        assert!(evidence.contains("\"Anytown Royal Infirmary: Checked in\",\"7 to 13\",\"October to December 2026\""), "{evidence}");
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

    async fn neither_erasing_a_record_nor_retention_changes_what_was_released(world: World) {
        let all = newcomers(&world, 12).await;
        let mina = world.person("Mina").await;
        mina.fill("/check-ins/new", "/check-ins", &[("energy", "low")]).await.leads_to("/check-ins/");
        for one in &all[..8] {
            checks_in(&world, one).await;
        }
        pass_until(&world, "2027-01-15");
        let (kept, _) = actions::release(&world.db, this(), world.now()).await.unwrap();
        let page = world.person("Helen").await.get("/uptake/releases/1").await.is(200).says("7 to 15").main();

        let mina = world.person("Mina").await;
        mina.fill("/record/erasure", "/record/erasure", &[("to_come", "cancel"), ("sure", "yes")]).await.leads_to("/record/erasure");
        assert_eq!(tables::count(&world.url, "check_ins").await, 8, "hers went, the others' stay");
        for _ in 0..9 {
            world.pass(TimeDelta::days(365));
            crate::kept::run(&world).await;
        }
        for table in ["check_ins", "places", "requests"] {
            assert_eq!(tables::count(&world.url, table).await, 0, "{table}");
        }
        assert_eq!(actions::release(&world.db, this(), world.now()).await.unwrap(), (kept, false));
        assert_eq!(world.person("Helen").await.get("/uptake/releases/1").await.is(200).main(), page);
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
        let on = if world.url.starts_with("sqlite:") { "" } else { " ON releases" };
        tables::change(&world.url, format!("DROP TRIGGER releases_never_change{on}")).await;
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
}
