//! The fields that forms have: those of the table of doors, and every one that a page shows.

use std::collections::{BTreeMap, BTreeSet};

use scraper::Selector;

use super::addresses::bare_of;
use crate::{
    Person, World,
    crawl::Reached,
    doors::{doors, filled_in},
    things::Things,
};

/// For the bare route of each form (`POST /teams/<>/leads`), the names of its fields but for its token.
pub type Fields = BTreeMap<String, BTreeSet<String>>;

/// Those of every form that the table of doors fills in, and of every form on a page that these people reach.
pub async fn known(world: &World, things: &Things, people: &[&Person<'_>]) -> Fields {
    let mut all = Fields::new();
    for door in doors().iter().filter(|door| door.posts) {
        let names = filled_in(door.path, things).into_iter().map(|(name, _)| name);
        all.entry(door.route()).or_default().extend(names);
    }
    let (form, control) = (selector("form[method='post']"), selector("input[name], select[name], textarea[name]"));
    for person in people {
        for (_, page) in Reached::by(person).await.pages() {
            let html = page.document();
            for form in html.select(&form) {
                let action = form.value().attr("action").expect("a form goes somewhere");
                let names = form.select(&control).filter_map(|control| control.value().attr("name"));
                let route = bare_of(world, "POST", action).unwrap_or_else(|| panic!("nothing takes {action}"));
                all.entry(route).or_default().extend(names.map(str::to_owned));
            }
        }
    }
    for names in all.values_mut() {
        names.remove("once");
    }
    all
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the test's selector is one")
}
