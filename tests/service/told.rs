//! What is told of a session, to mail and to calendar: once, in order, and in words that say nothing.

use chrono::TimeDelta;
use serde_json::Value;

use crate::{
    Letter, Person, World,
    calendars::{book, choose},
    called,
    counterparts::{counterparts_or_skip, read_calendars},
    on_both_engines,
    tables::count,
    things::led_debrief,
};

/// The entries for the calendar of everything that somebody was sent, by their numbers, as a strict reader finds them.
async fn entries(world: &World, who: &str) -> Vec<Value> {
    let letters = world.post_of(&format!("{who}@anytown.example")).await;
    let mut read = Vec::new();
    for (method, text) in letters.iter().filter_map(|letter| letter.calendar.as_ref()) {
        read.extend(read_calendars(method, &[text]));
    }
    read.sort_by_key(|one| one["entries"][0]["sequence"].as_i64());
    read
}

/// What a calendar program that takes these in turn shows in the end: an entry's start, by its name.
fn shown(read: &[Value]) -> Vec<(String, String)> {
    let mut calendar: Vec<(String, i64, String)> = Vec::new();
    for one in read {
        let (entry, text) = (&one["entries"][0], |name: &str| one["entries"][0][name].as_str().unwrap().to_owned());
        let sequence = entry["sequence"].as_i64().unwrap();
        if calendar.iter().any(|(uid, newest, _)| *uid == text("uid") && *newest >= sequence) {
            continue;
        }
        calendar.retain(|(uid, ..)| *uid != text("uid"));
        if one["method"] == "REQUEST" {
            calendar.push((text("uid"), sequence, text("start")));
        }
    }
    calendar.into_iter().map(|(uid, _, start)| (uid, start)).collect()
}

fn each<'r>(read: &'r [Value], name: &str) -> Vec<&'r Value> {
    read.iter().map(|one| &one["entries"][0][name]).collect()
}

/// Mina has a session with Idris on the morning of Tuesday 1 December.
async fn on_the_first_of_december(mina: &Person<'_>) {
    for slot in mina.get("/supervision").await.choices("slot") {
        let page = mina.get(&format!("/supervision/confirmation?slot={slot}")).await;
        if page.text().contains("Tuesday 1 December 2026, 9am") {
            mina.submit(&page, "/supervision/bookings", &[]).await.leads_to("/sessions/");
            return;
        }
    }
    panic!("Idris offers Tuesdays from 9am");
}

on_both_engines! {
    async fn booked_moved_twice_and_cancelled_is_one_entry_that_leaves_the_calendar(world: World) {
        if !counterparts_or_skip() {
            return;
        }
        let mina = world.person("Mina").await;
        let session = book(&mina).await;
        world.post().await;
        let move_to = format!("{session}/move");
        for _ in 0..2 {
            let slot = mina.get(&move_to).await.choices("slot").last().unwrap().clone();
            mina.fill(&move_to, &move_to, &[("slot", &slot)]).await.leads_to("/sessions/");
            world.post().await;
        }
        for who in ["mina.okafor", "idris.kaur"] {
            assert_eq!(shown(&entries(&world, who).await).len(), 1, "{who}");
        }
        let ask = format!("{session}/cancellation");
        mina.fill(&ask, &ask, &[]).await.leads_to("/sessions");
        let mut names = Vec::new();
        for (who, other) in [("mina.okafor", "Idris Kaur"), ("idris.kaur", "Mina Okafor")] {
            let read = entries(&world, who).await;
            assert_eq!(read.iter().map(|one| one["method"].as_str().unwrap()).collect::<Vec<_>>(), ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]);
            assert_eq!(each(&read, "sequence"), [0, 1, 2, 3]);
            assert_eq!(each(&read, "status"), ["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"]);
            assert!(each(&read, "summary").iter().all(|title| **title == "Appointment"), "{read:?}");
            let uid = read[0]["entries"][0]["uid"].as_str().unwrap();
            assert!(each(&read, "uid").iter().all(|one| **one == uid) && uid.ends_with("@alongside.example"), "{uid}");
            for one in &read {
                let entry = &one["entries"][0];
                assert_eq!(entry["attendee"]["address"], format!("{who}@anytown.example"));
                assert_eq!(entry["organizer"]["address"], "alongside@alongside.invalid");
                assert!(!one.to_string().contains(other), "the calendar names {other}: {one}");
            }
            assert_eq!(shown(&read), []);
            names.push(uid.to_owned());
        }
        assert_ne!(names[0], names[1], "two people's entries do not tell that they are of one session");
    }

    async fn each_message_is_its_own_and_says_that_answers_in_the_calendar_change_nothing(world: World) {
        let mina = world.person("Mina").await;
        book(&mina).await;
        let letters = world.post_of("mina.okafor@anytown.example").await;
        let booked: Vec<&Letter> = letters.iter().filter(|letter| letter.calendar.is_some()).collect();
        let [booked] = booked[..] else { panic!("one message: {letters:?}") };
        assert!(booked.text.contains("Accepting or declining it in your calendar changes nothing here"), "{}", booked.text);
        let again = world.post_of("mina.okafor@anytown.example").await;
        let same = again.iter().filter(|letter| letter.message_id == booked.message_id).count();
        assert_eq!((same, again.len()), (1, letters.len()));
    }

    async fn titles_tell_what_it_is_only_if_one_chose_so_and_never_who_comes(world: World) {
        if !counterparts_or_skip() {
            return;
        }
        let (mina, idris) = (world.person("Mina").await, world.person("Idris").await);
        choose(&mina, "none", "telling").await;
        choose(&idris, "none", "telling").await;
        book(&mina).await;
        let of = |read: Vec<Value>| each(&read, "summary").last().unwrap().as_str().unwrap().to_owned();
        assert_eq!(of(entries(&world, "mina.okafor").await), "One-to-one supervision with Idris Kaur");
        assert_eq!(of(entries(&world, "idris.kaur").await), "One-to-one supervision");
    }

    async fn a_place_given_back_leaves_the_calendar_of_whoever_gave_it_back(world: World) {
        if !counterparts_or_skip() {
            return;
        }
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let debrief = mina.get("/support").await.link("Team reflection");
        for librarian in [&mina, &sam] {
            librarian.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        }
        assert_eq!(shown(&entries(&world, "mina.okafor").await).len(), 1);
        mina.fill(&format!("{debrief}/cancellation"), &format!("{debrief}/cancellation"), &[]).await.leads_to("/sessions");
        assert_eq!(shown(&entries(&world, "mina.okafor").await), []);
        assert_eq!(shown(&entries(&world, "sam.lindqvist").await).len(), 1);
        // Whoever was only invited has nothing in their calendar, and is told that it moved without anything for it.
        let ruth = world.person("Ruth").await;
        let time = format!("{}/time", debrief.replace("/sessions/", "/debriefs/"));
        ruth.fill(&time, &time, &[("time", "1:30pm")]).await.leads_to(&debrief);
        let letters = world.post_of("mina.okafor@anytown.example").await;
        let moved: Vec<_> = letters.iter().filter(|letter| letter.contains("The time or the place has changed")).collect();
        assert!(!moved.is_empty() && moved.iter().all(|letter| letter.calendar.is_none()));
        assert_eq!(shown(&entries(&world, "sam.lindqvist").await)[0].1, "2026-12-01T13:30:00Z");
    }

    async fn a_debrief_moved_onto_something_else_says_so_and_leaves_the_calendar(world: World) {
        let (mina, ruth) = (world.person("Mina").await, world.person("Ruth").await);
        let debrief = mina.get("/support").await.link("Team reflection");
        mina.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        on_the_first_of_december(&mina).await;
        world.post().await;
        let time = format!("{}/time", debrief.replace("/sessions/", "/debriefs/"));
        ruth.fill(&time, &time, &[("time", "9:15am")]).await.leads_to(&debrief);
        let letters = world.post_of("mina.okafor@anytown.example").await;
        let moved: Vec<_> = letters.iter().filter(|letter| letter.contains("The time or the place has changed")).collect();
        let [moved] = moved[..] else { panic!("one message: {letters:?}") };
        assert!(moved.text.contains("You have something else then, so your place was given back. You can still come."));
        assert_eq!(moved.calendar.as_ref().map(|(method, _)| method.as_str()), Some("CANCEL"));
    }

    async fn a_facilitator_who_cannot_come_tells_whoever_meant_to(world: World) {
        let (mina, ruth) = (world.person("Mina").await, world.person("Ruth").await);
        let debrief = led_debrief(&ruth).await;
        mina.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        world.post().await;
        let (dana, back) = (world.person("Dana").await, called::form_of(&debrief, "hand-back"));
        dana.fill(&debrief, &back, &[]).await.leads_to("/facilitating");
        let letters = world.post_of("mina.okafor@anytown.example").await;
        assert_eq!(letters.iter().filter(|letter| letter.contains("cannot come any more")).count(), 1);
        // Her reminder does not name who will not be there.
        let letters = world.post_by(world.now().0 + TimeDelta::days(20)).await;
        let reminder = letters.iter().filter(|letter| letter.to == "mina.okafor@anytown.example");
        let named = reminder.filter(|letter| letter.contains("This is coming up") && letter.contains("Dana"));
        assert_eq!(named.count(), 0);
    }

    async fn the_page_says_what_became_of_the_message(world: World) {
        let mina = world.person("Mina").await;
        let session = book(&mina).await;
        mina.get(&session).await.says("A message about this is on its way to your work address");
        world.post().await;
        mina.get(&session).await.says("A message about this was sent to your work address");
        mina.get("/calendar").await.never_says("could not be sent");
        let failed = "UPDATE messages SET state = 'failed' WHERE state = 'sent'";
        crate::tables::change(&world.url, failed.into()).await;
        mina.get(&session).await.says("could not be sent to your work address").says("check your address");
        mina.get("/calendar").await.says("The last message to your work address could not be sent");
        // The booking stands all the same, and what concerns her is hers alone.
        mina.get("/support").await.says("One-to-one supervision");
        world.pass(TimeDelta::days(20));
        world.person("Mina").await.get("/calendar").await.never_says("could not be sent");
        assert_eq!(count(&world.url, "sessions WHERE cancelled_at IS NOT NULL AND kind = 'individual_supervision'").await, 0);
    }
}
