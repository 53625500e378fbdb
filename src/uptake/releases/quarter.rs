//! Quarters as releases name them, and when each may be released.

use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::uptake::model::Quarter;

/// How many days after a quarter its release is made by itself: as long as a session waits for somebody's word that it
/// took place (sessions/occurrence.rs). What is said later is not counted, as no release is ever made again.
const SETTLES: Days = Days::new(14);

/// For how long after a quarter it can be released. Later, records of it may have been deleted as they should be, and
/// the figures would be too low.
const MONTHS_KEPT: Months = Months::new(6);

/// What was typed is no quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not a quarter: write it as 2026-Q4")]
pub struct NotAQuarter;

impl Quarter {
    /// The one that starts on a day.
    #[must_use]
    pub fn starting(day: NaiveDate) -> Option<Self> {
        Some(Self::of(day)).filter(|quarter| quarter.first == day)
    }

    /// The one that was over last.
    #[must_use]
    pub fn over_before(today: NaiveDate) -> Self {
        Self::of(Self::of(today).first - Days::new(1))
    }

    /// "2026-Q4".
    #[must_use]
    pub fn code(self) -> String {
        format!("{}-Q{}", self.first.year(), self.first.month0() / 3 + 1)
    }

    /// Whether its last day is over.
    #[must_use]
    pub fn is_over(self, today: NaiveDate) -> bool {
        self.next <= today
    }

    /// Whether it is too long ago to be released.
    #[must_use]
    pub fn is_too_old(self, today: NaiveDate) -> bool {
        self.next + MONTHS_KEPT <= today
    }

    /// Whether its release is due.
    #[must_use]
    pub fn is_due(self, today: NaiveDate) -> bool {
        self.due_on() <= today
    }

    /// The last day on which it can be released.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.next + MONTHS_KEPT - Days::new(1)
    }

    /// The quarters whose release is due and can still be made, the oldest first: a later release passes every one before
    /// it. `latest` is the first day of the quarter that was released last.
    #[must_use]
    pub fn releasable(today: NaiveDate, latest: Option<NaiveDate>) -> Vec<Self> {
        let back =
            std::iter::successors(Some(Self::over_before(today)), |quarter| Some(Self::over_before(quarter.first)));
        let open = |quarter: &Self| !quarter.is_too_old(today) && latest.is_none_or(|latest| latest < quarter.first);
        let mut all: Vec<Self> = back.take_while(open).filter(|quarter| quarter.is_due(today)).collect();
        all.reverse();
        all
    }

    /// The day on which its release is made by itself.
    #[must_use]
    pub fn due_on(self) -> NaiveDate {
        self.next + SETTLES
    }
}

impl FromStr for Quarter {
    type Err = NotAQuarter;

    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let (year, number) = text.trim().split_once("-Q").ok_or(NotAQuarter)?;
        let (year, number): (i32, u32) =
            (year.parse().map_err(|_| NotAQuarter)?, number.parse().map_err(|_| NotAQuarter)?);
        if !(2000..=9999).contains(&year) || !(1..=4).contains(&number) {
            return Err(NotAQuarter);
        }
        NaiveDate::from_ymd_opt(year, number * 3 - 2, 1).map(Self::of).ok_or(NotAQuarter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_quarter_is_written_and_read() {
        for code in ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"] {
            assert_eq!(code.parse::<Quarter>().unwrap().code(), code);
        }
        assert_eq!("2026-Q4".parse(), Ok(Quarter::of(day("2026-11-23"))));
        for odd in ["", "2026", "2026-Q0", "2026-Q5", "2026Q4", "26-Q4", "2026-Q-1", "Q4-2026"] {
            assert_eq!(odd.parse::<Quarter>(), Err(NotAQuarter), "{odd}");
        }
    }

    #[test]
    fn what_was_missed_comes_first_as_long_as_it_can_be_released() {
        let codes = |today, latest: Option<&str>| {
            let latest = latest.map(|code| code.parse::<Quarter>().unwrap().first);
            Quarter::releasable(day(today), latest).into_iter().map(Quarter::code).collect::<Vec<_>>()
        };
        assert_eq!(codes("2027-01-14", None), ["2026-Q3"], "the last is not due");
        assert_eq!(codes("2027-01-15", None), ["2026-Q3", "2026-Q4"]);
        assert_eq!(codes("2027-03-31", None), ["2026-Q3", "2026-Q4"]);
        assert_eq!(codes("2027-04-01", None), ["2026-Q4"], "the older cannot be released any more");
        assert_eq!(codes("2027-01-15", Some("2026-Q3")), ["2026-Q4"]);
        assert!(codes("2027-01-15", Some("2026-Q4")).is_empty(), "the later one has passed the older");
        assert_eq!("2026-Q3".parse::<Quarter>().unwrap().last_day(), day("2027-03-31"));
    }

    #[test]
    fn a_quarter_is_released_from_its_end_on_and_by_itself_fourteen_days_later() {
        let quarter: Quarter = "2026-Q3".parse().unwrap();
        assert!(!quarter.is_over(day("2026-09-30")) && quarter.is_over(day("2026-10-01")));
        assert_eq!(quarter.due_on(), day("2026-10-15"));
        assert!(!quarter.is_too_old(day("2027-03-31")) && quarter.is_too_old(day("2027-04-01")));
        assert_eq!(Quarter::over_before(day("2026-10-01")), quarter);
        assert_eq!(Quarter::over_before(day("2026-12-31")), quarter);
    }
}
