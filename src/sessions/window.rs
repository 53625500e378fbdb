//! From what somebody answers to the days on which a session may be. Only the days are kept.
//!
//! The windows are those of PRODUCT.md "Session kinds": no emotionally probing session within 72 hours,
//! a team reflection 3 to 28 days after. An answer covers several days, so the earliest day assumes the
//! latest event and the latest day the earliest one.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::Kind;
use crate::{kernel::london, word_enum};

word_enum! {
    /// When it happened: an answer that is never stored.
    pub enum Since {
        /// Today.
        Today = "today",
        /// In the last 3 days.
        LastThreeDays = "last_three_days",
        /// 3 to 28 days ago.
        ThreeToTwentyEight = "three_to_twenty_eight",
        /// Longer ago.
        Longer = "longer",
        /// It has built up over time.
        BuiltUp = "built_up",
    }
}

word_enum! {
    /// With whom a librarian would like to meet.
    pub enum Company {
        /// Their team.
        Team = "team",
        /// One other person.
        OneOther = "one_other",
        /// A group of librarians.
        Group = "group",
    }
}

impl Since {
    /// The answer in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::LastThreeDays => "In the last 3 days",
            Self::ThreeToTwentyEight => "3 to 28 days ago",
            Self::Longer => "Longer ago",
            Self::BuiltUp => "It has built up over time",
        }
    }
}

impl Company {
    /// The answer in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Team => "My team",
            Self::OneOther => "One other person",
            Self::Group => "A group of librarians",
        }
    }

    /// The kind of session that answers a request for this company.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Team => Kind::TeamReflection,
            Self::OneOther => Kind::PeerSupport,
            Self::Group => Kind::GroupSupervision,
        }
    }
}

/// 72 hours, counted in whole days from the day of the event.
const NOT_BEFORE: u64 = 3;

/// The last day of a team reflection, counted from the event.
const NOT_AFTER: u64 = 28;

/// The days, first and last, on which a session with this company may be.
#[must_use]
pub fn days(since: Since, company: Company, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let later = |days| today + Days::new(days);
    // The event may have been today: then 72 hours end on the third day from now.
    let earliest = match since {
        Since::Today | Since::LastThreeDays => later(NOT_BEFORE),
        Since::ThreeToTwentyEight | Since::Longer | Since::BuiltUp => today,
    };
    let latest = match (company, since) {
        (Company::Team, Since::LastThreeDays | Since::ThreeToTwentyEight) => later(NOT_AFTER - NOT_BEFORE),
        _ => later(NOT_AFTER),
    };
    (earliest, latest)
}

/// The first instant at which a session may be, whose first day followed from what was answered at `asked_at`.
///
/// A first day later than the one of asking means that it may have happened just before: then 72 hours are counted from
/// asking, to the minute, and not only in days.
#[must_use]
pub fn not_before(earliest_on: NaiveDate, asked_at: DateTime<Utc>) -> DateTime<Utc> {
    let begins = london::start_of_day(earliest_on);
    if earliest_on > london::date_of(asked_at) { begins.max(asked_at + TimeDelta::hours(72)) } else { begins }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each answer covers events between two days before today; the days that follow keep to what is said of each
    /// kind, seen from the event that makes it hardest.
    #[test]
    fn at_each_boundary_of_each_answer_the_days_are_right() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        for (since, latest_event) in [(Since::Today, 0), (Since::LastThreeDays, 0), (Since::ThreeToTwentyEight, 3)] {
            for company in Company::ALL {
                let (from, to) = days(since, *company, today);
                let event = today - Days::new(latest_event);
                assert!(from >= event + Days::new(3), "{since:?} {company:?}: not before the third day after");
                assert!(to <= today + Days::new(28) && from <= to, "{since:?} {company:?}");
            }
        }
        // The 28 days of a team end 28 days after an event of 3 days ago, whichever side of the boundary it was said to be.
        for since in [Since::LastThreeDays, Since::ThreeToTwentyEight] {
            assert_eq!(days(since, Company::Team, today).1, today - Days::new(3) + Days::new(28));
        }
        assert_eq!(days(Since::Today, Company::Team, today).1, today + Days::new(28));
    }

    #[test]
    fn seventy_two_hours_are_counted_to_the_minute() {
        let asked: DateTime<Utc> = "2026-11-23T20:15:00Z".parse().unwrap();
        let today = london::date_of(asked);
        let first = |since| not_before(days(since, Company::OneOther, today).0, asked);
        assert_eq!(first(Since::Today), "2026-11-26T20:15:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(first(Since::LastThreeDays), first(Since::Today));
        for since in [Since::ThreeToTwentyEight, Since::Longer, Since::BuiltUp] {
            assert_eq!(first(since), london::start_of_day(today));
        }
        // On the night the clocks go back three days have 73 hours, and the day decides.
        let asked: DateTime<Utc> = "2026-10-23T23:05:00Z".parse().unwrap();
        let (earliest, _) = days(Since::Today, Company::OneOther, london::date_of(asked));
        assert_eq!(not_before(earliest, asked), "2026-10-27T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
    }

    #[test]
    fn every_answer_has_its_days() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        for (since, company, from, to) in [
            (Since::Today, Company::Team, 3, 28),
            (Since::Today, Company::OneOther, 3, 28),
            (Since::Today, Company::Group, 3, 28),
            (Since::LastThreeDays, Company::Team, 3, 25),
            (Since::LastThreeDays, Company::OneOther, 3, 28),
            (Since::ThreeToTwentyEight, Company::Team, 0, 25),
            (Since::ThreeToTwentyEight, Company::OneOther, 0, 28),
            (Since::Longer, Company::Team, 0, 28),
            (Since::BuiltUp, Company::Group, 0, 28),
        ] {
            let expected = (today + Days::new(from), today + Days::new(to));
            assert_eq!(days(since, company, today), expected, "{since:?} {company:?}");
        }
    }

    #[test]
    fn nothing_probing_is_ever_within_72_hours_of_today() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 28).unwrap();
        for company in Company::ALL {
            for since in [Since::Today, Since::LastThreeDays] {
                assert!(days(since, *company, today).0 >= today + Days::new(3));
            }
        }
    }
}
