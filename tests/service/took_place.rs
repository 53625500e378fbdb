//! Whether a session took place: its facilitator says so, a librarian says so for themselves, corrects or removes it,
//! and nobody else learns what a librarian says.

use chrono::TimeDelta;

use crate::{
    Person, World, on_both_engines,
    page::Page,
    tables::{self, count},
};

/// Mina's session with Idris on Tuesday morning, while it goes on.
async fn begun(world: &World) -> String {
    let mina = world.person("Mina").await;
    let slot = mina.get("/supervision").await.first_choice("slot");
    let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200).says("Idris Kaur");
    let session = mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
    world.pass(TimeDelta::hours(25));
    session
}

async fn says(person: &Person<'_>, session: &str, word: &str) -> Page {
    let page = person.get(session).await.is(200);
    person.submit(&page, &format!("{session}/occurrence"), &[("word", word)]).await
}

/// What a page says, without the token that is new each time.
async fn seen(person: &Person<'_>, path: &str) -> String {
    person.get(path).await.is(200).main()
}

on_both_engines! {
    async fn a_librarian_confirms_corrects_and_removes_and_the_facilitator_sees_none_of_it(world: World) {
        let session = begun(&world).await;
        let (mina, idris) = (world.person("Mina").await, world.person("Idris").await);
        let dates = [(0, "booked"), (15, "unknown")];
        for (days, unsaid) in dates {
            world.pass(TimeDelta::days(days));
            let (mina, idris) = (world.person("Mina").await, world.person("Idris").await);
            let facilitators = (seen(&idris, &session).await, seen(&idris, "/facilitating").await);
            for (word, state) in [("took_place", "took place"), ("did_not", "unknown"), ("nothing", unsaid), ("did_not", "unknown"), ("nothing", unsaid)] {
                says(&mina, &session, word).await.leads_to(&session);
                mina.get(&session).await.says(&format!("State {state}"));
                mina.get("/sessions").await.says(&format!("({state})"));
                assert_eq!((seen(&idris, &session).await, seen(&idris, "/facilitating").await), facilitators, "{word}");
            }
        }
        // In the end nothing of it is left, and no log says who said what of which session.
        assert_eq!(count(&world.url, "occurrences WHERE word = 'did_not'").await, 0);
        let id = session.rsplit('/').next().unwrap();
        let logged = tables::read(&world.url).await;
        let lines: Vec<_> = ["changes", "submissions"].iter().flat_map(|table| &logged[*table])
            .filter(|line| line.contains("own word") || line.contains("say")).collect();
        assert!(!lines.is_empty());
        let naked = id.replace('-', "");
        assert!(lines.iter().all(|line| !line.contains(id) && !line.to_lowercase().contains(&naked)), "{lines:?}");
        drop((mina, idris));
    }

    async fn the_facilitator_says_it_and_takes_it_back_and_the_librarians_own_word_counts_for_her(world: World) {
        let session = begun(&world).await;
        let (mina, idris) = (world.person("Mina").await, world.person("Idris").await);
        idris.get("/facilitating").await.says("Did these take place?");
        idris.get(&session).await.says("Nobody is marked as not having come").says("It took place");
        says(&idris, &session, "took_place").await.leads_to(&session);
        idris.get(&session).await.says("State took place");
        idris.get("/facilitating").await.says("Took place in the last 14 days");
        mina.get(&session).await.says("State took place").says("The facilitator says that it took place");

        says(&mina, &session, "did_not").await.leads_to(&session);
        mina.get(&session).await.says("State unknown").says("Who can see this: Only you.");
        idris.get(&session).await.says("State took place").never_says("did not");
        says(&mina, &session, "nothing").await.leads_to(&session);
        mina.get(&session).await.says("State took place");

        says(&idris, &session, "nothing").await.leads_to(&session);
        mina.get(&session).await.says("State booked");
        idris.get("/facilitating").await.says("Did these take place?");
    }

    async fn a_facilitator_never_says_that_somebody_did_not_come_and_speaks_within_14_days(world: World) {
        let session = begun(&world).await;
        let idris = world.person("Idris").await;
        says(&idris, &session, "did_not").await.is(404);
        says(&idris, &session, "no_show").await.is(422).says("Choose one answer");
        let page = idris.get(&session).await;
        world.pass(TimeDelta::days(15));
        let idris = world.person("Idris").await;
        idris.get(&session).await.is(200).says("State unknown").never_says("It took place");
        idris.submit(&page, &format!("{session}/occurrence"), &[]).await.is(422).says("more than 14 days ago");
    }

    async fn there_is_no_field_for_anything_else(world: World) {
        let session = begun(&world).await;
        for name in ["Mina", "Idris"] {
            let person = world.person(name).await;
            let page = person.get(&session).await.is(200);
            let notes = [("word", "took_place"), ("notes", "she cried")];
            let refused = person.submit(&page, &format!("{session}/occurrence"), &notes).await.is(422);
            refused.says("does not belong to it").never_says("she cried");
            person.get(&session).await.says("State booked");
            says(&person, &session, "").await.is(422).says("Choose one answer");
        }
        assert_eq!(count(&world.url, "occurrences WHERE confirmed_at > '2026-11-20'").await, 0);
    }

    async fn nobody_says_it_before_it_begins_or_of_a_session_that_was_cancelled(world: World) {
        let mina = world.person("Mina").await;
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await;
        let session = mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        let page = mina.get(&session).await.is(200).never_says("Did it take place?");
        let sent = [("once".to_owned(), page.filled("/sign-out", &[])[0].1.clone()), ("word".to_owned(), "took_place".to_owned())];
        mina.send(&format!("{session}/occurrence"), &sent).await.is(422).says("once it has begun");
        mina.fill(&format!("{session}/cancellation"), &format!("{session}/cancellation"), &[]).await.leads_to("/sessions");
        world.pass(TimeDelta::days(30));
        let (mina, idris) = (world.person("Mina").await, world.person("Idris").await);
        for (person, status) in [(&mina, 404), (&idris, 409)] {
            let page = person.get(&session).await.is(200).says("State cancelled").never_says("Did it take place?");
            let token = page.filled("/sign-out", &[])[0].1.clone();
            let sent = [("once".to_owned(), token), ("word".to_owned(), "took_place".to_owned())];
            person.send(&format!("{session}/occurrence"), &sent).await.is(status);
            person.get(&session).await.says("State cancelled");
        }
    }

    async fn in_a_debrief_a_members_word_is_theirs_alone(world: World) {
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let debrief = mina.get("/support").await.link("Team reflection");
        for person in [&mina, &sam] {
            let page = person.get(&debrief).await.is(200);
            person.submit(&page, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        }
        world.pass(TimeDelta::days(12));
        let (mina, sam, ruth) = (world.person("Mina").await, world.person("Sam").await, world.person("Ruth").await);
        let before = (seen(&sam, &debrief).await, seen(&ruth, &debrief).await);
        for word in ["took_place", "did_not", "nothing"] {
            says(&mina, &debrief, word).await.leads_to(&debrief);
            assert_eq!((seen(&sam, &debrief).await, seen(&ruth, &debrief).await), before, "{word}");
        }
        says(&mina, &debrief, "did_not").await.leads_to(&debrief);
        mina.get(&debrief).await.says("State unknown");
        sam.get(&debrief).await.says("State booked");
    }
}
