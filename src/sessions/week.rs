//! A facilitator's weeks: what they run day by day, and which of the times they published are still free.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use super::model::Run;
use crate::{
    facilitators::{Kind, Published, Window},
    kernel::{Now, london},
};

/// How many weeks back and ahead the page leads: as far ahead as anybody can be booked.
const WEEKS_BACK: u64 = 4;
const WEEKS_AHEAD: u64 = 26;

/// The week from a Monday to the Sunday after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
}

impl Week {
    /// The week that a day is in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self { monday: day - Days::new(u64::from(day.weekday().num_days_from_monday())) }
    }

    /// The week that an address asks for; today's when it asks for none, or nonsense.
    #[must_use]
    pub fn asked(text: Option<&str>, today: NaiveDate) -> Self {
        let day = text.and_then(|text| text.parse().ok()).filter(|day: &NaiveDate| (2000..2100).contains(&day.year()));
        Self::of(day.unwrap_or(today))
    }

    /// Its days.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.monday.iter_days().take(7)
    }

    /// Its first instant, and the instant it ends.
    #[must_use]
    pub fn span(self) -> (DateTime<Utc>, DateTime<Utc>) {
        (london::start_of_day(self.monday), london::start_of_day(self.next().monday))
    }

    fn next(self) -> Self {
        Self { monday: self.monday + Days::new(7) }
    }

    /// The week before, if the page still leads there.
    #[must_use]
    pub fn earlier(self, today: NaiveDate) -> Option<Self> {
        let before = Self { monday: self.monday - Days::new(7) };
        (before.monday + Days::new(7 * WEEKS_BACK) >= Self::of(today).monday).then_some(before)
    }

    /// The week after, if the page still leads there.
    #[must_use]
    pub fn later(self, today: NaiveDate) -> Option<Self> {
        (self.next().monday <= Self::of(today).monday + Days::new(7 * WEEKS_AHEAD)).then_some(self.next())
    }
}

/// What is still free on a day of the times that a facilitator published, and long enough for something they offer
/// then. Where two overlap they are told as one.
#[must_use]
pub fn free(day: NaiveDate, published: &Published, run: &[Run], now: Now) -> Vec<Window> {
    let mut free: Vec<Window> = Vec::new();
    for (availability, windows) in published.windows(day, day) {
        let past = windows.into_iter().flat_map(|window| window.without(DateTime::<Utc>::MIN_UTC, now.0));
        let left = run.iter().fold(past.collect(), |left: Vec<Window>, run| {
            left.into_iter().flat_map(|window| window.without(run.starts_at, run.setting.until_at)).collect()
        });
        let shortest = availability.kinds.iter().map(Kind::length).min();
        free.extend(
            left.into_iter().filter(|window| shortest.is_some_and(|least| window.until - window.from >= least)),
        );
    }
    free.sort_by_key(|window| (window.from, window.until));
    let mut merged: Vec<Window> = Vec::new();
    for next in free {
        match merged.last_mut() {
            Some(before) if next.from <= before.until => before.until = before.until.max(next.until),
            _ => merged.push(next),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn a_week_begins_on_monday_and_has_an_hour_more_when_the_clocks_go_back() {
        assert_eq!(Week::of(day(11, 23)), Week::of(day(11, 29)));
        assert_ne!(Week::of(day(11, 29)), Week::of(day(11, 30)));
        let (from, until) = Week::of(day(10, 25)).span();
        assert_eq!((until - from).num_hours(), 7 * 24 + 1);
    }

    #[test]
    fn what_is_not_a_day_asks_for_this_week() {
        let today = day(11, 26);
        assert_eq!(Week::asked(Some("2026-12-03"), today).monday, day(11, 30));
        for nonsense in [None, Some(""), Some("x"), Some("0001-01-01"), Some("+262142-12-31"), Some("2026-02-30")] {
            assert_eq!(Week::asked(nonsense, today).monday, day(11, 23), "{nonsense:?}");
        }
    }

    #[test]
    fn the_page_leads_a_month_back_and_as_far_ahead_as_can_be_booked() {
        let today = day(11, 26);
        let chain = |step: fn(Week, NaiveDate) -> Option<Week>| {
            std::iter::successors(Some(Week::of(today)), |week| step(*week, today)).count() - 1
        };
        assert_eq!((chain(Week::earlier), chain(Week::later)), (4, 26));
    }
}
