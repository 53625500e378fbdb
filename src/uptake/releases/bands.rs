//! In which steps a count of people is published, and which groups are large enough for it.

use serde::{Deserialize, Serialize};

use crate::uptake::audit::Band;

/// What a figure has to keep to (PRODUCT.md "Uptake: what HR sees", PAINS P27). It is part of every release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// How many counts a band holds: 0 to 6, 7 to 13 and so on.
    pub width: u32,
    /// How many the last band holds at least; with fewer it is one with the band below.
    pub last: u32,
    /// How many people a group has at least.
    pub least: u32,
    /// How many other people's answers somebody may know without learning one more.
    pub known: u32,
}

impl Rules {
    /// The product's.
    pub const PRODUCT: Self = Self { width: 7, last: 4, least: 10, known: 2 };

    /// The bands of a group with so many people, from the lowest.
    #[must_use]
    pub fn bands(self, people: u32) -> Vec<Band> {
        let mut lows: Vec<u32> = (0..=people).step_by(self.width.max(1) as usize).collect();
        if lows.len() > 1 && lows.last().is_some_and(|low| people - low + 1 < self.last) {
            lows.pop();
        }
        let ends = lows.iter().skip(1).map(|next| next - 1).chain([people]);
        lows.iter().zip(ends).map(|(low, high)| Band { low: *low, high }).collect()
    }

    /// The band of a count; none when there are not so many people.
    #[must_use]
    pub fn band(self, people: u32, count: u32) -> Option<Band> {
        self.bands(people).into_iter().find(|band| band.holds(count))
    }

    /// Whether a group with so many people may be published whatever its people answered, when nothing else is published
    /// that any of them is in.
    ///
    /// This depends on the roster alone, so that being published or not tells nothing of any answer. Of a group by
    /// itself, somebody learns only at the edge of a band: when as many did it as the band holds at most, by knowing all
    /// who did; when as few, by knowing all who did not. So it is enough that those are always more than the known.
    #[must_use]
    pub fn may_stand(self, people: u32) -> bool {
        let safe = |band: Band| {
            (band.high == people || band.high > self.known) && (band.low == 0 || people - band.low > self.known)
        };
        people >= self.least && self.bands(people).into_iter().all(safe)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uptake::audit::{Tree, audit};

    fn words(people: u32) -> Vec<(u32, u32)> {
        Rules::PRODUCT.bands(people).iter().map(|band| (band.low, band.high)).collect()
    }

    fn alone(rules: Rules, people: u32, did: u32) -> Tree {
        let mut tree = Tree::default();
        let group = tree.add(None, did, people - did);
        tree.publish(group, rules.band(people, did).unwrap());
        tree
    }

    #[test]
    fn bands_are_of_seven_with_zero_inside_the_lowest_and_the_last_at_least_four_wide() {
        assert_eq!(words(10), [(0, 6), (7, 10)]);
        assert_eq!(words(13), [(0, 6), (7, 13)]);
        assert_eq!(words(14), [(0, 6), (7, 14)], "one alone would be everybody");
        assert_eq!(words(16), [(0, 6), (7, 16)]);
        assert_eq!(words(17), [(0, 6), (7, 13), (14, 17)]);
        assert_eq!((words(0), words(3)), (vec![(0, 0)], vec![(0, 3)]));
        for people in 10..200 {
            let bands = Rules::PRODUCT.bands(people);
            assert!(bands.windows(2).all(|pair| pair[0].high + 1 == pair[1].low), "{people}");
            assert!(bands.iter().all(|band| band.high - band.low >= 3), "{people}");
            assert_eq!((bands[0].low, bands[bands.len() - 1].high), (0, people));
        }
    }

    #[test]
    fn ten_or_more_may_stand_and_nine_may_not() {
        assert!(!Rules::PRODUCT.may_stand(9) && (10..300).all(|people| Rules::PRODUCT.may_stand(people)));
    }

    #[test]
    fn what_may_stand_is_exactly_what_the_audit_passes_in_every_world() {
        for (width, last, known) in [(7, 4, 2), (7, 4, 3), (7, 3, 2), (3, 1, 2), (5, 2, 1), (7, 4, 6), (1, 1, 0)] {
            let rules = Rules { width, last, least: 0, known };
            for people in 0..=40 {
                let passes = (0..=people).all(|did| audit(&alone(rules, people, did), known).is_ok());
                assert_eq!(rules.may_stand(people), passes, "{rules:?} {people}");
            }
        }
    }
}
