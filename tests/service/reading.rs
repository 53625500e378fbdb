//! Reading changes nothing but the log of who looked, whoever reads, and whatever opens a link before them.

use std::collections::BTreeSet;

use alongside::{kernel::Now, messages::letters, sessions::ticking, signposts};
use chrono::TimeDelta;

use crate::{
    Letter, Person, World,
    counterparts::{counterparts_or_skip, read_calendars},
    crawl::Reached,
    doors::{PEOPLE, bare, everybody},
    events,
    front_door::{ask_for_code, code_sent, type_code},
    linked, neighbours,
    never_said::{tells, tells_in_a_link},
    on_both_engines,
    page::Page,
    releases_due, tables,
    things::Things,
};

on_both_engines! {
    async fn every_link_of_every_page_leads_somewhere_and_changes_nothing(world: World) {
        neighbours::move_in(&world).await;
        Things::made_in(&world).await;
        let people = everybody(&world).await;
        let routes: BTreeSet<String> =
            world.client.rocket().routes().map(|route| bare(&format!("{} {}", route.method, route.uri))).collect();
        let before = tables::read(&world.url).await;
        let (mut reached_by_all, mut addresses_named) = (BTreeSet::new(), 0);
        for (person, name) in people.iter().zip(PEOPLE) {
            let reached = Reached::by(person).await;
            for (address, page) in &reached.0 {
                assert!(matches!(page.status, 200 | 303), "{name:?} finds {} at {address}", page.status);
                assert_eq!(person.head(address).await.status, page.status, "{name:?} asks for the head of {address}");
                for to in addresses(page) {
                    addresses_named += 1;
                    assert!(is_mounted(&routes, &to), "{address} shows {name:?} {to}, where nothing is");
                }
            }
            reached_by_all.extend(reached.0.into_keys().map(|address| address.split('?').next().unwrap().to_owned()));
        }
        assert!(addresses_named > 1000 && reached_by_all.len() > 40, "only {reached_by_all:?}");
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "reading");
    }

    async fn every_address_in_a_message_opens_after_signing_in_and_changes_nothing(world: World) {
        Things::made_in(&world).await;
        let mina = world.person("Mina").await;
        let support = mina.get("/support").await;
        let cancellation = format!("{}/cancellation", support.link("One-to-one supervision"));
        let moving = format!("{}/move", support.link("One-to-one supervision"));
        let other = mina.get(&moving).await.first_choice("slot");
        mina.fill(&moving, &moving, &[("slot", &other)]).await.leads_to("/sessions/");
        mina.fill(&cancellation, &cancellation, &[]).await.leads_to("/sessions");
        let priya = world.person("Priya").await;
        let group = format!("{}/cancellation", priya.get("/sessions").await.link("Group supervision"));
        priya.fill(&group, &group, &[]).await.leads_to("/sessions");
        // Before he takes it: what is said later takes back what was not sent.
        world.post().await;
        // Sam takes the place that is offered to him: the page of one that lapsed would be no more.
        let sam = world.person("Sam").await;
        let offered = sam.get("/support").await.link("Group supervision");
        sam.fill(&offered, &format!("{offered}/places"), &[]).await.leads_to(&offered);
        let team = mina.get(&support.link("Adult critical care")).await;
        let departure = team.link("This isn't right");
        mina.fill(&departure, &departure, &[]).await.leads_to("/teams");
        events::move_and_cancel(&world, &mina).await;
        signposts::reminding::remind_due(&world.db, world.now()).await.unwrap();
        changed_and_long_ago(&world).await;
        releases_due::could_not_be_made(&world).await;
        signs_in_by_code(&world, "ruth.abara@anytown.example").await;
        linked::ruth_is_unlinked(&world).await;
        let messages = world.post_by(world.now().0 + TimeDelta::days(40)).await;
        assert_eq!(unsent(&messages), Vec::<String>::new(), "messages that nobody was sent");
        read_strictly(&messages);
        let people = [("mina.okafor", "Mina"), ("sam.lindqvist", "Sam"), ("priya.shah", "Priya"),
            ("dana.whitlock", "Dana"), ("idris.kaur", "Idris"), ("ruth.abara", "Ruth"), ("grace.lim", "Grace"),
            ("ana.ruiz", "Ana"), ("bo.lund", "Bo"), ("cai.rees", "Cai"), ("dee.ogun", "Dee"), ("eve.hart", "Eve")];
        for message in &messages {
            let to = people.iter().find(|(address, _)| message.to == format!("{address}@anytown.example"));
            let (_, name) = to.unwrap_or_else(|| panic!("to whom is {message:?}"));
            assert_eq!(tells(&message.whole()), None, "{message:?}");
            let person = world.person(name).await;
            let before = tables::read(&world.url).await;
            let links: BTreeSet<String> = message.links().into_iter().collect();
            assert!(!links.is_empty(), "{message:?}");
            for path in &links {
                assert_eq!(tells_in_a_link(path), None, "{message:?}");
                opens_for(&person, path).await;
                // A scanner of the mail, which is not signed in, learns where the sign-in page is.
                let scanner = world.stranger();
                for answer in [scanner.head(path).await, scanner.get(path).await] {
                    assert!(*path == "/" || answer.leads_to("/sign-in?next=").ends_with(&path.replace('/', "%2F")));
                }
            }
            tables::only_looks_differ(&before, &tables::read(&world.url).await, &message.text);
        }
    }

    async fn a_form_still_works_after_its_page_was_fetched_again_and_again(world: World) {
        let mina = world.person("Mina").await;
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = format!("/supervision/confirmation?slot={slot}");
        let first = mina.get(&confirm).await.is(200);
        for _ in 0..3 {
            mina.get(&confirm).await.is(200);
            mina.head(&confirm).await;
        }
        world.pass(TimeDelta::minutes(10));
        mina.submit(&first, "/supervision/bookings", &[]).await.leads_to("/sessions/");
    }
}

/// Ruth moves the debrief of which Mina has given her placement's place back, Sam has a place in it and a conversation
/// with Dana; then weeks pass for the task that writes what is due.
async fn changed_and_long_ago(world: &World) {
    let (ruth, sam, dana) = (world.person("Ruth").await, world.person("Sam").await, world.person("Dana").await);
    let debrief = sam.get("/support").await.link("1 December 2026");
    sam.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
    let time = format!("{}/time", debrief.replace("/sessions/", "/debriefs/"));
    world.post().await;
    ruth.fill(&time, &time, &[("time", "1:30pm")]).await.leads_to(&debrief);
    let answers = [("team", "none"), ("since", "built_up"), ("company", "one_other"), ("parts", "mornings")];
    let request = sam.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
    let form = dana.fill("/requests", &format!("{request}/taking"), &[]).await.leads_to(&request);
    dana.fill(&form, &form, &[("day", "2026-12-01"), ("time", "4pm"), ("place", "Room 2")]).await.leads_to(&form);
    let page = sam.get(&request).await;
    let time = page.first_choice("proposal");
    sam.submit(&page, &format!("{request}/choice"), &[("proposal", &time)]).await.leads_to("/sessions/");
    for days in [4, 40] {
        ticking::tick(&world.db, Now(world.now().0 + TimeDelta::days(days))).await.unwrap();
    }
}

/// Somebody signs in as people do, and is told so.
async fn signs_in_by_code(world: &World, email: &str) {
    let person = world.stranger();
    let challenge = ask_for_code(&person, email, "").await;
    let code = code_sent(world, email).await;
    type_code(&person, &challenge, &code).await.leads_to("/support");
}

async fn opens_for(person: &Person<'_>, path: &str) {
    // Who is signed in is led on from the first page. A program that looks at links asks for the head alone.
    assert!(matches!(person.head(path).await.status, 200 | 303), "{path}");
    let page = person.open(path).await.is(200);
    assert!(page.text().contains("Sign out"), "{path}: {}", page.text());
}

/// Every address of our own that a page names in a link, a form, a stylesheet, a script or a picture: told from
/// its text, since so many pages are read.
fn addresses(page: &Page) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for tag in page.html.split('<').filter_map(|rest| rest.split('>').next()) {
        let method = if tag.contains("method=\"post\"") { "POST" } else { "GET" };
        for name in [" href=\"", " src=\"", " action=\""] {
            let to = tag.split(name).nth(1).and_then(|rest| rest.split(['"', '?', '#']).next()).unwrap_or_default();
            if to.starts_with('/') {
                found.insert(format!("{method} {to}"));
            }
        }
    }
    found
}

/// Whether a route takes this method and address.
fn is_mounted(routes: &BTreeSet<String>, to: &str) -> bool {
    let fits = |route: &String| {
        let (route, to): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), to.split('/').collect());
        route.len() == to.len() && route.iter().zip(to).all(|(part, found)| *part == found || *part == "<>")
    };
    to.starts_with("GET /assets/") || routes.iter().any(fits)
}

/// Other people's strict reader takes the entry of every message that has one.
fn read_strictly(messages: &[Letter]) {
    if !counterparts_or_skip() {
        return;
    }
    for method in ["REQUEST", "CANCEL"] {
        let entries = messages.iter().filter_map(|message| message.calendar.as_ref());
        let texts: Vec<&String> = entries.filter(|(of, _)| of == method).map(|(_, text)| text).collect();
        assert!(texts.len() > 3, "{} of {method}", texts.len());
        assert_eq!(read_calendars(method, &texts).len(), texts.len());
    }
}

/// The templates of messages of which none of these was made, told by the longest line that stands in all of them.
fn unsent(messages: &[Letter]) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
    let fixed = |template: &String| {
        let text = std::fs::read_to_string(format!("{folder}/{template}.txt.hbs")).unwrap();
        text.lines().filter(|line| !line.contains("{{")).max_by_key(|line| line.len()).unwrap().to_owned()
    };
    let all = letters();
    let own: BTreeSet<String> = all.iter().map(fixed).collect();
    assert_eq!(own.len(), all.len(), "two templates have the same longest line");
    all.into_iter().filter(|template| !messages.iter().any(|message| message.text.contains(&fixed(template)))).collect()
}
