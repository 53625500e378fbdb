//! Whenever a page shows somebody something that is a librarian's, the librarian sees that it was opened.

use std::collections::BTreeMap;

use alongside::{audit, kernel::ids::PersonId};
use chrono::TimeDelta;

use crate::{
    Person, World,
    doors::{Outcome, PEOPLE, doors},
    neighbours, on_both_engines,
    page::Page,
    things::Things,
};

/// Pages that name librarians without a look, each with its reason (docs/decisions/0024-my-record.md).
const DIRECTORY: [(&str, &str); 8] = [
    ("/people", "the organisation's people: name, post and address alone"),
    ("/teams/<team>/placements/new", "colleagues found by name: name and post alone"),
    ("/teams/<team>/placements", "the same form, to be mended"),
    ("/signposts", "who looks after an entry, in that post"),
    ("/find-support", "who looks after an entry, in that post"),
    ("/find-support/ours", "who looks after an entry, in that post"),
    ("/directory-imports", "entries, and who looks after them"),
    ("/demonstration", "the invented people to be"),
];

on_both_engines! {
    async fn no_page_names_a_librarian_unless_they_are_told_or_it_is_a_list_of_colleagues(world: World) {
        neighbours::move_in(&world).await;
        let things = Things::made_in(&world).await;
        let librarians = librarians(&world).await;
        let (mut silent, mut told) = (Vec::new(), BTreeMap::new());
        for (at, name) in PEOPLE.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let (viewer, member) = (world.person(name).await, world.member(name).await);
            let open = doors().into_iter().filter(|door| !door.acts() && door.outcomes[at] == Outcome::Open);
            let mut addresses: Vec<_> = open.map(|door| (door.posts, things.address(door.path))).collect();
            if *name == "Dana" {
                addresses.push((false, "/facilitating?week=2026-11-30".to_owned()));
            }
            for (posts, address) in addresses.iter().filter(|(_, address)| !is_directory(address)) {
                world.pass(TimeDelta::seconds(1));
                let page = opened(&viewer, *posts, address).await;
                for (librarian, first) in librarians.iter().filter(|(id, _)| *id != member.id) {
                    if !names(&page, first) {
                        continue;
                    }
                    let looks = audit::looks_at(&mut world.db.read().await.unwrap(), *librarian, 500).await.unwrap();
                    match looks.iter().find(|look| look.viewer_id == member.id && look.looked_at == world.now().0) {
                        Some(look) => *told.entry(look.item.clone()).or_insert(0) += 1,
                        None => silent.push(format!("{address} shows {name} something of {first}'s (post: {posts})")),
                    }
                }
            }
        }
        assert!(silent.is_empty(), "{}", silent.join("\n"));
        for item in ["booking", "request", "placement", "registration"] {
            assert!(told.get(item).is_some_and(|times| *times > 0), "nobody saw a {item}: {told:?}");
        }
    }

    async fn whom_a_lead_left_out_of_a_debrief_sees_that_the_lead_saw_it(world: World) {
        let (ruth, sam) = (world.person("Ruth").await, world.member("Sam").await);
        let action = format!("{}/debriefs", ruth.get("/teams").await.link("Adult critical care"));
        let form = ruth.get(&format!("{action}/new")).await.is(200);
        let id = sam.id.to_string();
        let fields = [("kind", "team_reflection"), ("since", "three_to_twenty_eight"), ("day", "2026-12-10"), ("time", "4pm"),
            ("place", "Seminar room 1"), ("left_out", id.as_str())];
        let debrief = ruth.submit(&form, &action, &fields).await.leads_to("/sessions/");
        let sam = world.person("Sam").await;
        sam.get("/record/looks").await.is(200).never_says("Offer");
        ruth.get(&debrief).await.is(200).says("Sam Lindqvist");
        sam.get("/record/looks").await.is(200).says("Ruth Abara").says("Offer");
    }

    async fn asking_for_the_head_of_a_page_is_a_look_as_well(world: World) {
        Things::made_in(&world).await;
        let (dana, mina) = (world.person("Dana").await, world.member("Mina").await);
        world.pass(TimeDelta::seconds(1));
        dana.head("/requests").await.is(200);
        let looks = audit::looks_at(&mut world.db.read().await.unwrap(), mina.id, 1).await.unwrap();
        assert_eq!((looks[0].looked_at, looks[0].item.as_str()), (world.now().0, "request"));
    }
}

async fn opened(viewer: &Person<'_>, posts: bool, address: &str) -> Page {
    if posts { viewer.send_from_support(address, &[]).await } else { viewer.get(address).await }
}

/// The librarians of the story, by first name.
async fn librarians(world: &World) -> Vec<(PersonId, &'static str)> {
    let mut all = Vec::new();
    for name in ["Mina", "Sam", "Priya", "Ana", "Bo", "Cai", "Dee", "Bronwen"] {
        all.push((world.member(name).await.id, name));
    }
    all
}

/// Whether the page's own part, or a file, has the name as a word.
fn names(page: &Page, first: &str) -> bool {
    let text = if page.html.contains("<main") { page.main() } else { page.html.clone() };
    // An address begins with it in small letters.
    let small = first.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word == first) || text.contains(&format!(" {small}.")) || text.contains(&format!("\"{small}."))
}

fn is_directory(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    DIRECTORY.iter().any(|(listed, _)| {
        let listed: Vec<&str> = listed.split('/').collect();
        let same = listed.iter().zip(&parts).all(|(one, part)| one == part || one.starts_with('<'));
        let whole = ["signposts", "find-support", "directory-imports"].contains(&listed[1]);
        same && (listed.len() == parts.len() || whole && parts.len() > listed.len())
    })
}
