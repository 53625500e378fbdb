//! What is audited: places within places, the people counted in each, and what was published of each.

/// Between which two counts a published figure says that a place lies, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Band {
    /// The least.
    pub low: u32,
    /// The greatest.
    pub high: u32,
}

impl Band {
    /// Whether a count lies in it.
    #[must_use]
    pub const fn holds(self, count: u32) -> bool {
        self.low <= count && count <= self.high
    }
}

/// A place: people who are counted in it itself, and the places that lie within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The place it lies in; none: in none.
    pub within: Option<usize>,
    /// Its own people who did it.
    pub did: u32,
    /// Its own people who did not.
    pub did_not: u32,
    /// Everything published of it, with all that lies within it.
    pub published: Vec<Band>,
}

/// Places within places, each after the one it lies in. People of one place and one answer are alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// The true count of each place, and what is known of it from its own bands.
pub struct Sums {
    counts: Vec<u32>,
    bands: Vec<Band>,
    whole: Vec<u32>,
}

impl Tree {
    /// Adds a place and says its number.
    ///
    /// # Panics
    /// When it lies in a place that is not there yet: a mistake of the caller's.
    pub fn add(&mut self, within: Option<usize>, did: u32, did_not: u32) -> usize {
        let at = self.nodes.len();
        assert!(within.is_none_or(|within| within < at), "a place comes after the one it lies in");
        self.nodes.push(Node { within, did, did_not, published: Vec::new() });
        at
    }

    /// Notes what is published of a place. It may be said again, and differently.
    pub fn publish(&mut self, place: usize, band: Band) {
        self.nodes[place].published.push(band);
    }

    /// The places.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Adds up.
    #[must_use]
    pub fn sums(&self) -> Sums {
        let mut counts: Vec<u32> = self.nodes.iter().map(|node| node.did).collect();
        let mut whole: Vec<u32> = self.nodes.iter().map(|node| node.did + node.did_not).collect();
        for at in (0..self.nodes.len()).rev() {
            if let Some(within) = self.nodes[at].within {
                counts[within] += counts[at];
                whole[within] += whole[at];
            }
        }
        let everything = |at: usize| Band { low: 0, high: whole[at] };
        let both = |a: Band, b: &Band| Band { low: a.low.max(b.low), high: a.high.min(b.high) };
        let bands = (0..self.nodes.len()).map(|at| self.nodes[at].published.iter().fold(everything(at), both));
        Sums { bands: bands.collect(), counts, whole }
    }
}

impl Sums {
    /// The first place that does not hold what is published of it.
    #[must_use]
    pub fn untrue(&self) -> Option<usize> {
        (0..self.counts.len()).find(|at| !self.bands[*at].holds(self.counts[*at]))
    }

    /// Whether what is published of a place starts at its true count.
    #[must_use]
    pub fn starts_there(&self, at: usize) -> bool {
        self.bands[at].low == self.counts[at]
    }

    /// Whether what is published of a place ends at its true count.
    #[must_use]
    pub fn ends_there(&self, at: usize) -> bool {
        self.bands[at].high == self.counts[at]
    }

    /// How many did it, and how many people there are.
    #[must_use]
    pub fn of(&self, at: usize) -> (u32, u32) {
        (self.counts[at], self.whole[at])
    }
}
