//! Quarters, and the one wording for everything withheld.

use chrono::{Datelike, Months, NaiveDate};

/// What stands in place of a figure that could give somebody away.
pub const WITHHELD: &str = "Not enough people to report safely";

/// A quarter of a year: January, April, July or October and the two months after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// Its first day.
    pub first: NaiveDate,
    /// The first day of the next one.
    pub next: NaiveDate,
}

impl Quarter {
    /// The quarter that a day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        let month = (day.month0() / 3) * 3 + 1;
        let first = NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        Self { first, next: first + Months::new(3) }
    }

    /// "October to December 2026".
    #[must_use]
    pub fn name(self) -> String {
        format!("{} to {}", self.first.format("%B"), (self.first + Months::new(2)).format("%B %Y"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_holds_its_first_and_last_day() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        for (of, first, next, name) in [
            (day(2026, 10, 1), day(2026, 10, 1), day(2027, 1, 1), "October to December 2026"),
            (day(2026, 12, 31), day(2026, 10, 1), day(2027, 1, 1), "October to December 2026"),
            (day(2027, 1, 1), day(2027, 1, 1), day(2027, 4, 1), "January to March 2027"),
            (day(2028, 2, 29), day(2028, 1, 1), day(2028, 4, 1), "January to March 2028"),
        ] {
            let quarter = Quarter::of(of);
            assert_eq!((quarter.first, quarter.next, quarter.name().as_str()), (first, next, name));
        }
    }
}
