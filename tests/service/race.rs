//! Sixty-four librarians book at the same moment, over real HTTP: the database decides, and nobody is booked twice.

use std::sync::Arc;

use alongside::{
    accounts::{Facilitator, Member, Profession, Role},
    facilitators::{self, Kind, model::NewAvailability},
    kernel::ids::OnceToken,
    sessions::{actions::open_slots, key::SlotKey},
};
use chrono::{NaiveTime, Weekday};
use tokio::{sync::Barrier, task::JoinSet};

use crate::{World, launched::Launched, newcomers, on_both_engines, page::Page, tables::count};

const CROWD: usize = 64;

const BOOKED: &str = "sessions WHERE kind = 'individual_supervision' AND cancelled_at IS NULL";
const PLACES: &str = "places WHERE cancelled_at IS NULL";
const OVERLAPS: &str = "diary a JOIN diary b ON a.owner_id = b.owner_id AND a.session_id < b.session_id
    AND a.starts_at < b.until_at AND b.starts_at < a.until_at";

on_both_engines! {
    async fn of_64_who_book_the_same_time_one_has_it_and_the_others_see_other_times(world: World) {
        let slot = slots_of(&world, &world.member("Dana").await).await[0];
        let before = (count(&world.url, BOOKED).await, count(&world.url, PLACES).await);
        let answers = all_book(&world, &[slot]).await;
        assert_eq!(booked(&answers), 1);
        lost_to_others(&answers, &[slot]);
        assert_eq!((count(&world.url, BOOKED).await, count(&world.url, PLACES).await), (before.0 + 1, before.1 + 1));
        assert_eq!(count(&world.url, OVERLAPS).await, 0);
    }

    async fn of_times_that_overlap_in_part_never_two_are_booked(world: World) {
        let organisation = world.member("Dana").await.organisation;
        let rosa = newcomers::register(&world, organisation, "Rosa Quayle", Profession::Other, &[Role::Facilitator]).await;
        for (from, until) in [((9, 0), (12, 0)), ((9, 15), (12, 15))] {
            publish(&world, &rosa, from, until).await;
        }
        // 9am, 9:15am, 10:15am and 10:30am: two of the four can be held, whichever come first.
        let slots = slots_of(&world, &rosa).await;
        assert_eq!(slots.len(), 4);
        let before = count(&world.url, BOOKED).await;
        let answers = all_book(&world, &slots).await;
        assert_eq!(booked(&answers), 2);
        assert_eq!(count(&world.url, BOOKED).await, before + 2);
        assert_eq!(count(&world.url, OVERLAPS).await, 0);
    }
}

async fn publish(world: &World, who: &Member, from: (u32, u32), until: (u32, u32)) {
    let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    let new = NewAvailability {
        weekday: Weekday::Fri,
        from_time: time(from),
        until_time: time(until),
        place: "Room 9".parse().unwrap(),
        from_on: world.now().today(),
        weeks: 1,
        kinds: [Kind::IndividualSupervision].into_iter().collect(),
        group_places: 8,
    };
    facilitators::actions::publish(&world.db, &Facilitator(who), &new, OnceToken::random(), world.now()).await.unwrap();
}

async fn slots_of(world: &World, facilitator: &Member) -> Vec<SlotKey> {
    let mina = world.member("Mina").await;
    let open =
        open_slots(&mut world.db.read().await.unwrap(), &mina, Kind::IndividualSupervision, world.now()).await.unwrap();
    open.into_iter().map(|slot| slot.key).filter(|key| key.facilitator == facilitator.id).collect()
}

/// Every one of the crowd has the page with their time before them; then all press the button at once.
async fn all_book(world: &World, slots: &[SlotKey]) -> Vec<Page> {
    let (launched, organisation) = (Launched::of(world), world.member("Mina").await.organisation);
    let (ready, mut crowd) = (Arc::new(Barrier::new(CROWD)), JoinSet::new());
    for (number, slot) in (0..CROWD).zip(slots.iter().cycle()) {
        let name = format!("Librarian {number}");
        let librarian = newcomers::register(world, organisation, &name, Profession::Librarian, &[]).await;
        let browser = launched.browser(librarian.id).await;
        let page = browser.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
        let (form, ready) = (page.filled("/supervision/bookings", &[]), Arc::clone(&ready));
        crowd.spawn(async move {
            ready.wait().await;
            browser.send("/supervision/bookings", &form).await
        });
    }
    crowd.join_all().await
}

/// How many were led to a session of theirs; everybody else was told that it is taken.
fn booked(answers: &[Page]) -> usize {
    let (won, lost): (Vec<&Page>, Vec<&Page>) = answers.iter().partition(|answer| answer.status == 303);
    for answer in &won {
        answer.leads_to("/sessions/");
    }
    for answer in lost {
        assert_eq!(answer.status, 409, "{}", answer.text());
    }
    won.len()
}

fn lost_to_others(answers: &[Page], slots: &[SlotKey]) {
    for page in answers.iter().filter(|answer| answer.status == 409) {
        assert!(page.text().contains("has just been taken"), "{}", page.text());
        let others = page.choices("slot");
        assert!(!others.is_empty() && slots.iter().all(|slot| !others.contains(&slot.to_string())), "{others:?}");
    }
}
