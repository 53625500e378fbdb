//! Somebody leaves: their whole record ends in one act, and nobody learns from it what they had booked.

use chrono::TimeDelta;

use crate::{Person, World, on_both_engines, page::Page, tables};

/// The time that is held for sessions to come.
const HELD: &str = "diary d JOIN sessions s ON s.id = d.session_id WHERE s.starts_at > '2026-11-23'";

async fn departure(grace: &Person<'_>, name: &str) -> (String, Page) {
    let page = grace.get(&format!("/people?name={name}")).await.is(200);
    let leave = grace.get(&page.link(name)).await.is(200).link("has left");
    let page = grace.get(&leave).await.is(200);
    (leave, page)
}

/// Mina books a session with Dana, and where it is.
async fn book_with_dana(mina: &Person<'_>) -> String {
    for slot in mina.get("/supervision").await.is(200).choices("slot") {
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
        if confirm.text().contains("Dana Whitlock") {
            return mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        }
    }
    panic!("Dana offers no time");
}

on_both_engines! {
    async fn mina_leaves_and_everything_of_hers_ends_at_once(world: World) {
        let (grace, mina, dana) = (world.person("Grace").await, world.person("Mina").await, world.person("Dana").await);
        let (leave, before) = departure(&grace, "Mina").await;
        let session = book_with_dana(&mina).await;
        let answers = [("team", "none"), ("since", "today"), ("company", "one_other"), ("parts", "mornings")];
        mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        let offer = mina.get("/support").await.link("Team reflection");
        mina.fill(&offer, &format!("{offer}/places"), &[]).await.leads_to(&offer);

        // What the service manager is shown is the same, whatever she has booked: nothing of it, not even how much.
        let page = grace.get(&leave).await.is(200).says("no longer on the roster of Adult critical care");
        assert_eq!(page.main(), before.main());
        grace.submit(&page, &leave, &[]).await.leads_to("/people");
        grace.submit(&page, &leave, &[]).await.leads_to("/people");

        mina.get("/support").await.leads_to("/sign-in");
        dana.get("/facilitating").await.is(200).never_says("Mina");
        dana.get(&session).await.is(200).says("cancelled");
        grace.get("/people").await.never_says("Mina");
        grace.get(&leave).await.is(404);
        world.person("Ruth").await.get("/teams").await.is(200);
        world.person("Helen").await.get("/uptake").await.says("Embedded librarians registered 2");
        assert_eq!(tables::count(&world.url, HELD).await, 0, "nobody's time is held any more");

        // She had three messages waiting; what waited is taken back, and she is told nothing.
        assert!(world.post_of("mina.okafor@anytown.example").await.is_empty());
        let told = async |name: &str| world.post_of(&format!("{name}@anytown.example")).await;
        assert_eq!(told("dana.whitlock").await.iter().filter(|letter| letter.contains("This is cancelled")).count(), 1);
        assert_eq!(told("ruth.abara").await.iter().filter(|letter| letter.contains("Something has changed")).count(), 1);
        mina.fill("/sign-in", "/sign-in", &[("email", "mina.okafor@anytown.example")]).await.leads_to("/sign-in/");
        assert!(world.post_of("mina.okafor@anytown.example").await.is_empty(), "no code is sent to where she was");
    }

    async fn whoever_is_given_her_address_next_finds_nothing_of_hers(world: World) {
        let (grace, mina) = (world.person("Grace").await, world.person("Mina").await);
        mina.fill("/check-ins/new", "/check-ins", &[("energy", "low"), ("note", "A long week.")]).await.leads_to("/check-ins/");
        let (leave, page) = departure(&grace, "Mina").await;
        grace.submit(&page, &leave, &[]).await.leads_to("/people");
        let next = [
            ("name", "Milan Okafor"), ("email", "mina.okafor@anytown.example"), ("job_title", "Librarian"), ("profession", "librarian"),
        ];
        grace.fill("/people/new", "/people", &next).await.leads_to("/people/");
        let milan = world.person("Milan").await;
        milan.get("/check-ins").await.is(200).never_says("23 November 2026");
        milan.get("/sessions").await.is(200).never_says("took place");
        milan.get("/teams").await.is(200).never_says("Adult critical care");
        milan.get("/record").await.is(200).never_says("Ruth Abara");
    }

    async fn dana_leaves_and_another_facilitator_takes_her_sessions_over(world: World) {
        let (grace, mina, dana) = (world.person("Grace").await, world.person("Mina").await, world.person("Dana").await);
        let (leave, before) = departure(&grace, "Dana").await;
        let session = book_with_dana(&mina).await;
        let page = grace.get(&leave).await.is(200);
        assert_eq!(page.main(), before.main());
        grace.submit(&page, &leave, &[]).await.leads_to("/people");
        dana.get("/facilitating").await.leads_to("/sign-in");
        mina.get(&session).await.is(200).says("cannot any more").says("booked").never_says("Dana");
        let letters = world.post_of("mina.okafor@anytown.example").await;
        assert!(letters.iter().any(|letter| letter.contains("cannot come any more") && !letter.contains("Dana")));
        mina.get("/supervision").await.is(200).never_says("Dana");

        world.pass(TimeDelta::minutes(1));
        let idris = world.person("Idris").await;
        let queue = idris.get("/facilitating").await.is(200).says("One-to-one supervision with Mina,").never_says("Okafor");
        let take = queue.form_of("Take this over");
        // HR, a lead and the librarian herself find nothing there.
        for name in ["Helen", "Ruth", "Mina", "Grace"] {
            world.person(name).await.send(&take, &[]).await.is(404);
        }
        idris.submit(&queue, &take, &[]).await.leads_to(&session);
        idris.submit(&queue, &take, &[]).await.leads_to(&session);
        idris.get("/facilitating").await.is(200).never_says("Take this over").says("with Mina Okafor");
        mina.get(&session).await.is(200).says("Idris Kaur").never_says("cannot any more");
        let letters = world.post_of("mina.okafor@anytown.example").await;
        assert!(letters.iter().any(|letter| letter.contains("With Idris Kaur")));
        assert_eq!(tables::count(&world.url, HELD).await, 3, "Mina's time, Idris's and the room");
    }

    async fn a_lead_leaves_and_the_team_waits_for_another(world: World) {
        let (grace, mina) = (world.person("Grace").await, world.person("Mina").await);
        let team = mina.get("/teams").await.link("Adult critical care");
        mina.get(&team).await.says("Led by Ruth Abara");
        let (leave, page) = departure(&grace, "Ruth").await;
        let page = page.says("they no longer lead Adult critical care: it then has no lead");
        grace.submit(&page, &leave, &[]).await.leads_to("/people");
        mina.get(&team).await.is(200).says("Nobody leads this team");
        let edit = grace.get("/teams").await.is(200).says("Teams without a lead").link("Adult critical care");
        grace.fill(&edit, &format!("{team}/leads"), &[("lead", "owen.pryce@anytown.example")]).await.leads_to(&edit);
        grace.get("/teams").await.never_says("Teams without a lead");
        world.person("Owen").await.get(&team).await.is(200).says("Mina Okafor");
    }

    async fn nobody_ends_their_own_record_and_somebody_always_looks_after_the_service(world: World) {
        let grace = world.person("Grace").await;
        let own = grace.get("/people").await.link("Grace");
        let page = grace.get(&own).await.is(200).never_says("has left").says("your own registration");
        let edit = page.link("Change this registration");
        let form = grace.get(&edit).await.is(200);
        let without: Vec<_> = form.filled(&edit, &[]).into_iter().filter(|(name, _)| name != "roles").collect();
        grace.send(&edit, &without).await.is(422).says("Somebody must look after this service");
        let leave = format!("{own}/departure");
        grace.fill(&leave, &leave, &[]).await.is(422).says("You cannot end your own record");
        grace.get("/people").await.is(200);
    }
}
