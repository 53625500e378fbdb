//! Reminders: when they are due, once, and never after the fact.

use std::time::Duration;

use alongside::{kernel::Clock, messages};
use chrono::TimeDelta;

use crate::{
    World,
    calendars::choose,
    on_both_engines,
    tables::{change, count},
};

/// Mina's session with Dana on Thursday 26 November at 2pm, three days and four hours on.
async fn on_thursday(world: &World) -> String {
    let mina = world.person("Mina").await;
    let slots = mina.get("/supervision").await.choices("slot");
    for slot in slots {
        let confirm = format!("/supervision/confirmation?slot={slot}");
        let page = mina.get(&confirm).await;
        if page.text().contains("Thursday 26 November 2026, 2pm") {
            return mina.submit(&page, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        }
    }
    panic!("Dana offers Thursdays from 2pm");
}

/// How many reminders Mina was sent.
async fn reminded(world: &World) -> usize {
    let letters = world.post_of("mina.okafor@anytown.example").await;
    letters.iter().filter(|letter| letter.contains("This is coming up")).count()
}

async fn waiting(world: &World) -> i64 {
    count(&world.url, "messages WHERE kind = 'reminder' AND state = 'waiting'").await
}

/// How many reminders to Mina were too late.
async fn dropped(world: &World) -> i64 {
    let mina = literal(world, &world.member("Mina").await.id.to_string());
    count(&world.url, &format!("messages WHERE kind = 'reminder' AND state = 'dropped' AND recipient_id = {mina}"))
        .await
}

/// An id as the engine writes it.
fn literal(world: &World, id: &str) -> String {
    if world.url.starts_with("sqlite:") { format!("X'{}'", id.replace('-', "")) } else { format!("'{id}'") }
}

/// Another one, a week later.
async fn on_thursday_week(world: &World) -> String {
    let mina = world.person("Mina").await;
    for slot in mina.get("/supervision").await.choices("slot") {
        let page = mina.get(&format!("/supervision/confirmation?slot={slot}")).await;
        if page.text().contains("Thursday 3 December 2026, 2pm") {
            return mina.submit(&page, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        }
    }
    panic!("Dana offers Thursdays from 2pm");
}

fn new_id(number: i64) -> String {
    format!("{number:08x}-0000-4000-8000-000000000000")
}

/// As both engines take an instant.
fn stamp(at: chrono::DateTime<chrono::Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

on_both_engines! {
    async fn the_day_before_is_the_same_time_of_day_and_comes_once(world: World) {
        on_thursday(&world).await;
        world.pass(TimeDelta::hours(52) - TimeDelta::seconds(1));
        assert_eq!(reminded(&world).await, 0);
        world.pass(TimeDelta::seconds(1));
        assert_eq!((reminded(&world).await, reminded(&world).await), (1, 1));
        world.pass(TimeDelta::hours(30));
        assert_eq!(reminded(&world).await, 1);
    }

    async fn a_week_and_a_day_before_are_two_and_none_is_none(world: World) {
        let mina = world.person("Mina").await;
        let before = waiting(&world).await;
        choose(&mina, "none", "neutral").await;
        on_thursday(&world).await;
        assert_eq!(waiting(&world).await - before, 1, "Dana's alone");
        choose(&mina, "week_and_day_before", "neutral").await;
        // A week before is over: it is not made up for.
        assert_eq!(waiting(&world).await - before, 2);
        let slot = mina.get("/supervision").await.choices("slot").last().unwrap().clone();
        let confirm = format!("/supervision/confirmation?slot={slot}");
        mina.fill(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        assert_eq!(waiting(&world).await - before, 5, "two for Mina, and one for whoever runs it");
        choose(&mina, "none", "neutral").await;
        assert_eq!(waiting(&world).await - before, 2);
        world.pass(TimeDelta::days(60));
        assert_eq!(reminded(&world).await, 0);
    }

    async fn cancelled_a_second_before_it_was_due_nothing_is_sent(world: World) {
        let session = on_thursday(&world).await;
        world.pass(TimeDelta::hours(52) - TimeDelta::seconds(1));
        let mina = world.person("Mina").await;
        mina.fill(&format!("{session}/cancellation"), &format!("{session}/cancellation"), &[]).await.leads_to("/sessions");
        world.pass(TimeDelta::seconds(1));
        assert_eq!((reminded(&world).await, count(&world.url, "messages WHERE kind = 'reminder' AND state = 'sent'").await), (0, 0));
    }

    async fn moved_the_old_one_is_void_and_the_new_one_due(world: World) {
        let session = on_thursday(&world).await;
        let mina = world.person("Mina").await;
        let move_to = format!("{session}/move");
        let slot = mina.get(&move_to).await.choices("slot").into_iter().find(|slot| !slot.is_empty()).unwrap();
        mina.fill(&move_to, &move_to, &[("slot", &slot)]).await.leads_to("/sessions/");
        mina.get(&session).await.says("Thursday 26 November 2026, 3:15pm");
        world.pass(TimeDelta::hours(52));
        assert_eq!(reminded(&world).await, 0, "the time of the old one");
        world.pass(TimeDelta::minutes(75));
        assert_eq!(reminded(&world).await, 1);
    }

    async fn booked_within_a_day_nobody_is_reminded_of_what_they_have_just_been_told(world: World) {
        // The debrief that she is invited to is on Tuesday 1 December at 1pm; now it is Monday at 4pm.
        world.pass(TimeDelta::days(7) + TimeDelta::hours(6));
        let mina = world.person("Mina").await;
        let (before, debrief) = (waiting(&world).await, mina.get("/support").await.link("Team reflection"));
        mina.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        assert_eq!(waiting(&world).await, before);
        world.pass(TimeDelta::hours(12));
        assert_eq!(reminded(&world).await, 0);
    }

    async fn a_service_that_was_down_reminds_late_or_not_at_all_and_counts_it(world: World) {
        on_thursday(&world).await;
        world.post().await;
        let before = dropped(&world).await;
        world.pass(TimeDelta::hours(55));
        assert_eq!((reminded(&world).await, dropped(&world).await), (1, before), "three hours late is of use");
        let session = on_thursday_week(&world).await;
        // Half an hour before, it is no use any more.
        world.pass(TimeDelta::days(7) + TimeDelta::hours(20) + TimeDelta::minutes(30));
        assert_eq!((reminded(&world).await, dropped(&world).await), (1, before + 1));
        world.person("Mina").await.get(&session).await.is(200).says("Thursday 3 December 2026");
        world.person("Grace").await.get("/outbox").await.is(200).says("Some");
    }

    async fn times_that_nobody_has_chosen_are_nothing_to_be_reminded_of(world: World) {
        let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
        let answers = [("team", "none"), ("since", "built_up"), ("company", "one_other"), ("parts", "mornings")];
        let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        let form = dana.fill("/requests", &format!("{request}/taking"), &[]).await.leads_to(&request);
        dana.fill(&form, &form, &[("day", "2026-12-01"), ("time", "4pm"), ("place", "Room 2")]).await.leads_to(&form);
        let before = waiting(&world).await;
        choose(&dana, "day_before", "telling").await;
        assert_eq!(waiting(&world).await, before);
    }

    async fn a_rule_switched_on_sends_nothing_at_once_however_much_is_booked(world: World) {
        let (mina, sessions) = (world.person("Mina").await, 50);
        choose(&mina, "none", "neutral").await;
        let id = world.member("Mina").await.id;
        let (organisation, dana) = (world.member("Mina").await.organisation, world.member("Dana").await.id);
        let text = |id: String| literal(&world, &id);
        for number in 0..sessions {
            let (session, place) = (new_id(number), new_id(number + 1000));
            let at = world.now().0 + TimeDelta::hours(12 + number);
            change(&world.url, format!("INSERT INTO sessions (id, organisation_id, kind, facilitator_id, starts_at, ends_at, place)
                VALUES ({}, {}, 'individual_supervision', {}, '{}', '{}', 'Room 4')", text(session.clone()), text(organisation.to_string()),
                text(dana.to_string()), stamp(at), stamp(at + TimeDelta::hours(1)))).await;
            change(&world.url, format!("INSERT INTO places (id, session_id, person_id, booked_at) VALUES ({}, {}, {}, '{}')",
                text(place), text(session), text(id.to_string()), stamp(world.now().0))).await;
        }
        choose(&mina, "week_and_day_before", "neutral").await;
        assert_eq!(reminded(&world).await, 0);
        // Those that begin in more than a day are reminded of in time, each once: 37 of them.
        world.post_by(world.now().0 + TimeDelta::days(2)).await;
        assert_eq!(reminded(&world).await, 37);
    }
}

#[tokio::test]
async fn the_task_sends_by_the_clock_it_was_given() {
    let world = World::open(&crate::engines::sqlite_url().await).await;
    on_thursday(&world).await;
    let clock: Clock = world.clock.clone();
    let task = tokio::spawn(messages::run(world.sender().clone()));
    let sent = async |words: &str| {
        for _ in 0..200 {
            if world.letters().iter().any(|letter| letter.to == "mina.okafor@anytown.example" && letter.contains(words))
            {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    };
    assert!(sent("This is booked").await, "what is due is sent at once");
    assert!(!world.letters().iter().any(|letter| letter.contains("This is coming up")));
    clock.advance(TimeDelta::hours(52));
    assert!(sent("This is coming up").await, "the clock has moved and the task has not slept");
    task.abort();
}
