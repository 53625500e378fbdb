//! Every method at every address: what is not there is not there, and no method, nor a word for one, opens a way round.

use std::collections::{BTreeMap, BTreeSet};

use rocket::http::{ContentType, Method};

use super::{addresses::bare_of, peopled, rightful};
use crate::{
    Person, World,
    doors::{Door, Outcome, doors},
    on_both_engines,
    page::Page,
    tables,
};

/// Every method that a program can send; `CONNECT` is asked of proxies, and no address is in it.
const METHODS: [Method; 8] = [
    Method::Get,
    Method::Head,
    Method::Post,
    Method::Put,
    Method::Patch,
    Method::Delete,
    Method::Options,
    Method::Trace,
];

/// The addresses of the doors, each with its door for reading and its door for forms.
fn addresses() -> BTreeMap<&'static str, [Option<Door>; 2]> {
    let mut all: BTreeMap<&'static str, [Option<Door>; 2]> = BTreeMap::new();
    for door in doors() {
        let (path, at) = (door.path, usize::from(door.posts));
        all.entry(path).or_default()[at] = Some(door);
    }
    all
}

/// A body that a handler would refuse, with a word for another method before it.
fn overridden(method: &str) -> String {
    format!("_method={method}&x=y")
}

/// Insists that an answer is the one of an address where nothing is.
#[track_caller]
fn nothing(page: &Page, nowhere: &Page, what: &str) {
    assert_eq!(page.status, 404, "{what}: {}", page.text());
    assert_eq!(page.main(), nowhere.main(), "{what}");
}

/// Asks one address by every method, as somebody for whom one of its doors may stand open. `known` is whether a route reads
/// the address, and whether one takes forms there: `/availability/new` is also an availability that is not there.
async fn by_every_method(person: &Person<'_>, address: &str, known: [bool; 2], nowhere: &Page) {
    for method in METHODS {
        let page = person.raw(method, address, Some(ContentType::Form), b"").await;
        let what = format!("{method} {address}");
        assert!(page.status < 500, "{what}: {}", page.text());
        match method {
            Method::Get if !known[0] => nothing(&page, nowhere, &what),
            Method::Head if !known[0] => assert_eq!((page.status, page.html.as_str()), (404, ""), "{what}"),
            Method::Head => assert_eq!(page.html, "", "{what}"),
            Method::Post if !known[1] => nothing(&page, nowhere, &what),
            Method::Get | Method::Post => {}
            _ => nothing(&page, nowhere, &what),
        }
    }
}

on_both_engines! {
    async fn what_an_address_does_not_know_is_not_found_by_any_method(world: World) {
        let (things, people) = peopled(&world).await;
        let nowhere = people[0].get("/nowhere").await.is(404);
        let before = tables::read(&world.url).await;
        for (path, open) in addresses() {
            let address = things.address(path);
            // Whoever signs out, erases or becomes somebody else does it: those have stories of their own.
            let acts = open[1].as_ref().is_some_and(Door::acts);
            let door = open.iter().flatten().next().expect("an address has a door");
            let known = ["GET", "POST"].map(|method| bare_of(&world, method, &address).is_some());
            for person in [&people[0], rightful(&people, door)] {
                if !acts {
                    by_every_method(person, &address, known, &nowhere).await;
                }
            }
        }
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "every method");
    }

    async fn another_site_can_send_nothing_by_any_method(world: World) {
        let (things, people) = peopled(&world).await;
        let before = tables::read(&world.url).await;
        for door in doors().iter().filter(|door| door.posts) {
            let (address, person) = (things.address(door.path), rightful(&people, door));
            for method in [Method::Post, Method::Put, Method::Patch, Method::Delete, Method::Trace] {
                person.forged(method, &address, "x=y").await.is(403);
            }
            // A word for a method in the form makes of it what that method is from another site too.
            for word in ["put", "DELETE", "patch", "post"] {
                person.forged(Method::Post, &address, &overridden(word)).await.is(403);
            }
        }
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "another site");
    }

    async fn a_word_for_a_method_is_no_way_round_a_door(world: World) {
        let (things, people) = peopled(&world).await;
        let nowhere = people[0].get("/nowhere").await.is(404);
        let before = tables::read(&world.url).await;
        let mut tried = BTreeSet::new();
        for (path, open) in addresses() {
            let address = things.address(path);
            let door = open.iter().flatten().next().expect("an address has a door");
            for (at, person) in people.iter().enumerate() {
                if !tried.insert((path, door.outcomes[at] as u8, at == 0)) {
                    continue;
                }
                tells_the_same(person, &address, &open, at, &nowhere).await;
            }
        }
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "a word for a method");
    }
}

/// A form that says it is a GET finds what a GET finds, one that says it is a PUT finds nothing, and a GET that says it is
/// a form stays a GET.
async fn tells_the_same(person: &Person<'_>, address: &str, open: &[Option<Door>; 2], at: usize, nowhere: &Page) {
    let plain = person.get(address).await;
    for word in ["get", "GET", "head"] {
        let page = person.raw(Method::Post, address, Some(ContentType::Form), overridden(word).as_bytes()).await;
        assert_eq!((page.status, &page.location), (plain.status, &plain.location), "{word} {address}");
    }
    // "options" is longer than any word for a method that is looked for: such a form is a form like any other.
    for word in ["put", "DELETE", "patch", "trace"] {
        let page = person.raw(Method::Post, address, Some(ContentType::Form), overridden(word).as_bytes()).await;
        nothing(&page, nowhere, &format!("{word} {address}"));
    }
    let asked = format!("{address}{}_method=POST&once=x", if address.contains('?') { '&' } else { '?' });
    let page = person.get(&asked).await;
    if open[0].as_ref().is_some_and(|door| door.outcomes[at] == Outcome::Open) {
        assert!(page.status < 500, "{asked}");
    } else {
        assert_eq!(page.status, plain.status, "{asked}");
    }
}
