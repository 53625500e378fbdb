//! Signing in by code, coming back to where one was, and being signed out.

use chrono::TimeDelta;

use crate::{Person, World, on_both_engines};

const MINA: &str = "mina.okafor@anytown.example";

/// A code that nobody was sent: of 25,600,000,000 it would have to be this one.
pub const WRONG: &str = "BBBB-BBBB";

pub async fn ask_for_code(person: &Person<'_>, email: &str, next: &str) -> String {
    let page = person.fill(&format!("/sign-in?next={next}"), "/sign-in", &[("email", email)]).await;
    page.leads_to("/sign-in/")
}

pub async fn code_sent(world: &World, email: &str) -> String {
    let letters = world.post_of(email).await;
    let letter = letters.iter().find(|letter| letter.contains("Your sign-in code is")).expect("a code was sent");
    let code = letter.text.split("Your sign-in code is ").nth(1).unwrap();
    code.chars().take(9).collect()
}

pub async fn type_code(person: &Person<'_>, challenge: &str, code: &str) -> crate::page::Page {
    let action = challenge.split('?').next().unwrap();
    person.fill(challenge, action, &[("code", code)]).await
}

on_both_engines! {
    async fn a_code_signs_in_once_and_leads_back_to_where_one_was(world: World) {
        let someone = world.stranger();
        let away = someone.get("/sessions").await;
        let sign_in = away.leads_to("/sign-in?next=");
        let page = someone.get(&sign_in).await.is(200);
        let asked = someone.submit(&page, "/sign-in", &[("email", " MINA.Okafor@anytown.example ")]).await;
        let challenge = asked.leads_to("/sign-in/");
        let code = code_sent(&world, MINA).await;
        let spaced = format!(" {} {}", code[..4].to_lowercase(), &code[5..]);
        type_code(&someone, &challenge, &spaced).await.leads_to("/sessions");
        someone.get("/sessions").await.is(200).says("Your sessions");
        // Used once: another browser that saw the code gets nothing.
        let other = world.stranger();
        type_code(&other, &challenge, &code).await.is(422).says("can no longer be used");
    }

    async fn known_and_unknown_addresses_get_the_same_answer(world: World) {
        let (known, unknown) = (world.stranger(), world.stranger());
        let hers = ask_for_code(&known, MINA, "").await;
        let nobodys = ask_for_code(&unknown, "nobody@anytown.example", "").await;
        let (a, b) = (known.get(&hers).await.is(200).main(), unknown.get(&nobodys).await.is(200).main());
        assert_eq!(a, b);
        for person in [(&known, &hers), (&unknown, &nobodys)] {
            for _ in 0..5 {
                type_code(person.0, person.1, WRONG).await.is(422).says("not the code we sent");
            }
            type_code(person.0, person.1, WRONG).await.is(422).says("can no longer be used");
        }
        // Five wrong tries void the right code too.
        let code = code_sent(&world, MINA).await;
        type_code(&known, &hers, &code).await.is(422).says("can no longer be used");
    }

    async fn a_code_lasts_ten_minutes(world: World) {
        let someone = world.stranger();
        let challenge = ask_for_code(&someone, MINA, "").await;
        let code = code_sent(&world, MINA).await;
        world.pass(TimeDelta::minutes(10));
        type_code(&someone, &challenge, &code).await.is(422).says("can no longer be used");
    }

    async fn a_sign_in_ends_after_15_idle_minutes_and_after_12_hours_at_most(world: World) {
        let mina = world.person("Mina").await;
        world.pass(TimeDelta::minutes(14));
        mina.get("/support").await.is(200);
        world.pass(TimeDelta::minutes(14));
        mina.get("/support").await.is(200);
        let old = mina.cookies();
        world.pass(TimeDelta::minutes(15));
        mina.get("/support").await.leads_to("/sign-in");
        // An old copy of the cookie is worth no more than the new one was.
        let thief = world.stranger();
        thief.use_cookies(old);
        thief.get("/support").await.leads_to("/sign-in");

        let sam = world.person("Sam").await;
        for _ in 0..(12 * 6) {
            sam.get("/support").await.is(200);
            world.pass(TimeDelta::minutes(10));
        }
        sam.get("/support").await.leads_to("/sign-in");
    }

    async fn signing_out_ends_the_sign_in_itself_not_only_its_cookie(world: World) {
        let mina = world.person("Mina").await;
        let kept = mina.cookies();
        mina.fill("/support", "/sign-out", &[]).await.leads_to("/");
        mina.get("/support").await.leads_to("/sign-in");
        let thief = world.stranger();
        thief.use_cookies(kept);
        thief.get("/support").await.leads_to("/sign-in");
    }

    async fn a_form_from_another_site_is_refused(world: World) {
        let mina = world.person("Mina").await;
        let page = mina.get("/support").await;
        let fields = page.filled("/sign-out", &[]);
        let body = fields.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("&");
        for (name, value) in [("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"), ("X-None", "")] {
            let request = world.client.post("/sign-out").cookies(mina.cookies()).header(rocket::http::ContentType::Form);
            let answer = request.header(rocket::http::Header::new(name, value)).body(&body).dispatch().await;
            assert_eq!(answer.status().code, 403, "{name}: {value}");
        }
        mina.get("/support").await.is(200);
    }

    async fn a_form_sent_after_the_sign_in_ended_leads_back_to_its_page(world: World) {
        let mina = world.person("Mina").await;
        world.pass(TimeDelta::minutes(15));
        let request = world.client.post("/check-ins").cookies(mina.cookies()).header(rocket::http::ContentType::Form);
        let request = request.header(rocket::http::Header::new("Origin", crate::world::ADDRESS));
        let from = format!("{}/check-ins/new", crate::world::ADDRESS);
        let answer = request.header(rocket::http::Header::new("Referer", from)).body("energy=low").dispatch().await;
        assert_eq!(answer.headers().get_one("Location"), Some("/sign-in?next=%2Fcheck-ins%2Fnew"));
    }

    async fn the_demonstration_lets_nobody_be_anybody_else(world: World) {
        let someone = world.stranger();
        let list = someone.get("/demonstration").await.is(200);
        let action = list.form_of("Be Mina");
        let fields = list.filled(&action, &[]);
        someone.send("/demonstration/6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11", &fields).await.is(404);
        someone.send("/demonstration/rubbish", &fields).await.is(404);
    }
}
