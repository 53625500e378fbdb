//! Every route and every kind of person: who finds it open, who must sign in, and for whom it does not exist.

mod door;
mod forms;
mod table;

use std::collections::BTreeSet;

use alongside::kernel::ids::OnceToken;

pub use door::{Door, bare, doors};
pub use forms::filled_in;
pub use table::{Outcome, PEOPLE};

use crate::{Person, World, neighbours, on_both_engines, page::Page, tables, things::Things};

on_both_engines! {
    async fn every_route_has_a_line_in_the_table_and_every_line_a_route(world: World) {
        let mounted: BTreeSet<String> = world.client.rocket().routes()
            .map(|route| bare(&format!("{} {}", route.method, route.uri)))
            .collect();
        let lines: BTreeSet<String> = doors().iter().map(Door::route).collect();
        assert_eq!(mounted.difference(&lines).collect::<Vec<_>>(), Vec::<&String>::new(), "no line in the table of doors");
        assert_eq!(lines.difference(&mounted).collect::<Vec<_>>(), Vec::<&String>::new(), "no such route");
    }

    async fn everybody_finds_open_what_is_theirs_and_nothing_else(world: World) {
        neighbours::move_in(&world).await;
        let things = Things::made_in(&world).await;
        let people = everybody(&world).await;
        let before = tables::read(&world.url).await;
        let mut wrong = Vec::new();
        for door in doors().iter().filter(|door| !door.acts()) {
            for (at, found) in knock(&people, &things, door).await.into_iter().enumerate() {
                if found != door.outcomes[at] {
                    wrong.push(format!("{}: {:?} for {:?}", door.name(), found, PEOPLE[at]));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "knocking");
    }

    async fn a_form_that_is_not_for_you_is_not_found_however_well_it_is_filled_in(world: World) {
        neighbours::move_in(&world).await;
        let things = Things::made_in(&world).await;
        let people = everybody(&world).await;
        let (before, nowhere) = (tables::read(&world.url).await, people[0].get("/nowhere").await);
        for door in doors().iter().filter(|door| door.posts && !door.acts()) {
            for (at, expected) in door.outcomes.iter().enumerate().filter(|(_, o)| **o != Outcome::Open) {
                let page = people[at].send_from_support(&things.address(door.path), &filled_in(door.path, &things)).await;
                let name = format!("{} for {:?}", door.name(), PEOPLE[at]);
                assert_eq!(outcome(&page, &nowhere), Ok(*expected), "{name}");
            }
        }
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "filling in");
    }

    async fn a_form_that_is_yours_reaches_nothing_next_door(world: World) {
        neighbours::move_in(&world).await;
        let things = Things::made_in(&world).await;
        let others = things.address("/teams/<team>");
        let team = ("team", others.rsplit('/').next().unwrap());
        let (slot, site) = (things.address("<slot>"), things.address("<site>"));
        let bronwen = world.person("Bronwen").await;
        let (tomos, ffion) = (world.person("Tomos").await, world.person("Ffion").await);
        let una = [("name", "Una Moss"), ("email", "una.moss@anytown.example"), ("job_title", "Librarian"),
            ("profession", "librarian"), ("line_manager", "clare.benson@anytown.example")];
        // Whoever has that address elsewhere is not made anybody's line manager here: an address is kept, and nobody told.
        ffion.fill("/people/new", "/people", &una).await.leads_to("/people/");
        let before = tables::read(&world.url).await;

        let asked = [team, ("since", "today"), ("company", "team"), ("parts", "mornings")];
        bronwen.fill("/requests/new", "/requests", &asked).await.is(404);
        bronwen.get(&format!("/supervision/confirmation?slot={slot}")).await.is(409);
        let booked = [("slot".to_owned(), slot), ("once".to_owned(), OnceToken::random().to_string())];
        bronwen.send("/supervision/bookings", &booked).await.is(409);

        let roster = tomos.get("/teams").await.link("Adult critical care");
        let mina = [("email", "mina.okafor@anytown.example"), ("role", "Librarian"), ("wte", "1")];
        let page = tomos.fill(&format!("{roster}/placements/new"), &format!("{roster}/placements"), &mina).await;
        page.is(422).says("We do not know that address in your organisation");

        let stroke = [("name", "Stroke unit"), ("site", &site), ("specialty", "328"), ("lead", "tomos.reid@anytown.example")];
        ffion.fill("/teams/new", "/teams", &stroke).await.is(404);
        let own = ffion.get("/teams/new").await.first_choice("site");
        let ruths = [("name", "Stroke unit"), ("site", &own), ("specialty", "328"), ("lead", "ruth.abara@anytown.example")];
        ffion.fill("/teams/new", "/teams", &ruths).await.is(422).says("Register the person first");
        let mina = things.address("/people/<person>");
        for path in [mina.clone(), format!("{mina}/registration"), format!("{mina}/departure"), things.address("/sites/<site>")] {
            ffion.get(&path).await.is(404);
        }
        let search = tomos.get(&format!("{roster}/placements/new?name=mina")).await.is(200);
        search.says("No librarian of your organisation").never_says("Okafor");
        tomos.get(&format!("{roster}/placements/new?person={}", mina.rsplit('/').next().unwrap())).await.is(404);
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "reaching next door");
    }

    async fn whoever_is_in_may_leave_and_the_demonstration_lets_anybody_in(world: World) {
        neighbours::move_in(&world).await;
        let things = Things::made_in(&world).await;
        for door in doors().iter().filter(|door| door.acts()) {
            // Each door with people who have just signed in, since the one before may have let them out.
            let people = everybody(&world).await;
            assert_eq!(knock(&people, &things, door).await, door.outcomes, "{}", door.name());
        }
    }
}

/// The people of the table, each with a browser of their own, signed in.
pub async fn everybody(world: &World) -> Vec<Person<'_>> {
    let mut people = Vec::new();
    for name in PEOPLE {
        people.push(if name.is_empty() { world.stranger() } else { world.person(name).await });
    }
    people
}

/// What each of the people finds at a door. A form is sent without its token, so that an open door changes nothing.
async fn knock(people: &[Person<'_>], things: &Things, door: &Door) -> Vec<Outcome> {
    let (mut found, nowhere) = (Vec::new(), people[0].get("/nowhere").await);
    for (person, name) in people.iter().zip(PEOPLE) {
        let (outcome, page) = knock_once(person, things, door, &nowhere).await;
        if outcome == Outcome::NotFound {
            let nothing = ask(person, door, &things.address_of_nothing(door.path)).await;
            assert_eq!(shape(&page), shape(&nothing), "{} tells {name:?} that there is something", door.name());
        }
        found.push(outcome);
    }
    found
}

/// What one person finds at a door, and the page that says so; `nowhere` is how nothing looks.
pub async fn knock_once(person: &Person<'_>, things: &Things, door: &Door, nowhere: &Page) -> (Outcome, Page) {
    let page = ask(person, door, &things.address(door.path)).await;
    let outcome = outcome(&page, nowhere).unwrap_or_else(|what| panic!("{}: {what}", door.name()));
    (outcome, page)
}

async fn ask(person: &Person<'_>, door: &Door, address: &str) -> Page {
    if door.posts { person.send_from_support(address, &[]).await } else { person.get(address).await }
}

fn outcome(page: &Page, nowhere: &Page) -> Result<Outcome, String> {
    let to = page.location.as_deref().unwrap_or_default();
    match page.status {
        200 | 409 | 422 => Ok(Outcome::Open),
        303 if to.starts_with("/sign-in?next=") => Ok(Outcome::SignIn),
        303 if to.starts_with('/') => Ok(Outcome::Open),
        403 | 429 => Ok(Outcome::Refused),
        404 if main_part(page) == main_part(nowhere) => Ok(Outcome::NotFound),
        404 => Err(format!("another page than nowhere's: {}", page.text())),
        status => Err(format!("{status} {to} {}", page.text())),
    }
}

/// The main part of a page, byte by byte.
fn main_part(page: &Page) -> &str {
    let from = page.html.find("<main").expect("a page has a main part");
    &page.html[from..page.html.find("</main>").expect("the main part ends")]
}

/// All that a reader can see of an answer, without the token and the id that are new each time.
fn shape(page: &Page) -> (u16, Vec<(&str, &str)>, String) {
    let stays = |name: &str| !["x-request-id", "set-cookie"].contains(&name.to_lowercase().as_str());
    let headers = page.headers.iter().filter(|(name, _)| stays(name)).map(|(n, v)| (n.as_str(), v.as_str()));
    let mut html = String::new();
    for (at, part) in page.html.split("name=\"once\" value=\"").enumerate() {
        html.push_str(if at == 0 { part } else { part.split_once('"').map_or(part, |(_, rest)| rest) });
    }
    (page.status, headers.collect(), html)
}
