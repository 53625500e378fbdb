//! What an availability is, and the windows of time that follow from it.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc, Weekday};

use crate::kernel::{
    holidays,
    ids::{AvailabilityId, PersonId, SpaceId},
    london,
};

pub use super::publishing::{Change, NewAvailability, NewAway, NewExtra, Pattern, Refusal, Times};
use super::{Kinds, Terms, off::Off};

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
    /// When nothing of it is offered.
    pub off: Off,
}

/// What one facilitator has published that is not over, and when they offer nothing of it.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Every availability, by its first day.
    pub all: Vec<Standing>,
    /// When nothing of it is offered.
    pub off: Off,
}

/// An availability, and whether its place can still be used.
#[derive(Clone, Debug)]
pub struct Standing {
    /// When, where and what for.
    pub availability: Availability,
    /// Whether its space is open and for sessions, if it is in one: otherwise none of its times are on offer.
    pub usable: bool,
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

impl Window {
    /// What is left of it without a stretch of time: nothing, one part or two.
    #[must_use]
    pub fn without(self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Self> {
        let before = Self { from: self.from, until: self.until.min(from) };
        let after = Self { from: self.from.max(until), until: self.until };
        [before, after].into_iter().filter(|part| part.from < part.until).collect()
    }
}

impl Offered {
    /// The windows on the days from `first` to `last` in which times are offered: bank holidays, closure days and
    /// time away left out.
    #[must_use]
    pub fn windows(&self, first: NaiveDate, last: NaiveDate) -> Vec<Window> {
        self.off.leave(self.availability.windows(first, last))
    }
}

impl Published {
    /// Every availability that is on offer with its windows on the days from `first` to `last`.
    pub fn windows(&self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = (&Availability, Vec<Window>)> {
        let usable = self.all.iter().filter(|standing| standing.usable).map(|standing| &standing.availability);
        usable.map(move |availability| (availability, self.off.leave(availability.windows(first, last))))
    }
}

impl Availability {
    /// The windows on the days from `first` to `last`, bank holidays left out.
    ///
    /// A pattern keeps its wall time when the clocks change. A day on which one of its two times does not
    /// exist, or exists twice, is left out: nobody should have to guess which was meant.
    #[must_use]
    pub fn windows(&self, first: NaiveDate, last: NaiveDate) -> Vec<Window> {
        let window = |day: NaiveDate| {
            let from = london::instant(day.and_time(self.from_time)).ok()?;
            let until = london::instant(day.and_time(self.until_time)).ok()?;
            Some(Window { from, until })
        };
        self.days(first, last).filter_map(window).collect()
    }

    /// The days from `first` to `last` that are left out because the clocks change: one of its times does not
    /// exist then, or exists twice.
    #[must_use]
    pub fn clock_changes(&self, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
        let whole =
            |day: &NaiveDate| [self.from_time, self.until_time].map(|t| london::instant(day.and_time(t)).is_ok());
        self.days(first, last).filter(|day| whole(day).contains(&false)).collect()
    }

    /// Whether it holds on one day alone.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.from_on == self.until_on && i64::from(self.from_on.weekday().number_from_monday()) == self.weekday
    }

    /// Its days from `first` to `last`, bank holidays left out.
    fn days(&self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let (first, last) = (first.max(self.from_on), last.min(self.until_on));
        first
            .iter_days()
            .take_while(move |day| *day <= last)
            .filter(|day| i64::from(day.weekday().number_from_monday()) == self.weekday)
            .filter(|day| holidays::bank_holiday(*day).is_none())
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
        let (first, last) = (day(2026, 1, 1), day(2026, 12, 31));
        assert_eq!(weekly((1, 30), (3, 0)).clock_changes(first, last), [day(2026, 3, 29), day(2026, 10, 25)]);
        assert_eq!(weekly((4, 30), (5, 30)).clock_changes(first, last), []);
    }

    #[test]
    fn bank_holidays_are_left_out() {
        let mut mondays = weekly((9, 0), (12, 0));
        mondays.weekday = 1;
        let days = mondays.windows(day(2026, 8, 24), day(2026, 9, 7));
        let dates: Vec<_> = days.iter().map(|w| london::date_of(w.from)).collect();
        assert_eq!(dates, [day(2026, 8, 24), day(2026, 9, 7)]);
    }
}
