//! The audit of what is published about choices: exact, and without a database.
//!
//! The attacker holds everything that was published of a measure and a quarter, the true roster, and the answers of a
//! few people. For every other person both answers must stay possible: there must be a world that agrees with all of
//! that in which the person did it, and one in which they did not. A published band says between which two counts the
//! people of one place lie, and places lie within places, so the counts that are possible at a place are always one
//! interval, and the whole question is arithmetic of intervals.
//!
//! A status belongs to one measure of one quarter: the audit does not know that somebody who came in spring may well
//! come in summer. What that leaves open is said in docs/decisions/0026-releases.md and on the page for readers.

mod tree;

#[cfg(test)]
mod alike;
#[cfg(test)]
mod exhaustive;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod shapes;
#[cfg(test)]
pub mod sums;

pub use tree::{Band, Node, Tree};

/// Why something may not be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// What is published of this place is not true, or two things published of it contradict one another.
    Untrue {
        /// The place.
        place: usize,
    },
    /// One person's answer would be known.
    Told {
        /// The place that the person is counted in.
        cell: usize,
        /// The published place whose band tells.
        by: usize,
        /// How many other people's answers it takes to know, beside what is published: 0 when anybody can tell.
        knowing: u32,
    },
}

/// Whether both answers stay possible for every person in the tree, whoever the `known` other people are whose answers
/// the attacker knows; if not, the first person of whom one does not, in the order of the tree.
///
/// Suppose that a person did not do it, and the attacker asks whether they did. The least count that is possible for
/// their place would then be one higher, and so for every place around it up to one whose band starts higher anyway.
/// That contradicts what is known just where, before, the least and the greatest possible count are the same. The
/// greatest is the true count only where a band ends there, as the person is not known not to have done it. The least
/// is the true count when everybody inside who did it is known, or hidden behind a band that starts at its place's true
/// count. So the fewest answers that tell are a sum over the tree; for people who did it, the same with the ends
/// exchanged. The tests hold this against the enumeration of every world (`oracle.rs`).
///
/// # Errors
/// The first finding.
pub fn audit(tree: &Tree, known: u32) -> Result<(), Finding> {
    let sums = tree.sums();
    if let Some(place) = sums.untrue() {
        return Err(Finding::Untrue { place });
    }
    let ones = Side::of(tree, |at| sums.starts_there(at), |node| node.did);
    let zeros = Side::of(tree, |at| sums.ends_there(at), |node| node.did_not);
    for (cell, node) in tree.nodes().iter().enumerate() {
        let did_not = (node.did_not > 0).then(|| ones.told(tree, cell, |at| sums.ends_there(at), known));
        let did = (node.did > 0).then(|| zeros.told(tree, cell, |at| sums.starts_there(at), known));
        if let Some((by, knowing)) = did_not.flatten().or(did.flatten()) {
            return Err(Finding::Told { cell, by, knowing });
        }
    }
    Ok(())
}

/// The fewest people of one answer whose answers have to be known until a place's count is bounded by the true one.
struct Side {
    /// With the help of the place's own band.
    with_band: Vec<u32>,
    /// Without it.
    without: Vec<u32>,
}

impl Side {
    fn of(tree: &Tree, bounded: impl Fn(usize) -> bool, own: impl Fn(&Node) -> u32) -> Self {
        let nodes = tree.nodes();
        let mut without: Vec<u32> = nodes.iter().map(own).collect();
        let mut with_band = vec![0; nodes.len()];
        for at in (0..nodes.len()).rev() {
            with_band[at] = if bounded(at) { 0 } else { without[at] };
            if let Some(within) = nodes[at].within {
                without[within] += with_band[at];
            }
        }
        Self { with_band, without }
    }

    /// The nearest place around a cell whose band tells, and how many answers it takes besides, if `known` are enough.
    fn told(&self, tree: &Tree, cell: usize, edge: impl Fn(usize) -> bool, known: u32) -> Option<(usize, u32)> {
        let (mut at, mut needed) = (cell, self.without[cell]);
        loop {
            if needed > known {
                return None;
            }
            if edge(at) {
                return Some((at, needed));
            }
            let within = tree.nodes()[at].within?;
            // What lies between the person and the place around it is not helped by bands on the way.
            needed += self.without[within] - self.with_band[at];
            at = within;
        }
    }
}
