//! The outbox, to whoever looks after the service: whether messages leave, and nothing that gives anybody away.

use chrono::TimeDelta;

use crate::{World, calendars::book, neighbours, on_both_engines, tables::change};

/// Lets every message that is on its way fall into doubt, as if the mail server had fallen silent.
pub async fn fall_silent(world: &World) {
    let today = world.now().today();
    let doubt = format!(
        "UPDATE messages SET state = 'unknown', settled_on = '{today}' WHERE state = 'waiting' AND kind = 'booked'"
    );
    change(&world.url, doubt).await;
}

on_both_engines! {
    async fn nothing_on_the_page_says_that_somebody_booked(world: World) {
        let (grace, mina) = (world.person("Grace").await, world.person("Mina").await);
        world.post().await;
        let before = grace.get("/outbox").await.is(200).says("Nothing waits").says("Fewer than 10").main();
        book(&mina).await;
        assert_eq!(grace.get("/outbox").await.main(), before, "while it waits");
        world.post().await;
        assert_eq!(grace.get("/outbox").await.main(), before, "when it has gone");
        world.person("Helen").await.get("/outbox").await.is(404);
        mina.get("/outbox").await.is(404);
    }

    async fn what_waits_too_long_is_said_without_a_time(world: World) {
        world.post().await;
        book(&world.person("Mina").await).await;
        for (minutes, words) in [(14, "Nothing waits"), (1, "for more than 15 minutes"), (24 * 60, "for more than a day")] {
            world.pass(TimeDelta::minutes(minutes));
            let grace = world.person("Grace").await;
            grace.get("/outbox").await.is(200).says(words).never_says("Mina").never_says("Idris").never_says("10am");
        }
    }

    async fn grace_decides_about_what_may_have_arrived(world: World) {
        neighbours::move_in(&world).await;
        world.post().await;
        book(&world.person("Mina").await).await;
        fall_silent(&world).await;
        let sent_before = world.post().await.len();
        let grace = world.person("Grace").await;
        let page = grace.get("/outbox").await.is(200).says("Message-ID beginning").never_says("Mina").never_says("Idris");
        world.person("Ffion").await.get("/outbox").await.is(200).says("There is nothing to decide");
        let (again, let_be) = (page.form_of("It did not arrive"), page.form_of("It arrived"));
        let reference = page.text().split("Message-ID beginning ").nth(1).unwrap()[..32].to_owned();
        world.person("Ffion").await.send(&again, &page.filled(&again, &[])).await.is(404);
        grace.submit(&page, &again, &[]).await.leads_to("/outbox");
        // Pressed twice, it is sent once, and it is the same message.
        grace.submit(&page, &again, &[]).await.leads_to("/outbox");
        grace.send(&let_be, &grace.get("/outbox").await.filled(&again_of(&grace.get("/outbox").await), &[])).await.is(404);
        let letters = world.post().await;
        assert_eq!(letters.len(), sent_before + 1);
        assert_eq!(letters.iter().filter(|letter| letter.message_id.contains(&reference)).count(), 1);
        let page = grace.get("/outbox").await;
        let let_be = page.form_of("It arrived");
        grace.submit(&page, &let_be, &[]).await.leads_to("/outbox");
        grace.get("/outbox").await.says("There is nothing to decide");
        assert_eq!(world.post().await.len(), sent_before + 1);
    }
}

fn again_of(page: &crate::page::Page) -> String {
    page.form_of("It did not arrive")
}
