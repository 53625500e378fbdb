//! The CPD log: a librarian ticks what counts, downloads and prints it, and nobody else learns that there is one.

use alongside::kernel::ids::OnceToken;
use chrono::TimeDelta;

use crate::{
    Person, World, on_both_engines,
    page::Page,
    tables::{self, count},
};

const CPD: &str = "/record/cpd";

/// Mina's supervision, an hour with Idris, which took place by her own word.
async fn held(world: &World) {
    let mina = world.person("Mina").await;
    let slot = mina.get("/supervision").await.first_choice("slot");
    let confirm = format!("/supervision/confirmation?slot={slot}");
    let session = mina.fill(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
    mina.get(CPD).await.is(200).never_says("24 November 2026");
    world.pass(TimeDelta::days(2));
    let mina = world.person("Mina").await;
    mina.get(CPD).await.is(200).never_says("24 November 2026");
    let page = mina.get(&session).await;
    mina.submit(&page, &format!("{session}/occurrence"), &[("word", "took_place")]).await.leads_to(&session);
}

/// Ticks these sessions and no others.
async fn ticks(person: &Person<'_>, sessions: &[String]) -> Page {
    let page = person.get(CPD).await.is(200);
    let mut fields = page.filled(CPD, &[]);
    fields.retain(|(name, _)| name != "session");
    fields.extend(sessions.iter().map(|id| ("session".to_owned(), id.clone())));
    person.send(CPD, &fields).await
}

on_both_engines! {
    async fn mina_counts_an_hour_of_supervision_downloads_it_and_counts_it_no_more(world: World) {
        held(&world).await;
        let mina = world.person("Mina").await;
        let page = mina.get(CPD).await.is(200).says("Tuesday 24 November 2026, 1 hour").says("You count nothing");
        let page = page.says("at least 20 hours in a year").says("Only you.");
        let session = page.first_choice("session");
        let to = ticks(&mina, std::slice::from_ref(&session)).await.leads_to(CPD);
        mina.get(&to).await.is(200).says("Saved. You count 1 hour in the last 12 months.");
        let csv = mina.get(&format!("{CPD}/last-12-months/log.csv")).await.is(200);
        assert_eq!(
            csv.html,
            "\u{feff}\"Date\",\"Kind\",\"Hours\"\r\n\"2026-11-24\",\"One-to-one supervision\",\"1\"\r\n\"Total\",\"\",\"1\"\r\n"
        );
        let header = |name: &str| csv.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).unwrap().1.clone();
        assert_eq!(header("Content-Type"), "text/csv; charset=utf-8");
        assert_eq!(header("Content-Disposition"), "attachment; filename=\"cpd-log-last-12-months.csv\"");
        assert_eq!(header("Cache-Control"), "no-store");
        let print = mina.get(&format!("{CPD}/2026/log")).await.is(200).says("Mina Okafor").says("1 hour.").says("One-to-one supervision");
        for telling in ["Idris", "Adult critical care", "Room"] {
            assert!(!print.main().contains(telling) && !csv.html.contains(telling), "{telling}");
        }
        ticks(&mina, &[]).await.leads_to(CPD);
        mina.get(CPD).await.is(200).says("You count nothing");
        assert_eq!(count(&world.url, "cpd_ticks").await, 0);
    }

    async fn what_did_not_take_place_any_more_counts_nothing_and_what_is_anothers_cannot_be_ticked(world: World) {
        held(&world).await;
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let session = mina.get(CPD).await.first_choice("session");
        // Sam, whose own page has no such form, sends one about what is Mina's.
        let forged = [("once", OnceToken::random().to_string()), ("period", "last-12-months".into()), ("session", session.clone())];
        sam.send(CPD, &forged.map(|(name, value)| (name.to_owned(), value))).await.leads_to(CPD);
        assert_eq!(count(&world.url, "cpd_ticks").await, 0);
        ticks(&mina, &["whatever".to_owned()]).await.is(422).says("Choose from the list");
        ticks(&mina, std::slice::from_ref(&session)).await.leads_to(CPD);
        let path = format!("/sessions/{session}");
        let page = mina.get(&path).await;
        mina.submit(&page, &format!("{path}/occurrence"), &[("word", "did_not")]).await.leads_to(&path);
        mina.get(CPD).await.is(200).never_says("24 November 2026").says("You count nothing");
        // The year before holds none; a year that is none is no page.
        mina.get("/record/cpd?period=2025").await.is(200).says("You count nothing in 2025");
        for path in ["/record/cpd?period=soon", "/record/cpd/1/log", "/record/cpd/all/log.csv"] {
            mina.get(path).await.is(404);
        }
    }

    async fn nobody_learns_from_pages_or_logs_that_mina_counts_anything(world: World) {
        held(&world).await;
        let (mina, before) = (world.person("Mina").await, tables::read(&world.url).await);
        let session = mina.get(CPD).await.first_choice("session");
        ticks(&mina, &[session]).await.leads_to(CPD);
        let after = tables::read(&world.url).await;
        let new = |table: &str| after[table].iter().filter(|row| !before[table].contains(row)).cloned().collect::<Vec<_>>();
        let id = world.member("Mina").await.id.to_string();
        let naked = id.replace('-', "");
        for table in ["changes", "submissions"] {
            let rows = new(table);
            assert_eq!(rows.len(), 1, "{table}: {rows:?}");
            let row = rows[0].to_lowercase();
            assert!(!row.contains(&id) && !row.contains(&naked), "{row}");
            assert!(row.contains("00:00:00"), "the day alone: {row}");
        }
        assert_eq!(new("cpd_ticks").len(), 1);
        assert!(new("messages").is_empty() && new("looks").is_empty());
    }

    async fn a_form_sent_twice_counts_once_and_an_old_one_is_mended(world: World) {
        held(&world).await;
        let mina = world.person("Mina").await;
        let page = mina.get(CPD).await;
        let session = page.first_choice("session");
        let mut fields = page.filled(CPD, &[]);
        fields.push(("session".to_owned(), session.clone()));
        mina.send(CPD, &fields).await.leads_to(CPD);
        ticks(&mina, &[]).await.leads_to(CPD);
        // Sent again by a browser that reloads: what was decided since stays.
        mina.send(CPD, &fields).await.leads_to(CPD);
        assert_eq!(count(&world.url, "cpd_ticks").await, 0);
        let expired = [("period".to_owned(), "last-12-months".to_owned()), ("session".to_owned(), session)];
        let page = mina.send(CPD, &expired).await.is(422).says("This form has expired");
        assert!(page.html.contains("checked"), "what was ticked is kept");
    }
}
