//! What time brings about: a check-back, the offer to meet again, and the reminder of a request that nobody answers.

use alongside::{kernel::Now, sessions::ticking::tick};
use chrono::{DateTime, Utc};

use crate::{
    Person, World, on_both_engines,
    tables::{change, count},
};

const ALONE: [(&str, &str); 4] =
    [("team", "none"), ("since", "built_up"), ("company", "one_other"), ("parts", "mornings")];

async fn told(world: &World, who: &str, words: &str) -> usize {
    let letters = world.post_by("2027-01-13T00:00:00Z".parse().unwrap()).await;
    let to = format!("{who}@anytown.example");
    letters.iter().filter(|letter| letter.to == to).filter(|letter| letter.contains(words)).count()
}

/// What the task does at an instant in UTC.
async fn tick_at(world: &World, at: &str) -> usize {
    let at: DateTime<Utc> = at.parse().unwrap();
    tick(&world.db, Now(at)).await.unwrap()
}

/// Lets time pass until an instant, and has somebody sign in then.
async fn later<'w>(world: &'w World, at: &str, name: &str) -> Person<'w> {
    let at: DateTime<Utc> = at.parse().unwrap();
    world.pass(at - world.now().0);
    world.person(name).await
}

/// Mina has a conversation with Dana on Tuesday 1 December at 3pm.
async fn conversation(world: &World) -> String {
    let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
    let request = mina.fill("/requests/new", "/requests", &ALONE).await.leads_to("/requests/");
    let form = dana.fill("/requests", &format!("{request}/taking"), &[]).await.leads_to(&request);
    dana.fill(&form, &form, &[("day", "2026-12-01"), ("time", "3pm"), ("place", "Room 2")]).await.leads_to(&form);
    let page = mina.get(&request).await;
    let time = page.first_choice("proposal");
    mina.submit(&page, &format!("{request}/choice"), &[("proposal", &time)]).await.leads_to("/sessions/")
}

const CHECK_BACK: &str = "It is about four weeks since something";
const AGAIN: &str = "It is four weeks since you met somebody";
const WAITS: &str = "Somebody has waited for some days";

on_both_engines! {
    async fn a_check_back_goes_to_the_librarian_alone_and_once_however_often_the_task_runs(world: World) {
        let mina = world.person("Mina").await;
        let debrief = mina.get("/support").await.link("Team reflection");
        mina.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        // The debrief is on Tuesday 1 December from 1pm to 2pm; Priya's request is out of the way.
        change(&world.url, "UPDATE requests SET withdrawn_at = asked_at".into()).await;
        let before = count(&world.url, "messages").await;
        assert_eq!(tick_at(&world, "2026-12-29T13:59:59Z").await, 0);
        assert_eq!(tick_at(&world, "2026-12-29T14:00:00Z").await, 1);
        for _ in 0..1000 {
            assert_eq!(tick_at(&world, "2026-12-29T14:00:01Z").await, 0);
        }
        assert_eq!(count(&world.url, "messages").await, before + 1);
        // Sam was invited too and did not come: nothing is written to her, to the lead or to anybody else.
        assert_eq!((told(&world, "mina.okafor", CHECK_BACK).await, told(&world, "sam.lindqvist", CHECK_BACK).await), (1, 0));
        let letters = world.post_of("mina.okafor@anytown.example").await;
        let letter = letters.iter().find(|letter| letter.contains(CHECK_BACK)).unwrap();
        assert_eq!((letter.subject.as_str(), letter.links()), ("A note for you", vec!["/support".to_owned(); 2]));
        let support = mina.get("/support").await.is(200);
        for way in ["/find-support/ours", "/check-ins/new"] {
            assert!(support.links().contains(&way.to_owned()), "{way} is one click away");
        }
    }

    async fn no_check_back_for_what_was_cancelled_given_back_or_is_too_old(world: World) {
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        change(&world.url, "UPDATE requests SET withdrawn_at = asked_at".into()).await;
        let debrief = mina.get("/support").await.link("Team reflection");
        for librarian in [&mina, &sam] {
            librarian.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        }
        sam.fill(&format!("{debrief}/cancellation"), &format!("{debrief}/cancellation"), &[]).await.leads_to("/sessions");
        // The service was down until six weeks after: nobody gets a heap of old notes.
        assert_eq!(tick_at(&world, "2027-01-12T14:00:00Z").await, 0);
        assert_eq!(tick_at(&world, "2027-01-12T13:59:59Z").await, 1, "only Mina");
        assert_eq!(told(&world, "sam.lindqvist", CHECK_BACK).await, 0);
    }

    async fn whoever_has_left_gets_no_check_back(world: World) {
        let mina = world.person("Mina").await;
        let debrief = mina.get("/support").await.link("Team reflection");
        mina.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        change(&world.url, "UPDATE requests SET withdrawn_at = asked_at".into()).await;
        let grace = later(&world, "2026-12-20T10:00:00Z", "Grace").await;
        let leave = grace.get(&grace.get("/people?name=Mina").await.link("Mina")).await.link("has left");
        grace.fill(&leave, &leave, &[]).await.leads_to("/people");
        assert_eq!(tick_at(&world, "2026-12-30T10:00:00Z").await, 0);
    }

    async fn after_a_first_conversation_the_librarian_alone_is_offered_another(world: World) {
        let session = conversation(&world).await;
        change(&world.url, "UPDATE requests SET withdrawn_at = asked_at WHERE session_id IS NULL".into()).await;
        assert_eq!(tick_at(&world, "2026-12-29T15:59:59Z").await, 0);
        later(&world, "2026-12-29T15:59:59Z", "Mina").await.get("/support").await.never_says("Meet again");
        assert_eq!((tick_at(&world, "2026-12-29T16:00:00Z").await, tick_at(&world, "2026-12-30T16:00:00Z").await), (1, 0));
        assert_eq!((told(&world, "mina.okafor", AGAIN).await, told(&world, "dana.whitlock", AGAIN).await), (1, 0));
        let mina = later(&world, "2026-12-29T16:00:00Z", "Mina").await;
        let page = mina.get("/support").await.says("You can meet again with Dana Whitlock, if you wish").says("nobody is told that you did not");
        let dana = world.member("Dana").await.id;
        let times = format!("/supervision?kind=peer_support&with={dana}");
        assert_eq!(page.link("see the times on offer"), times);
        world.person("Dana").await.get("/support").await.never_says("Meet again");
        world.person("Dana").await.get(&session).await.never_says("again");
        // Four weeks on it is gone, and nothing was kept about whether she did.
        later(&world, "2027-01-26T16:00:00Z", "Mina").await.get("/support").await.never_says("Meet again");
        assert_eq!(count(&world.url, "check_backs").await, 1);
    }

    async fn a_cancelled_conversation_offers_none(world: World) {
        let session = conversation(&world).await;
        change(&world.url, "UPDATE requests SET withdrawn_at = asked_at WHERE session_id IS NULL".into()).await;
        let dana = world.person("Dana").await;
        dana.fill(&format!("{session}/cancellation"), &format!("{session}/cancellation"), &[]).await.leads_to("/sessions");
        assert_eq!(tick_at(&world, "2026-12-30T16:00:00Z").await, 0);
        later(&world, "2026-12-30T16:00:00Z", "Mina").await.get("/support").await.never_says("Meet again");
    }

    async fn a_request_that_nobody_answers_is_a_sentence_without_a_name(world: World) {
        // Priya asked on Monday 23 November: within two working days is by the end of Wednesday.
        let grace = world.person("Grace").await;
        let before = grace.get("/support").await.is(200).never_says("request").main();
        assert_eq!(tick_at(&world, "2026-11-25T23:59:59Z").await, 0);
        assert_eq!(tick_at(&world, "2026-11-26T00:00:00Z").await, 2, "Dana and Idris");
        for _ in 0..20 {
            assert_eq!(tick_at(&world, "2026-11-26T00:05:00Z").await, 0);
        }
        for who in ["dana.whitlock", "idris.kaur"] {
            assert_eq!(told(&world, who, WAITS).await, 1, "{who}");
        }
        for who in ["grace.lim", "ruth.abara", "owen.pryce", "priya.shah", "mina.okafor"] {
            assert_eq!(told(&world, who, WAITS).await, 0, "{who}");
        }
        let grace = later(&world, "2026-11-26T09:00:00Z", "Grace").await;
        let page = grace.get("/support").await.is(200).says("A request is waiting No facilitator has answered within 2 working days");
        let page = page.says("Who can see this").never_says("Priya").never_says("Emergency").never_says("eer support").never_says("November");
        for name in ["Ruth", "Owen", "Helen", "Mina", "Dana"] {
            world.person(name).await.get("/support").await.is(200).never_says("A request is waiting");
        }
        // A second one changes nothing, and when all are answered nothing is left of it.
        let mina = world.person("Mina").await;
        mina.fill("/requests/new", "/requests", &ALONE).await.leads_to("/requests/");
        assert_eq!(grace.get("/support").await.main(), page.main());
        change(&world.url, "UPDATE requests SET withdrawn_at = asked_at".into()).await;
        assert_eq!(grace.get("/support").await.main(), before);
    }

    async fn where_fewer_than_three_are_placed_the_sentence_would_be_a_name(world: World) {
        change(&world.url, "UPDATE placements SET to_on = '2026-11-24' WHERE person_id IN (SELECT id FROM people WHERE name = 'Sam Lindqvist')".into()).await;
        assert_eq!(tick_at(&world, "2026-11-26T00:00:00Z").await, 2, "facilitators are reminded in every case");
        let grace = later(&world, "2026-11-26T09:00:00Z", "Grace").await;
        grace.get("/support").await.is(200).never_says("request is waiting");
    }

    async fn a_request_that_was_taken_and_not_answered_waits_for_anybody_again(world: World) {
        let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
        change(&world.url, "UPDATE requests SET withdrawn_at = asked_at".into()).await;
        let request = mina.fill("/requests/new", "/requests", &ALONE).await.leads_to("/requests/");
        let form = dana.fill("/requests", &format!("{request}/taking"), &[]).await.leads_to(&request);
        dana.get(&form).await.is(200).says("goes back to those that wait");
        assert_eq!(tick_at(&world, "2026-11-26T00:00:00Z").await, 2);
        let idris = later(&world, "2026-11-26T09:00:00Z", "Idris").await;
        let form = idris.fill("/requests", &format!("{request}/taking"), &[]).await.leads_to(&request);
        idris.fill(&form, &form, &[("day", "2026-12-08"), ("time", "3pm"), ("place", "Room 2")]).await.leads_to(&form);
        // What is answered waits for nobody, until she asks again: then anew, from that day.
        assert_eq!(tick_at(&world, "2026-11-30T00:00:00Z").await, 0);
        let mina = later(&world, "2026-11-30T10:00:00Z", "Mina").await;
        mina.fill(&request, &format!("{request}/repetition"), &[]).await.leads_to(&request);
        assert_eq!(tick_at(&world, "2026-12-02T23:59:59Z").await, 0);
        assert_eq!(tick_at(&world, "2026-12-03T00:00:00Z").await, 2);
    }

    async fn a_time_that_nobody_chose_is_let_go_when_it_is_over(world: World) {
        let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
        let request = mina.fill("/requests/new", "/requests", &ALONE).await.leads_to("/requests/");
        let form = dana.fill("/requests", &format!("{request}/taking"), &[]).await.leads_to(&request);
        dana.fill(&form, &form, &[("day", "2026-11-24"), ("time", "3pm"), ("place", "Room 2")]).await.leads_to(&form);
        tick_at(&world, "2026-11-24T15:00:00Z").await;
        assert_eq!((count(&world.url, "proposals").await, count(&world.url, "sessions WHERE kind = 'peer_support'").await), (0, 0));
        let dana = later(&world, "2026-11-24T17:00:00Z", "Dana").await;
        dana.get("/facilitating").await.never_says("Peer support");
        dana.get(&form).await.is(200).says("Propose one to three times");
    }

    async fn the_ask_page_says_who_is_told_that_a_request_waits(world: World) {
        let mina = world.person("Mina").await;
        let page = mina.get("/requests/new").await.is(200).says("If none has answered within 2 working days, they are reminded once");
        let page = page.says("Where at least 3 librarians are placed").says("the service manager (that one has waited too long");
        page.says("It is not an inquiry and not treatment");
        change(&world.url, "UPDATE organisations SET answer_days = 1".into()).await;
        mina.get("/requests/new").await.is(200).says("within 1 working day,");
    }
}
