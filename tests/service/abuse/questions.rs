//! Everything odd in every question of every address, and in every part of an address that names a thing.

use std::collections::{BTreeMap, BTreeSet};

use super::{odd, peopled, rightful};
use crate::{
    Person, World,
    doors::{Door, bare, doors},
    on_both_engines,
    things::Things,
};

/// What addresses ask that no route names: what is read from the whole question, by the file that reads it. The addresses,
/// and what they understand.
const READ_WHOLE: [(&str, &[&str], &[&str]); 6] = [
    (
        "src/signposts/forms/mod.rs",
        &["/find-support", "/find-support/ours"],
        &["q", "need", "open", "private", "free", "by", "contract"],
    ),
    ("src/spaces/forms/mod.rs", &["/quiet-places"], &["site", "open"]),
    (
        "src/referral/feed/asked.rs",
        &[
            "/open-referral/services",
            "/open-referral/service_at_locations",
            "/open-referral/taxonomies",
            "/open-referral/taxonomy_terms",
        ],
        &[
            "page",
            "per_page",
            "full",
            "search",
            "taxonomy_term_id",
            "taxonomy_id",
            "minimum_age",
            "maximum_age",
            "start_time",
            "end_time",
            "day",
            "postcode",
            "proximity",
        ],
    ),
    (
        "src/rosters/routes/ending.rs",
        &["/placements/<placement>/departure"],
        &["last[day]", "last[month]", "last[year]"],
    ),
    ("src/sessions/routes/series.rs", &["/supervision/series/plan"], &["slot", "every", "times"]),
    (
        "src/accounts/routes/provider.rs",
        &["/sign-in/organisation/return"],
        &["code", "state", "error", "error_description", "iss"],
    ),
];

/// What each address that is asked understands, by its bare route.
fn asked(world: &World) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for route in world.client.rocket().routes() {
        let uri = route.uri.to_string();
        let Some((_, query)) = uri.split_once('?') else { continue };
        // What takes the whole question is in the list above.
        let names = query.split('&').filter(|part| !part.ends_with("..>"));
        let names = names.map(|part| part.trim_matches(['<', '>']).to_owned());
        all.entry(bare(&format!("{} {uri}", route.method))).or_default().extend(names);
    }
    for (_, paths, names) in READ_WHOLE {
        for path in paths {
            let names = names.iter().map(|name| (*name).to_owned());
            all.entry(bare(&format!("GET {path}"))).or_default().extend(names);
        }
    }
    all
}

/// Insists that whatever file reads a whole question is known here, so that nothing is asked that is not tried.
#[test]
fn every_file_that_reads_a_whole_question_is_known() {
    let mut found = BTreeSet::new();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_string_lossy().into_owned();
            let whole = |line: &str| {
                line.contains("#[get(") && line.split_once('?').is_some_and(|(_, rest)| rest.contains("..>"))
            };
            let reads = text.contains("uri().query()") || text.contains("address.query()") || text.lines().any(whole);
            if reads {
                found.insert(name);
            }
        }
    }
    let known: BTreeSet<String> = READ_WHOLE.iter().map(|(file, ..)| (*file).to_owned()).collect();
    assert_eq!(found, known, "name here what each address understands");
}

on_both_engines! {
    async fn nothing_odd_in_any_question_harms_the_service(world: World) {
        let (things, people) = peopled(&world).await;
        let asked = asked(&world);
        let values = if world.url.starts_with("sqlite:") { odd::values() } else { odd::values_of_engines() };
        let mut tried = BTreeSet::new();
        for door in doors().iter().filter(|door| !door.posts) {
            let Some(names) = asked.get(&door.route()) else { continue };
            tried.insert(door.route());
            let (person, address) = (rightful(&people, door), things.address(door.path));
            for name in names {
                let mut questions: Vec<String> = values.iter().map(|value| format!("{}={value}", odd::escaped(name))).collect();
                questions.extend(odd::shapes(name));
                questions.push(format!("{name}={}", "9".repeat(100_000)));
                for question in questions {
                    let page = person.get(&format!("{address}?{question}")).await;
                    odd::unharmed(&page, &format!("{} {question:.200}", door.name()));
                }
            }
            for first in 0..values.len() {
                let each = names.iter().enumerate();
                let odd = each.map(|(at, name)| format!("{}={}", odd::escaped(name), values[(first + at) % values.len()]));
                let question = odd.collect::<Vec<_>>().join("&");
                odd::unharmed(&person.get(&format!("{address}?{question}")).await, &format!("{} {question}", door.name()));
            }
        }
        assert_eq!(tried, asked.into_keys().collect(), "every address that is asked has a door");
    }

    async fn nothing_odd_in_an_address_harms_the_service(world: World) {
        let (things, people) = peopled(&world).await;
        let values = if world.url.starts_with("sqlite:") { odd::values() } else { odd::values_of_engines() };
        for door in doors().iter().filter(|door| door.path.contains('<') && !door.acts()) {
            let person = rightful(&people, door);
            for value in &values {
                odd_part(person, door, &things, value).await;
            }
        }
    }
}

/// Puts an odd value where an address names a thing, one thing at a time.
async fn odd_part(person: &Person<'_>, door: &Door, things: &Things, value: &str) {
    let parts: Vec<&str> = door.path.split('/').collect();
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.starts_with('<')) {
        let mut odd: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        odd[at] = value.replace('+', "%20");
        let address = things.address(&odd.join("/"));
        let page = if door.posts { person.send(&address, &[]).await } else { person.get(&address).await };
        odd::unharmed(&page, &format!("{part} of {}: {value}", door.name()));
    }
}
