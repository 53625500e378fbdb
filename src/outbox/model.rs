//! How much is said of how many messages.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use crate::{
    kernel::Now,
    messages::{State, Tally},
};

/// How many days are shown.
pub const DAYS: u64 = 14;

/// The most messages of unknown fate that are shown at a time.
pub const MOST: i64 = 50;

/// What became of the messages of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: NaiveDate,
    /// How many were sent, as a range.
    pub sent: &'static str,
    /// Whether any was refused.
    pub refused: bool,
    /// Whether any was too late to be of use.
    pub dropped: bool,
}

/// The last days, the latest first, with those on which nothing happened.
#[must_use]
pub fn days(tallies: &[Tally], today: NaiveDate) -> Vec<Day> {
    let of = |day: NaiveDate, state: State| -> i64 {
        tallies.iter().filter(|tally| tally.settled_on == day && tally.state == state).map(|tally| tally.messages).sum()
    };
    (0..DAYS)
        .filter_map(|back| today.checked_sub_days(Days::new(back)))
        .map(|day| Day {
            day,
            sent: range(of(day, State::Sent)),
            refused: of(day, State::Failed) > 0,
            dropped: of(day, State::Dropped) > 0,
        })
        .collect()
}

/// None and nine look alike: a day with a message is not told from a day without.
const fn range(messages: i64) -> &'static str {
    match messages {
        ..10 => "Fewer than 10",
        10..50 => "10 to 49",
        50..250 => "50 to 249",
        _ => "250 or more",
    }
}

/// For how long the oldest message waits, when it is longer than it should be. No time of day: it would say when
/// somebody did something.
#[must_use]
pub fn waits(since: Option<DateTime<Utc>>, now: Now) -> Option<&'static str> {
    match now.0 - since? {
        long if long >= TimeDelta::days(1) => Some("for more than a day"),
        long if long >= TimeDelta::minutes(15) => Some("for more than 15 minutes"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_with_one_message_looks_like_a_day_with_none() {
        let today = day("2026-11-26");
        let tally = |on: &str, state, messages| Tally { settled_on: day(on), state, messages };
        let one = days(&[tally("2026-11-25", State::Sent, 1)], today);
        assert_eq!(one, days(&[], today));
        assert_eq!((one.len(), one[0].day, one[13].day), (14, today, day("2026-11-13")));
        let many = days(&[tally("2026-11-25", State::Sent, 10), tally("2026-11-25", State::LetBe, 70)], today);
        assert_eq!((many[0].sent, many[1].sent), ("Fewer than 10", "10 to 49"));
        let refused = days(&[tally("2026-11-26", State::Failed, 3), tally("2026-11-24", State::Dropped, 1)], today);
        assert_eq!(
            refused.iter().map(|day| (day.refused, day.dropped)).take(3).collect::<Vec<_>>(),
            [(true, false), (false, false), (false, true)]
        );
    }

    #[test]
    fn the_ranges_touch_and_begin_with_none() {
        let ranges = [0, 9, 10, 49, 50, 249, 250].map(range);
        assert_eq!(
            ranges,
            ["Fewer than 10", "Fewer than 10", "10 to 49", "10 to 49", "50 to 249", "50 to 249", "250 or more"]
        );
    }

    #[test]
    fn what_has_just_been_posted_does_not_wait() {
        let now = Now(DateTime::UNIX_EPOCH);
        let ago = |minutes| Some(now.0 - TimeDelta::minutes(minutes));
        assert_eq!([waits(None, now), waits(ago(14), now)], [None, None]);
        assert_eq!(waits(ago(15), now), Some("for more than 15 minutes"));
        assert_eq!(waits(ago(24 * 60), now), Some("for more than a day"));
    }
}
