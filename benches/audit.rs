//! How long the audit of a nation takes: 1,500 librarians in 215 organisations, four measures, twenty quarters.
//!
//! `cargo bench --bench audit` fails beyond a second. With `-- worlds` it also holds the audit against the enumeration
//! of every world of up to nine people, every small hierarchy and every set of published places, which takes minutes.

#![expect(clippy::unwrap_used, reason = "a measurement fails by panicking")]

#[path = "../src/uptake/audit/oracle.rs"]
mod oracle;
#[path = "../src/uptake/audit/shapes.rs"]
mod shapes;

use std::time::{Duration, Instant};

use alongside::uptake::audit::{Band, Tree, audit};

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

/// A nation in which every area and every organisation has a band: more is published of it than any release would.
fn nation(measure: u32) -> Tree {
    let mut tree = Tree::default();
    let nation = tree.add(None, 0, 0);
    let areas: Vec<usize> = (0..AREAS).map(|_| tree.add(Some(nation), 0, 0)).collect();
    for organisation in 0..ORGANISATIONS {
        let at = tree.add(Some(areas[(organisation % AREAS) as usize]), 0, 0);
        let people = LIBRARIANS / ORGANISATIONS + u32::from(organisation < LIBRARIANS % ORGANISATIONS);
        for site in 0..3 {
            let here = people / 3 + u32::from(site < people % 3);
            let did = (organisation + site + measure) % (here + 1);
            tree.add(Some(at), did, here - did);
        }
    }
    let sums = tree.sums();
    for at in std::iter::once(nation).chain(areas) {
        let (count, whole) = sums.of(at);
        let low = count / 7 * 7;
        tree.publish(at, Band { low, high: (low + 6).min(whole) });
    }
    tree
}

fn every_world() {
    for people in 1..=9 {
        let begin = Instant::now();
        let compared = shapes::compare_all(people, &[false, true], &[2], 2, false);
        println!(
            "{people} people: the audit is right in {} worlds, in {} of which somebody is given away: {:.2?}",
            compared.worlds,
            compared.told,
            begin.elapsed()
        );
    }
}
