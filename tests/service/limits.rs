//! How often one may write and sign in, how long a form may take, and from where a request is believed to come.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use alongside::web::Limits;
use chrono::TimeDelta;
use rocket::http::{ContentType, Header};

use crate::{
    Person, World,
    front_door::{WRONG, ask_for_code, code_sent, type_code},
    on_both_engines,
    page::Page,
    pages::faults,
    world::ADDRESS,
};

/// Few, so that a story comes to the end of them; one proxy is trusted.
fn few() -> Limits {
    Limits { sign_in: 6, wrong_codes: 3, writes: 10, own_writes: 4, proxies: "10.0.0.1".parse().unwrap() }
}

/// Asks for a code from an address, through the proxies that the header names.
async fn asks_from(world: &World, peer: &str, forwarded: Option<&str>) -> Page {
    let page = world.stranger().get("/sign-in").await;
    let fields = page.filled("/sign-in", &[("email", "nobody@anytown.example")]);
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let peer: SocketAddr = peer.parse().unwrap();
    let request = world.client.post("/sign-in").header(ContentType::Form).header(Header::new("Origin", ADDRESS));
    let request = request.remote(peer).body(body);
    let request = match forwarded {
        Some(addresses) => request.header(Header::new("X-Forwarded-For", addresses.to_owned())),
        None => request,
    };
    Page::read(request.dispatch().await).await
}

/// Asks for a code to Mina's address, and types a wrong one, from an address.
async fn types_from(world: &World, person: &Person<'_>, peer: &str) -> Page {
    let challenge = ask_for_code(person, "mina.okafor@anytown.example", "").await;
    let page = person.get(&challenge).await;
    let action = challenge.split('?').next().unwrap();
    let fields = page.filled(action, &[("code", WRONG)]);
    types(world, person, action, &fields, peer).await
}

async fn types(world: &World, person: &Person<'_>, action: &str, fields: &[(String, String)], peer: &str) -> Page {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = world.client.post(action).header(ContentType::Form).header(Header::new("Origin", ADDRESS));
    let request = request.cookies(person.cookies()).remote(peer.parse::<SocketAddr>().unwrap()).body(body);
    Page::read(request.dispatch().await).await
}

fn seconds(page: &Page) -> i64 {
    let found = page.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("retry-after"));
    found.expect("the page says when to come again").1.parse().expect("in seconds")
}

/// Statements that have run and fingerprints that were made: what an answer costs.
fn work(world: &World) -> (u64, u64) {
    (world.db.statements(), world.db.keys().fingerprints())
}

fn less(after: (u64, u64), before: (u64, u64)) -> (u64, u64) {
    (after.0 - before.0, after.1 - before.1)
}

async fn writes(person: &Person<'_>) -> Page {
    person.fill("/check-ins/new", "/check-ins", &[("energy", "low")]).await
}

on_both_engines! {
    async fn a_network_that_signs_in_too_often_waits_and_another_does_not(world: World) {
        let world = world.limited(few()).await;
        for _ in 0..6 {
            asks_from(&world, "203.0.113.9:1", None).await.leads_to("/sign-in/");
        }
        let page = asks_from(&world, "203.0.113.9:2", None).await.is(429).says("Too many tries");
        assert_eq!(seconds(&page), 100);
        assert_eq!(faults(&page), Vec::<String>::new());
        // Another spelling of the same address is the same address.
        for path in ["/%73ign-in", "//sign-in", "/sign-in/", "/%73ign-in/organisation", "//sign-in//organisation"] {
            let request = world.client.post(path).remote("203.0.113.9:2".parse().unwrap());
            let request = request.header(rocket::http::ContentType::Form).header(rocket::http::Header::new("Sec-Fetch-Site", "same-origin"));
            assert_eq!(request.body("email=a%40b.example").dispatch().await.status().code, 429, "{path}");
        }
        asks_from(&world, "203.0.113.8:1", None).await.leads_to("/sign-in/");
        // Reading goes on, and urgent help above all.
        for path in ["/sign-in", "/urgent-help", "/find-support"] {
            let page = world.client.get(path).remote("203.0.113.9:3".parse().unwrap()).dispatch().await;
            assert_eq!(page.status().code, 200, "{path}");
        }
        world.pass(TimeDelta::seconds(100));
        asks_from(&world, "203.0.113.9:4", None).await.leads_to("/sign-in/");
        asks_from(&world, "203.0.113.9:4", None).await.is(429);
    }

    async fn the_address_is_taken_from_a_trusted_hop_alone(world: World) {
        let world = world.limited(few()).await;
        for name in 0..6 {
            // Whoever writes the header themselves is one network, whatever they write.
            asks_from(&world, "203.0.113.9:1", Some(&format!("198.51.100.{name}"))).await.leads_to("/sign-in/");
        }
        asks_from(&world, "203.0.113.9:1", Some("198.51.100.200")).await.is(429);
        // Behind the proxy each is their own, and what they wrote before it counts for nothing.
        for name in 0..6 {
            asks_from(&world, "10.0.0.1:1", Some(&format!("198.51.100.{name}, 192.0.2.1"))).await.leads_to("/sign-in/");
        }
        asks_from(&world, "10.0.0.1:1", Some("198.51.100.9, 192.0.2.1")).await.is(429);
        asks_from(&world, "10.0.0.1:1", Some("192.0.2.2")).await.leads_to("/sign-in/");
        // A site's whole block of IPv6 is one network.
        for host in 0..6 {
            asks_from(&world, &format!("[2001:db8:1:2::{host}]:1"), None).await.leads_to("/sign-in/");
        }
        asks_from(&world, "[2001:db8:1:2:aaaa::9]:1", None).await.is(429);
        asks_from(&world, "[2001:db8:1:3::1]:1", None).await.leads_to("/sign-in/");
    }

    async fn a_whole_block_of_ipv6_in_one_hand_has_four_networks_worth(world: World) {
        let world = world.limited(few()).await;
        for network in 0..24 {
            asks_from(&world, &format!("[2001:db8:1:{network}::1]:1"), None).await.leads_to("/sign-in/");
        }
        asks_from(&world, "[2001:db8:1:ffff::1]:1", None).await.is(429);
        asks_from(&world, "[2001:db8:2:1::1]:1", None).await.leads_to("/sign-in/");
    }

    async fn a_network_that_types_wrong_codes_all_day_waits_and_who_was_there_before_does_not(world: World) {
        const MINA: &str = "mina.okafor@anytown.example";
        let world = world.limited(Limits { sign_in: 100, ..few() }).await;
        let ward = world.stranger();
        let challenge = ask_for_code(&ward, MINA, "").await;
        type_code(&ward, &challenge, &code_sent(&world, MINA).await).await.leads_to("/support");
        for _ in 0..3 {
            types_from(&world, &world.stranger(), "203.0.113.9:1").await.is(422).says("not the code we sent");
        }
        let page = types_from(&world, &world.stranger(), "203.0.113.9:1").await.is(429).says("Too many tries");
        assert_eq!(seconds(&page), 28_800, "a third of a day");
        // On a computer where she has been, Mina goes on; and so does everybody elsewhere.
        types_from(&world, &ward, "203.0.113.9:1").await.is(422).says("not the code we sent");
        types_from(&world, &world.stranger(), "203.0.113.8:1").await.is(422).says("not the code we sent");
        world.pass(TimeDelta::hours(8));
        types_from(&world, &world.stranger(), "203.0.113.9:1").await.is(422).says("not the code we sent");
    }

    async fn a_code_that_is_compared_with_nothing_costs_the_network_nothing(world: World) {
        const MINA: &str = "mina.okafor@anytown.example";
        let world = world.limited(Limits { sign_in: 100, ..few() }).await;
        let ward = world.stranger();
        let challenge = ask_for_code(&ward, MINA, "").await;
        let code = code_sent(&world, MINA).await;
        type_code(&ward, &challenge, &code).await.leads_to("/support");
        let action = challenge.split('?').next().unwrap();
        let colleague = world.stranger();
        let fields = colleague.get(&challenge).await.filled(action, &[("code", code.as_str())]);
        for _ in 0..5 {
            let page = types(&world, &colleague, action, &fields, "203.0.113.9:1").await;
            page.is(422).says("can no longer be used");
        }
        for _ in 0..3 {
            types_from(&world, &world.stranger(), "203.0.113.9:1").await.is(422).says("not the code we sent");
        }
        types_from(&world, &world.stranger(), "203.0.113.9:1").await.is(429);
    }

    async fn a_person_who_writes_too_often_waits_wherever_they_are_and_nobody_else_does(world: World) {
        let world = world.limited(few()).await;
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        for _ in 0..4 {
            writes(&mina).await.leads_to("/check-ins/");
        }
        let page = writes(&mina).await.is(429).says("Nothing was changed");
        assert_eq!(seconds(&page), 15);
        // On another computer she is the same person; Sam is another.
        writes(&world.person("Mina").await).await.is(429);
        writes(&sam).await.leads_to("/check-ins/");
        mina.get("/support").await.is(200);
        world.pass(TimeDelta::seconds(15));
        writes(&mina).await.leads_to("/check-ins/");
    }

    async fn the_usual_limits_let_a_busy_morning_pass(world: World) {
        let world = world.limited(Limits::default()).await;
        // A hundred people of one hospital ask for a code in the same second, and twenty forms are one person's.
        for _ in 0..100 {
            asks_from(&world, "203.0.113.9:1", None).await.leads_to("/sign-in/");
        }
        let mina = world.person("Mina").await;
        for _ in 0..20 {
            writes(&mina).await.leads_to("/check-ins/");
        }
    }

    async fn an_unknown_address_is_given_the_same_work_as_a_known_one(world: World) {
        let mut needed = Vec::new();
        for email in ["mina.okafor@anytown.example", "nobody@anytown.example", "sam.lindqvist@anytown.example", "no.one@elsewhere.example"] {
            let person = world.stranger();
            let page = person.get("/sign-in").await;
            let before = work(&world);
            person.submit(&page, "/sign-in", &[("email", email)]).await.leads_to("/sign-in/");
            needed.push(less(work(&world), before));
        }
        assert!(needed.iter().all(|one| *one == needed[0]) && needed[0].0 > 5 && needed[0].1 > 1, "{needed:?}");
        // Of a code for nobody nothing is left.
        assert_eq!(crate::tables::count(&world.url, "codes").await, 2);
        assert_eq!(crate::tables::count(&world.url, "messages WHERE kind = 'code'").await, 2);
    }

    async fn typing_a_wrong_code_is_the_same_work_for_known_and_unknown_addresses(world: World) {
        let mut needed = Vec::new();
        for email in ["mina.okafor@anytown.example", "nobody@anytown.example"] {
            let person = world.stranger();
            let challenge = ask_for_code(&person, email, "").await;
            let page = person.get(&challenge).await;
            let before = work(&world);
            let action = challenge.split('?').next().unwrap();
            person.submit(&page, action, &[("code", WRONG)]).await.is(422);
            needed.push(less(work(&world), before));
        }
        assert_eq!(needed[0], needed[1]);
        assert!(needed[0].1 >= 1, "{needed:?}");
    }

    async fn an_address_is_sent_five_codes_in_ten_minutes_and_is_not_kept(world: World) {
        const MINA: &str = "mina.okafor@anytown.example";
        for email in [MINA, "nobody@anytown.example"] {
            for _ in 0..7 {
                // The sixth and the seventh look like the others.
                ask_for_code(&world.stranger(), email, "").await;
            }
        }
        let codes = |letters: Vec<crate::Letter>| letters.iter().filter(|l| l.contains("Your sign-in code is")).count();
        assert_eq!(codes(world.post_of(MINA).await), 5);
        world.pass(TimeDelta::minutes(10));
        ask_for_code(&world.stranger(), MINA, "").await;
        assert_eq!(codes(world.post_of(MINA).await), 6);
        assert_eq!(crate::tables::count(&world.url, "challenges WHERE asked_for IS NOT NULL").await, 1);
        let all = crate::tables::read(&world.url).await;
        assert!(all["challenges"].iter().all(|row| !row.contains("mina")), "no address stands with a request");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_a_megabyte_is_refused_and_a_request_with_too_many_headers_too() {
    let served = crate::served::Served::open().await;
    let address = served.address.clone();
    let said = tokio::task::spawn_blocking(move || {
        let host = address.strip_prefix("http://").unwrap().to_owned();
        let say = |request: &[u8]| {
            let mut stream = TcpStream::connect(&host).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            // Whoever has answered may stop listening before all is said.
            let _ = stream.write_all(request);
            let mut answer = vec![0; 64];
            let read = stream.read(&mut answer).unwrap_or(0);
            String::from_utf8_lossy(&answer[..read]).into_owned()
        };
        let form = "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n";
        let body = "x".repeat(40 * 1024);
        let large =
            say(format!("POST /sign-in HTTP/1.1\r\nHost: x\r\n{form}Content-Length: {}\r\n\r\n{body}", body.len())
                .as_bytes());
        let many = "X-More: x\r\n".repeat(200);
        let many = say(format!("GET /urgent-help HTTP/1.1\r\nHost: x\r\n{many}\r\n").as_bytes());
        let long = format!("X-Long: {}\r\n", "x".repeat(1024 * 1024));
        let long = say(format!("GET /urgent-help HTTP/1.1\r\nHost: x\r\n{long}\r\n").as_bytes());
        [large, many, long]
    });
    let [large, many, long] = said.await.unwrap();
    assert!(large.starts_with("HTTP/1.1 413"), "{large}");
    assert!(many.starts_with("HTTP/1.1 431"), "{many}");
    assert!(long.starts_with("HTTP/1.1 431"), "{long}");
    served.end().await;
}
