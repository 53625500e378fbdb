//! My record: everybody has one, finds in it what applies to them, and nobody opens another's.

use alongside::audit;
use chrono::TimeDelta;

use crate::{World, doors::PEOPLE, on_both_engines, things::Things};

const PAGES: [&str; 8] = [
    "/record",
    "/record/looks",
    "/record/details",
    "/record/sessions",
    "/record/messages",
    "/record/who-sees-what",
    "/record/cpd",
    "/record/export",
];

on_both_engines! {
    async fn sam_sees_that_grace_opened_his_registration_and_nobody_else_sees_it(world: World) {
        let (grace, sam) = (world.person("Grace").await, world.person("Sam").await);
        sam.get("/record/looks").await.is(200).never_says("Grace Lim");
        let page = grace.get("/people?name=lindqvist").await.is(200).link("Sam");
        grace.get(&page).await.is(200);
        world.pass(TimeDelta::minutes(1));
        grace.get(&format!("{page}/registration")).await.is(200);
        grace.get(&format!("{page}/departure")).await.is(200);
        for path in ["/record", "/record/looks"] {
            let page = sam.get(path).await.is(200).says("Grace Lim").says("Registration").says("Placement");
            page.says("Monday 23 November 2026, 10am").says("Monday 23 November 2026, 10:01am");
        }
        for name in ["Grace", "Ruth", "Helen", "Mina"] {
            let page = world.person(name).await.get("/record/looks").await.is(200);
            page.never_says("Grace Lim opened").never_says("Registration");
        }
    }

    async fn a_long_list_of_looks_comes_in_pages(world: World) {
        let (grace, sam) = (world.member("Grace").await, world.member("Sam").await);
        let mut tx = world.db.write().await.unwrap();
        for _ in 0..230 {
            audit::looked(&mut tx, world.now(), grace.id, "placement", &[sam.id]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let sam = world.person("Sam").await;
        let lines = |page: &crate::page::Page| page.html.matches("scope=\"row\"").count();
        let first = sam.get("/record/looks").await.is(200);
        let second = sam.get(&first.link("Earlier looks")).await.is(200);
        let third = sam.get(&second.link("Earlier looks")).await.is(200).never_says("Earlier looks");
        assert!(lines(&third) >= 30 && (lines(&first), lines(&second)) == (100, 100));
        assert_eq!(third.link("Later looks"), "/record/looks?page=1");
        sam.get("/record/looks?page=9").await.is(200).says("Nobody else has opened");
    }

    async fn everybody_has_a_record_and_finds_in_it_what_applies_to_them(world: World) {
        Things::made_in(&world).await;
        for name in PEOPLE.iter().filter(|name| !name.is_empty()).take(9) {
            let person = world.person(name).await;
            for path in PAGES {
                person.get(path).await.is(200);
            }
        }
        let mina = world.person("Mina").await;
        let page = mina.get("/record/details").await.is(200);
        page.says("mina.okafor@anytown.example").says("Adult critical care").says("Current").says("Band 7");
        let page = mina.get("/record/sessions").await.is(200).says("One-to-one supervision").says("Booked");
        page.says("Open").says("Your own word");
        world.person("Sam").await.get("/record/sessions").await.is(200).says("Offered to you");
        let who = mina.get("/record/who-sees-what").await.is(200).says("Your CPD log").says("Request for a debrief");
        who.never_says("What you may see of others");
        let who = world.person("Dana").await.get("/record/who-sees-what").await.is(200);
        who.says("What you may see of others as the session's facilitator").never_says("Your CPD log");
        let who = world.person("Ruth").await.get("/record/who-sees-what").await.is(200);
        who.says("What you may see of others as the team's lead").says("Time, place and how many were invited");
        let who = world.person("Helen").await.get("/record/who-sees-what").await.is(200);
        who.says("as HR").says("Counts, exact").says("Releases only");
        world.person("Dana").await.get("/record/details").await.is(200).says("Facilitates sessions").never_says("Your placements");
        world.person("Ruth").await.get("/record/details").await.is(200).says("Lead of Adult critical care");
        assert_eq!(mina.get("/record").await.link("What HR sees"), "/uptake");
    }

    async fn messages_are_listed_by_kind_and_fate_and_never_by_what_they_said(world: World) {
        let mina = world.person("Mina").await;
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = format!("/supervision/confirmation?slot={slot}");
        mina.fill(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        mina.get("/record/messages").await.is(200).says("A session is booked").says("Not sent yet");
        world.post().await;
        let page = mina.get("/record/messages").await.is(200).says("A session is booked").says("Sent").says("A reminder");
        page.says("The day before").says("You have none").never_says("Idris").never_says("Dana");
        world.person("Sam").await.get("/record/messages").await.is(200).never_says("A session is booked");
    }
}
