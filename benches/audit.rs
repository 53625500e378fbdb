//! How long the audit of a nation takes: 1,500 librarians in 215 organisations, four measures, twenty quarters.
//!
//! `cargo bench --bench audit` fails beyond a second. With `-- worlds` it also holds the audit against the enumeration
//! of every world of up to nine people, every small hierarchy and every set of published places, which takes a minute or two.

#![expect(clippy::unwrap_used, reason = "a measurement fails by panicking")]

#[path = "../src/uptake/audit/alike.rs"]
mod alike;
#[path = "../src/uptake/audit/oracle.rs"]
mod oracle;
#[path = "../src/uptake/audit/shapes.rs"]
mod shapes;

use std::time::{Duration, Instant};

use alongside::uptake::{
    audit::{Band, Tree, audit},
    releases::bands::Rules,
};

/// What is promised.
const PROMISE: Duration = Duration::from_secs(1);

/// The promise's nation.
const LIBRARIANS: u32 = 1_500;
const ORGANISATIONS: u32 = 215;
const AREAS: u32 = 7;
const RELEASED: u32 = 4 * 20;

fn main() {
    let released: Vec<Tree> = (0..RELEASED).map(nation).collect();
    let places: usize = released.iter().map(|tree| tree.nodes().len()).sum();
    let begin = Instant::now();
    for tree in &released {
        audit(tree, 2).unwrap();
    }
    let took = begin.elapsed();
    println!(
        "{RELEASED} figures of {LIBRARIANS} librarians in {ORGANISATIONS} organisations ({places} places): {took:.2?}"
    );
    assert!(took < PROMISE, "an audit takes longer than {PROMISE:?}");
    if std::env::args().any(|argument| argument == "worlds") {
        every_world();
    }
}

/// A nation in which all of it, every area and every organisation has a band: more is published of it than any release
/// would. Organisations are of one to thirteen people, as many of each size.
fn nation(figure: u32) -> Tree {
    let mut tree = Tree::default();
    let nation = tree.add(None, 0, 0);
    let areas: Vec<usize> = (0..AREAS).map(|_| tree.add(Some(nation), 0, 0)).collect();
    let mut published = vec![nation];
    published.extend(&areas);
    let mut left = LIBRARIANS;
    for organisation in 0..ORGANISATIONS {
        let at = tree.add(Some(areas[(organisation % AREAS) as usize]), 0, 0);
        published.push(at);
        let people = if organisation + 1 == ORGANISATIONS { left } else { left.min(1 + organisation % 13) };
        left -= people;
        for site in 0..3 {
            let here = people / 3 + u32::from(site < people % 3);
            let did = (organisation * 7 + site * 3 + figure) % (here + 1);
            tree.add(Some(at), did, here - did);
        }
    }
    let sums = tree.sums();
    for at in published {
        let (count, whole) = sums.of(at);
        tree.publish(at, Rules::PRODUCT.band(whole, count).unwrap());
    }
    tree
}

fn every_world() {
    for people in 1..=5 {
        say(people, "asked person by person", || shapes::compare_all(people, &[false, true], &[2], 2, true));
    }
    for people in 1..=9 {
        say(people, "of like worlds one", || {
            let mut compared = shapes::Compared::default();
            for places in shapes::published(people, 2) {
                shapes::compare_alike(&places, 2, &mut compared);
            }
            compared
        });
        say(people, "all", || shapes::compare_all_alike(people, &[false, true], &[2], 2));
    }
}

fn say(people: u32, which: &str, compare: impl FnOnce() -> shapes::Compared) {
    let begin = Instant::now();
    let shapes::Compared { worlds, told } = compare();
    let took = begin.elapsed();
    println!(
        "{people} people, {which}: the audit is right in {worlds} worlds, in {told} of which somebody is given away: {took:.2?}"
    );
}
