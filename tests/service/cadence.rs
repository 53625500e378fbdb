//! How long it has been since somebody's last supervision: they alone are told, and no page of anybody else changes.

use alongside::kernel::london;
use chrono::{Days, NaiveDate, TimeDelta};

use crate::{World, on_both_engines, page::Page};

/// Every page on which somebody else might have learned it.
const OTHERS: [(&str, &[&str]); 6] = [
    ("Ruth", &["/support", "/sessions", "/teams", "<team>", "<team>/debriefs"]),
    ("Helen", &["/support", "/sessions", "/uptake", "/uptake/coverage"]),
    ("Grace", &["/support", "/sessions", "/people", "/teams", "<team>", "/uptake", "<person>"]),
    ("Dana", &["/support", "/sessions", "/facilitating"]),
    ("Idris", &["/support", "/sessions", "/facilitating"]),
    ("Sam", &["/teams", "<team>"]),
];

/// The day of the one session that the demonstration gives Mina.
fn last_of(sessions: &Page) -> NaiveDate {
    let text = sessions.main();
    let words = text.split("One-to-one supervision, ").nth(1).unwrap().split(',').next().unwrap();
    NaiveDate::parse_from_str(words, "%A %d %B %Y").unwrap()
}

async fn others_see(world: &World) -> Vec<(String, String)> {
    let team = world.person("Ruth").await.get("/teams").await.link("Adult critical care");
    let person = world.person("Grace").await.get("/people?name=mina").await.link("Mina");
    let mut seen = Vec::new();
    for (name, paths) in OTHERS {
        let reader = world.person(name).await;
        for path in paths {
            let page = reader.get(&path.replace("<team>", &team).replace("<person>", &person)).await.is(200);
            seen.push((format!("{path} for {name}"), page.never_says("since your last").main()));
        }
    }
    seen
}

on_both_engines! {
    async fn the_interval_is_the_organisations_to_settle(world: World) {
        let grace = world.person("Grace").await;
        let standing = grace.get("/settings").await.is(200);
        assert!(standing.html.contains("value=\"6\"") && standing.html.contains("value=\"2\""));
        for (weeks, days) in [("3", "2"), ("13", "2"), ("x", "2"), ("6", "0"), ("6", "6"), ("", "")] {
            let fields = [("supervision_weeks", weeks), ("answer_days", days)];
            let page = grace.fill("/settings", "/settings", &fields).await.is(422);
            assert!(page.text().contains("Enter a number of "), "{weeks}, {days}: {}", page.text());
        }
        grace.fill("/settings", "/settings", &[("supervision_weeks", "4"), ("answer_days", "3")]).await.leads_to("/settings");
        assert!(grace.get("/settings").await.is(200).html.contains("value=\"4\""));
        // Mina's last supervision was on 5 November: due four weeks later, and not before.
        world.pass(TimeDelta::days(9));
        world.person("Mina").await.get("/support").await.is(200).never_says("since your last supervision");
        world.pass(TimeDelta::days(2));
        world.person("Mina").await.get("/support").await.is(200).says("It has been 4 weeks since your last supervision");
    }


    async fn seven_weeks_on_mina_is_told_and_a_booking_ends_it(world: World) {
        let mina = world.person("Mina").await;
        for page in ["/support", "/sessions"] {
            mina.get(page).await.is(200).never_says("since your last").never_says("not had supervision");
        }
        let due = london::start_of_day(last_of(&mina.get("/sessions").await) + Days::new(6 * 7));
        world.pass(due - world.now().0 - TimeDelta::seconds(1));
        world.person("Mina").await.get("/support").await.never_says("since your last");
        world.pass(TimeDelta::seconds(1));
        world.person("Mina").await.get("/support").await.says("It has been 6 weeks since your last supervision. Only you see this.");
        world.pass(TimeDelta::days(7));
        let mina = world.person("Mina").await;
        let page = mina.get("/support").await.says("It has been 7 weeks since your last supervision.");
        mina.get("/sessions").await.says("It has been 7 weeks since your last supervision.");
        let times = mina.get(&page.link("Book supervision")).await.is(200);
        let confirm = mina.get(&format!("/supervision/confirmation?slot={}", times.first_choice("slot"))).await;
        mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        for page in ["/support", "/sessions"] {
            mina.get(page).await.is(200).never_says("since your last");
        }
    }

    async fn whoever_never_had_any_is_told_so_calmly_and_only_a_librarian_is(world: World) {
        world.person("Sam").await.get("/support").await.is(200).says("You have not had supervision here yet. Only you see this.");
        for name in ["Ruth", "Dana", "Helen", "Grace"] {
            for page in ["/support", "/sessions"] {
                world.person(name).await.get(page).await.is(200).never_says("not had supervision");
            }
        }
    }

    async fn nobody_else_sees_anything_of_it(world: World) {
        world.pass(TimeDelta::days(40));
        world.person("Mina").await.get("/support").await.says("weeks since your last");
        let before = others_see(&world).await;
        // Her own word makes her last supervision none: for her the sentence changes, for nobody else anything.
        let mina = world.person("Mina").await;
        let session = mina.get("/sessions").await.link("One-to-one supervision");
        let page = mina.get(&session).await.is(200);
        mina.submit(&page, &format!("{session}/occurrence"), &[("word", "did_not")]).await.leads_to(&session);
        mina.get("/support").await.says("You have not had supervision here yet");
        for (after, before) in others_see(&world).await.iter().zip(&before) {
            assert_eq!(after, before);
        }
    }
}
