//! Somebody erases their record: what goes at once, what stays, and who is told.

use std::collections::BTreeSet;

use alongside::{
    kernel::ids::OnceToken,
    sessions::{
        actions::{book, join, open_slots, say},
        model::Kind,
        occurrence::Word,
    },
};
use chrono::TimeDelta;

use crate::{
    World, on_both_engines,
    tables::{self, Tables, count},
    things::private_address,
};

/// Mina lives through everything that leaves something: before and after a week.
async fn live(world: &World) {
    let member = world.member("Mina").await;
    let (db, token) = (&world.db, OnceToken::random);
    let slots = open_slots(&mut db.read().await.unwrap(), &member, Kind::PeerSupport, world.now()).await.unwrap();
    let past = book(db, &member, slots[0].key, token(), world.now()).await.unwrap();
    let given_up = slots.iter().find(|slot| slot.key.starts_at > slots[0].ends_at + TimeDelta::days(2)).unwrap().key;
    let given_up = book(db, &member, given_up, token(), world.now()).await.unwrap();
    {
        let mina = world.person("Mina").await;
        mina.fill("/check-ins/new", "/check-ins", &[("energy", "low"), ("note", "A long week.")])
            .await
            .leads_to("/check-ins/");
        let answers = [("team", "none"), ("since", "today"), ("company", "one_other"), ("parts", "mornings")];
        let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        let dana = world.person("Dana").await;
        dana.fill("/requests", &format!("{request}/taking"), &[]).await.leads_to(&request);
        let form = format!("{request}/answer");
        let times = [("day", "2026-12-08"), ("time", "9am"), ("place", "Room 2")];
        dana.fill(&form, &form, &times).await.leads_to(&form);
        private_address(&mina).await;
        mina.fill("/calendar", "/calendar/preferences", &[("reminders", "none")]).await.leads_to("/calendar");
        mina.fill("/check-ins/keeping", "/check-ins/keeping", &[("kept", "6")]).await.leads_to("/check-ins/keeping");
        let round = mina.get("/events").await.link("Schwartz Round,");
        mina.fill(&round, &format!("{round}/wish"), &[]).await.leads_to(&round);
        let reflection = mina.get("/support").await.link("Team reflection");
        let reflection = reflection.rsplit('/').next().unwrap().parse().unwrap();
        join(db, &member, reflection, token(), world.now()).await.unwrap();
        let page = mina.get(&format!("/sessions/{given_up}/cancellation")).await;
        mina.submit(&page, &format!("/sessions/{given_up}/cancellation"), &[]).await;
    }
    world.post().await;
    world.pass(TimeDelta::days(9));
    say(db, &member, past, Some(Word::TookPlace), token(), world.now()).await.unwrap();
    let slots =
        open_slots(&mut db.read().await.unwrap(), &member, Kind::IndividualSupervision, world.now()).await.unwrap();
    book(db, &member, slots[0].key, token(), world.now()).await.unwrap();
}

/// The tables in which somebody's id stands, whichever way the engine writes it.
async fn names(tables: &Tables, world: &World, name: &str) -> BTreeSet<String> {
    let id = world.member(name).await.id.to_string();
    let bytes = id.replace('-', "").to_uppercase();
    let named = |rows: &Vec<String>| rows.iter().any(|row| row.contains(&id) || row.contains(&bytes));
    tables.iter().filter(|(_, rows)| named(rows)).map(|(table, _)| table.clone()).collect()
}

const ERASURE: &str = "/record/erasure";

on_both_engines! {
    async fn what_was_chosen_goes_without_a_trace_and_what_is_a_duty_stays(world: World) {
        live(&world).await;
        let before = tables::read(&world.url).await;
        let named = names(&before, &world, "Mina").await;
        for table in ["check_ins", "check_in_lives", "person_keys", "requests", "feeds", "preferences", "wishes", "occurrences", "places"] {
            assert!(named.contains(table), "{table}: {named:?}");
        }
        let mina = world.person("Mina").await;
        let page = mina.get(ERASURE).await.is(200);
        let page = page.says("1 session to come").says("Your placement on Adult critical care").says("6 years after you leave");
        let page = page.says("That you were invited to debriefs");
        mina.submit(&page, ERASURE, &[("sure", "yes")]).await.is(422).says("Choose whether the sessions to come");
        mina.submit(&page, ERASURE, &[("to_come", "keep")]).await.is(422).says("Tick that you understand");
        mina.submit(&page, ERASURE, &[("to_come", "keep"), ("sure", "yes")]).await.leads_to("/record/erasure/receipt");
        mina.get("/record/erasure/receipt").await.is(200).says("Your record is erased").says("still booked");

        let after = tables::read(&world.url).await;
        let left = names(&after, &world, "Mina").await;
        let stays = ["changes", "diary", "invitations", "messages", "people", "placements", "places", "seats", "sign_ins",
            "signposts", "submissions", "told"].map(str::to_owned);
        let too_much: Vec<_> = left.iter().filter(|table| !stays.contains(table)).collect();
        assert!(too_much.is_empty(), "she still stands in {too_much:?}");
        // One place, one seat, one line of a diary: the session to come. One form: this one.
        let (id, me) = (world.member("Mina").await.id.to_string(), "person_id = ");
        let hers = |table: &str, column: &str| {
            let id = if world.url.starts_with("sqlite") { format!("X'{}'", id.replace('-', "")) } else { format!("'{id}'") };
            format!("{table} WHERE {column}{id}")
        };
        for table in ["places", "seats"] {
            assert_eq!(count(&world.url, &hers(table, me)).await, 1, "{table}");
        }
        assert_eq!(count(&world.url, &hers("diary", "owner_id = ")).await, 1);
        assert_eq!(count(&world.url, &hers("submissions", me)).await, 1);
        assert_eq!(count(&world.url, "proposals").await + count(&world.url, "sessions WHERE place = 'Room 2'").await, 0);
        let line = after["changes"].iter().filter(|line| line.contains("erased their own record")).count();
        assert_eq!(line, 1);
        // Sending it again changes nothing, and she goes on as anybody.
        mina.fill("/check-ins/new", "/check-ins", &[("energy", "high")]).await.leads_to("/check-ins/");
        mina.submit(&page, ERASURE, &[("to_come", "keep"), ("sure", "yes")]).await.leads_to("/record/erasure/receipt");
        assert_eq!(count(&world.url, "check_ins").await, 1);
    }

    async fn nothing_of_anybody_else_is_touched(world: World) {
        let sam = world.person("Sam").await;
        sam.fill("/check-ins/new", "/check-ins", &[("energy", "low")]).await.leads_to("/check-ins/");
        let round = sam.get("/events").await.link("Schwartz Round,");
        sam.fill(&round, &format!("{round}/wish"), &[]).await.leads_to(&round);
        let before = names(&tables::read(&world.url).await, &world, "Sam").await;
        live(&world).await;
        world.person("Mina").await.fill(ERASURE, ERASURE, &[("to_come", "cancel"), ("sure", "yes")]).await.leads_to(ERASURE);
        let after = names(&tables::read(&world.url).await, &world, "Sam").await;
        assert!(before.is_subset(&after), "{:?}", before.difference(&after));
        assert_eq!(count(&world.url, "check_ins").await + count(&world.url, "wishes").await, 2);
    }

    async fn sessions_to_come_are_cancelled_if_she_wants_that_and_the_other_party_is_told(world: World) {
        live(&world).await;
        let coming = "sessions WHERE kind = 'individual_supervision' AND cancelled_at IS NULL AND starts_at > '2026-12-02'";
        assert_eq!(count(&world.url, coming).await, 1);
        world.post().await;
        let told = world.post_of("dana.whitlock@anytown.example").await.len();
        let mina = world.person("Mina").await;
        mina.fill(ERASURE, ERASURE, &[("to_come", "cancel"), ("sure", "yes")]).await.leads_to("/record/erasure/receipt");
        mina.get("/record/erasure/receipt").await.never_says("still booked");
        assert_eq!(count(&world.url, coming).await, 0);
        assert_eq!(world.post_of("dana.whitlock@anytown.example").await.len(), told + 1);
        let left = names(&tables::read(&world.url).await, &world, "Mina").await;
        for table in ["places", "seats", "diary"] {
            assert!(!left.contains(table), "{table}");
        }
    }
}
