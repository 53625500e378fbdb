//! A session in a space holds it: nothing else is held there at that time, whoever asks and however fast.

use std::sync::Arc;

use tokio::{sync::Barrier, task::JoinSet};

use crate::{Person, World, launched::Launched, on_both_engines, page::Page, tables::count};

/// A debrief in an hour's time.
const HOT: [(&str, &str); 4] = [("kind", "hot_debrief"), ("since", "today"), ("day", "2026-11-23"), ("time", "2:30pm")];

/// How many times spaces are held from now on.
async fn held(world: &World) -> i64 {
    count(&world.url, "diary d JOIN spaces s ON s.id = d.owner_id WHERE d.starts_at > '2026-11-23 10:00:00+00:00'")
        .await
}

async fn team_of(lead: &Person<'_>) -> String {
    lead.get("/teams").await.is(200).links().into_iter().find(|link| link.starts_with("/teams/")).unwrap()
}

/// The id of a space, from its public page's address.
async fn space(world: &World, name: &str) -> String {
    let address = world.stranger().get("/quiet-places").await.link(name);
    address.rsplit('/').next().unwrap().to_owned()
}

async fn call(lead: &Person<'_>, space: &str, changes: &[(&str, &str)]) -> Page {
    let action = format!("{}/debriefs", team_of(lead).await);
    let kept = HOT.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    let fields: Vec<_> = kept.chain(changes).copied().chain([("space", space)]).collect();
    lead.fill(&format!("{action}/new"), &action, &fields).await
}

/// A reflection on Friday 27 November at 10am.
const FRIDAY: [(&str, &str); 4] =
    [("kind", "team_reflection"), ("since", "three_to_twenty_eight"), ("day", "2026-11-27"), ("time", "10am")];

async fn publish(facilitator: &Person<'_>, space: &str) {
    let times = [("weekday", "5"), ("from_time", "9am"), ("until_time", "12:00"), ("weeks", "2"), ("space", space)];
    facilitator.fill("/availability/new", "/availability", &times).await.leads_to("/availability");
}

/// The starts a librarian is offered on Fridays, as they read them.
async fn fridays(librarian: &Person<'_>) -> Vec<String> {
    let (mut fridays, page) = (Vec::new(), librarian.get("/supervision").await.is(200));
    for slot in page.choices("slot") {
        let page = librarian.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200).main();
        fridays.extend(page.contains("Friday").then(|| page.split(" to ").next().unwrap_or_default().to_owned()));
    }
    fridays
}

/// Takes a request; where its facilitator proposes times for it.
async fn take(facilitator: &Person<'_>, request: &str) -> String {
    facilitator.fill("/requests", &format!("{request}/taking"), &[]).await.leads_to(&format!("{request}/answer"))
}

on_both_engines! {
    async fn of_two_debriefs_in_one_room_the_second_is_refused_and_keeps_its_choices(world: World) {
        let (ruth, owen, room) = (world.person("Ruth").await, world.person("Owen").await, space(&world, "Quiet room").await);
        let session = call(&ruth, &room, &[]).await.leads_to("/sessions/");
        let page = ruth.get(&session).await.is(200).says("Where Quiet room, Anytown Royal Infirmary How to find it");
        assert_eq!(page.link("How to find it"), format!("/quiet-places/{room}"));
        let before = count(&world.url, "sessions").await;
        for time in ["2:30pm", "2:44pm", "2:20pm"] {
            let page = call(&owen, &room, &[("time", time)]).await.is(409).says("That space is in use at that time");
            let kept = page.filled(&format!("{}/debriefs", team_of(&owen).await), &[]);
            for field in [("kind", "hot_debrief"), ("space", room.as_str()), ("time", time), ("day", "2026-11-23")] {
                assert!(kept.iter().any(|(name, value)| (name.as_str(), value.as_str()) == field), "{field:?} is lost");
            }
        }
        assert_eq!((count(&world.url, "sessions").await, held(&world).await), (before, 1));
        // Where one ends the next may begin, and another room is free.
        call(&owen, &room, &[("time", "2:45pm")]).await.leads_to("/sessions/");
        call(&owen, &space(&world, "garden room").await, &[]).await.leads_to("/sessions/");
        call(&owen, "", &[("place", "Staff room")]).await.leads_to("/sessions/");
        call(&owen, &room, &[("place", "Staff room")]).await.is(422).says("Keep one of them");
        call(&owen, "", &[]).await.is(422).says("Enter the place");
        assert_eq!(held(&world).await, 3);
    }

    async fn of_many_who_call_at_the_same_moment_one_has_the_room(world: World) {
        let (launched, room) = (Launched::of(&world), space(&world, "Quiet room").await);
        let (ready, mut crowd) = (Arc::new(Barrier::new(16)), JoinSet::new());
        for number in 0..16 {
            let name = ["Ruth", "Owen"][number % 2];
            let browser = launched.browser(world.member(name).await.id).await;
            let action = format!("{}/debriefs", team_of(&world.person(name).await).await);
            let page = browser.get(&format!("{action}/new")).await.is(200);
            let fields: Vec<_> = HOT.into_iter().chain([("space", room.as_str())]).collect();
            let (form, ready) = (page.filled(&action, &fields), Arc::clone(&ready));
            crowd.spawn(async move {
                ready.wait().await;
                browser.send(&action, &form).await
            });
        }
        let answers = crowd.join_all().await;
        let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 303);
        assert_eq!(won.len(), 1);
        assert!(lost.iter().all(|page| page.status == 409 && page.text().contains("That space is in use at that time")));
        assert_eq!(held(&world).await, 1);
    }

    async fn a_space_is_free_again_when_its_session_is_cancelled(world: World) {
        let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
        let room = space(&world, "Reading room").await;
        let answers = [("team", "none"), ("since", "built_up"), ("company", "one_other"), ("parts", "mornings")];
        let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        let form = take(&dana, &request).await;
        let offer = [("day", "2026-11-27"), ("time", "10:30am"), ("space", room.as_str())];
        dana.fill(&form, &form, &offer).await.leads_to(&form);
        // A time that is only proposed holds the space too.
        let owen = world.person("Owen").await;
        call(&owen, &room, &FRIDAY).await.is(409).says("That space is in use at that time");
        let page = mina.get(&request).await.is(200);
        let proposal = page.first_choice("proposal");
        let session = mina.submit(&page, &format!("{request}/choice"), &[("proposal", &proposal)]).await.leads_to("/sessions/");
        let cancellation = format!("{session}/cancellation");
        dana.fill(&cancellation, &cancellation, &[]).await.leads_to("/sessions");
        call(&owen, &room, &FRIDAY).await.leads_to("/sessions/");
        // And now it is Dana who finds it taken.
        let again = [("team", "none"), ("since", "built_up"), ("company", "group"), ("parts", "mornings")];
        let request = mina.fill("/requests/new", "/requests", &again).await.leads_to("/requests/");
        let form = take(&dana, &request).await;
        dana.fill(&form, &form, &offer).await.is(409).says("That space is in use at that time");
        dana.get("/requests").await.is(200).says("Mina: Group supervision");
    }

    async fn a_slot_whose_space_is_taken_is_not_offered(world: World) {
        let (owen, room) = (world.person("Owen").await, space(&world, "Reading room").await);
        call(&owen, &room, &FRIDAY).await.leads_to("/sessions/");
        publish(&world.person("Idris").await, &room).await;
        let priya = world.person("Priya").await;
        let offered = fridays(&priya).await;
        let times: Vec<_> = ["27 November 2026, 9am", "27 November 2026, 10:15am", "4 December 2026, 9am", "4 December 2026, 10:15am"]
            .into_iter().filter(|time| offered.iter().any(|slot| slot.contains(time))).collect();
        assert_eq!(times, ["27 November 2026, 9am", "4 December 2026, 9am", "4 December 2026, 10:15am"], "{offered:?}");
        // Grace closes the room: what was published in it is not on offer.
        let grace = world.person("Grace").await;
        let (form, before) = (format!("/spaces/{room}"), grace.get("/uptake").await.main());
        grace.fill(&form, &form, &[("state", "closed")]).await.leads_to("/spaces");
        assert_eq!(fridays(&priya).await, Vec::<String>::new());
        assert_ne!(grace.get("/uptake").await.main(), before);
        call(&owen, &room, &[]).await.is(422).says("That space can no longer be chosen");
    }

    async fn a_slot_whose_space_is_taken_meanwhile_is_refused_and_other_times_are_shown(world: World) {
        let room = space(&world, "Reading room").await;
        publish(&world.person("Idris").await, &room).await;
        publish(&world.person("Dana").await, &room).await;
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let nine: Vec<_> = slots_at(&mina, "27 November 2026, 9am").await;
        assert_eq!(nine.len(), 2, "Idris and Dana offer the same time in one room");
        let confirm = |slot: &str| format!("/supervision/confirmation?slot={slot}");
        let (hers, his) = (mina.get(&confirm(&nine[0])).await.is(200), sam.get(&confirm(&nine[1])).await.is(200));
        mina.submit(&hers, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        let lost = sam.submit(&his, "/supervision/bookings", &[]).await.is(409).says("has just been taken");
        assert!(!lost.choices("slot").is_empty() && !lost.choices("slot").contains(&nine[1]));
        assert_eq!(held(&world).await, 1);
    }

    async fn the_diary_of_a_room_says_in_use_and_nothing_about_who_books(world: World) {
        let (grace, mina, room) = (world.person("Grace").await, world.person("Mina").await, space(&world, "Quiet room").await);
        let diary = format!("/spaces/{room}/diary");
        let page = grace.get(&diary).await.is(200).says("Thursday 26 November 2026, 2pm to 5pm: in use");
        let page = page.says("whether or not anybody has booked it").says("Who can see this");
        for name in ["Dana", "Mina", "supervision", "debrief", "Critical"] {
            assert!(!page.main().split("Who can see this").next().unwrap().contains(name), "{name} in {}", page.main());
        }
        // Mina books one of Dana's times in it, and gives it back: Grace's page stays the same to the letter.
        let before = page.main();
        let slot = slots_at(&mina, "26 November 2026, 2pm").await.swap_remove(0);
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200).says("Quiet room, Anytown Royal Infirmary");
        let session = mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        assert_eq!((held(&world).await, grace.get(&diary).await.main()), (1, before.clone()));
        // A lead who tries a time there is told the same, whether it is booked or not.
        let owen = world.person("Owen").await;
        let reflection = |time| [FRIDAY[0], FRIDAY[1], ("day", "2026-11-26"), ("time", time)];
        for time in ["2pm", "3:15pm", "4:30pm"] {
            call(&owen, &room, &reflection(time)).await.is(409).says("That space is in use at that time");
        }
        let cancellation = format!("{session}/cancellation");
        mina.fill(&cancellation, &cancellation, &[]).await.leads_to("/sessions");
        assert_eq!((held(&world).await, grace.get(&diary).await.main()), (0, before));
        call(&owen, &room, &reflection("5pm")).await.leads_to("/sessions/");
        grace.get(&diary).await.is(200).says("Thursday 26 November 2026, 2pm to 6pm: in use");
    }
}

/// The slots that a librarian is offered at a time, with whomever.
async fn slots_at(librarian: &Person<'_>, time: &str) -> Vec<String> {
    let mut found = Vec::new();
    for slot in librarian.get("/supervision").await.is(200).choices("slot") {
        let page = librarian.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
        if page.main().contains(&format!("{time} to ")) {
            found.push(slot);
        }
    }
    found
}
