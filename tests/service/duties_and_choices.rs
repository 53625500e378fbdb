//! P27: whatever anybody chooses, the pages of duties stay the same to the last byte, and so do the figures that are
//! written down for the quarter.

use alongside::{kernel::Now, uptake::recording};
use chrono::TimeDelta;

use crate::{Person, World, on_both_engines, tables};

/// Every page and file of what the organisation does, but for those that name a release.
const PAGES: [&str; 14] = [
    "/uptake",
    "/uptake/coverage",
    "/uptake/evidence",
    "/uptake/trend",
    "/uptake/trend?specialty=192",
    "/uptake/releases",
    "/uptake/protection",
    "/uptake/urgent-check",
    "/uptake/commentary",
    "/uptake/duties.csv",
    "/uptake/coverage.csv",
    "/uptake/trend.csv",
    "/uptake/evidence.csv",
    "/staffing",
];

/// What a page holds, byte by byte, without the token that each page has anew.
fn masked(html: &str) -> String {
    let mark = "name=\"once\" value=\"";
    let mut parts = html.split(mark);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + mark + part.split_once('"').expect("a token ends").1)
}

async fn pages(helen: &Person<'_>) -> Vec<(String, String)> {
    let mut all: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    let trend = helen.get("/uptake/trend").await;
    all.extend(["Anytown Royal Infirmary", "Riverside"].map(|site| trend.link(site)));
    let mut read = Vec::new();
    for path in all {
        let html = helen.get(&path).await.is(200).html;
        read.push((path, masked(&html)));
    }
    read
}

/// Writes the quarter's figures down as of some minutes before now: each time later by more than an hour, so that they are
/// written anew.
async fn recorded(world: &World, minutes_before: i64) {
    let at = Now(world.now().0 - TimeDelta::minutes(minutes_before));
    assert_eq!(recording::record(&world.db, at).await.unwrap(), 1, "they are taken anew");
}

async fn taken(world: &World) -> Vec<String> {
    let mut tables = tables::read(&world.url).await;
    tables.remove("duty_quarters").unwrap()
}

fn same(before: &[(String, String)], after: &[(String, String)], what: &str) {
    for ((path, before), (_, after)) in before.iter().zip(after) {
        assert_eq!(after, before, "{path}: {what}");
    }
}

on_both_engines! {
    async fn p27_no_choice_moves_a_duty_by_site_or_specialty_or_quarter(world: World) {
        recorded(&world, 210).await;
        let (helen, mina, sam) = (world.person("Helen").await, world.person("Mina").await, world.person("Sam").await);
        let before = pages(&helen).await;
        assert!(before.iter().any(|(path, page)| path == "/uptake/trend" && page.contains("as of 23 November 2026")));
        // They book, join, ask and check in.
        let book = async |who: &Person<'_>| {
            let slot = who.get("/supervision").await.first_choice("slot");
            let confirm = who.get(&format!("/supervision/confirmation?slot={slot}")).await;
            who.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/")
        };
        let (hers, his) = (book(&mina).await, book(&sam).await);
        let debrief = mina.get("/support").await.link("Team reflection");
        for one in [&mina, &sam] {
            one.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        }
        let answers = [("team", "none"), ("since", "today"), ("company", "group"), ("parts", "mornings")];
        let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        let check_in = mina.fill("/check-ins/new", "/check-ins", &[("energy", "low")]).await.leads_to("/check-ins/");
        let at_first = taken(&world).await;
        recorded(&world, 140).await;
        assert_ne!(taken(&world).await, at_first);
        same(&before, &pages(&helen).await, "booked, joined, asked and checked in");

        // They cancel, give back, take back and delete.
        sam.fill(&format!("{his}/cancellation"), &format!("{his}/cancellation"), &[]).await.leads_to("/sessions");
        sam.fill(&format!("{debrief}/cancellation"), &format!("{debrief}/cancellation"), &[]).await.leads_to("/sessions");
        assert_eq!(tables::count(&world.url, "places WHERE cancelled_at IS NOT NULL").await, 2, "a session and a debrief");
        mina.fill(&request, &format!("{request}/withdrawal"), &[]).await.leads_to("/");
        mina.fill(&format!("{check_in}/deletion"), &format!("{check_in}/deletion"), &[]).await;
        assert_eq!(tables::count(&world.url, "check_ins").await, 0);
        recorded(&world, 70).await;
        same(&before, &pages(&helen).await, "cancelled, given back, taken back and deleted");

        // Her session goes on: what time itself moves has moved before anybody says whether it took place.
        // At noon on Tuesday the facilitators' hours of that day are over.
        world.pass(TimeDelta::hours(26));
        recorded(&world, 0).await;
        let helen = world.person("Helen").await;
        let before = pages(&helen).await;
        for (name, word) in [("Idris", "took_place"), ("Mina", "took_place"), ("Mina", "did_not")] {
            let who = world.person(name).await;
            who.fill(&hers, &format!("{hers}/occurrence"), &[("word", word)]).await.leads_to(&hers);
            same(&before, &pages(&helen).await, &format!("{name} says {word}"));
        }
        let since = Now(world.now().0 + TimeDelta::minutes(61));
        assert_eq!(recording::record(&world.db, since).await.unwrap(), 1);
        same(&before, &pages(&helen).await, "it was said, and written down again");
    }
}
