//! What must never sign anybody in: tokens that prove nothing, and ways back that were begun elsewhere.

use alongside::{
    accounts::{
        Refusal, SignInRules,
        actions::sign_in_from,
        provider::{Fault, Identity},
    },
    kernel::ids::OnceToken,
    store::Stop,
};
use chrono::TimeDelta;

use crate::{
    Person, World,
    front_door_elsewhere::{account, comes_back, grace_takes, signs_in},
    on_both_engines,
    provider::OtherSide,
    tables,
    world::ADDRESS,
};

const MINA: &str = "mina.okafor@anytown.example";

/// Whoever goes back there is nobody.
async fn is_nobody(person: &Person<'_>, back: &str) {
    person.get(back).await.is(422).says("did not finish");
    person.get("/support").await.leads_to("/sign-in");
}

on_both_engines! {
    async fn a_token_that_proves_nothing_signs_nobody_in(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        for (spoilt, fault) in [
            ("issuer", Fault::Issuer),
            ("audience", Fault::Audience),
            ("two-audiences", Fault::Audience),
            ("nonce", Fault::Nonce),
            ("no-nonce", Fault::Nonce),
            ("expired", Fault::Expired),
            ("future", Fault::Expired),
            ("long-ago", Fault::Expired),
            ("none", Fault::Signature),
            ("hs256-secret", Fault::Signature),
            ("hs256-key", Fault::Signature),
            ("other-key", Fault::Signature),
            ("unknown-key", Fault::Signature),
            ("changed", Fault::Signature),
            ("other-person", Fault::About),
        ] {
            there.order(spoilt);
            // Each for its own reason, which the log says; the page says the same of all.
            assert_eq!(identified(&world, &there).await, Err(fault), "{spoilt}");
            let person = world.stranger();
            let page = signs_in(&person, &there, &account("s-mina", MINA)).await;
            assert_eq!(page.status, 422, "{spoilt}: {} {:?}", page.main(), page.location);
            assert!(page.main().contains("did not finish"), "{spoilt}: {}", page.main());
            person.get("/support").await.leads_to("/sign-in");
        }
        assert_eq!(tables::count(&world.url, "identities").await, 0);
        // Unspoilt it is Mina's; and a clock that differs by less than a minute is no reason.
        there.order("");
        assert_eq!(identified(&world, &there).await.map(|identity| identity.subject), Ok("s-mina".to_owned()));
        there.order("skew");
        signs_in(&world.stranger(), &there, &account("s-mina", MINA)).await.leads_to("/sessions");
    }

    async fn a_way_back_is_taken_once_and_by_the_browser_that_began(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        let (mina, claims) = (world.stranger(), account("s-mina", MINA));
        let back = comes_back(&mina, &there, &claims).await;
        let underway = mina.cookies();
        // Sent to somebody else's browser, begun or not, it signs them in as nobody.
        is_nobody(&world.stranger(), &back).await;
        let sam = world.stranger();
        let sams = comes_back(&sam, &there, &account("s-sam", "sam.lindqvist@anytown.example")).await;
        is_nobody(&sam, &back).await;
        is_nobody(&sam, &sams).await;
        // With one of the two changed it is nobody's.
        let (code, state) = (part(&back, "code"), part(&back, "state"));
        for forged in [
            format!("/sign-in/organisation/return?code={code}"),
            format!("/sign-in/organisation/return?state={state}"),
            format!("/sign-in/organisation/return?code={code}&state={}", part(&sams, "state")),
            format!("{}&iss=https%3A%2F%2Felsewhere.example", back.split("&iss=").next().unwrap()),
        ] {
            mina.use_cookies(underway.clone());
            is_nobody(&mina, &forged).await;
        }
        // Another's code under one's own state was begun with another verifier.
        let other = comes_back(&world.stranger(), &there, &claims).await;
        mina.use_cookies(underway.clone());
        is_nobody(&mina, &format!("/sign-in/organisation/return?code={}&state={state}", part(&other, "code"))).await;
        // The right one, and never again, not even with the cookie that was kept.
        mina.use_cookies(underway.clone());
        mina.get(&back).await.leads_to("/sessions");
        let again = world.stranger();
        is_nobody(&again, &back).await;
        again.use_cookies(underway);
        is_nobody(&again, &back).await;
    }

    async fn a_state_signs_in_once_even_if_the_provider_took_a_code_twice(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        let (mina, rules) = (identified(&world, &there).await.unwrap(), SignInRules::usual(false));
        let nobody = Identity { subject: "s-other".to_owned(), email: None, ..mina.clone() };
        for (identity, known) in [(&mina, true), (&nobody, false)] {
            let state = OnceToken::random();
            let first = sign_in_from(&world.db, identity, state, rules, world.now()).await;
            assert_eq!(first.is_ok(), known);
            let before = tables::count(&world.url, "sign_ins").await;
            let again = sign_in_from(&world.db, identity, state, rules, world.now()).await.err();
            assert!(matches!(again, Some(Stop::Refused(Refusal::SpentSignIn))), "{again:?}");
            assert_eq!(tables::count(&world.url, "sign_ins").await, before);
        }
    }

    async fn a_sign_in_that_was_begun_long_ago_is_begun_again(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        let mina = world.stranger();
        let back = comes_back(&mina, &there, &account("s-mina", MINA)).await;
        world.pass(TimeDelta::minutes(15));
        is_nobody(&mina, &back).await;
    }

    async fn a_new_key_of_the_providers_is_found_at_once_but_not_looked_for_again_and_again(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        let (mina, claims) = (world.stranger(), account("s-mina", MINA));
        signs_in(&mina, &there, &claims).await.leads_to("/sessions");
        there.order("new-keys");
        signs_in(&mina, &there, &claims).await.leads_to("/sessions");
        // Within the minute the next new key is not asked for, whatever a token names.
        there.order("new-keys");
        signs_in(&mina, &there, &claims).await.is(422).says("did not finish");
        world.pass(TimeDelta::minutes(1));
        signs_in(&mina, &there, &claims).await.leads_to("/sessions");
    }

    async fn nobody_is_led_elsewhere_by_where_they_came_from(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        there.person(&account("s-mina", MINA));
        for next in ["https://evil.example", "//evil.example", "/\\evil.example"] {
            let mina = world.stranger();
            let to = mina.get(&format!("/sign-in/organisation?next={next}")).await.leads_to(&there.issuer());
            assert!(!to.contains("evil"), "{to}");
            let back = there.sign_in(&to).await;
            mina.get(&back).await.leads_to("/support");
        }
    }

    async fn the_way_there_is_as_it_must_be(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        let before = tables::read(&world.url).await;
        let mina = world.stranger();
        let to = mina.get("/sign-in/organisation").await.leads_to(&there.issuer());
        for part in ["response_type=code", "code_challenge_method=S256", "code_challenge=", "state=", "nonce=", "scope=openid+email"] {
            assert!(to.contains(part), "{part} in {to}");
        }
        let [cookie] = &mina.cookies()[..] else { panic!("one cookie") };
        assert_eq!((cookie.http_only(), cookie.same_site()), (Some(true), Some(rocket::http::SameSite::Lax)));
        assert!(cookie.max_age().is_some_and(|age| age <= rocket::time::Duration::minutes(15)));
        // Neither the verifier nor the nonce can be read out of it, and going there writes nothing.
        let nonce = part(&to, "nonce");
        assert!(!cookie.value().contains(&nonce), "{cookie}");
        assert_eq!(before, tables::read(&world.url).await);
        // Each time anew.
        let again = mina.get("/sign-in/organisation").await.leads_to(&there.issuer());
        for name in ["state", "nonce", "code_challenge"] {
            assert_ne!(part(&to, name), part(&again, name), "{name}");
        }
    }
}

/// What the service makes of what Mina brings back from there.
async fn identified(world: &World, there: &OtherSide) -> Result<Identity, Fault> {
    let (provider, back) = (there.provider(), format!("{ADDRESS}/sign-in/organisation/return"));
    there.person(&account("s-mina", MINA));
    let (address, underway) = provider.begin(&back, String::new(), world.now()).await.unwrap();
    let code = part(&there.sign_in(&address).await, "code");
    provider.identify(underway, &code, &back, world.now()).await
}

/// A part of an address's query.
fn part(address: &str, name: &str) -> String {
    let url = url::Url::parse("http://x").unwrap().join(address).unwrap();
    let found = url.query_pairs().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("no {name} in {address}")).1.into_owned()
}
