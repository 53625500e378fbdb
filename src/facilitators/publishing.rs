//! What a facilitator publishes, changes and takes back, as their forms say it.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};

use super::{Kinds, model::Availability};
use crate::spaces::{Unchoosable, Where};

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

/// Times and what is offered in them, as the forms of one day and of a change ask it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Times {
    /// From when, in UK wall time.
    pub from_time: NaiveTime,
    /// Until when, in UK wall time.
    pub until_time: NaiveTime,
    /// Where.
    pub place: Where,
    /// What is offered.
    pub kinds: Kinds,
    /// How many places a group has, 4 to 8.
    pub group_places: i64,
}

/// Times on one day, beside the weekly ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewExtra {
    /// The day.
    pub on: NaiveDate,
    /// Its times.
    pub times: Times,
}

/// What becomes of a weekly pattern; its day of the week and its first day stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The last day it may hold.
    pub until_on: NaiveDate,
    /// Its times.
    pub times: Times,
}

/// Time away to be kept: its first instant and the instant it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAway {
    /// Its first instant.
    pub from: DateTime<Utc>,
    /// The instant it ends.
    pub until: DateTime<Utc>,
}

/// An availability as it is to be kept, whichever form it came from.
#[derive(Clone, Debug)]
pub struct Pattern<'a> {
    /// The first day it holds.
    pub from_on: NaiveDate,
    /// The last day it holds.
    pub until_on: NaiveDate,
    /// The day of the week: 1 is Monday.
    pub weekday: i64,
    /// From when and until when.
    pub hours: (NaiveTime, NaiveTime),
    /// Where.
    pub place: &'a Where,
    /// What is offered.
    pub kinds: Kinds,
    /// How many places a group has.
    pub group_places: i64,
}

/// Why the service says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The space cannot be chosen.
    #[error("{0}")]
    Unchoosable(#[from] Unchoosable),
    /// A day or a time that is over.
    #[error("Choose a day that is still to come")]
    Past,
    /// The organisation is closed that day.
    #[error("That is a closure day of your organisation, and nothing is offered then. Choose another day")]
    Closed,
    /// The last day comes before the first.
    #[error("The last day must not be before the first day these times hold")]
    BeforeFirst,
    /// The last day is too far ahead.
    #[error("Choose a last day that is at most 26 weeks ahead")]
    TooFar,
}

impl NewExtra {
    /// The availability it is: one that holds on its day alone.
    #[must_use]
    pub fn pattern(&self) -> Pattern<'_> {
        self.times.pattern(i64::from(self.on.weekday().number_from_monday()), (self.on, self.on))
    }
}

impl Change {
    /// What an availability is to be from now on.
    #[must_use]
    pub fn pattern(&self, before: &Availability) -> Pattern<'_> {
        self.times.pattern(before.weekday, (before.from_on, self.until_on))
    }
}

impl Times {
    fn pattern(&self, weekday: i64, (from_on, until_on): (NaiveDate, NaiveDate)) -> Pattern<'_> {
        Pattern {
            from_on,
            until_on,
            weekday,
            hours: (self.from_time, self.until_time),
            place: &self.place,
            kinds: self.kinds,
            group_places: self.group_places,
        }
    }
}

impl NewAvailability {
    /// The availability it is.
    #[must_use]
    pub fn pattern(&self) -> Pattern<'_> {
        Pattern {
            from_on: self.from_on,
            until_on: self.until_on(),
            weekday: i64::from(self.weekday.number_from_monday()),
            hours: (self.from_time, self.until_time),
            place: &self.place,
            kinds: self.kinds,
            group_places: self.group_places,
        }
    }

    /// The last day it holds.
    #[must_use]
    pub fn until_on(&self) -> NaiveDate {
        self.from_on + Days::new(u64::from(self.weeks) * 7 - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_weeks_of_a_day_are_six_days() {
        let new = NewAvailability {
            weekday: Weekday::Thu,
            from_time: NaiveTime::MIN,
            until_time: NaiveTime::MIN,
            place: "Room".parse().unwrap(),
            from_on: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            weeks: 6,
            kinds: Kinds::default(),
            group_places: 8,
        };
        assert_eq!(Some(new.until_on()), NaiveDate::from_ymd_opt(2027, 1, 3));
    }
}
