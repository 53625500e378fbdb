//! Change one cell of the table of who sees what, and the doors it closes close, the words that speak of it
//! change, and nothing else does.

use std::collections::BTreeSet;

use alongside::privacy::{
    Access, Item, Table,
    Viewer::{self, Facilitator, Lead, Librarian, ServiceManager},
};
use scraper::Selector;

use crate::{
    Person, World,
    doors::{Door, Outcome, PEOPLE, doors, filled_in, knock_once},
    on_both_engines,
    page::Page,
    things::Things,
};

/// The people of the first organisation: nothing in the table is about any other.
const OURS: usize = 10;

on_both_engines! {
    async fn a_facilitator_who_may_not_see_bookings_finds_none(world: World) {
        let closed = close(&world, Facilitator, Item::Booking, &[("/sessions/<session>", &["Dana"])]).await;
        let dana = closed.person("Dana").await;
        dana.get("/facilitating").await.is(200).never_says("Mina Okafor").says("Mina: Peer support conversation");
    }

    async fn a_facilitator_who_may_not_see_requests_has_no_queue_and_takes_none(world: World) {
        let closed = close(&world, Facilitator, Item::Request, &[("/requests/<request>/answer", &["Dana", "Idris"])]).await;
        let dana = closed.person("Dana").await;
        dana.get("/facilitating").await.is(200).says("with Mina Okafor").says("No request is waiting that you can take");
    }

    async fn a_lead_who_may_not_see_placements_has_no_roster_and_writes_none(world: World) {
        let doors: Closed = &[("/teams/<team>/placements", &["Ruth"]), ("/placements/<placement>", &["Ruth"])];
        let closed = close(&world, Lead, Item::Placement, doors).await;
        let ruth = closed.person("Ruth").await;
        let team = ruth.get("/teams").await.link("Adult critical care");
        let page = ruth.get(&team).await.is(200).never_says("Sam Lindqvist").never_says("Add a librarian");
        page.says("Change which support includes librarians");
    }

    async fn a_lead_who_may_not_see_arrangements_changes_none(world: World) {
        let closed = close(&world, Lead, Item::Arrangements, &[("/teams/<team>/arrangements", &["Ruth"])]).await;
        let ruth = closed.person("Ruth").await;
        let team = ruth.get("/teams").await.link("Adult critical care");
        ruth.get(&team).await.is(200).says("Sam Lindqvist").never_says("Support this team has");
    }

    async fn a_lead_who_may_not_see_offers_calls_no_debriefs(world: World) {
        let doors: Closed = &[("/teams/<team>/debriefs", &["Ruth"]), ("/sessions/<debrief>", &["Ruth"])];
        let closed = close(&world, Lead, Item::Offer, doors).await;
        let ruth = closed.person("Ruth").await;
        let team = ruth.get("/teams").await.link("Adult critical care");
        ruth.get(&team).await.is(200).says("Sam Lindqvist").never_says("Call a team debrief");
    }

    async fn whoever_may_not_see_their_check_ins_keeps_none(world: World) {
        let closed = close(&world, Librarian, Item::CheckIn, &[("/check-ins", &PEOPLE)]).await;
        closed.person("Mina").await.get("/support").await.is(200);
    }

    async fn a_librarian_who_may_not_see_requests_makes_none(world: World) {
        let doors: Closed = &[
            ("/requests/new", &PEOPLE), ("/requests", &PEOPLE), ("/requests/<request>", &["Mina"]),
        ];
        let closed = close(&world, Librarian, Item::Request, doors).await;
        closed.person("Mina").await.get("/support").await.is(200).never_says("You asked for");
    }

    async fn whoever_may_not_see_who_looked_has_no_record_of_it(world: World) {
        close(&world, Librarian, Item::Looks, &[("/record", &PEOPLE)]).await;
    }

    async fn a_service_manager_who_may_not_see_placements_still_sees_the_arrangements(world: World) {
        let closed = close(&world, ServiceManager, Item::Placement, &[]).await;
        let grace = closed.person("Grace").await;
        let team = grace.get("/teams").await.link("Adult critical care");
        grace.get(&team).await.is(200).says("Support this team has").never_says("Sam Lindqvist");
    }
}

/// The addresses that a cell closes, each with whatever lies below it, and the people for whom it does.
type Closed<'a> = &'a [(&'a str, &'a [&'a str])];

/// The world with one cell closed, once it is shown that all of the service follows.
async fn close(world: &World, viewer: Viewer, item: Item, doors: Closed<'_>) -> World {
    let things = Things::made_in(world).await;
    let table = Table::product().but(viewer, item, Access::Nothing);
    let closed = world.under(table.clone()).await;
    requests_follow(world, &closed, &things, (item, &table), doors).await;
    let (before, after) = (cells(world).await, cells(&closed).await);
    let lines = |table: &Table| serde_json::to_value(table.lines()).unwrap();
    let (product, changed) = (lines(&Table::product()), lines(&table));
    let row = (0..before.len()).find(|row| product[row] != changed[row]).expect("the table has the item");
    for (at, (was, is)) in before.iter().flatten().zip(after.iter().flatten()).enumerate() {
        let here = at == row * Viewer::ALL.len() + viewer as usize;
        assert_eq!(is.ends_with("not at all") && !was.ends_with("not at all"), here, "{was}, now {is}");
        assert_eq!(was != is, here, "{was}, now {is}");
    }
    closed
}

/// Every door is as the table of doors has it, but for those that are closed; every word about who can see
/// something is as it was, but for those about the item.
async fn requests_follow(
    world: &World,
    closed: &World,
    things: &Things,
    changed: (Item, &Table),
    doors_closed: Closed<'_>,
) {
    let nowhere = closed.stranger().get("/nowhere").await;
    let mut spoken = 0;
    for (at, name) in PEOPLE.iter().enumerate().take(OURS).skip(1) {
        let (person, same) = (world.person(name).await, closed.person(name).await);
        // A closed cell opens nothing: only what stands open by the product's table can change.
        for door in doors().iter().filter(|door| !door.acts() && door.outcomes[at] == Outcome::Open) {
            let (found, page) = knock_once(&same, things, door, &nowhere).await;
            let shut = doors_closed.iter().any(|(path, people)| is_under(door, path) && people.contains(name));
            let expected = if shut { Outcome::NotFound } else { Outcome::Open };
            assert_eq!(found, expected, "{} for {name}", door.name());
            if shut && door.posts {
                let well_filled = same.send(&things.address(door.path), &filled_in(door.path, things)).await;
                assert_eq!(well_filled.status, 404, "{} for {name}", door.name());
            }
            if found == Outcome::Open && !door.posts {
                spoken += words_follow(&person, &page, &things.address(door.path), changed).await;
            }
        }
    }
    // What only the one who no longer sees it was told about, nobody is told about any more.
    let silent = [Item::Looks, Item::CheckIn, Item::Offer].contains(&changed.0);
    assert_eq!(spoken == 0, silent, "pages that speak of it: {spoken}");
}

/// `/requests` closes nothing but itself, where a thing's own address closes what lies below it.
fn is_under(door: &Door, path: &str) -> bool {
    door.path == path || path != "/requests" && door.path.starts_with(&format!("{path}/"))
}

async fn words_follow(person: &Person<'_>, page: &Page, address: &str, (item, table): (Item, &Table)) -> usize {
    let (before, after) = (who(&person.get(address).await), who(page));
    let about = |table: &Table| -> BTreeSet<String> {
        Viewer::ALL.iter().map(|reader| format!("Who can see this: {}", table.words(*reader, item).sentence)).collect()
    };
    let (product, changed) = (about(&Table::product()), about(table));
    for line in before.difference(&after) {
        assert!(product.contains(line), "{address} no longer says {line}");
    }
    for line in after.difference(&before) {
        assert!(changed.contains(line), "{address} says {line}");
    }
    after.intersection(&changed).count()
}

/// What a page says about who can see something, told from its text since so many pages are read.
fn who(page: &Page) -> BTreeSet<String> {
    let lines = page.html.split("<p class=\"app-who\"><strong>").skip(1).filter_map(|rest| rest.split("</p>").next());
    let words = |line: &str| line.replace("</strong>", "").replace("&#x27;", "'").replace("&quot;", "\"");
    lines.map(words).collect()
}

/// The table as its page prints it, row by row.
async fn cells(world: &World) -> Vec<Vec<String>> {
    let page = world.stranger().get("/who-sees-what").await.is(200);
    texts(&page, "td").chunks(Viewer::ALL.len()).map(<[String]>::to_vec).collect()
}

fn texts(page: &Page, selector: &str) -> Vec<String> {
    let (document, selector) = (page.document(), Selector::parse(selector).unwrap());
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    document.select(&selector).map(|found| words(&found.text().collect::<String>())).collect()
}
