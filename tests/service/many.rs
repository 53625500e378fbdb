//! Two hundred of everything that a page lists, made by the actions that make one.

use alongside::{
    accounts::{Facilitator, Member, Profession, ServiceManager, SignInRules, actions::sign_in_as_invented},
    checkins::{self, model::Written},
    events::{self, model::NewEvent},
    facilitators::{self, model::NewAvailability},
    hours::Hours,
    kernel::{
        ids::{OnceToken, TeamId},
        london,
    },
    organisations::{self, actions::open_site},
    sessions::{
        actions,
        model::{Kind, NewDebrief},
        request::{NewRequest, Parts},
        window::{self, Company, Since},
    },
    signposts,
    spaces::{
        self,
        model::{NewSpace, Uses},
    },
    teams::{self, model::Registration},
};
use chrono::{Days, NaiveTime, TimeDelta, Weekday};

use crate::{World, newcomers};

/// How many rows a long list has.
pub const MANY: usize = 200;

/// Fills the lists of Mina, Ruth, Dana and everybody.
pub async fn fill(world: &World, team: TeamId) {
    let (mina, ruth, dana) = (world.member("Mina").await, world.member("Ruth").await, world.member("Dana").await);
    // In this order: a debrief invites the whole roster, and a booking looks through all that is published.
    call_debriefs(world, &ruth, team).await;
    book_and_ask(world, &mina, &dana).await;
    fill_rosters(world, &ruth, team).await;
    check_in_and_sign_in(world, &mina).await;
    publish(world, &dana).await;
    fill_directory(world, &dana).await;
    add_spaces(world).await;
    list_dates(world, &mina).await;
}

async fn call_debriefs(world: &World, ruth: &Member, team: TeamId) {
    let day = world.now().today() + Days::new(3);
    let window = window::days(Since::ThreeToTwentyEight, Company::Team, world.now().today());
    let first = london::first_instant(day.and_time(NaiveTime::MIN));
    for after in (0..).take(MANY) {
        let starts_at = first + TimeDelta::hours(after);
        let (place, left_out) = ("Room".parse().unwrap(), Vec::new());
        let new = NewDebrief { kind: Kind::TeamReflection, starts_at, place, window, facilitator: None, left_out };
        actions::call_debrief(&world.db, ruth, team, &new, OnceToken::random(), world.now()).await.unwrap();
    }
}

/// Dana offers the days of a term on which she offers nothing yet; Mina books two hundred of her times and asks for as many debriefs.
async fn book_and_ask(world: &World, mina: &Member, dana: &Member) {
    let now = world.now();
    for weekday in [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Fri] {
        publish_one(world, dana, weekday, (8, 18)).await;
    }
    let slots =
        actions::open_slots(&mut world.db.read().await.unwrap(), mina, Kind::IndividualSupervision, now).await.unwrap();
    let hers: Vec<_> = slots.into_iter().filter(|slot| slot.key.facilitator == dana.id).collect();
    for slot in hers.iter().take(MANY) {
        actions::book(&world.db, mina, slot.key, OnceToken::random(), now).await.unwrap();
    }
    let window = window::days(Since::BuiltUp, Company::OneOther, now.today());
    let parts = Parts { mornings: true, afternoons: false, evenings: false };
    for _ in 0..MANY {
        let new = NewRequest { team: None, company: Company::OneOther, window, parts };
        actions::ask(&world.db, mina, &new, OnceToken::random(), now).await.unwrap();
    }
}

/// Two hundred librarians on Ruth's team, and forty teams more.
async fn fill_rosters(world: &World, ruth: &Member, team: TeamId) {
    world.pass(TimeDelta::minutes(1));
    for number in 0..MANY {
        let name = format!("Librarian {number}");
        let librarian = newcomers::register(world, ruth.organisation, &name, Profession::Librarian, &[]).await;
        // Gone before the two hundred debriefs, to which they would each be invited.
        newcomers::place_until(world, ruth, team, &librarian, Some(world.now().today())).await;
    }
    let (code, name) = ("Z9A9W".parse().unwrap(), "Annexe".parse().unwrap());
    let site = open_site(&world.db, ruth.organisation, &code, &name, world.now()).await.unwrap();
    for number in 0..MANY / 5 {
        let name = format!("Team {number}").parse().unwrap();
        let new = Registration { name, code: None, site, specialty: "192" };
        teams::actions::register(&world.db, ruth.organisation, &new, ruth.id, world.now()).await.unwrap();
    }
}

async fn check_in_and_sign_in(world: &World, mina: &Member) {
    for number in 0..MANY {
        let mut written = Written::default();
        written.note = Some(format!("Note {number}"));
        checkins::actions::make(&world.db, mina.id, written, OnceToken::random(), world.now()).await.unwrap();
        sign_in_as_invented(&world.db, mina.id, SignInRules::usual(false), world.now()).await.unwrap();
    }
}

async fn publish(world: &World, dana: &Member) {
    for _ in 0..MANY {
        publish_one(world, dana, Weekday::Sat, (9, 10)).await;
    }
}

async fn publish_one(world: &World, dana: &Member, weekday: Weekday, (from, until): (u32, u32)) {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let new = NewAvailability {
        weekday,
        from_time: hour(from),
        until_time: hour(until),
        place: "Room 9".parse().unwrap(),
        from_on: world.now().today(),
        weeks: 12,
        kinds: [Kind::IndividualSupervision].into_iter().collect(),
        group_places: 8,
    };
    facilitators::actions::publish(&world.db, &Facilitator(dana), &new, OnceToken::random(), world.now())
        .await
        .unwrap();
}

async fn add_spaces(world: &World) {
    let grace = world.member("Grace").await;
    let sites = organisations::sites(&mut world.db.read().await.unwrap(), grace.organisation).await.unwrap();
    for number in 0..MANY {
        let new = NewSpace {
            site: sites[number % sites.len()].id,
            name: format!("Room {number}").parse().unwrap(),
            how_to_find: "Level 1".parse().unwrap(),
            capacity: 4,
            uses: Uses { reflection: true, ..Uses::default() },
            step_free: true,
            holds_sessions: true,
            staffed_hours: Hours::parse("Mo-Fr 09:00-17:00; PH off").unwrap(),
            unstaffed_hours: Hours::parse("24/7").unwrap(),
            way_in: Some("With a staff card".parse().unwrap()),
            managed_by: "Library".parse().unwrap(),
            closed: false,
        };
        let by = ServiceManager(&grace);
        spaces::actions::add(&world.db, &by, &new, OnceToken::random(), world.now()).await.unwrap();
    }
}

/// Grace lists two hundred dates, and Mina would like to come to each of them.
async fn list_dates(world: &World, mina: &Member) {
    let grace = world.member("Grace").await;
    for days in (1..).take(MANY) {
        let starts_at = world.now().0 + TimeDelta::days(days);
        let new = NewEvent {
            kind: events::model::Kind::SchwartzRound,
            name: None,
            starts_at,
            ends_at: starts_at + TimeDelta::hours(1),
            place: "Lecture theatre".parse().unwrap(),
            audience: "All staff".parse().unwrap(),
        };
        let by = ServiceManager(&grace);
        let id = events::actions::list(&world.db, &by, &new, OnceToken::random(), world.now()).await.unwrap();
        events::actions::wish(&world.db, mina, id, true, OnceToken::random(), world.now()).await.unwrap();
    }
}

async fn fill_directory(world: &World, dana: &Member) {
    let entries = signposts::demo::entries(dana.organisation, world.now().today());
    for entry in entries.iter().cycle().take(MANY) {
        signposts::actions::add(&world.db, entry, Some(dana.id), world.now()).await.unwrap();
    }
}
