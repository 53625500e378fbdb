//! Somebody erases their record: what goes at once, what stays, and who is told.

use std::collections::BTreeSet;

use alongside::{
    accounts::{Member, Profession},
    checkins,
    kernel::ids::{OnceToken, PersonId},
    retention::Keep,
    sessions::{
        actions::{book, cancel, join, open_slots, say},
        model::Kind,
        occurrence::Word,
        series::Scope,
    },
};
use chrono::TimeDelta;

use crate::{
    World,
    called::{THURSDAY, call},
    newcomers, on_both_engines,
    page::Page,
    tables::{self, Tables, change, count},
    things::private_address,
    who_is_named::PEOPLES_COLUMNS,
};

/// Mina lives through everything that leaves something: before and after a week.
pub async fn live(world: &World) {
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
        let ruth = world.person("Ruth").await;
        call(&ruth, &THURSDAY, &[("left_out", &member.id.to_string())]).await.leads_to("/sessions/");
    }
    world.post().await;
    world.pass(TimeDelta::days(9));
    say(db, &member, past, Some(Word::TookPlace), token(), world.now()).await.unwrap();
    {
        let mina = world.person("Mina").await;
        let page = mina.get("/record/cpd").await.is(200);
        mina.submit(&page, "/record/cpd", &[("session", &past.to_string())]).await.leads_to("/record/cpd");
    }
    // It would be sent four weeks after the session; by then what is to come here would be over.
    let sent = world.now().0.to_rfc3339();
    let note = format!(
        "INSERT INTO check_backs (session_id, person_id, sent_at) VALUES ({}, {}, '{sent}')",
        written(world, &past.to_string()),
        written(world, &member.id.to_string())
    );
    change(&world.url, note).await;
    let slots =
        open_slots(&mut db.read().await.unwrap(), &member, Kind::IndividualSupervision, world.now()).await.unwrap();
    book(db, &member, slots[0].key, token(), world.now()).await.unwrap();
    wait_for_groups(world, &member).await;
    world.pass(TimeDelta::minutes(1));
}

/// Mina waits for one full group, and a place in another is held for her.
async fn wait_for_groups(world: &World, mina: &Member) {
    let (db, now, token) = (&world.db, world.now(), OnceToken::random);
    let slots = open_slots(&mut db.read().await.unwrap(), mina, Kind::GroupSupervision, now).await.unwrap();
    let (mut groups, mut others) = (Vec::new(), Vec::new());
    for number in 0..6 {
        let name = format!("Librarian {number}");
        others.push(newcomers::register(world, mina.organisation, &name, Profession::Librarian, &[]).await);
    }
    for slot in &slots[..2] {
        for other in &others {
            book(db, other, slot.key, token(), now).await.unwrap();
        }
        groups.push(book(db, mina, slot.key, token(), now).await.unwrap());
    }
    cancel(db, &others[0], groups[0], Scope::This, token(), now).await.unwrap();
}

/// An id as a statement has it, whichever way the engine writes it.
fn written(world: &World, id: &str) -> String {
    if world.url.starts_with("sqlite") { format!("X'{}'", id.replace('-', "")) } else { format!("'{id}'") }
}

/// How many rows of a table have somebody's id in a column.
async fn rows(world: &World, name: &str, table: &str, column: &str) -> i64 {
    let id = written(world, &world.member(name).await.id.to_string());
    count(&world.url, &format!("{table} WHERE {column} = {id}")).await
}

/// What a page about an erasure says of the rows of a table that stay.
fn named_as(table: &str) -> &'static str {
    match table {
        "changes" => "Lines of the audit",
        "sign_ins" | "codes" => "Your sign-ins, and the codes sent for them",
        "looks" => "looked at something about",
        "placements" => "Your placement on",
        "invitations" => "That you were invited to debriefs",
        "left_out" => "That you were left out of a debrief",
        "identities" => "The link to your organisation's account",
        "roles" => "Your roles",
        "team_leads" => "That you lead a team",
        "area_readers" => "figures of an area",
        "facilitator_terms" => "On which terms you can be booked",
        "signposts" => "Entries of the directory that you look after",
        "requests" => "That you took requests of others",
        "availabilities" | "times_away" => "Times that you published, and when you were away",
        "sessions" | "kept_sessions" | "occurrences" => "Sessions that you run for others",
        "diary" | "told" | "seats" | "places" => "Sessions",
        "messages" => "Messages that are still on their way to you",
        "submissions" => "That you sent the form on this page",
        "roster_imports" | "directory_imports" => "Files that you sent",
        other => panic!("{other} still names them, and no line of the page is about it"),
    }
}

/// Insists that a page names every table in which somebody still stands; which they are.
async fn names_what_stays(world: &World, name: &str, page: &Page) -> BTreeSet<&'static str> {
    let text = page.main();
    let mut left = BTreeSet::new();
    for (table, column, _) in PEOPLES_COLUMNS {
        if rows(world, name, table, column).await > 0 {
            assert!(text.contains(named_as(table)), "{name}, {table}.{column}: {text}");
            left.insert(*table);
        }
    }
    left
}

/// Makes the rows that no form of the demonstration makes: signing in with the organisation's account needs a provider.
async fn linked(world: &World, name: &str) {
    let id = written(world, &world.member(name).await.id.to_string());
    let link = format!(
        "INSERT INTO identities (issuer, subject, person_id, linked_at) VALUES ('https://login.example', '{name}', {id}, '{}')",
        world.now().0.to_rfc3339()
    );
    change(&world.url, link).await;
}

/// The tables in which somebody's id stands, whichever way the engine writes it.
pub fn tables_naming(tables: &Tables, id: PersonId) -> BTreeSet<String> {
    let id = id.to_string();
    let bytes = id.replace('-', "").to_uppercase();
    let named = |rows: &Vec<String>| rows.iter().any(|row| row.contains(&id) || row.contains(&bytes));
    tables.iter().filter(|(_, rows)| named(rows)).map(|(table, _)| table.clone()).collect()
}

async fn names(tables: &Tables, world: &World, name: &str) -> BTreeSet<String> {
    tables_naming(tables, world.member(name).await.id)
}

const ERASURE: &str = "/record/erasure";

/// What stays as it was.
const STAY: [(&str, &str); 6] = [
    ("left_out", "person_id"),
    ("looks", "subject_id"),
    ("invitations", "person_id"),
    ("placements", "person_id"),
    ("signposts", "owner_id"),
    ("identities", "person_id"),
];

on_both_engines! {
    async fn what_was_chosen_goes_without_a_trace_and_what_is_a_duty_stays(world: World) {
        live(&world).await;
        let before = tables::read(&world.url).await;
        let named = names(&before, &world, "Mina").await;
        for table in ["check_ins", "check_in_lives", "person_keys", "requests", "feeds", "preferences", "wishes", "occurrences",
            "places", "cpd_ticks", "check_backs", "waiting", "offers", "left_out", "told", "messages", "diary"] {
            assert!(named.contains(table), "{table}: {named:?}");
        }
        linked(&world, "Mina").await;
        let mut stay = Vec::new();
        for (table, column) in STAY {
            let there = rows(&world, "Mina", table, column).await;
            assert!(there > 0, "{table}");
            stay.push(there);
        }
        let mina = world.person("Mina").await;
        let page = mina.get(ERASURE).await.is(200);
        let page = page.says("1 session to come").says("Your placement on Adult critical care").says("6 years after you leave");
        mina.submit(&page, ERASURE, &[("sure", "yes")]).await.is(422).says("Choose whether the sessions to come");
        mina.submit(&page, ERASURE, &[("to_come", "keep")]).await.is(422).says("Tick that you understand");
        mina.submit(&page, ERASURE, &[("to_come", "keep"), ("sure", "yes")]).await.leads_to("/record/erasure/receipt");
        mina.get("/record/erasure/receipt").await.is(200).says("Your record is erased").says("still booked");

        let after = tables::read(&world.url).await;
        let left = names(&after, &world, "Mina").await;
        let stays = ["changes", "diary", "identities", "invitations", "left_out", "looks", "messages", "people", "placements",
            "places", "seats", "sign_ins", "signposts", "submissions", "told"].map(str::to_owned);
        let too_much: Vec<_> = left.iter().filter(|table| !stays.contains(table)).collect();
        assert!(too_much.is_empty(), "she still stands in {too_much:?}");
        // One of each: the session to come, what was told of it and waits to be sent, and this form.
        for (table, column) in [("places", "person_id"), ("seats", "person_id"), ("diary", "owner_id"), ("told", "person_id"),
            ("messages", "recipient_id"), ("submissions", "person_id")] {
            assert_eq!(rows(&world, "Mina", table, column).await, 1, "{table}");
        }
        for ((table, column), before) in STAY.into_iter().zip(stay) {
            assert_eq!(rows(&world, "Mina", table, column).await, before, "{table}");
        }
        let receipt = mina.get("/record/erasure/receipt").await;
        let named = names_what_stays(&world, "Mina", &receipt).await;
        assert!(named.contains("left_out") && named.contains("identities"), "{named:?}");
        names_what_stays(&world, "Mina", &mina.get(ERASURE).await).await;
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
        for table in ["places", "seats", "diary", "told", "offers", "waiting"] {
            assert!(!left.contains(table), "{table}");
        }
    }
    async fn of_a_facilitator_everything_that_stays_is_named_too(world: World) {
        live(&world).await;
        let dana = world.person("Dana").await;
        dana.fill("/availability/terms", "/availability/terms", &[("horizon_weeks", "5")]).await.leads_to("/availability");
        let away = [("first[day]", "1"), ("first[month]", "6"), ("first[year]", "2027"), ("last[day]", "1"),
            ("last[month]", "6"), ("last[year]", "2027")];
        dana.fill("/availability/away", "/availability/away", &away).await.leads_to("/availability");
        linked(&world, "Dana").await;
        dana.fill(ERASURE, ERASURE, &[("sure", "yes")]).await.leads_to("/record/erasure/receipt");
        for page in [ERASURE, "/record/erasure/receipt"] {
            let named = names_what_stays(&world, "Dana", &dana.get(page).await.is(200)).await;
            for table in ["availabilities", "times_away", "facilitator_terms", "roles", "sessions", "signposts", "identities"] {
                assert!(named.contains(table), "{table}: {named:?}");
            }
        }
    }

    async fn no_two_lines_about_one_person_have_anything_in_common(world: World) {
        let mina = world.person("Mina").await;
        let id = world.member("Mina").await.id;
        mina.fill(ERASURE, ERASURE, &[("sure", "yes")]).await.leads_to("/record/erasure/receipt");
        checkins::actions::delete_all(&world.db, id, OnceToken::random(), world.now()).await.unwrap();
        for months in [1, 3] {
            checkins::actions::keep_for(&world.db, id, Some(months), &Keep::usual(), OnceToken::random(), world.now()).await.unwrap();
        }
        assert_eq!(count(&world.url, "erasures").await, 4);
        assert_eq!(count(&world.url, "(SELECT DISTINCT about FROM erasures) one").await, 4);
        // Nor has what is about check-ins the instant of anything that names her; of two choices the later is the later.
        let named = "erasures e JOIN changes c ON c.changed_at = e.erased_at AND c.actor_id IS NOT NULL WHERE e.kind <> 'record'";
        assert_eq!(count(&world.url, named).await, 0);
        let later = "erasures a JOIN erasures b ON b.erased_at > a.erased_at AND b.months = 3 WHERE a.months = 1";
        assert_eq!(count(&world.url, later).await, 1);
    }
}
