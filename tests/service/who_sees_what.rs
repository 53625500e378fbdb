//! Change one cell of the table of who sees what, and the doors it closes close, the words that speak of it
//! change, and nothing else does.

use std::collections::{BTreeMap, BTreeSet};

use alongside::privacy::{
    Access, Item, Table,
    Viewer::{self, Facilitator, Lead, Librarian, ServiceManager},
};
use chrono::TimeDelta;
use scraper::Selector;

use crate::{
    Person, World,
    doors::{Door, Outcome, PEOPLE, doors, filled_in, knock_once},
    on_both_engines,
    page::Page,
    things::Things,
};

on_both_engines! {
    async fn a_facilitator_without_bookings_or_requests(world: World) {
        let product = Product::of(&world).await;
        let doors: Closed = &[("/sessions/<session>", &["Dana"]), ("/sessions/<group>", &["Dana"]), ("/debriefs/<led>", &["Dana"])];
        let closed = product.close(Facilitator, Item::Booking, doors).await;
        let dana = closed.person("Dana").await;
        dana.get("/facilitating").await.is(200).never_says("Mina Okafor");
        dana.get("/requests").await.is(200).says("Mina: Peer support conversation");

        product.close(Facilitator, Item::TookPlace, &[("/sessions/<session>/occurrence", &["Dana"])]).await;

        let both: &[&str] = &["Dana", "Idris"];
        let doors: Closed = &[
            ("/requests", both), ("/requests/<request>/taking", both), ("/requests/<taken>", &["Dana"]),
            ("/sessions/<vacant>/facilitator", both),
        ];
        let closed = product.close(Facilitator, Item::Request, doors).await;
        let page = closed.person("Dana").await.get("/facilitating").await.is(200);
        page.says("with Mina Okafor").never_says("Take this over").never_says("Requests for a debrief");
    }

    async fn a_lead_without_placements_arrangements_or_offers(world: World) {
        let product = Product::of(&world).await;
        let team = product.things.address("/teams/<team>");
        let doors: Closed = &[
            ("/teams/<team>/placements", &["Ruth"]), ("/placements/<placement>", &["Ruth"]),
            ("/teams/<team>/roster.csv", &["Ruth"]), ("/rosters", &["Ruth", "Owen"]),
        ];
        let closed = product.close(Lead, Item::Placement, doors).await;
        let page = closed.person("Ruth").await.get(&team).await.is(200);
        page.never_says("Sam Lindqvist").never_says("Add a librarian").says("Change which support includes librarians");

        let closed = product.close(Lead, Item::Arrangements, &[("/teams/<team>/arrangements", &["Ruth"])]).await;
        let page = closed.person("Ruth").await.get(&team).await.is(200);
        page.says("Sam Lindqvist").never_says("Support this team has");

        let doors: Closed = &[
            ("/teams/<team>/debriefs", &["Ruth"]), ("/sessions/<debrief>", &["Ruth"]), ("/debriefs/<debrief>", &["Ruth"]),
        ];
        let closed = product.close(Lead, Item::Offer, doors).await;
        let page = closed.person("Ruth").await.get(&team).await.is(200);
        page.says("Sam Lindqvist").never_says("Call a team debrief");
    }

    async fn a_librarian_without_check_ins_requests_or_looks(world: World) {
        let product = Product::of(&world).await;
        product.close(Librarian, Item::CheckIn, &[("/check-ins", &PEOPLE)]).await;
        let doors: Closed = &[
            ("/requests/new", &PEOPLE), ("/requests", &["Mina", "Sam", "Priya"]),
            ("/requests/<request>", &["Mina"]), ("/requests/<proposed>", &["Mina"]),
        ];
        let closed = product.close(Librarian, Item::Request, doors).await;
        closed.person("Mina").await.get("/support").await.is(200).never_says("You asked for");
        let doors: Closed = &[("/events/<event>/wish", &["Mina", "Sam", "Priya"])];
        let closed = product.close(Librarian, Item::Wish, doors).await;
        closed.person("Mina").await.get("/events").await.is(200).never_says("Who can see this");
        product.close(Librarian, Item::Calendar, &[("/calendar", &PEOPLE)]).await;
        product.close(Librarian, Item::Looks, &[("/record/looks", &PEOPLE)]).await;
        product.close(Librarian, Item::Cpd, &[("/record/cpd", &PEOPLE)]).await;
        let doors: Closed = &[("/sessions/<session>/occurrence", &["Mina"]), ("/sessions/<debrief>/occurrence", &["Mina"])];
        product.close(Librarian, Item::OwnWord, doors).await;
    }

    async fn a_service_manager_without_messages(world: World) {
        Product::of(&world).await.close(ServiceManager, Item::Message, &[("/outbox", &["Grace"])]).await;
    }

    async fn a_service_manager_without_placements(world: World) {
        let product = Product::of(&world).await;
        let doors: Closed = &[
            ("/teams/<team>/placements", &["Grace"]), ("/placements/<placement>", &["Grace"]),
            ("/teams/<team>/roster.csv", &["Grace"]), ("/rosters", &["Grace"]),
        ];
        let closed = product.close(ServiceManager, Item::Placement, doors).await;
        let grace = closed.person("Grace").await;
        let page = grace.get(&product.things.address("/teams/<team>")).await.is(200);
        page.says("Support this team has").never_says("Sam Lindqvist").never_says("Add a librarian");
        let page = grace.get(&product.things.address("/people/<person>/departure")).await.is(200);
        page.never_says("Adult critical care");
    }

    async fn a_librarian_without_placements(world: World) {
        let product = Product::of(&world).await;
        let closed = product.close(Librarian, Item::Placement, &[("/placements/<placement>", &["Mina"])]).await;
        let page = closed.person("Mina").await.get(&product.things.address("/teams/<team>")).await.is(200);
        page.never_says("Clinical librarian").says("Support this team has");
    }

    async fn a_service_manager_without_requests(world: World) {
        let product = Product::of(&world).await;
        let closed = product.close(ServiceManager, Item::Request, &[]).await;
        // Priya's request, and Mina's, which nobody has answered in time.
        world.pass(TimeDelta::days(4));
        world.person("Grace").await.get("/support").await.is(200).says("A request is waiting");
        closed.person("Grace").await.get("/support").await.is(200).never_says("A request is waiting");
    }

    async fn a_service_manager_without_offers(world: World) {
        let product = Product::of(&world).await;
        let closed = product.close(ServiceManager, Item::Offer, &[("/spaces/<space>/diary", &["Grace"])]).await;
        let page = closed.person("Grace").await.get("/spaces").await.is(200);
        page.says("Quiet room").never_says("is in use");
    }
}

/// The addresses that a cell closes, each with whatever lies below it, and the people for whom it does.
type Closed<'a> = &'a [(&'a str, &'a [&'a str])];

/// A world under the product's own table, and what its pages say about who can see something.
struct Product<'w> {
    world: &'w World,
    things: Things,
    words: BTreeMap<String, BTreeSet<String>>,
    cells: Vec<String>,
}

impl<'w> Product<'w> {
    async fn of(world: &'w World) -> Self {
        let (things, mut words) = (Things::made_in(world).await, BTreeMap::new());
        for (at, name) in ours() {
            let person = world.person(name).await;
            for door in open_to(at).iter().filter(|door| !door.posts) {
                let page = person.get(&things.address(door.path)).await;
                words.insert(format!("{} for {name}", door.name()), who(&page));
            }
        }
        Self { world, things, words, cells: cells(world).await }
    }

    /// The same world with one cell closed, once it is shown that all of the service follows.
    async fn close(&self, viewer: Viewer, item: Item, doors: Closed<'_>) -> World {
        let table = Table::product().but(viewer, item, Access::Nothing);
        let closed = self.world.under(table.clone()).await;
        let (nowhere, mut spoken) = (closed.stranger().get("/nowhere").await, 0);
        for (at, name) in ours() {
            let person = closed.person(name).await;
            for door in open_to(at) {
                let shut = doors.iter().any(|(path, people)| is_under(&door, path) && people.contains(&name));
                let page = self.find(&person, &door, shut, &nowhere).await;
                if !shut && !door.posts {
                    spoken += self.words_follow(&format!("{} for {name}", door.name()), &who(&page), item, &table);
                }
            }
        }
        // What only the one who no longer sees it was told about, nobody is told about any more.
        // Nor is anybody asked whether a session took place before it has begun.
        let silent =
            [Item::Looks, Item::CheckIn, Item::OwnWord, Item::TookPlace, Item::Wish, Item::Calendar, Item::Cpd]
                .contains(&item);
        assert_eq!(spoken == 0, silent, "pages that speak of it: {spoken}");
        self.one_cell_differs(&cells(&closed).await, &table, viewer);
        closed
    }

    /// A door that is shut does not exist, nor for a form filled in as it should be; any other is as it was.
    async fn find(&self, person: &Person<'_>, door: &Door, shut: bool, nowhere: &Page) -> Page {
        let (found, page) = knock_once(person, &self.things, door, nowhere).await;
        assert_eq!(found, if shut { Outcome::NotFound } else { Outcome::Open }, "{}", door.name());
        if shut && door.posts {
            let form = filled_in(door.path, &self.things);
            let answer = person.send(&self.things.address(door.path), &form).await;
            assert_eq!(answer.status, 404, "{} filled in", door.name());
        }
        page
    }

    /// Every word about who can see something is as it was, but for those about the item.
    fn words_follow(&self, page: &str, after: &BTreeSet<String>, item: Item, table: &Table) -> usize {
        let about = |table: &Table| -> BTreeSet<String> {
            let words = |reader: &Viewer| format!("Who can see this: {}", table.words(*reader, item).sentence);
            Viewer::ALL.iter().map(words).collect()
        };
        let (before, product, changed) = (&self.words[page], about(&Table::product()), about(table));
        for line in before.difference(after) {
            assert!(product.contains(line), "{page} no longer says {line}");
        }
        for line in after.difference(before) {
            assert!(changed.contains(line), "{page} says {line}");
        }
        // Another item on the same page may be said in the words that this one has now: only what is new speaks of it.
        after.difference(before).count()
    }

    /// The page of the whole table differs in the one cell.
    fn one_cell_differs(&self, after: &[String], table: &Table, viewer: Viewer) {
        let lines = |table: &Table| serde_json::to_value(table.lines()).unwrap();
        let (product, changed) = (lines(&Table::product()), lines(table));
        let row = (0..product.as_array().unwrap().len())
            .find(|row| product[row] != changed[row])
            .expect("the table has the item");
        let differ: Vec<_> = (0..after.len()).filter(|at| self.cells[*at] != after[*at]).collect();
        assert_eq!(differ, [row * Viewer::ALL.len() + viewer as usize]);
        assert!(after[differ[0]].ends_with("not at all"));
    }
}

/// The people of the first organisation, with their columns: nothing in the table is about any other.
fn ours() -> impl Iterator<Item = (usize, &'static str)> {
    PEOPLE.into_iter().enumerate().take(10).skip(1)
}

/// A closed cell opens nothing: only what stands open by the product's table can change.
fn open_to(at: usize) -> Vec<Door> {
    doors().into_iter().filter(|door| !door.acts() && door.outcomes[at] == Outcome::Open).collect()
}

/// `/requests` closes nothing but itself, where a thing's own address closes what lies below it. Erasing one's own record
/// is nobody's to close.
fn is_under(door: &Door, path: &str) -> bool {
    if door.path.starts_with("/record/erasure") {
        return false;
    }
    door.path == path || path != "/requests" && door.path.starts_with(&format!("{path}/"))
}

/// What a page says about who can see something, told from its text since so many pages are read.
fn who(page: &Page) -> BTreeSet<String> {
    let lines = page.html.split("<p class=\"app-who\"><strong>").skip(1).filter_map(|rest| rest.split("</p>").next());
    let words = |line: &str| line.replace("</strong>", "").replace("&#x27;", "'").replace("&quot;", "\"");
    lines.map(words).collect()
}

/// The cells of the table as its page prints them.
async fn cells(world: &World) -> Vec<String> {
    let page = world.stranger().get("/who-sees-what").await.is(200);
    let (document, cell) = (page.document(), Selector::parse("td").unwrap());
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    document.select(&cell).map(|found| words(found.text().collect())).collect()
}
