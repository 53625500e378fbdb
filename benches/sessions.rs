//! How long the list of times takes in a busy organisation, and what booking costs beside what the disk costs.
//!
//! `cargo bench --bench sessions` lists twelve weeks of forty facilitators with two thousand sessions in their
//! diaries, as the pure rule alone and as the page over HTTP, on both engines when PostgreSQL is there. Then it books
//! one time after the other on SQLite, where each booking is durable before it is answered, and sends the same
//! statements bare to a database of the same kind on the same disk.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a measurement fails by panicking")]

#[path = "statements/bare.rs"]
mod bare;
#[expect(unused_macros, unused_imports, reason = "the stories' own ground, of which measuring needs a part")]
#[path = "../tests/support/engines.rs"]
mod engines;
#[path = "../tests/service/letters.rs"]
mod letters;
#[expect(dead_code, reason = "of the stories' newcomers a measurement needs those who register")]
#[path = "../tests/service/newcomers.rs"]
mod newcomers;
#[path = "../tests/service/page.rs"]
mod page;
#[path = "../tests/service/person.rs"]
mod person;
#[path = "../tests/service/world.rs"]
mod world;

use std::time::{Duration, Instant};

use alongside::{
    accounts::{Facilitator, Member, Profession, Role},
    facilitators::{self, model::NewAvailability},
    kernel::ids::{OnceToken, SessionId},
    sessions::{
        Kind, actions,
        diary::{Diary, Taken},
        slots::{self, Wanted},
    },
};
use chrono::{NaiveTime, Weekday};
pub use letters::Letter;
pub use person::Person;
pub use world::World;

const KIND: Kind = Kind::IndividualSupervision;

/// The busy organisation.
const FACILITATORS: usize = 40;
const SESSIONS: usize = 2_000;

/// How often a list is made, and how many bookings are timed.
const LISTS: u32 = 40;
const BOOKINGS: u32 = 300;

#[tokio::main]
async fn main() {
    listing("SQLite", &engines::sqlite_url().await).await;
    match engines::postgres_url().await {
        Some(url) => listing("PostgreSQL", &url).await,
        None => println!("PostgreSQL: not here, not measured"),
    }
    booking().await;
}

async fn listing(engine: &str, url: &str) {
    let world = World::open(url).await;
    let mina = world.member("Mina").await;
    for number in 0..FACILITATORS {
        let name = format!("Facilitator {number}");
        let one = newcomers::register(&world, mina.organisation, &name, Profession::Other, &[Role::Facilitator]).await;
        // Half a day on three days of the week.
        for weekday in [Weekday::Mon, Weekday::Wed, Weekday::Fri] {
            publish(&world, &one, weekday, (9, 13), 12).await;
        }
    }
    let mut c = world.db.read().await.unwrap();
    let offered = facilitators::open_to(&mut c, mina.organisation, mina.id, world.now()).await.unwrap();
    let wanted = Wanted { kind: KIND, people: &[mina.id], within_horizon: true };
    let all = slots::open(&wanted, &offered, &Diary::default(), world.now());
    let starts = all.len();
    // Of the times there are, so many that are spread over all of them are taken.
    let step = (starts / SESSIONS).max(1);
    let taken: Vec<Taken> = all.into_iter().step_by(step).take(SESSIONS).map(taken).collect();
    println!("{engine}: {FACILITATORS} facilitators more, {starts} starts in 12 weeks, {} sessions", taken.len());
    assert!(taken.len() >= SESSIONS.min(starts / 2), "too few sessions");
    bare::hold(url, mina.organisation.into(), &taken).await;
    drop(c);

    let rule = timed(LISTS, || slots::open(&wanted, &offered, &Diary::of(taken.clone(), &[]), world.now()).len());
    println!("{engine}, the rule alone: {rule}");
    let person = world.person("Mina").await;
    let mut times = Vec::new();
    for _ in 0..LISTS {
        let begin = Instant::now();
        person.get(&format!("/supervision?kind={}", KIND.word())).await.is(200);
        times.push(begin.elapsed());
    }
    println!("{engine}, the page over HTTP: {}", Spread::of(times));
}

fn taken(slot: slots::Slot) -> Taken {
    Taken {
        owner_id: slot.key.facilitator.into(),
        session_id: SessionId::random(),
        starts_at: slot.key.starts_at,
        until_at: slot.ends_at + slot.buffer,
    }
}

async fn publish(world: &World, who: &Member, weekday: Weekday, hours: (u32, u32), weeks: u8) {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let new = NewAvailability {
        weekday,
        from_time: hour(hours.0),
        until_time: hour(hours.1),
        place: "Room 9".parse().unwrap(),
        from_on: world.now().today(),
        weeks,
        kinds: [KIND].into_iter().collect(),
        group_places: 8,
    };
    let by = Facilitator(who);
    facilitators::actions::publish(&world.db, &by, &new, OnceToken::random(), world.now()).await.unwrap();
}

/// Books one time after the other, and then does the bare statements of as many bookings.
async fn booking() {
    let url = engines::sqlite_url().await;
    let world = World::open(&url).await;
    let (mina, dana) = (world.member("Mina").await, world.member("Dana").await);
    let mut librarians = Vec::new();
    for number in 0..10 {
        let name = format!("Librarian {number}");
        let one = newcomers::register(&world, mina.organisation, &name, Profession::Librarian, &[]).await;
        librarians.push(one);
    }
    for weekday in [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Fri, Weekday::Sat, Weekday::Sun] {
        publish(&world, &dana, weekday, (7, 20), 12).await;
    }
    let open = actions::open_slots(&mut world.db.read().await.unwrap(), &mina, KIND, world.now()).await.unwrap();
    let open: Vec<_> = open.into_iter().filter(|slot| slot.key.facilitator == dana.id).collect();
    assert!(open.len() >= BOOKINGS as usize, "only {} times", open.len());
    let mut times = Vec::new();
    for (slot, librarian) in open.iter().zip(librarians.iter().cycle()).take(BOOKINGS as usize) {
        let begin = Instant::now();
        actions::book(&world.db, librarian, slot.key, OnceToken::random(), world.now()).await.unwrap();
        times.push(begin.elapsed());
    }
    let booked = Spread::of(times);
    println!("SQLite, booking, list and commit: {booked}");
    let list = {
        let mut times = Vec::new();
        for librarian in librarians.iter().cycle().take(BOOKINGS as usize) {
            let mut c = world.db.read().await.unwrap();
            let begin = Instant::now();
            actions::open_slots(&mut c, librarian, KIND, world.now()).await.unwrap();
            times.push(begin.elapsed());
        }
        Spread::of(times)
    };
    println!("SQLite, of which listing the times again: {list}");
    let bare = Spread::of(bare::bookings(&url, &librarians[0], &dana, BOOKINGS).await);
    println!("SQLite, the same writes, bare: {bare}");
    let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
    println!(
        "A booking takes {:.2} times as long as its writes alone (middle of {BOOKINGS}; {:.0} bookings a second, {:.0} bare)",
        ratio(booked.middle, bare.middle),
        1.0 / booked.middle.as_secs_f64(),
        1.0 / bare.middle.as_secs_f64(),
    );
}

fn timed(times: u32, mut what: impl FnMut() -> usize) -> Spread {
    let one = |_| {
        let begin = Instant::now();
        assert!(what() > 0);
        begin.elapsed()
    };
    Spread::of((0..times).map(one).collect())
}

/// The middle one of some times, and the one that 19 of 20 stay below.
struct Spread {
    middle: Duration,
    most: Duration,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self { middle: times[times.len() / 2], most: times[times.len() * 19 / 20] }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2?}, 19 of 20 within {:.2?}", self.middle, self.most)
    }
}
