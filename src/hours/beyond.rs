//! Whether a place is open when something else is not: a room while nobody staffs it.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{Hours, State, Timetable, week::ordinary_monday};
use crate::kernel::london;

/// A stretch of time, its end not included.
type Stretch = (DateTime<Utc>, DateTime<Utc>);

impl Hours {
    /// Whether in an ordinary week, one without a bank holiday, these hours are open for certain at a time at
    /// which the others are not. Of hours that are not set it cannot be said, so it is not.
    #[must_use]
    pub fn reach_beyond(&self, others: &Self, today: NaiveDate) -> bool {
        let (Self::Timetable(these), Self::Timetable(others)) = (self, others) else { return false };
        let monday = ordinary_monday(today);
        let others = others.open_in_week(monday);
        these.open_in_week(monday).into_iter().any(|(from, until)| {
            // What the others cover is taken off the front, in the order of time.
            let rest = others.iter().fold(from, |at, (start, end)| if *start <= at { at.max(*end) } else { at });
            rest < until
        })
    }
}

impl Timetable {
    /// When it is open for certain in the seven days from this one, in the order of time.
    fn open_in_week(&self, monday: NaiveDate) -> Vec<Stretch> {
        let end = london::start_of_day(monday + Days::new(7));
        let ahead = self.periods(monday).take_while(|period| period.start < end);
        ahead.filter(|period| period.state == State::Open).map(|period| (period.start, period.end)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beyond(these: &str, others: &str) -> bool {
        // Friday 25 December 2026: the week looked at is the first without a bank holiday.
        let christmas = NaiveDate::from_ymd_opt(2026, 12, 25).unwrap();
        Hours::parse(these).unwrap().reach_beyond(&Hours::parse(others).unwrap(), christmas)
    }

    #[test]
    fn open_while_the_other_is_not_reaches_beyond_it() {
        for (these, others) in [
            ("24/7", "Mo-Fr 09:00-17:00; PH off"),
            ("Mo-Fr 07:00-09:00", "Mo-Fr 09:00-17:00"),
            ("Sa 10:00-12:00", "Mo-Fr 00:00-24:00"),
            ("Mo 09:00-17:01", "Mo 09:00-12:00,12:00-17:00"),
            ("Mo 09:00-17:00", "Mo 09:00-12:00,12:01-17:00"),
            ("Su 22:00-02:00", "Su 00:00-24:00"),
            ("Mo 09:00-17:00", "off"),
        ] {
            assert!(beyond(these, others), "{these} beyond {others}");
        }
    }

    #[test]
    fn the_same_hours_fewer_hours_and_hours_nobody_knows_do_not() {
        for (these, others) in [
            ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00; PH off"),
            ("Mo-Fr 10:00-16:00", "Mo-Fr 09:00-12:00,12:00-17:00"),
            ("off", "Mo-Fr 09:00-17:00"),
            ("", "Mo-Fr 09:00-17:00"),
            ("24/7", ""),
            ("by appointment", "off"),
            ("24/7", "24/7"),
            ("Mo-Fr 17:00-20:00 unknown", "Mo-Fr 09:00-17:00"),
            ("PH 10:00-12:00", "Mo-Fr 09:00-17:00; PH off"),
        ] {
            assert!(!beyond(these, others), "{these} beyond {others}");
        }
    }
}
