//! The links of messages: they lead through the sign-in to what they are about, and to one page when that has changed.

use crate::{
    Letter, Person, World,
    front_door::{WRONG, type_code},
    on_both_engines,
    requests::{ALONE, TIMES, ask, propose, take},
};

const MINA: &str = "mina.okafor@anytown.example";
const SAM: &str = "sam.lindqvist@anytown.example";
const CHANGED: &str = "If a link or a message brought you here, what it was about may have changed or ended since.";

/// Insists that a message that says this leads to this page, by its text and by its HTML.
async fn leads(world: &World, to: &str, saying: &str, path: &str) {
    let letters = world.post_of(to).await;
    let leads = |letter: &Letter| letter.links().iter().filter(|link| *link == path).count() >= 2;
    assert!(
        letters.iter().any(|letter| letter.text.contains(saying) && leads(letter)),
        "{saying:?}, {path}: {letters:?}"
    );
}

async fn book(mina: &Person<'_>) -> String {
    let slot = mina.get("/supervision").await.first_choice("slot");
    let confirm = format!("/supervision/confirmation?slot={slot}");
    mina.fill(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/")
}

/// The code that is sent after these messages.
async fn new_code(world: &World, before: &[Letter]) -> String {
    let letters = world.post_of(MINA).await;
    let is_new = |letter: &&Letter| before.iter().all(|known| known.message_id != letter.message_id);
    let letter = letters.iter().find(is_new).expect("a code was sent");
    letter.text.split("Your sign-in code is ").nth(1).unwrap().chars().take(9).collect()
}

on_both_engines! {
    async fn a_link_leads_through_the_sign_in_to_the_page_it_names(world: World) {
        let (mina, dana) = (world.person("Mina").await, world.person("Dana").await);
        let request = ask(&mina, &ALONE).await;
        take(&dana, &request).await;
        propose(&dana, &request, &TIMES).await.leads_to(&request);
        let session = book(&mina).await;
        leads(&world, MINA, "This is booked", &session).await;
        leads(&world, MINA, "There are times for you to choose from", &request).await;
        for (path, says) in [(session, "One-to-one supervision"), (request, "Tuesday 1 December 2026")] {
            let before = world.post_of(MINA).await;
            let someone = world.stranger();
            let sign_in = someone.get(&path).await.leads_to("/sign-in?next=");
            let page = someone.get(&sign_in).await.is(200);
            let challenge = someone.submit(&page, "/sign-in", &[("email", MINA)]).await.leads_to("/sign-in/");
            let code = new_code(&world, &before).await;
            // Whatever fetches the page before her, and a slip of the finger, take neither the code nor the way on.
            let scanner = world.stranger();
            scanner.head(&challenge).await.is(200);
            scanner.get(&challenge).await.is(200);
            let slip = type_code(&someone, &challenge, WRONG).await.is(422);
            let action = challenge.split('?').next().unwrap();
            let led = someone.submit(&slip, action, &[("code", &code)]).await.leads_to("/");
            assert_eq!(led, path);
            someone.get(&led).await.is(200).says(says);
        }
    }

    async fn what_a_message_was_about_and_is_no_more_is_the_page_of_what_never_was(world: World) {
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let invited = sam.get("/support").await.link("Team reflection");
        leads(&world, SAM, "You can come to this if you wish", &invited).await;
        sam.get(&invited).await.is(200);
        let team = sam.get(&sam.get("/support").await.link("Adult critical care")).await;
        let departure = team.link("This isn't right");
        sam.fill(&departure, &departure, &[]).await.leads_to("/teams");
        let page = sam.get(&invited).await.is(404).says(CHANGED);
        assert_eq!(page.link("what you have booked"), "/sessions");
        let others = book(&mina).await;
        for nowhere in [others.as_str(), "/sessions/6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11", "/sessions/rubbish", "/nowhere"] {
            assert_eq!(sam.get(nowhere).await.is(404).main(), page.main(), "{nowhere}");
            let stranger = world.stranger().get(nowhere).await;
            assert!(stranger.status == 303 || stranger.main() == page.main(), "{nowhere}");
        }
        sam.get("/sessions").await.is(200);
    }
}
