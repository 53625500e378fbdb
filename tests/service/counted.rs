//! Who is counted in a release, and what counts: people, at one site each, and what took place.

use alongside::{
    accounts::{Member, Profession},
    checkins::{self, Written},
    kernel::{
        Now,
        ids::{OnceToken, TeamId},
    },
    rosters::{self, model::NewPlacement},
    teams::Term,
    uptake::{
        model::Quarter,
        releases::{actions, measures::Measure},
    },
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::{World, newcomers as registering, on_both_engines};

/// The quarter of the story.
pub fn this() -> Quarter {
    "2026-Q4".parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Noon of a day.
pub fn at(text: &str) -> Now {
    Now(day(text).and_hms_opt(12, 0, 0).unwrap().and_utc())
}

/// Lets time pass until noon of a day.
pub fn pass_until(world: &World, text: &str) {
    let until: DateTime<Utc> = at(text).0;
    world.pass(until - world.now().0);
}

async fn team(world: &World, lead: &str, name: &str) -> TeamId {
    let team = world.person(lead).await.get("/teams").await.link(name);
    team.rsplit('/').next().unwrap().parse().unwrap()
}

/// So many librarians who are new on Ruth's team today.
pub async fn newcomers(world: &World, many: usize) -> Vec<Member> {
    let (ruth, team) = (world.member("Ruth").await, team(world, "Ruth", "Adult critical care").await);
    let mut all = Vec::new();
    for number in 0..many {
        let name = format!("Newcomer {number}");
        let one = registering::register(world, ruth.organisation, &name, Profession::Librarian, &[]).await;
        registering::place(world, &ruth, team, &one).await;
        all.push(one);
    }
    all
}

/// Somebody makes a check-in.
pub async fn checks_in(world: &World, who: &Member) {
    let (written, token) = (Written::default(), OnceToken::random());
    checkins::actions::make(&world.db, who.id, written, token, world.now()).await.unwrap();
}

/// How many people of the story's quarter did something, everywhere.
pub async fn counted(world: &World, measure: Measure) -> u32 {
    let (_, numbers) = actions::count(&mut world.db.read().await.unwrap(), this()).await.unwrap();
    numbers.did.iter().filter(|((_, one), _)| *one == measure).map(|(_, people)| people).sum()
}

async fn population(world: &World) -> Vec<u32> {
    let (_, numbers) = actions::count(&mut world.db.read().await.unwrap(), this()).await.unwrap();
    let mut people: Vec<u32> = numbers.people.into_values().collect();
    people.sort_unstable();
    people
}

on_both_engines! {
    async fn joiners_and_leavers_count_from_fourteen_days_on_and_somebody_on_two_sites_once(world: World) {
        let before = population(&world).await;
        let (ruth, here) = (world.member("Ruth").await, team(&world, "Ruth", "Adult critical care").await);
        let (grace, there) = (world.member("Grace").await, team(&world, "Grace", "Palliative care").await);
        let add = async |name: &str, spells: &[(&Member, TeamId, &str, Option<&str>)]| {
            registering::register(&world, ruth.organisation, name, Profession::Librarian, &[]).await;
            let email = format!("{}@anytown.example", name.to_lowercase().replace(' ', "."));
            for (lead, team, from_on, to_on) in spells {
                let (role, wte) = ("Librarian".parse().unwrap(), "0.5".parse().unwrap());
                let term = Term { role, wte, from_on: day(from_on), to_on: to_on.map(day) };
                let new = NewPlacement { email: email.parse().unwrap(), term };
                rosters::actions::place(&world.db, lead, *team, &new, OnceToken::random(), world.now()).await.unwrap();
            }
        };
        add("Late Joiner", &[(&ruth, here, "2026-12-19", None)]).await;
        add("Early Leaver", &[(&ruth, here, "2026-11-23", Some("2026-12-05"))]).await;
        assert_eq!(population(&world).await, before, "thirteen days each");
        add("Joiner In Time", &[(&ruth, here, "2026-12-18", None)]).await;
        add("On Two Sites", &[(&ruth, here, "2026-11-23", Some("2026-12-10")), (&grace, there, "2026-11-30", None)]).await;
        let counted = population(&world).await;
        assert_eq!(counted.iter().sum::<u32>(), before.iter().sum::<u32>() + 2);
        // Nor does whoever writes rosters make a group larger afterwards: what is written down late counts from then on.
        for (until, name) in [("2026-12-19", "Written Down Late"), ("2027-01-08", "Written Down Afterwards")] {
            pass_until(&world, until);
            add(name, &[(&ruth, here, "2026-11-02", None)]).await;
            assert_eq!(population(&world).await, counted, "{name}: fewer than fourteen days are left");
        }
    }

    async fn a_session_counts_when_it_took_place_for_him_and_never_when_cancelled_or_unknown(world: World) {
        let sam = world.person("Sam").await;
        // Mina's session three weeks ago took place, as Dana says.
        assert_eq!(counted(&world, Measure::Supervision).await, 1);
        let book = async || {
            let slot = sam.get("/supervision").await.first_choice("slot");
            let confirm = sam.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
            sam.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/")
        };
        let cancelled = book().await;
        sam.fill(&format!("{cancelled}/cancellation"), &format!("{cancelled}/cancellation"), &[]).await.leads_to("/sessions");
        let session = book().await;
        world.pass(TimeDelta::hours(25));
        assert_eq!(counted(&world, Measure::Supervision).await, 1, "cancelled, and nobody has said anything");
        let say = async |name: &str, word: &str| {
            let person = world.person(name).await;
            person.fill(&session, &format!("{session}/occurrence"), &[("word", word)]).await.leads_to(&session);
        };
        say("Idris", "took_place").await;
        assert_eq!(counted(&world, Measure::Supervision).await, 2, "his facilitator says so");
        say("Sam", "did_not").await;
        assert_eq!(counted(&world, Measure::Supervision).await, 1, "his own word counts over it");
        say("Sam", "took_place").await;
        assert_eq!(counted(&world, Measure::Supervision).await, 2);
        assert_eq!(counted(&world, Measure::Debrief).await, 0);
    }

    async fn asking_counts_unless_it_was_withdrawn(world: World) {
        let mina = world.person("Mina").await;
        let before = counted(&world, Measure::Request).await;
        let answers = [("team", "none"), ("since", "today"), ("company", "group"), ("parts", "mornings")];
        let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        assert_eq!(counted(&world, Measure::Request).await, before + 1);
        let again = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        assert_eq!(counted(&world, Measure::Request).await, before + 1, "people, not requests");
        for one in [request, again] {
            mina.fill(&one, &format!("{one}/withdrawal"), &[]).await.leads_to("/");
        }
        assert_eq!(counted(&world, Measure::Request).await, before);
    }
}
