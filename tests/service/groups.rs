//! A few librarians meet in a group: one session, a place each, nobody shown to anybody; whoever comes when it is
//! full waits in turn, and what is freed is held for one at a time.

use alongside::{
    accounts::{Member, Profession},
    kernel::ids::OnceToken,
    sessions::{actions, actions::let_lapse, key::SlotKey, model::Kind},
};
use chrono::TimeDelta;

use crate::{Person, World, newcomers, on_both_engines, page::Page};

const LIST: &str = "/supervision?kind=group_supervision";

/// Monday 30 November, 3pm: Dana's first group, of six places.
async fn slot(world: &World) -> SlotKey {
    let mina = world.member("Mina").await;
    let mut c = world.db.read().await.unwrap();
    actions::open_slots(&mut c, &mina, Kind::GroupSupervision, world.now()).await.unwrap()[0].key
}

async fn newcomer(world: &World, number: usize) -> Member {
    let organisation = world.member("Mina").await.organisation;
    newcomers::register(world, organisation, &format!("Librarian {number}"), Profession::Librarian, &[]).await
}

/// So many newcomers press the button, one after the other.
async fn fill(world: &World, slot: SlotKey, how_many: usize) -> Vec<Member> {
    let mut all = Vec::new();
    for number in 0..how_many {
        let librarian = newcomer(world, number).await;
        actions::book(&world.db, &librarian, slot, OnceToken::random(), world.now()).await.unwrap();
        all.push(librarian);
    }
    all
}

/// Books or waits, from the page of the time; the session's address.
async fn book(person: &Person<'_>, slot: SlotKey) -> String {
    let confirm = person.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
    person.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/")
}

async fn stop_waiting(person: &Person<'_>, session: &str) -> Page {
    let page = person.get(session).await.is(200);
    person.submit(&page, &format!("{session}/waiting/departure"), &[]).await
}

async fn take(person: &Person<'_>, session: &str) {
    let page = person.get(session).await.is(200).says("held for you until");
    person.submit(&page, &format!("{session}/places"), &[]).await.leads_to(session);
}

/// Grace ends somebody's record.
async fn departs(grace: &Person<'_>, name: &str) {
    let page = grace.get(&format!("/people?name={name}")).await.is(200);
    let leave = grace.get(&page.link(name)).await.is(200).link("has left");
    let page = grace.get(&leave).await.is(200);
    grace.submit(&page, &leave, &[]).await.leads_to("/people");
}

async fn cancel(world: &World, who: &Member, session: &str) {
    let id = session.trim_start_matches("/sessions/").parse().unwrap();
    let scope = alongside::sessions::series::Scope::This;
    actions::cancel(&world.db, who, id, scope, OnceToken::random(), world.now()).await.unwrap();
}

async fn offers(world: &World, address: &str) -> usize {
    world.post_of(address).await.iter().filter(|letter| letter.contains("A place that you waited for is free")).count()
}

on_both_engines! {
    async fn two_librarians_share_a_group_and_neither_sees_the_other(world: World) {
        let (mina, sam, dana) = (world.person("Mina").await, world.person("Sam").await, world.person("Dana").await);
        let list = mina.get(LIST).await.is(200).says("Monday 30 November 2026").says("You do not see beforehand who else");
        let slot = list.first_choice("slot");
        let hers = book(&mina, slot.parse().unwrap()).await;
        let his = book(&sam, slot.parse().unwrap()).await;
        assert_eq!(hers, his, "one session");
        for (one, other) in [(&mina, "Lindqvist"), (&sam, "Okafor")] {
            one.get(&hers).await.is(200).says("Group supervision").says("Dana Whitlock").never_says(other);
            one.get("/sessions").await.says("Group supervision, Monday 30 November 2026").never_says(other);
        }
        dana.get(&hers).await.is(200).says("Mina Okafor").says("Sam Lindqvist");
        // Dana hears of the group once, not of everybody in it.
        let letters = world.post_of("dana.whitlock@anytown.example").await;
        assert_eq!(letters.iter().filter(|letter| letter.contains("30 November")).count(), 1, "{letters:?}");
        // One who gives a place back changes nobody else's.
        let ask = mina.get(&format!("{hers}/cancellation")).await.is(200).says("You give your place back");
        mina.submit(&ask, &format!("{hers}/cancellation"), &[]).await.leads_to("/sessions");
        sam.get(&hers).await.is(200).says("booked").never_says("cancelled");
        dana.get(&hers).await.is(200).says("Sam Lindqvist").never_says("Mina");
        // The last one calls it off, and Dana's time is free again.
        let ask = sam.get(&format!("{hers}/cancellation")).await.is(200);
        sam.submit(&ask, &format!("{hers}/cancellation"), &[]).await.leads_to("/sessions");
        let letters = world.post_of("dana.whitlock@anytown.example").await;
        assert!(letters.iter().any(|letter| letter.contains("This is cancelled")));
        assert_eq!(mina.get(LIST).await.first_choice("slot"), slot);
    }

    async fn whoever_facilitates_cancels_a_group_and_everybody_hears_it_once(world: World) {
        let (mina, sam, dana) = (world.person("Mina").await, world.person("Sam").await, world.person("Dana").await);
        let slot = slot(&world).await;
        let session = book(&mina, slot).await;
        fill(&world, slot, 5).await;
        book(&sam, slot).await;
        sam.get(&session).await.is(200).says("on the waiting list").never_says("Mina");
        let ask = dana.get(&format!("{session}/cancellation")).await.is(200);
        dana.submit(&ask, &format!("{session}/cancellation"), &[]).await.leads_to("/sessions");
        for address in ["mina.okafor@anytown.example", "sam.lindqvist@anytown.example", "librarian.3@anytown.example"] {
            let letters = world.post_of(address).await;
            assert_eq!(letters.iter().filter(|letter| letter.contains("This is cancelled")).count(), 1, "{address}");
        }
        sam.get("/sessions").await.never_says("You are waiting");
    }

    async fn a_moved_group_tells_everybody_in_it_once(world: World) {
        let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
        let slot = slot(&world).await;
        let session = book(&mina, slot).await;
        fill(&world, slot, 2).await;
        let times = dana.get(&format!("{session}/move")).await.is(200).says("Monday 7 December 2026");
        let other = times.first_choice("slot");
        dana.submit(&times, &format!("{session}/move"), &[("slot", &other)]).await.leads_to(&session);
        for address in ["mina.okafor@anytown.example", "librarian.0@anytown.example", "dana.whitlock@anytown.example"] {
            let letters = world.post_of(address).await;
            let moved = letters.iter().filter(|letter| letter.contains("The time or the place has changed")).count();
            assert_eq!(moved, 1, "{address}");
        }
        mina.get(&session).await.says("Monday 7 December 2026, 3pm to 4:30pm").never_says("30 November");
        mina.get(&format!("{session}/move")).await.is(404);
    }

    async fn five_wait_and_two_places_are_offered_in_turn(world: World) {
        let slot = slot(&world).await;
        let seated = fill(&world, slot, 6).await;
        let (mina, sam, priya) = (world.person("Mina").await, world.person("Sam").await, world.person("Priya").await);
        mina.get(LIST).await.is(200).says("Full: you can join the waiting list");
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200).says("This group is full");
        let session = mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        book(&sam, slot).await;
        book(&priya, slot).await;
        let (fourth, fifth) = (newcomer(&world, 10).await, newcomer(&world, 11).await);
        for one in [&fourth, &fifth] {
            actions::book(&world.db, one, slot, OnceToken::random(), world.now()).await.unwrap();
        }
        mina.get("/sessions").await.says("You are waiting for a place").says("Group supervision, Monday 30 November 2026");
        cancel(&world, &seated[0], &session).await;
        cancel(&world, &seated[1], &session).await;
        mina.get("/support").await.says("Offered to you").says("Group supervision");
        for (address, offered) in [("mina.okafor", 1), ("sam.lindqvist", 1), ("priya.shah", 0), ("librarian.10", 0)] {
            assert_eq!(offers(&world, &format!("{address}@anytown.example")).await, offered, "{address}");
        }
        // A place that is held is not on sale: an outsider waits behind the others.
        let outsider = newcomer(&world, 12).await;
        actions::book(&world.db, &outsider, slot, OnceToken::random(), world.now()).await.unwrap();
        take(&mina, &session).await;
        mina.get(&session).await.says("booked");
        // Sam does nothing for a day: Priya is next, and Sam is told nothing more.
        world.pass(TimeDelta::hours(24));
        let_lapse(&world.db, world.now()).await.unwrap();
        assert_eq!(offers(&world, "priya.shah@anytown.example").await, 1);
        let (sam, priya) = (world.person("Sam").await, world.person("Priya").await);
        sam.get(&session).await.is(404);
        // Priya says no with one click: the fourth is next.
        stop_waiting(&priya, &session).await.leads_to("/sessions");
        priya.get(&session).await.is(404);
        assert_eq!(offers(&world, "librarian.10@anytown.example").await, 1);
        for _ in 0..50 {
            let_lapse(&world.db, world.now()).await.unwrap();
        }
        for address in ["mina.okafor", "sam.lindqvist", "priya.shah", "librarian.10"] {
            assert_eq!(offers(&world, &format!("{address}@anytown.example")).await, 1, "{address}");
        }
        assert_eq!(offers(&world, "librarian.11@anytown.example").await, 0);
    }

    async fn whoever_takes_a_place_and_gives_it_back_does_not_wait_again(world: World) {
        let slot = slot(&world).await;
        let seated = fill(&world, slot, 6).await;
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let session = book(&mina, slot).await;
        cancel(&world, &seated[0], &session).await;
        take(&mina, &session).await;
        let ask = mina.get(&format!("{session}/cancellation")).await.is(200);
        mina.submit(&ask, &format!("{session}/cancellation"), &[]).await.leads_to("/sessions");
        mina.get("/sessions").await.never_says("You are waiting");
        mina.get(&session).await.says("cancelled").never_says("held for you");
        // Nobody waits: the place is on sale.
        let page = sam.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200).says("Book this time");
        sam.submit(&page, "/supervision/bookings", &[]).await.leads_to(&session);
        sam.get(&session).await.says("booked");
    }

    async fn when_it_is_too_late_nothing_is_offered_and_the_list_ends(world: World) {
        let slot = slot(&world).await;
        let seated = fill(&world, slot, 6).await;
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let session = book(&mina, slot).await;
        book(&sam, slot).await;
        // 30 hours before: held until 24 hours before, not for a whole day.
        world.pass(slot.starts_at - world.now().0 - TimeDelta::hours(30));
        cancel(&world, &seated[0], &session).await;
        let mina = world.person("Mina").await;
        mina.get(&session).await.says("held for you until Sunday 29 November 2026, 3pm");
        world.pass(TimeDelta::hours(6));
        let mina = world.person("Mina").await;
        let page = mina.get(&session).await.is(200).never_says("held for you until").never_says("I would like to come");
        assert!(!page.html.contains("/places"));
        let_lapse(&world.db, world.now()).await.unwrap();
        assert_eq!(offers(&world, "sam.lindqvist@anytown.example").await, 0);
        world.person("Sam").await.get("/sessions").await.is(200).never_says("You are waiting");
        cancel(&world, &seated[1], &session).await;
        let_lapse(&world.db, world.now()).await.unwrap();
        assert_eq!(offers(&world, "sam.lindqvist@anytown.example").await, 0);
    }

    async fn whoever_leaves_the_organisation_makes_room_for_whoever_waits(world: World) {
        let slot = slot(&world).await;
        let (mina, sam, grace) = (world.person("Mina").await, world.person("Sam").await, world.person("Grace").await);
        let session = book(&mina, slot).await;
        fill(&world, slot, 5).await;
        book(&sam, slot).await;
        departs(&grace, "Mina").await;
        sam.get(&session).await.is(200).says("held for you until");
        let priya = world.person("Priya").await;
        book(&priya, slot).await;
        departs(&grace, "Sam").await;
        priya.get(&session).await.is(200).says("held for you until");
    }

    async fn nobody_takes_a_place_with_somebody_who_has_come_to_be_tied_to_them(world: World) {
        let slot = slot(&world).await;
        let seated = fill(&world, slot, 6).await;
        let (mina, sam, priya) = (world.person("Mina").await, world.person("Sam").await, world.person("Priya").await);
        let session = book(&mina, slot).await;
        book(&sam, slot).await;
        book(&priya, slot).await;
        cancel(&world, &seated[0], &session).await;
        let page = mina.get(&session).await.is(200).says("held for you until");
        // Dana comes to lead the team that Mina and Sam are on: neither meets her any more, and Priya is next.
        let team = world.person("Ruth").await.get("/teams").await.link("Adult critical care");
        let grace = world.person("Grace").await;
        let lead = [("lead", "dana.whitlock@anytown.example")];
        let registration = grace.get(&format!("{team}/registration")).await.is(200);
        grace.submit(&registration, &format!("{team}/leads"), &lead).await.leads_to("/teams/");
        mina.submit(&page, &format!("{session}/places"), &[]).await.is(422).says("has just been taken");
        stop_waiting(&mina, &session).await.leads_to("/sessions");
        assert_eq!(offers(&world, "sam.lindqvist@anytown.example").await, 0);
        assert_eq!(offers(&world, "priya.shah@anytown.example").await, 1);
    }

    async fn a_place_given_back_while_nobody_facilitates_is_offered_by_whoever_takes_over(world: World) {
        let slot = slot(&world).await;
        let seated = fill(&world, slot, 6).await;
        let (mina, grace) = (world.person("Mina").await, world.person("Grace").await);
        let session = book(&mina, slot).await;
        departs(&grace, "Dana").await;
        cancel(&world, &seated[0], &session).await;
        assert_eq!(offers(&world, "mina.okafor@anytown.example").await, 0);
        let idris = world.person("Idris").await;
        let page = idris.get("/facilitating").await.is(200);
        idris.submit(&page, &format!("{session}/facilitator"), &[]).await.leads_to("/");
        assert_eq!(offers(&world, "mina.okafor@anytown.example").await, 1);
        take(&mina, &session).await;
        mina.get(&session).await.says("Idris Kaur").says("booked");
    }
}
