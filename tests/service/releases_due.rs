//! When a release is due and is not made: what was missed is made up for, and who looks after the service is told.

use alongside::uptake::releases::{
    Making, actions,
    drawing::Unsafe,
    failing::{self, Cause},
    measures::Measure,
    ticking,
};
use chrono::TimeDelta;

use crate::{
    World,
    counted::{newcomers, pass_until, this},
    neighbours, on_both_engines, tables,
};

/// What is written to somebody about a release that failed, so far.
async fn told(world: &World, name: &str) -> usize {
    let of = |letter: &crate::Letter| letter.text.contains("once a quarter could not be done");
    let address = format!("{name}.");
    world.post().await.iter().filter(|letter| of(letter) && letter.to.starts_with(&address)).count()
}

/// The release of the story's quarter could have given somebody of Anytown away.
pub async fn could_not_be_made(world: &World) {
    let found = Unsafe {
        group: "Anytown Royal Infirmary".into(),
        measure: Measure::CheckIn,
        reason: "somebody who knows about 2 other people could learn about one more".to_owned(),
        organisations: vec![world.member("Grace").await.organisation],
    };
    failing::note(&world.db, this(), &Cause::Unsafe(found), world.now()).await.unwrap();
}

async fn tick(world: &World) -> Option<i64> {
    ticking::tick(&world.db, world.now()).await.unwrap()
}

on_both_engines! {
    async fn a_quarter_that_was_missed_while_the_service_was_down_is_made_up_for_before_the_next(world: World) {
        newcomers(&world, 10).await;
        // Nobody looked on 15 January, nor for three months; by then two quarters are due, and the older can still be made.
        pass_until(&world, "2027-04-20");
        let grace = world.person("Grace").await;
        let index = grace.get("/uptake/releases").await.is(200);
        let index = index.says("The release for October to December 2026 was due on Friday 15 January 2027 and has not been made yet");
        let page = grace.get(&index.link("Make the release for October to December 2026")).await.is(200);
        assert_eq!(tick(&world).await, Some(1));
        let made = grace.submit(&page, "/uptake/releases", &[]).await.leads_to("/uptake/releases/");
        assert_eq!(made, "/uptake/releases/1", "her page was about the quarter that is made by now, and makes no other");
        grace.get(&made).await.is(200).says("October to December 2026");
        let next = grace.get("/uptake/releases").await.is(200).link("Make the release for January to March 2027");
        grace.get(&next).await.is(200).says("January to March 2027");
        assert_eq!((tick(&world).await, tick(&world).await), (Some(2), None));
        world.person("Mina").await.get("/uptake/releases/2").await.is(200).says("January to March 2027");
    }

    async fn what_a_later_release_has_passed_is_never_made_and_what_is_too_old_holds_nothing_up(world: World) {
        newcomers(&world, 10).await;
        pass_until(&world, "2027-04-20");
        actions::release(&world.db, "2027-Q1".parse().unwrap(), world.now()).await.unwrap();
        assert_eq!(tick(&world).await, None, "October to December has been passed");
        let refused = actions::release(&world.db, this(), world.now()).await.unwrap_err();
        assert!(format!("{refused:?}").contains("Passed"), "{refused:?}");
        world.person("Grace").await.get("/uptake/releases").await.is(200).says("The release for April to June 2027 is due");
    }

    async fn when_it_cannot_be_made_grace_is_told_once_why_and_when_it_is_tried_again(world: World) {
        newcomers(&world, 10).await;
        pass_until(&world, "2027-01-15");
        tables::change(&world.url, "ALTER TABLE check_ins RENAME TO away".to_owned()).await;
        assert!(ticking::tick(&world.db, world.now()).await.is_err());
        assert_eq!(told(&world, "grace").await, 0, "it may go right by itself");
        let words = "The service tried to make the release for October to December 2026 on Friday 15 January 2027, midday, and could not. \
            Something went wrong in the service itself.";
        world.person("Grace").await.get("/uptake/releases").await.is(200)
            .says(words).says("The service tries again every hour, until Wednesday 30 June 2027");
        for name in ["Mina", "Helen", "Ruth"] {
            world.person(name).await.get("/uptake/releases").await.is(200).never_says("could not").says("has not been made yet");
        }
        for _ in 0..3 {
            world.pass(TimeDelta::days(1));
            assert!(ticking::tick(&world.db, world.now()).await.is_err());
        }
        assert_eq!((told(&world, "grace").await, told(&world, "helen").await), (1, 0), "once, and her alone");
        world.person("Grace").await.get("/uptake/releases").await.says("on Monday 18 January 2027, midday, and could not");
        // What will not go right by itself is told too, although something else was before.
        could_not_be_made(&world).await;
        assert_eq!(told(&world, "grace").await, 2, "another cause");

        tables::change(&world.url, "ALTER TABLE away RENAME TO check_ins".to_owned()).await;
        assert_eq!(tick(&world).await, Some(1), "it is tried again");
        world.person("Grace").await.get("/uptake/releases").await.is(200).never_says("could not");
        assert_eq!(tables::count(&world.url, "release_failures").await, 0);
    }

    async fn of_a_figure_that_could_give_somebody_away_she_reads_which_and_her_neighbour_that_it_is_anothers(world: World) {
        neighbours::move_in(&world).await;
        newcomers(&world, 1).await;
        pass_until(&world, "2027-01-15");
        for _ in 0..2 {
            could_not_be_made(&world).await;
        }
        assert_eq!((told(&world, "grace").await, told(&world, "ffion").await), (1, 1), "at once, one in each organisation");
        let page = world.person("Grace").await.get("/uptake/releases").await.is(200);
        page.says("Nothing was published. Anytown Royal Infirmary, Checked in: somebody who knows about 2 other people could learn about one more.");
        let next_door = world.person("Ffion").await.get("/uptake/releases").await.is(200);
        next_door.says("A figure of another organisation could give somebody away.").never_says("Anytown").never_says("Checked in:");
        world.person("Helen").await.get("/uptake/releases").await.is(200).never_says("somebody who knows").never_says("give somebody away");
    }

    async fn where_releases_are_made_by_hand_no_page_promises_one(world: World) {
        newcomers(&world, 10).await;
        let by_hand = world.releasing(Making::ByHand).await;
        for name in ["Mina", "Helen", "Grace"] {
            let person = by_hand.person(name).await;
            person.get("/uptake").await.is(200).never_says("is due").never_says("by itself");
            person.get("/uptake/releases").await.is(200).says("It is not made by itself here").never_says("is then made by itself");
        }
        pass_until(&by_hand, "2027-01-15");
        by_hand.person("Mina").await.get("/uptake/releases").await.is(200)
            .says("The release for October to December 2026 has not been made yet. It is not made by itself here").never_says("tries again");
        let grace = by_hand.person("Grace").await;
        let page = grace.get(&grace.get("/uptake/releases").await.link("Make the release for October")).await;
        grace.submit(&page, "/uptake/releases", &[]).await.leads_to("/uptake/releases/1");
    }

    async fn a_form_about_a_quarter_that_is_not_next_makes_nothing(world: World) {
        newcomers(&world, 10).await;
        pass_until(&world, "2027-04-20");
        let grace = world.person("Grace").await;
        let page = grace.get("/uptake/releases/new").await.is(200);
        for (quarter, status) in [("2027-Q1", 404), ("2027-Q2", 404), ("2026-Q1", 404), ("spring", 422), ("", 422)] {
            grace.send("/uptake/releases", &page.filled("/uptake/releases", &[("quarter", quarter)])).await.is(status);
        }
        assert_eq!(tables::count(&world.url, "releases").await, 0);
    }
}
