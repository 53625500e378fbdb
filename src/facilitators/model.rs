//! What an availability is, and the windows of time that follow from it.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};

use crate::{
    kernel::{
        holidays,
        ids::{AvailabilityId, PersonId, SpaceId},
        london,
    },
    spaces::Where,
};

use super::{Kinds, Terms};

/// A weekly pattern of times that a facilitator offers, in UK wall time.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Availability {
    /// Its id.
    pub id: AvailabilityId,
    /// The day of the week: 1 is Monday.
    pub weekday: i64,
    /// From when.
    pub from_time: NaiveTime,
    /// Until when.
    pub until_time: NaiveTime,
    /// Where.
    pub place: String,
    /// The space it is in, if it is one: a session is offered only while nothing else holds it.
    pub space_id: Option<SpaceId>,
    /// The first day it holds.
    pub from_on: NaiveDate,
    /// The last day it holds.
    pub until_on: NaiveDate,
    /// What is offered then.
    #[sqlx(flatten)]
    pub kinds: Kinds,
    /// How many places a group has that meets then.
    pub group_places: i64,
}

/// An availability, and who offers it on what terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Who.
    pub facilitator: PersonId,
    /// Their name.
    pub name: String,
    /// When and where.
    pub availability: Availability,
    /// On what terms.
    pub terms: Terms,
}

/// An availability to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAvailability {
    /// The day of the week.
    pub weekday: Weekday,
    /// From when, in UK wall time.
    pub from_time: NaiveTime,
    /// Until when, in UK wall time.
    pub until_time: NaiveTime,
    /// Where.
    pub place: Where,
    /// The first day it may hold.
    pub from_on: NaiveDate,
    /// For how many weeks.
    pub weeks: u8,
    /// What is offered.
    pub kinds: Kinds,
    /// How many places a group has, 4 to 8.
    pub group_places: i64,
}

/// The most weeks that one form publishes: a term.
pub const WEEKS_LIMIT: u8 = 26;

/// How many places a group may have (PRODUCT.md "Session kinds").
pub const GROUP_PLACES: RangeInclusive<i64> = 4..=8;

/// The days of the week as choices.
pub const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "Monday"),
    (Weekday::Tue, "Tuesday"),
    (Weekday::Wed, "Wednesday"),
    (Weekday::Thu, "Thursday"),
    (Weekday::Fri, "Friday"),
    (Weekday::Sat, "Saturday"),
    (Weekday::Sun, "Sunday"),
];

/// A stretch of one day in which sessions may be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its first instant.
    pub from: DateTime<Utc>,
    /// The instant it ends.
    pub until: DateTime<Utc>,
}

impl NewAvailability {
    /// The last day it holds.
    #[must_use]
    pub fn until_on(&self) -> NaiveDate {
        self.from_on + Days::new(u64::from(self.weeks) * 7 - 1)
    }
}

impl Availability {
    /// The windows on the days from `first` to `last`, bank holidays left out.
    ///
    /// A pattern keeps its wall time when the clocks change. A day on which one of its two times does not
    /// exist, or exists twice, is left out: nobody should have to guess which was meant.
    #[must_use]
    pub fn windows(&self, first: NaiveDate, last: NaiveDate) -> Vec<Window> {
        let (first, last) = (first.max(self.from_on), last.min(self.until_on));
        first
            .iter_days()
            .take_while(|day| *day <= last)
            .filter(|day| i64::from(day.weekday().number_from_monday()) == self.weekday)
            .filter(|day| holidays::bank_holiday(*day).is_none())
            .filter_map(|day| {
                let from = london::instant(day.and_time(self.from_time)).ok()?;
                let until = london::instant(day.and_time(self.until_time)).ok()?;
                Some(Window { from, until })
            })
            .collect()
    }

    /// The day of the week in words.
    #[must_use]
    pub fn day_name(&self) -> &'static str {
        WEEKDAYS
            .iter()
            .find(|(day, _)| i64::from(day.number_from_monday()) == self.weekday)
            .map_or("", |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weekly(from: (u32, u32), until: (u32, u32)) -> Availability {
        let time = |(h, m)| NaiveTime::from_hms_opt(h, m, 0).unwrap();
        Availability {
            id: AvailabilityId::random(),
            weekday: 7,
            from_time: time(from),
            until_time: time(until),
            place: "Room".into(),
            space_id: None,
            from_on: day(2026, 1, 1),
            until_on: day(2027, 12, 31),
            kinds: Kinds::default(),
            group_places: 8,
        }
    }

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_weekly_time_stays_the_same_by_the_clock_on_the_wall() {
        let windows = weekly((4, 30), (5, 30)).windows(day(2026, 10, 18), day(2026, 11, 1));
        let walls: Vec<_> = windows.iter().map(|w| london::wall(w.from).time().to_string()).collect();
        assert_eq!(walls, ["04:30:00", "04:30:00", "04:30:00"]);
        assert_eq!((windows[1].from - windows[0].from).num_hours(), 7 * 24 + 1);
    }

    #[test]
    fn a_time_that_does_not_exist_or_exists_twice_is_left_out() {
        assert_eq!(weekly((1, 30), (3, 0)).windows(day(2026, 3, 29), day(2026, 3, 29)), []);
        assert_eq!(weekly((1, 30), (3, 0)).windows(day(2026, 10, 25), day(2026, 10, 25)), []);
        assert_eq!(weekly((1, 30), (3, 0)).windows(day(2026, 11, 1), day(2026, 11, 1)).len(), 1);
    }

    #[test]
    fn bank_holidays_are_left_out() {
        let mut mondays = weekly((9, 0), (12, 0));
        mondays.weekday = 1;
        let days = mondays.windows(day(2026, 8, 24), day(2026, 9, 7));
        let dates: Vec<_> = days.iter().map(|w| london::date_of(w.from)).collect();
        assert_eq!(dates, [day(2026, 8, 24), day(2026, 9, 7)]);
    }

    #[test]
    fn six_weeks_of_a_day_are_six_days() {
        let new = NewAvailability {
            weekday: Weekday::Thu,
            from_time: NaiveTime::MIN,
            until_time: NaiveTime::MIN,
            place: "Room".parse().unwrap(),
            from_on: day(2026, 11, 23),
            weeks: 6,
            kinds: Kinds::default(),
            group_places: 8,
        };
        assert_eq!(new.until_on(), day(2027, 1, 3));
    }
}
