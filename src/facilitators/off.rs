//! When nothing is offered although it is published: the organisation's closure days, and a facilitator's time away.
//!
//! Neither cancels anything: what is booked already is the facilitator's to decide (`sessions/conflicts.rs`).

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::model::Window;
use crate::kernel::{
    ids::{PersonId, TimeAwayId},
    london,
};

/// When one facilitator offers nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Off {
    /// The days on which their organisation is closed.
    pub closures: Vec<Closure>,
    /// When they are away.
    pub away: Vec<Away>,
}

/// A day on which an organisation is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The day, in UK time.
    pub on: NaiveDate,
    /// What it is called.
    pub name: String,
}

/// A stretch of time during which a facilitator is away. No reason is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// Its id.
    pub id: TimeAwayId,
    /// Its first instant.
    pub from: DateTime<Utc>,
    /// The instant it ends.
    pub until: DateTime<Utc>,
}

/// A line of what the database holds of closure days and time away.
#[derive(sqlx::FromRow)]
pub struct OffLine {
    facilitator_id: Option<PersonId>,
    away_id: Option<TimeAwayId>,
    away_from: Option<DateTime<Utc>>,
    away_until: Option<DateTime<Utc>>,
    closed_on: Option<NaiveDate>,
    closed_name: Option<String>,
}

/// When each facilitator of one organisation offers nothing.
#[derive(Default)]
pub struct Offs {
    closures: Vec<Closure>,
    away: BTreeMap<PersonId, Vec<Away>>,
}

impl Off {
    /// What is left of some windows, in their order. A window around some time away is left in two parts.
    #[must_use]
    pub fn leave(&self, windows: Vec<Window>) -> Vec<Window> {
        let open = windows.into_iter().filter(|window| self.closed_on(london::date_of(window.from)).is_none());
        self.away.iter().fold(open.collect(), |left, away| {
            left.into_iter().flat_map(|window| window.without(away.from, away.until)).collect()
        })
    }

    /// What the organisation calls the closure day, if a day is one.
    #[must_use]
    pub fn closed_on(&self, day: NaiveDate) -> Option<&str> {
        self.closures.iter().find(|closure| closure.on == day).map(|closure| closure.name.as_str())
    }

    /// Whether the facilitator is away for any part of a stretch of time.
    #[must_use]
    pub fn is_away(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
        self.away.iter().any(|away| away.from < until && from < away.until)
    }
}

impl Away {
    /// When, in words: whole days by their names, anything else to the minute.
    #[must_use]
    pub fn words(&self) -> String {
        let (first, last) = (london::date_of(self.from), london::date_of(self.until - chrono::TimeDelta::seconds(1)));
        let whole = self.from == london::start_of_day(first) && self.until == london::end_of_day(last);
        match whole {
            true if first == last => london::day(first),
            true => format!("{} to {}", london::day(first), london::day(last)),
            false => london::span(self.from, self.until),
        }
    }
}

impl Offs {
    /// Sorts lines into closure days, which are everybody's, and times away, which are each one's own.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a OffLine>) -> Self {
        let mut offs = Self::default();
        for line in lines {
            if let (Some(on), Some(name)) = (line.closed_on, &line.closed_name) {
                offs.closures.push(Closure { on, name: name.clone() });
            }
            let away = (line.facilitator_id, line.away_id, line.away_from, line.away_until);
            if let (Some(who), Some(id), Some(from), Some(until)) = away {
                offs.away.entry(who).or_default().push(Away { id, from, until });
            }
        }
        offs.closures.sort_by_key(|closure| closure.on);
        offs.away.values_mut().for_each(|away| away.sort_by_key(|away| (away.from, away.id)));
        offs
    }

    /// When one facilitator offers nothing.
    #[must_use]
    pub fn off(&self, facilitator: PersonId) -> Off {
        Off { closures: self.closures.clone(), away: self.away.get(&facilitator).cloned().unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000 / 86_400 * 86_400 + hour * 3600, 0).unwrap()
    }

    fn window(from: i64, until: i64) -> Window {
        Window { from: at(from), until: at(until) }
    }

    fn away(from: i64, until: i64) -> Away {
        Away { id: TimeAwayId::random(), from: at(from), until: at(until) }
    }

    #[test]
    fn time_away_takes_its_part_out_of_a_window() {
        let left = |away: Vec<Away>| Off { away, ..Off::default() }.leave(vec![window(9, 12), window(14, 17)]);
        assert_eq!(left(vec![]), [window(9, 12), window(14, 17)]);
        assert_eq!(left(vec![away(0, 24)]), []);
        assert_eq!(left(vec![away(12, 14)]), [window(9, 12), window(14, 17)], "touching ends take nothing");
        assert_eq!(left(vec![away(10, 11)]), [window(9, 10), window(11, 12), window(14, 17)]);
        assert_eq!(left(vec![away(11, 15), away(16, 18)]), [window(9, 11), window(15, 16)]);
    }

    #[test]
    fn a_closure_day_takes_the_whole_day_and_no_other() {
        let closures = vec![Closure { on: london::date_of(at(9)), name: "Stocktaking".into() }];
        let off = Off { closures, ..Off::default() };
        assert_eq!(off.leave(vec![window(9, 12), window(33, 36)]), [window(33, 36)]);
        assert_eq!(off.closed_on(london::date_of(at(9))), Some("Stocktaking"));
    }

    #[test]
    fn whole_days_away_are_named_as_days() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 10, d).unwrap();
        // The clocks go back on the 25th, so that day has 25 hours.
        let days = |first, last| Away {
            id: TimeAwayId::random(),
            from: london::start_of_day(day(first)),
            until: london::end_of_day(day(last)),
        };
        assert_eq!(days(25, 25).words(), "Sunday 25 October 2026");
        assert_eq!(days(24, 26).words(), "Saturday 24 October 2026 to Monday 26 October 2026");
        assert!(away(9, 12).words().ends_with("9am to midday"));
    }

    proptest! {
        #[test]
        fn an_hour_is_left_exactly_if_it_was_published_and_nobody_is_away(
            published in (0i64..24, 1i64..24), times in proptest::collection::vec((0i64..48, 1i64..12), 0..5)
        ) {
            let window = window(published.0, published.0 + published.1);
            let off = Off { away: times.iter().map(|(from, long)| away(*from, from + long)).collect(), ..Off::default() };
            let left = off.leave(vec![window]);
            for hour in 0..48 {
                let offered = left.iter().any(|w| w.from <= at(hour) && at(hour + 1) <= w.until);
                let was = window.from <= at(hour) && at(hour + 1) <= window.until;
                prop_assert_eq!(offered, was && !off.is_away(at(hour), at(hour + 1)));
            }
        }
    }
}
