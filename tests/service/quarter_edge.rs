//! The edge of a quarter in summer: at half past eleven in the evening by the world's clock the new quarter has begun in the
//! United Kingdom. The last of June belongs to April to June until midnight there.

use alongside::{
    accounts::Profession,
    kernel::ids::OnceToken,
    rosters::{self, model::NewPlacement},
    store::Stop,
    teams::Term,
    uptake::{
        model::Quarter,
        recording,
        releases::{
            actions::{self, Refusal},
            measures::Measure,
        },
    },
};
use chrono::{DateTime, NaiveDate, Utc};

use crate::{World, counted::checks_in, newcomers as registering, on_both_engines};

/// Half past eleven in the evening of 30 June in London, and half past midnight of 1 July.
const BEFORE: &str = "2027-06-30T22:30:00Z";
const AFTER: &str = "2027-06-30T23:30:00Z";

fn until(world: &World, text: &str) {
    let at: DateTime<Utc> = text.parse().unwrap();
    world.pass(at - world.now().0);
}

fn quarters() -> [Quarter; 2] {
    ["2027-Q2", "2027-Q3"].map(|code| code.parse().unwrap())
}

/// How many did something in each of the two quarters.
async fn did(world: &World, measure: Measure) -> [u32; 2] {
    let mut counts = [0; 2];
    for (at, quarter) in quarters().into_iter().enumerate() {
        let (_, numbers) = actions::count(&mut world.db.read().await.unwrap(), quarter).await.unwrap();
        counts[at] = numbers.did.iter().filter(|((_, one), _)| *one == measure).map(|(_, people)| people).sum();
    }
    counts
}

async fn people(world: &World) -> [u32; 2] {
    let mut counts = [0; 2];
    for (at, quarter) in quarters().into_iter().enumerate() {
        let (_, numbers) = actions::count(&mut world.db.read().await.unwrap(), quarter).await.unwrap();
        counts[at] = numbers.people.values().sum();
    }
    counts
}

on_both_engines! {
    async fn who_is_counted_and_what_they_did_go_by_the_clock_in_london(world: World) {
        until(&world, "2027-06-16T12:00:00Z");
        let ruth = world.member("Ruth").await;
        let link = world.person("Ruth").await.get("/teams").await.link("Adult critical care");
        let team = link.rsplit('/').next().unwrap().parse().unwrap();
        let place = async |name: &str, from_on: &str| {
            registering::register(&world, ruth.organisation, name, Profession::Librarian, &[]).await;
            let email = format!("{}@anytown.example", name.to_lowercase().replace(' ', "."));
            let (role, wte, from_on) = ("Librarian".parse().unwrap(), "0.5".parse().unwrap(), from_on.parse::<NaiveDate>().unwrap());
            let new = NewPlacement { email: email.parse().unwrap(), term: Term { role, wte, from_on, to_on: None } };
            rosters::actions::place(&world.db, &ruth, team, &new, OnceToken::random(), world.now()).await.unwrap();
        };
        let [before, after] = people(&world).await;
        place("Fourteen Days", "2027-06-17").await;
        place("Thirteen Days", "2027-06-18").await;
        assert_eq!(people(&world).await, [before + 1, after + 2], "from 17 June to 30 June are fourteen days");
        // Written down at half past midnight of 17 June, which is the 16th by the world's clock, there are fourteen left.
        until(&world, "2027-06-16T23:30:00Z");
        place("Written Down At Night", "2027-06-01").await;
        assert_eq!(people(&world).await, [before + 2, after + 3]);
        until(&world, "2027-06-17T23:30:00Z");
        place("Written Down A Night Late", "2027-06-01").await;
        assert_eq!(people(&world).await, [before + 2, after + 4]);

        let answers = [("team", "none"), ("since", "today"), ("company", "group"), ("parts", "mornings")];
        until(&world, BEFORE);
        checks_in(&world, &world.member("Mina").await).await;
        world.person("Sam").await.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        assert_eq!((did(&world, Measure::CheckIn).await, did(&world, Measure::Request).await), ([1, 0], [1, 0]));
        let early = actions::release(&world.db, quarters()[0], world.now()).await;
        assert!(matches!(early, Err(Stop::Refused(Refusal::NotOver(_)))), "{early:?}");
        until(&world, AFTER);
        checks_in(&world, &world.member("Priya").await).await;
        world.person("Mina").await.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        assert_eq!((did(&world, Measure::CheckIn).await, did(&world, Measure::Request).await), ([1, 1], [1, 1]));
        assert!(actions::release(&world.db, quarters()[0], world.now()).await.unwrap().1, "it is over");
    }

    async fn the_duties_of_a_quarter_end_at_midnight_in_london(world: World) {
        until(&world, BEFORE);
        let grace = world.person("Grace").await;
        let at = "/uptake/urgent-check";
        grace.submit(&grace.get(at).await, at, &[]).await.leads_to(at);
        grace.get("/uptake").await.says("Urgent help page checked On 30 June 2027").says("Figures for debriefs are for April to June 2027");
        assert_eq!(recording::record(&world.db, world.now()).await.unwrap(), 1);
        until(&world, AFTER);
        let grace = world.person("Grace").await;
        grace.get("/uptake").await.says("Urgent help page checked Not in this quarter").says("are for July to September 2027");
        assert_eq!(recording::record(&world.db, world.now()).await.unwrap(), 1);
        grace.get("/uptake/trend").await.is(200)
            .says("April to June 2027, as of 30 June 2027").says("July to September 2027, as of 1 July 2027");
        grace.submit(&grace.get(at).await, at, &[]).await.leads_to(at);
        grace.get("/uptake").await.says("Urgent help page checked On 1 July 2027");
    }
}
