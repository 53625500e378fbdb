//! Larger worlds, where not every one can be written down: which counts are possible is followed place by place, as
//! sets of numbers and not as intervals, for every person with every few others.

use proptest::prelude::*;

use super::{Band, Tree, audit};

/// The people of one place and one answer: alike.
type Class = (usize, bool);

/// Which counts of a place are possible, one bit for each.
type Counts = u64;

/// Whether there is a world with these answers fixed, and everything published true of it.
fn possible(tree: &Tree, fixed: &[Class]) -> bool {
    let nodes = tree.nodes();
    let is = |at: usize, answer| fixed.iter().filter(|class| **class == (at, answer)).count();
    let own = |at: usize| {
        let people = (nodes[at].did + nodes[at].did_not) as usize;
        (is(at, true)..=people.saturating_sub(is(at, false))).fold(0, |counts: Counts, count| counts | 1 << count)
    };
    let mut counts: Vec<Counts> = (0..nodes.len()).map(own).collect();
    for at in (0..nodes.len()).rev() {
        for band in &nodes[at].published {
            let inside = (band.low..=band.high).fold(0, |inside: Counts, count| inside | 1 << count);
            counts[at] &= inside;
        }
        if counts[at] == 0 {
            return false;
        }
        if let Some(within) = nodes[at].within {
            let each = (0..Counts::BITS).filter(|count| counts[at] >> count & 1 == 1);
            counts[within] = each.fold(0, |sums, count| sums | counts[within] << count);
        }
    }
    true
}

/// Whether somebody who knows the answers of any `known` people learns one more.
#[must_use]
pub fn learns(tree: &Tree, known: u32) -> bool {
    let nodes = tree.nodes().iter().enumerate();
    let people = nodes.flat_map(|(at, node)| [((at, true), node.did), ((at, false), node.did_not)]);
    let people: Vec<(Class, u32)> = people.filter(|(_, many)| *many > 0).collect();
    people.iter().any(|(person, _)| {
        let mut others = people.clone();
        others.iter_mut().filter(|(class, _)| class == person).for_each(|(_, many)| *many -= 1);
        any_choice(&others, known, &mut vec![(person.0, !person.1)], &mut |fixed| !possible(tree, fixed))
    })
}

/// Whether it holds for some choice of at most `known` of these people.
fn any_choice(
    people: &[(Class, u32)],
    known: u32,
    chosen: &mut Vec<Class>,
    holds: &mut impl FnMut(&[Class]) -> bool,
) -> bool {
    if holds(chosen) {
        return true;
    }
    for (at, (class, many)) in people.iter().enumerate().filter(|(_, (_, many))| known > 0 && *many > 0) {
        chosen.push(*class);
        let mut rest = people[at..].to_vec();
        rest[0].1 = many - 1;
        let found = any_choice(&rest, known - 1, chosen, holds);
        chosen.pop();
        if found {
            return true;
        }
    }
    false
}

/// Up to seven places with up to forty people, some of them published once or twice, with edges near the truth.
fn trees() -> impl Strategy<Value = Tree> {
    let edge = || prop_oneof![3 => Just(0_u32), 1 => 1..3_u32, 1 => 3..9_u32];
    let band = (edge(), edge());
    let place = (any::<prop::sample::Index>(), 0..4_u32, 0..4_u32, prop::collection::vec(band, 0..3));
    prop::collection::vec(place, 1..7).prop_map(|places| {
        let mut tree = Tree::default();
        for (within, did, did_not, _) in &places {
            let there = tree.nodes().len();
            tree.add((there > 0).then(|| within.index(there)), *did, *did_not);
        }
        let sums = tree.sums();
        for (at, (.., bands)) in places.iter().enumerate() {
            let (count, whole) = sums.of(at);
            for (below, above) in bands {
                tree.publish(at, Band { low: count.saturating_sub(*below), high: (count + above).min(whole) });
            }
        }
        tree
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_audit_is_right_in_larger_worlds(tree in trees(), known in 0..=3_u32) {
        prop_assert_eq!(audit(&tree, known).is_err(), learns(&tree, known));
    }

    /// What lets the enumeration leave out places of which nothing is published (`shapes::published`).
    #[test]
    fn a_place_of_which_nothing_is_published_makes_no_difference(tree in trees(), known in 0..=3_u32) {
        prop_assert_eq!(audit(&tree, known).is_err(), audit(&without_the_unpublished(&tree), known).is_err());
    }
}

/// The same, with the people of a place of which nothing is published in the place around it.
fn without_the_unpublished(tree: &Tree) -> Tree {
    let mut homes: Vec<usize> = Vec::new();
    for (at, node) in tree.nodes().iter().enumerate() {
        homes.push(node.within.filter(|_| node.published.is_empty()).map_or(at, |within| homes[within]));
    }
    let mut merged = Tree::default();
    let mut places: Vec<Option<usize>> = vec![None; homes.len()];
    for (at, node) in tree.nodes().iter().enumerate().filter(|(at, _)| homes[*at] == *at) {
        let own = tree.nodes().iter().enumerate().filter(|(other, _)| homes[*other] == at);
        let (did, did_not) = own.fold((0, 0), |(did, did_not), (_, one)| (did + one.did, did_not + one.did_not));
        let new = merged.add(node.within.and_then(|within| places[homes[within]]), did, did_not);
        node.published.iter().for_each(|band| merged.publish(new, *band));
        places[at] = Some(new);
    }
    merged
}
