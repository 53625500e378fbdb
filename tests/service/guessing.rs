//! Somebody guesses codes, all day and from everywhere: they get a few tries, and shut nobody out who was here before.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use rocket::http::SameSite;

use crate::{
    Person, World,
    front_door::{WRONG, ask_for_code, code_sent, type_code},
    on_both_engines,
};

const MINA: &str = "mina.okafor@anytown.example";
const SAM: &str = "sam.lindqvist@anytown.example";

/// The codes that have been sent to somebody.
async fn codes(world: &World, email: &str) -> BTreeSet<String> {
    let letters = world.post_of(email).await;
    let sent = letters.iter().filter_map(|letter| letter.text.split("Your sign-in code is ").nth(1));
    sent.map(|rest| rest[..9].to_owned()).collect()
}

/// Asks for a code, and signs in with it if one is sent.
async fn comes_in(world: &World, person: &Person<'_>, email: &str) -> bool {
    let (before, challenge) = (codes(world, email).await, ask_for_code(person, email, "").await);
    let after = codes(world, email).await;
    let new: Vec<&String> = after.difference(&before).collect();
    let [code] = new[..] else { return false };
    type_code(person, &challenge, code).await.leads_to("/support");
    true
}

/// Types wrong codes for an address, whenever one may be asked for, until none is taken: how many were.
async fn guesses(world: &World, email: &str) -> usize {
    for tried in 0.. {
        let stranger = world.stranger();
        if tried % 5 == 0 {
            world.pass(TimeDelta::minutes(10));
        }
        let challenge = ask_for_code(&stranger, email, "").await;
        let page = type_code(&stranger, &challenge, WRONG).await.is(422);
        if page.text().contains("Too many wrong codes have been typed today") {
            return tried;
        }
        page.says("not the code we sent");
        assert!(tried < 100, "nothing stops it");
    }
    unreachable!()
}

on_both_engines! {
    async fn an_address_is_guessed_at_25_times_a_day_whether_or_not_anybody_has_it(world: World) {
        for email in [MINA, "nobody@anytown.example"] {
            assert_eq!(guesses(&world, email).await, 25, "{email}");
        }
        // Then no code is sent, and the page says what it always says.
        let sent = codes(&world, MINA).await;
        let (hers, nobodys) = (world.stranger(), world.stranger());
        let a = hers.get(&ask_for_code(&hers, MINA, "").await).await.is(200).main();
        let b = nobodys.get(&ask_for_code(&nobodys, "no.one@anytown.example", "").await).await.is(200).main();
        assert_eq!((a, codes(&world, MINA).await), (b, sent));
        // Sam's is another allowance, and hers is whole again the next day.
        assert!(comes_in(&world, &world.stranger(), SAM).await);
        world.pass(TimeDelta::days(1));
        assert!(comes_in(&world, &world.stranger(), MINA).await);
    }

    async fn right_codes_use_up_nothing(world: World) {
        for _ in 0..30 {
            world.pass(TimeDelta::minutes(10));
            assert!(comes_in(&world, &world.stranger(), MINA).await);
        }
    }

    async fn a_computer_that_mina_signed_in_on_lets_her_in_whatever_strangers_use_up(world: World) {
        let ward = world.stranger();
        assert!(comes_in(&world, &ward, MINA).await && comes_in(&world, &ward, SAM).await);
        for _ in 0..5 {
            ask_for_code(&world.stranger(), MINA, "").await;
        }
        assert!(!comes_in(&world, &world.stranger(), MINA).await, "strangers have taken the codes of ten minutes");
        assert!(comes_in(&world, &ward, MINA).await);
        guesses(&world, MINA).await;
        assert!(!comes_in(&world, &world.stranger(), MINA).await, "and the tries of a day");
        // Sam came in after her on that computer, and signing out forgets nobody.
        assert!(comes_in(&world, &ward, MINA).await && comes_in(&world, &ward, SAM).await);
        // Where only Sam has been she is a stranger, and where she has not been for 90 days.
        let sams = world.stranger();
        assert!(comes_in(&world, &sams, SAM).await);
        world.pass(TimeDelta::minutes(10));
        assert!(!comes_in(&world, &sams, MINA).await);
        world.pass(TimeDelta::days(90));
        guesses(&world, MINA).await;
        assert!(!comes_in(&world, &ward, MINA).await);
    }

    async fn whoever_guesses_on_such_a_computer_has_25_tries_too(world: World) {
        let ward = world.stranger();
        assert!(comes_in(&world, &ward, MINA).await);
        let mut tried = 0;
        let last = loop {
            if tried % 5 == 0 {
                world.pass(TimeDelta::minutes(10));
            }
            let challenge = ask_for_code(&ward, MINA, "").await;
            let page = type_code(&ward, &challenge, WRONG).await.is(422);
            if !page.text().contains("not the code we sent") {
                break page;
            }
            tried += 1;
        };
        last.says("Too many wrong codes have been typed today");
        assert_eq!(tried, 25);
        // An address's own allowance is another's business.
        assert!(comes_in(&world, &world.stranger(), MINA).await);
    }

    async fn the_mark_in_the_browser_is_sealed_and_kept_nowhere_else(world: World) {
        // What it says of anybody, see `accounts::browsers`.
        let ward = world.stranger();
        assert!(comes_in(&world, &ward, MINA).await);
        let mark = |person: &Person<'_>| person.cookies().into_iter().find(|cookie| cookie.name() == "alongside-known").unwrap();
        let cookie = mark(&ward);
        assert_eq!((cookie.http_only(), cookie.same_site()), (Some(true), Some(SameSite::Lax)));
        assert_eq!(cookie.max_age(), Some(rocket::time::Duration::days(90)));
        let before = crate::tables::count(&world.url, "allowances").await;
        // Nothing of it stands in the database until it is used, and then for as long as what it has used up.
        world.pass(TimeDelta::days(1));
        ask_for_code(&ward, MINA, "").await;
        assert!(before >= 1);
        assert_eq!(crate::tables::count(&world.url, "allowances").await, 1);
        // Made up or changed it is worth nothing.
        guesses(&world, MINA).await;
        let forged = world.stranger();
        forged.use_cookies(vec![rocket::http::Cookie::new("alongside-known", cookie.value()[..cookie.value().len() - 4].to_owned())]);
        assert!(!comes_in(&world, &forged, MINA).await);
    }

    async fn a_code_is_typed_as_it_is_read(world: World) {
        let someone = world.stranger();
        let challenge = ask_for_code(&someone, MINA, "").await;
        let code = code_sent(&world, MINA).await;
        for not_one in ["", "123456", "ABCD-EFGH", &code[..8]] {
            type_code(&someone, &challenge, not_one).await.is(422).says("Enter the 8 letters of the code we sent");
        }
        let typed = code.to_lowercase().replace('-', " ");
        type_code(&someone, &challenge, &format!("  {typed}. ")).await.leads_to("/support");
    }
}
