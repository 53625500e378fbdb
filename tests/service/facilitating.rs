//! A facilitator publishes a term of times, sees who booked, and says that a session took place.

use chrono::TimeDelta;

use crate::{World, on_both_engines};

on_both_engines! {
    async fn dana_publishes_six_weeks_and_priya_books_one_of_them(world: World) {
        let dana = world.person("Dana").await;
        let fields = [("weekday", "5"), ("from_time", "9am"), ("until_time", "12:00"), ("place", "Room 9"), ("weeks", "6")];
        dana.fill("/availability/new", "/availability", &fields).await.leads_to("/availability");
        dana.get("/availability").await.is(200).says("Friday, 9am to midday").says("23 November 2026 to 3 January 2027");
        let priya = world.person("Priya").await;
        let times = priya.get("/supervision").await.is(200).says("9am to 10am UK time, Friday 27 November 2026");
        let friday = times.choices("slot").into_iter().find(|slot| slot.ends_with(".1795770000")).unwrap();
        let confirm = priya.get(&format!("/supervision/confirmation?slot={friday}")).await.is(200).says("Room 9");
        let session = priya.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");

        let page = dana.get("/facilitating").await.is(200).says("with Priya Shah");
        assert_eq!(page.link("with Priya Shah"), session);
        priya.get("/record").await.says("Dana Whitlock");
        dana.get(&session).await.is(200).says("Priya Shah").never_says("It took place");
        world.pass(TimeDelta::days(4));
        let dana = world.person("Dana").await;
        let page = dana.get(&session).await.is(200).says("It took place");
        dana.submit(&page, &format!("{session}/occurrence"), &[]).await.leads_to(&session);
        dana.get(&session).await.says("took place");
        world.person("Priya").await.get(&session).await.is(200).says("took place");
    }

    async fn what_cannot_be_published_is_said_beside_its_field(world: World) {
        let dana = world.person("Dana").await;
        let fields = [("weekday", ""), ("from_time", "noonish"), ("until_time", "9am"), ("place", ""), ("weeks", "99")];
        let page = dana.fill("/availability/new", "/availability", &fields).await.is(422);
        let page = page.says("Choose a day of the week").says("Enter the time you start like 9:30am");
        let page = page.says("Enter the place").says("a number of weeks from 1 to 26");
        assert_eq!(page.choices("from_time"), ["noonish"]);
        let fields = [("weekday", "1"), ("from_time", "11am"), ("until_time", "10am"), ("place", "R"), ("weeks", "1")];
        dana.fill("/availability/new", "/availability", &fields).await.is(422).says("must be after the time you start");
    }

    async fn a_session_nobody_confirmed_is_unknown_and_never_missed(world: World) {
        let mina = world.person("Mina").await;
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await;
        let session = mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        world.pass(TimeDelta::days(20));
        let (mina, idris) = (world.person("Mina").await, world.person("Idris").await);
        mina.get(&session).await.is(200).says("unknown");
        idris.get(&session).await.is(200).says("unknown");
        idris.get("/facilitating").await.is(200).never_says("Mina");
    }
}
