//! Signing in with the organisation's own account, at a real provider of OpenID Connect.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    Person, World,
    front_door::{ask_for_code, code_sent, type_code},
    on_both_engines,
    page::Page,
    pages::faults,
    provider::OtherSide,
    tables,
};

const MINA: &str = "mina.okafor@anytown.example";
const HERE: &str = "/sign-in/organisation?next=/sessions";

/// What the provider says of somebody whose address it has checked.
pub fn account(subject: &str, email: &str) -> Value {
    json!({ "sub": subject, "email": email, "email_verified": true })
}

/// Goes to the provider and signs in there; gives the way back, which the browser has not taken yet.
pub async fn comes_back(person: &Person<'_>, there: &OtherSide, claims: &Value) -> String {
    there.person(claims);
    let to = person.get(HERE).await.is(303).leads_to(&there.issuer());
    there.sign_in(&to).await
}

/// Signs in there and comes back.
pub async fn signs_in(person: &Person<'_>, there: &OtherSide, claims: &Value) -> Page {
    person.get(&comes_back(person, there, claims).await).await
}

/// Grace lets the provider vouch for her organisation's addresses.
pub async fn grace_takes(world: &World, domains: &str) {
    let grace = world.person("Grace").await;
    let fields = [("domains", domains), ("codes", "allowed")];
    grace.fill("/settings/sign-in", "/settings/sign-in", &fields).await.leads_to("/settings/sign-in");
}

on_both_engines! {
    async fn an_address_makes_somebody_known_once_and_their_account_from_then_on(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "@Anytown.example\nother.example").await;
        let mina = world.stranger();
        let page = mina.get("/sign-in?next=/sessions").await.is(200).says("Or sign in with a code");
        assert_eq!(page.link("Sign in with Anytown account"), "/sign-in/organisation?next=%2Fsessions");
        assert_eq!(faults(&page), Vec::<String>::new());
        signs_in(&mina, &there, &account("s-mina", "Mina.Okafor@anytown.example")).await.leads_to("/sessions");
        mina.get("/support").await.is(200).says("Mina");
        let letters = world.post_of(MINA).await;
        assert_eq!(letters.iter().filter(|letter| letter.contains("Somebody signed in as you")).count(), 1);
        // Her address at the provider becomes Sam's, is not checked, or is gone: she is who she was.
        for claims in [
            account("s-mina", "sam.lindqvist@anytown.example"),
            json!({ "sub": "s-mina", "email": "x@elsewhere.example", "email_verified": false }),
            json!({ "sub": "s-mina" }),
        ] {
            let again = world.stranger();
            signs_in(&again, &there, &claims).await.leads_to("/sessions");
            again.get("/support").await.is(200).says("Mina");
        }
        // Whoever is given her address there is nobody here.
        let other = world.stranger();
        signs_in(&other, &there, &account("s-other", MINA)).await.is(422).says("not registered here");
        // Sam, whose address hers was for a day, comes in as himself.
        let sam = world.stranger();
        signs_in(&sam, &there, &account("s-sam", "sam.lindqvist@anytown.example")).await.leads_to("/sessions");
        sam.get("/support").await.is(200).says("Sam");
        assert_eq!(tables::count(&world.url, "identities").await, 2);
        assert_eq!(tables::count(&world.url, "changes WHERE action = 'known at the provider'").await, 2);
    }

    async fn whoever_is_not_registered_reads_the_same_whatever_the_reason(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        let mut read = Vec::new();
        let known = account("s1", MINA);
        let unknown = account("s2", "nobody@anytown.example");
        let unchecked = json!({ "sub": "s3", "email": MINA, "email_verified": false });
        let silent = json!({ "sub": "s4", "email": MINA });
        let absent = json!({ "sub": "s5" });
        // Before Grace says so no domain is taken; then it is another.
        read.push(signs_in(&world.stranger(), &there, &known).await);
        grace_takes(&world, "n.example\nsub.anytown.example").await;
        read.push(signs_in(&world.stranger(), &there, &known).await);
        grace_takes(&world, "anytown.example").await;
        for claims in [unknown, unchecked, silent, absent] {
            read.push(signs_in(&world.stranger(), &there, &claims).await);
        }
        for page in &read {
            assert_eq!((page.status, page.main()), (422, read[0].main()));
            assert_eq!(faults(page), Vec::<String>::new());
        }
        assert!(read[0].main().contains("not registered here"), "{}", read[0].main());
        assert_eq!(tables::count(&world.url, "identities").await, 0);
    }

    async fn what_the_provider_says_in_the_token_itself_counts_too(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        // A checked address from elsewhere does not vouch for the one in the token.
        let token = json!({ "email": MINA, "email_verified": false });
        let claims = json!({ "sub": "s1", "email": MINA, "email_verified": true, "token": token });
        signs_in(&world.stranger(), &there, &claims).await.is(422);
        let token = json!({ "email": MINA, "email_verified": "true" });
        signs_in(&world.stranger(), &there, &json!({ "sub": "s1", "token": token })).await.leads_to("/sessions");
    }

    async fn a_group_makes_hr_and_service_managers_at_each_sign_in_and_nobody_else(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        grace_takes(&world.with_provider(there.provider()).await, "anytown.example").await;
        let world = world.with_provider(there.provider_with_groups()).await;
        let with = |groups: Value| {
            let mut claims = account("s-sam", "sam.lindqvist@anytown.example");
            claims["groups"] = groups;
            claims
        };
        let sam = world.stranger();
        signs_in(&sam, &there, &with(json!(["staff", "alongside-managers"]))).await.leads_to("/sessions");
        sam.get("/people").await.is(200);
        let roles = "roles r JOIN people p ON p.id = r.person_id WHERE p.name LIKE 'Sam %'";
        assert_eq!(tables::count(&world.url, &format!("{roles} AND role = 'service_manager'")).await, 1);
        signs_in(&sam, &there, &with(json!(["alongside-hr"]))).await.leads_to("/sessions");
        sam.get("/people").await.is(404);
        assert_eq!(tables::count(&world.url, &format!("{roles} AND role = 'hr'")).await, 1);
        signs_in(&sam, &there, &with(json!([]))).await.leads_to("/sessions");
        assert_eq!(tables::count(&world.url, roles).await, 0);
        for (action, times) in [("role given by group", 2), ("role taken by group", 2)] {
            assert_eq!(tables::count(&world.url, &format!("changes WHERE action = '{action}'")).await, times, "{action}");
        }
        // Facilitating follows from no group, and is not taken by one.
        let dana = world.stranger();
        signs_in(&dana, &there, &account("s-dana", "dana.whitlock@anytown.example")).await.leads_to("/sessions");
        dana.get("/facilitating").await.is(200);
    }

    async fn when_the_provider_is_down_a_code_lets_people_in(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        there.order("down");
        let mina = world.stranger();
        let page = mina.get(HERE).await.is(503).says("Anytown account does not answer at the moment");
        let code_page = page.link("sign in with a code");
        assert_eq!(code_page, "/sign-in?next=%2Fsessions");
        mina.get(&code_page).await.is(200);
        let challenge = ask_for_code(&mina, MINA, "/sessions").await;
        let code = code_sent(&world, MINA).await;
        type_code(&mina, &challenge, &code).await.leads_to("/sessions");
        // It is asked again half a minute later.
        there.order("");
        mina.get(HERE).await.is(503);
        world.pass(TimeDelta::seconds(30));
        // It goes down between the way there and the way back.
        let sam = world.stranger();
        let back = comes_back(&sam, &there, &account("s-sam", "sam.lindqvist@anytown.example")).await;
        there.order("down");
        sam.get(&back).await.is(503).says("does not answer");
        there.order("");
        signs_in(&sam, &there, &account("s-sam", "sam.lindqvist@anytown.example")).await.leads_to("/sessions");
    }

    async fn where_codes_are_refused_nobody_is_sent_one_and_nobody_is_told(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let inside = world.with_provider(there.provider()).await;
        grace_takes(&inside, "anytown.example").await;
        let refuse = [("domains", "anytown.example"), ("codes", "refused")];
        // Not before somebody has come in the other way.
        let grace = inside.person("Grace").await;
        let page = grace.fill("/settings/sign-in", "/settings/sign-in", &refuse).await.is(422);
        page.says("Sign in with your organisation's account yourself first");
        let grace = inside.stranger();
        signs_in(&grace, &there, &account("s-grace", "grace.lim@anytown.example")).await.leads_to("/sessions");
        // A code that was sent before lets nobody in afterwards.
        let early = inside.stranger();
        let asked = ask_for_code(&early, "sam.lindqvist@anytown.example", "").await;
        let code = code_sent(&inside, "sam.lindqvist@anytown.example").await;
        grace.fill("/settings/sign-in", "/settings/sign-in", &refuse).await.leads_to("/settings/sign-in");
        type_code(&early, &asked, &code).await.is(422).says("not the code we sent");
        let (known, unknown) = (inside.stranger(), inside.stranger());
        let fields = [("email", MINA), ("once", "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11")];
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let hers = known.send("/sign-in", &fields).await.leads_to("/sign-in/");
        let other = vec![("email".to_owned(), "nobody@anytown.example".to_owned()), ("once".to_owned(), "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b12".to_owned())];
        let nobodys = unknown.send("/sign-in", &other).await.leads_to("/sign-in/");
        assert_eq!(known.get(&hers).await.main(), unknown.get(&nobodys).await.main());
        let letters = inside.post_of(MINA).await;
        assert!(letters.iter().all(|letter| !letter.contains("Your sign-in code is")), "{letters:?}");
        // With the provider taken away, a code is the way in again.
        let mina = world.stranger();
        let challenge = ask_for_code(&mina, MINA, "").await;
        let code = code_sent(&world, MINA).await;
        type_code(&mina, &challenge, &code).await.leads_to("/support");
    }

    async fn signing_out_offers_to_sign_out_there_too_and_says_nothing_of_the_person(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        let mina = world.stranger();
        signs_in(&mina, &there, &account("s-mina", MINA)).await.leads_to("/sessions");
        mina.fill("/support", "/sign-out", &[]).await.leads_to("/signed-out");
        mina.get("/support").await.leads_to("/sign-in");
        let page = mina.get("/signed-out").await.is(200).says("may still be signed in to Anytown account");
        assert_eq!(faults(&page), Vec::<String>::new());
        let out = page.link("Sign out of Anytown account too");
        assert!(out.starts_with(&there.issuer()) && out.contains("client_id=alongside-test"), "{out}");
        assert!(!out.contains("id_token_hint") && !out.contains("mina"), "{out}");
        there.asks_before_signing_out(&out).await;
        // Whoever came in by the demonstration's door is asked nothing of the kind.
        let sam = world.person("Sam").await;
        sam.fill("/support", "/sign-out", &[]).await.leads_to("/");
        there.order("down");
        mina.get("/signed-out").await.is(200).says("You are signed out");
    }

    async fn whoever_is_disabled_there_is_out_when_their_sign_in_ends(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        let mina = world.stranger();
        signs_in(&mina, &there, &account("s-mina", MINA)).await.leads_to("/sessions");
        for _ in 0..(12 * 6) {
            mina.get("/support").await.is(200);
            world.pass(TimeDelta::minutes(10));
        }
        mina.get("/support").await.leads_to("/sign-in");
        let disabled = json!({ "sub": "s-mina", "email": MINA, "email_verified": true, "disabled": true });
        signs_in(&mina, &there, &disabled).await.is(422).says("did not finish");
        mina.get("/support").await.leads_to("/sign-in");
    }

    async fn whoever_has_left_is_not_let_in_and_comes_back_as_somebody_new(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        let mina = world.stranger();
        signs_in(&mina, &there, &account("s-mina", MINA)).await.leads_to("/sessions");
        let grace = world.person("Grace").await;
        let her_page = grace.get("/people?name=Mina").await.link("Mina");
        let departure = format!("{her_page}/departure");
        grace.fill(&departure, &departure, &[]).await.is(303);
        mina.get("/support").await.leads_to("/sign-in");
        signs_in(&mina, &there, &account("s-mina", MINA)).await.is(422).says("not registered here");
        assert_eq!(tables::count(&world.url, "identities").await, 0);
    }

    async fn without_a_provider_no_page_shows_the_way_to_one(world: World) {
        let page = world.stranger().get("/sign-in").await.is(200);
        page.never_says("/sign-in/organisation").never_says("Or sign in with a code");
        world.stranger().get("/sign-in/organisation").await.is(404);
        world.stranger().get("/sign-in/organisation/return?code=a&state=b").await.is(404);
    }
}
