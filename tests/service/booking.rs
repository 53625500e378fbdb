//! A librarian books supervision, sees it, cancels it; nobody else learns of it; nobody is booked twice.

use chrono::TimeDelta;

use crate::{World, on_both_engines};

on_both_engines! {
    async fn mina_books_in_four_clicks_sees_it_and_cancels_it(world: World) {
        let mina = world.person("Mina").await;
        let support = mina.get("/support").await.is(200).says("Nothing is booked");
        // Click one: the link. Two: a time. Three: continue. Four: book.
        let times = mina.get(&support.link("Book supervision, one-to-one")).await.is(200);
        let slot = times.first_choice("slot");
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
        let booked = mina.submit(&confirm, "/supervision/bookings", &[]).await;
        let session = booked.leads_to("/sessions/");
        mina.get(&session).await.is(200).says("Idris Kaur").says("Tuesday 24 November 2026");
        mina.get("/support").await.says("One-to-one supervision, Tuesday 24 November 2026");

        let letters = world.post_of("mina.okafor@anytown.example").await;
        assert!(letters.iter().any(|letter| letter.contains("With Idris Kaur") && letter.subject == "Appointment"));

        let ask = mina.get(&format!("{session}/cancellation")).await.is(200).says("You do not need a reason");
        mina.submit(&ask, &format!("{session}/cancellation"), &[]).await.leads_to("/sessions");
        mina.get("/support").await.says("Nothing is booked");
        mina.get("/sessions").await.says("cancelled");
        let idris = world.person("Idris").await;
        idris.get("/facilitating").await.is(200).never_says("Mina");
        let letters = world.post_of("idris.kaur@anytown.example").await;
        assert!(letters.iter().any(|letter| letter.contains("This is cancelled")));
        // The time is free again.
        assert_eq!(mina.get("/supervision").await.first_choice("slot"), slot);
    }

    async fn a_time_taken_meanwhile_is_refused_and_other_times_are_shown(world: World) {
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = format!("/supervision/confirmation?slot={slot}");
        let (hers, his) = (mina.get(&confirm).await.is(200), sam.get(&confirm).await.is(200));
        mina.submit(&hers, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        let lost = sam.submit(&his, "/supervision/bookings", &[]).await.is(409).says("has just been taken");
        assert!(!lost.choices("slot").is_empty() && !lost.choices("slot").contains(&slot));
        sam.get(&confirm).await.is(409).says("has just been taken");
    }

    async fn a_form_sent_twice_makes_one_booking(world: World) {
        let mina = world.person("Mina").await;
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await;
        let first = mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        let second = mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        assert_eq!(first, second);
        assert_eq!(mina.get("/support").await.html.matches("Tuesday 24 November 2026").count(), 1);
        assert_eq!(world.post_of("mina.okafor@anytown.example").await.iter().filter(|l| l.contains("24 November")).count(), 1);
    }

    async fn a_forged_time_is_not_booked(world: World) {
        let mina = world.person("Mina").await;
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await;
        let (facilitator, start) = slot.rsplit_once('.').unwrap();
        let later = format!("{facilitator}.{}", start.parse::<i64>().unwrap() + 60);
        for forged in [later.as_str(), "rubbish", ""] {
            let answer = mina.submit(&confirm, "/supervision/bookings", &[("slot", forged)]).await;
            assert!(matches!(answer.status, 409 | 422), "{forged}: {}", answer.status);
        }
        mina.get("/support").await.says("Nothing is booked");
    }

    async fn a_session_that_has_begun_is_not_cancelled(world: World) {
        let mina = world.person("Mina").await;
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await;
        let session = mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        world.pass(TimeDelta::hours(25));
        let mina = world.person("Mina").await;
        let ask = mina.get(&format!("{session}/cancellation")).await.is(200);
        mina.submit(&ask, &format!("{session}/cancellation"), &[]).await.is(422).says("is over or was cancelled");
    }

    async fn many_times_are_listed_a_page_at_a_time(world: World) {
        let mina = world.person("Mina").await;
        let first = mina.get("/supervision").await.is(200).never_says("Earlier times");
        let second = mina.get(&first.link("Later times")).await.is(200);
        let (one, two) = (first.choices("slot"), second.choices("slot"));
        assert_eq!(one.len(), 20);
        assert!(!two.is_empty() && !two.iter().any(|slot| one.contains(slot)));
        assert_eq!(mina.get(&second.link("Earlier times")).await.choices("slot"), one);
        for strange in ["999999", "-1", "x", "18446744073709551616"] {
            mina.get(&format!("/supervision?page={strange}")).await.is(200);
        }
        // A time of the second page is booked like any other.
        let confirm = mina.get(&format!("/supervision/confirmation?slot={}", two[0])).await.is(200);
        mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
    }

    async fn only_independent_facilitators_are_offered(world: World) {
        // Ruth leads Mina's team and Clare manages her: neither could ever appear, and neither publishes times.
        let priya = world.person("Priya").await;
        priya.get("/supervision").await.is(200).says("Dana Whitlock").says("Idris Kaur").never_says("Clare").never_says("Ruth");
        // Whoever is no librarian has no supervision to book.
        for name in ["Helen", "Ruth", "Grace", "Dana"] {
            world.person(name).await.get("/supervision").await.is(404);
        }
    }
}
