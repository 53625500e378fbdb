//! A lead moves or cancels a debrief that was called.

use chrono::TimeDelta;

use crate::{
    World,
    called::{RUTHS, THURSDAY, call, choice, coming, form_of, told},
    on_both_engines,
    tables::count,
};

on_both_engines! {
    async fn a_debrief_that_moves_takes_its_people_along_and_tells_each_once(world: World) {
        let (ruth, mina) = (world.person("Ruth").await, world.person("Mina").await);
        let session = coming(&ruth).await;
        mina.fill(&session, &format!("{session}/places"), &[]).await.leads_to(&session);
        assert_eq!(told(&world, "mina.okafor", "1 December 2026").await, 1, "booked, and no longer that she may come");
        let action = form_of(&session, "time");
        let page = ruth.get(&session).await.is(200);
        assert_eq!(page.link("Move this debrief"), action);
        let form = ruth.get(&action).await.is(200).says("1 December 2026, 1pm to 2pm");
        assert_eq!((form.choices("time"), form.choices("place")), (vec!["1pm".to_owned()], vec!["Seminar room 3".to_owned()]));
        // Two moves within one second are two messages to each.
        let again = ruth.get(&action).await;
        ruth.submit(&form, &action, &[("day", "2026-12-03"), ("time", "11am")]).await.leads_to(&session);
        assert_eq!(told(&world, "mina.okafor", "place has changed").await, 1);
        ruth.submit(&form, &action, &[("day", "2026-12-03"), ("time", "11am")]).await.leads_to(&session);
        ruth.submit(&again, &action, &[("day", "2026-12-03"), ("time", "11:30am")]).await.leads_to(&session);
        for who in ["mina.okafor", "sam.lindqvist"] {
            assert_eq!(told(&world, who, "place has changed").await, 2, "{who}");
        }
        mina.get(&session).await.is(200).says("3 December 2026, 11:30am to 12:30pm").says("State booked");
        let held = "diary d JOIN people p ON p.id = d.owner_id WHERE p.name = 'Mina Okafor' AND d.starts_at > '2026-12-03' AND d.starts_at < '2026-12-04'";
        assert_eq!(count(&world.url, held).await, 1);
        mina.get(&action).await.is(404);
    }

    async fn whoever_is_taken_at_the_new_time_gives_their_place_back_and_the_lead_learns_nothing(world: World) {
        let (ruth, mina) = (world.person("Ruth").await, world.person("Mina").await);
        let session = coming(&ruth).await;
        let slots = mina.get("/supervision").await.choices("slot");
        let slot = slots.iter().find(|slot| slot.ends_with(".1796120100")).unwrap();
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200).says("1 December 2026, 10:15am");
        let (action, to) = (form_of(&session, "time"), [("day", "2026-12-01"), ("time", "10:30am")]);
        let page = ruth.get(&action).await.is(200);
        mina.fill(&session, &format!("{session}/places"), &[]).await.leads_to(&session);
        mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        ruth.submit(&page, &action, &to).await.leads_to(&session);
        ruth.get(&session).await.is(200).says("Librarians invited 2").never_says("Mina");
        let page = mina.get(&session).await.is(200).says("State offered to you");
        assert_eq!(told(&world, "mina.okafor", "place has changed").await, 1);
        mina.submit(&page, &format!("{session}/places"), &[]).await.is(422).says("You have another session at that time");
    }

    async fn a_debrief_is_moved_only_to_where_it_is_still_right(world: World) {
        let ruth = world.person("Ruth").await;
        let session = coming(&ruth).await;
        let action = form_of(&session, "time");
        let moved = async |day: &str, time: &str| ruth.fill(&action, &action, &[("day", day), ("time", time)]).await;
        let days = ruth.get(&action).await.choices("day");
        assert_eq!((days.first().unwrap().as_str(), days.last().unwrap().as_str()), ("2026-11-26", "2026-12-21"));
        moved("2026-11-26", "9:59am").await.is(422).says("at least 3 days from now");
        moved("2026-12-22", "10am").await.is(422).says("within 28 days");
        moved("2026-11-22", "10am").await.is(422).says("still to come");
        moved("2026-11-26", "10am").await.leads_to(&session);
        let hot = [("kind", "hot_debrief"), ("since", "today"), ("day", "2026-11-23"), ("time", "3pm")];
        let hot = call(&ruth, &THURSDAY, &hot).await.leads_to("/sessions/");
        let action = form_of(&hot, "time");
        ruth.fill(&action, &action, &[("day", "2026-11-24"), ("time", "3pm")]).await.is(422).says("stays on its day");
        ruth.fill(&action, &action, &[("time", "4pm")]).await.leads_to(&hot);
        world.pass(TimeDelta::hours(7));
        let ruth = world.person("Ruth").await;
        ruth.fill(&action, &action, &[("time", "11pm")]).await.is(409).says("over or was cancelled");
        ruth.get(&hot).await.is(200).never_says("Move this debrief");
    }

    async fn a_debrief_with_a_facilitator_moves_only_to_when_she_can_come(world: World) {
        let ruth = world.person("Ruth").await;
        let dana = choice(&ruth, "facilitator", 1).await;
        let session = call(&ruth, &THURSDAY, &[("facilitator", &dana)]).await.leads_to("/sessions/");
        let action = form_of(&session, "time");
        let page = ruth.fill(&action, &action, &[("day", "2026-12-04")]).await.is(409);
        page.says("Dana Whitlock cannot be there at that time. They next offer this on: Thursday 10 December 2026, 2pm to 5pm");
        ruth.fill(&action, &action, &[("day", "2026-12-10"), ("time", "4pm")]).await.leads_to(&session);
        assert_eq!(told(&world, "dana.whitlock", "place has changed").await, 1);
        assert_eq!(told(&world, "dana.whitlock", "26 November").await, 0, "what she had not been sent is no longer true");
    }

    async fn a_debrief_cancelled_is_cancelled_for_everybody_once(world: World) {
        let (ruth, mina) = (world.person("Ruth").await, world.person("Mina").await);
        let session = coming(&ruth).await;
        mina.fill(&session, &format!("{session}/places"), &[]).await.leads_to(&session);
        let action = form_of(&session, "cancellation");
        let page = ruth.get(&action).await.is(200).says("Cancel this debrief for everybody?").says("Who can see this");
        mina.get(&action).await.is(404);
        ruth.submit(&page, &action, &[]).await.leads_to(&session);
        ruth.submit(&page, &action, &[]).await.leads_to(&session);
        ruth.get(&session).await.is(200).says("This debrief is cancelled for everybody").never_says("Move this debrief");
        for who in ["mina.okafor", "sam.lindqvist"] {
            assert_eq!(told(&world, who, "This is cancelled").await, 1, "{who}");
        }
        mina.get(&session).await.is(200).says("cancelled");
        mina.get("/support").await.never_says("Team reflection");
        assert_eq!(count(&world.url, "diary WHERE starts_at > '2026-12-01'").await, 0);
        ruth.fill(&action, &action, &[]).await.is(409).says("over or was cancelled");
    }

    async fn when_the_day_changes_the_roster_of_the_new_day_decides(world: World) {
        let (ruth, sam) = (world.person("Ruth").await, world.person("Sam").await);
        let session = coming(&ruth).await;
        let team = ruth.get("/teams").await.link(RUTHS);
        // Priya joins on Wednesday 2 December; Sam's last day is Tuesday 1 December, the day of the debrief.
        let fields = [
            ("email", "priya.shah@anytown.example"), ("role", "Librarian"), ("wte", "0.2"), ("from[day]", "2"),
            ("from[month]", "12"), ("from[year]", "2026"),
        ];
        ruth.fill(&format!("{team}/placements/new"), &format!("{team}/placements"), &fields).await.leads_to("/teams/");
        let ending = ruth.get(&team).await.link("End the placement of Sam");
        let last = format!("{ending}?last%5Bday%5D=1&last%5Bmonth%5D=12&last%5Byear%5D=2026");
        ruth.fill(&last, &ending, &[]).await.leads_to("/teams");
        let priya = world.person("Priya").await;
        priya.get(&session).await.is(404);
        sam.fill(&session, &format!("{session}/places"), &[]).await.leads_to(&session);
        world.post().await;
        let action = form_of(&session, "time");
        ruth.fill(&action, &action, &[("day", "2026-12-03")]).await.leads_to(&session);
        priya.get(&session).await.is(200).says("3 December 2026").says("offered to you");
        sam.get(&session).await.is(200).says("State cancelled");
        sam.get("/support").await.never_says("3 December 2026");
        for (who, words) in [
            ("mina.okafor", "place has changed"), ("sam.lindqvist", "This is cancelled"), ("priya.shah", "You can come to this if you wish"),
        ] {
            assert_eq!(told(&world, who, words).await, 1, "{who}: {words}");
        }
        assert_eq!(told(&world, "sam.lindqvist", "place has changed").await + told(&world, "priya.shah", "place has changed").await, 0);
        let held = "diary d JOIN people p ON p.id = d.owner_id WHERE p.name = 'Sam Lindqvist' AND d.starts_at > '2026-12-01'";
        assert_eq!(count(&world.url, held).await, 0);
    }
}
