//! UK time: instants are kept as UTC, and read and written as the clock on a wall in London.
//!
//! Dates and times are worded as the NHS service manual asks: "Thursday 26 November 2026, 2:30pm",
//! with "midday" and "midnight" in words. Times are shown to the minute; seconds are dropped. A wall
//! time that the clock change skips or repeats is refused rather than guessed, because an appointment
//! an hour out is an appointment missed. Nothing here reads a clock: now is always handed in.

use chrono::{DateTime, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Europe::London;
use thiserror::Error;

/// Why a wall time in London is not one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WallTime {
    /// The time is skipped when the clocks go forward.
    #[error("The clocks go forward and skip this time on that day. Choose another time.")]
    Skipped,
    /// The time comes round again when the clocks go back.
    #[error("The clocks go back, so this time happens twice on that day. Choose another time.")]
    Repeated,
}

/// A day with its weekday: "Thursday 26 November 2026".
#[must_use]
pub fn day(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// A day without its weekday: "26 November 2026".
#[must_use]
pub fn short_day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// A time of day to the minute: "2:30pm", "9am", "midday", "midnight".
#[must_use]
pub fn time(time: NaiveTime) -> String {
    let (afternoon, hour) = time.hour12();
    let half = if afternoon { "pm" } else { "am" };
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{hour}{half}"),
        (_, minute) => format!("{hour}:{minute:02}{half}"),
    }
}

/// An instant as UK time: "Thursday 26 November 2026, 2:30pm". Midnight belongs to the day it begins.
#[must_use]
pub fn moment(instant: DateTime<Utc>) -> String {
    format!("{}, {}", day(date_of(instant)), time_of(instant))
}

/// A start and an end as UK time: "Thursday 26 November 2026, 2:30pm to 3:30pm". An end on another
/// day is spelt out in full, but the midnight that closes the first day is plain "midnight".
#[must_use]
pub fn span(start: DateTime<Utc>, end: DateTime<Utc>) -> String {
    let same_day = date_of(start) == date_of(end);
    if same_day || (start < end && end == end_of_day(date_of(start))) {
        format!("{} to {}", moment(start), time_of(end))
    } else {
        format!("{} to {}", moment(start), moment(end))
    }
}

/// A start and an end under the heading of their day: "2:30pm to 3:30pm".
#[must_use]
pub fn times(start: DateTime<Utc>, end: DateTime<Utc>) -> String {
    format!("{} to {}", time_of(start), time_of(end))
}

/// The date in London now.
#[must_use]
pub fn today(now: DateTime<Utc>) -> NaiveDate {
    date_of(now)
}

/// The date in London at an instant.
#[must_use]
pub fn date_of(instant: DateTime<Utc>) -> NaiveDate {
    wall(instant).date()
}

/// What a clock on a wall in London shows at an instant.
#[must_use]
pub fn wall(instant: DateTime<Utc>) -> NaiveDateTime {
    instant.with_timezone(&London).naive_local()
}

/// The instant at which a clock on a wall in London shows this date and time.
///
/// # Errors
///
/// A time that the clock change skips or repeats is refused; the error's sentence is for the reader.
pub fn instant(wall: NaiveDateTime) -> Result<DateTime<Utc>, WallTime> {
    match London.from_local_datetime(&wall) {
        MappedLocalTime::Single(found) => Ok(found.to_utc()),
        MappedLocalTime::Ambiguous(..) => Err(WallTime::Repeated),
        MappedLocalTime::None => Err(WallTime::Skipped),
    }
}

/// The first instant at which London's clocks show this time or have passed it, for rules such as
/// opening hours that cannot be sent back to a person. A repeated time is its first occurrence, and
/// a skipped time is the moment the clocks go forward, so the order of times is always kept.
#[must_use]
pub fn first_instant(wall: NaiveDateTime) -> DateTime<Utc> {
    (0..=60)
        .filter_map(|minutes| wall.checked_add_signed(TimeDelta::minutes(minutes)))
        .find_map(|shown| London.from_local_datetime(&shown).earliest())
        .map_or(DateTime::<Utc>::MAX_UTC, |found| found.to_utc())
}

/// The instant a day begins in London, which is 11pm UTC the evening before in summer.
#[must_use]
pub fn start_of_day(date: NaiveDate) -> DateTime<Utc> {
    first_instant(date.and_time(NaiveTime::MIN))
}

/// The instant a day is over in London: the first instant of the next day, so it is not in the day.
/// Days are 24 hours long, except 23 when the clocks go forward and 25 when they go back.
#[must_use]
pub fn end_of_day(date: NaiveDate) -> DateTime<Utc> {
    date.succ_opt().map_or(DateTime::<Utc>::MAX_UTC, start_of_day)
}

/// A time as a person types it: "2:30pm", "2.30 pm", "14:30", "1430", "9am", "midday", "noon" or
/// "midnight". Without am or pm it is read on the 24-hour clock, so "9:30" is in the morning. A lone
/// "9" is refused, as it could be either.
#[must_use]
pub fn parse_time(typed: &str) -> Option<NaiveTime> {
    let squeezed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let text = squeezed.to_ascii_lowercase().replace(".m.", "m");
    match text.as_str() {
        "midnight" | "12midnight" => return Some(NaiveTime::MIN),
        "midday" | "noon" | "12midday" | "12noon" => return NaiveTime::from_hms_opt(12, 0, 0),
        _ => {}
    }
    if let Some(clock) = text.strip_suffix("am") {
        twelve_hour(clock, 0)
    } else if let Some(clock) = text.strip_suffix("pm") {
        twelve_hour(clock, 12)
    } else {
        twenty_four_hour(&text)
    }
}

/// The time of day at an instant. In the repeated hour it says which of the two is meant.
fn time_of(instant: DateTime<Utc>) -> String {
    let wall = wall(instant);
    let words = time(wall.time());
    match London.from_local_datetime(&wall) {
        MappedLocalTime::Ambiguous(first, _) if first == instant => {
            format!("{words} (before the clocks go back)")
        }
        MappedLocalTime::Ambiguous(..) => format!("{words} (after the clocks go back)"),
        _ => words,
    }
}

fn twelve_hour(clock: &str, half: u32) -> Option<NaiveTime> {
    let (hour, minute) = clock.split_once([':', '.']).unwrap_or((clock, "00"));
    let hour = number(hour, 1..=2).filter(|hour| (1..=12).contains(hour))?;
    NaiveTime::from_hms_opt(hour % 12 + half, number(minute, 2..=2)?, 0)
}

fn twenty_four_hour(clock: &str) -> Option<NaiveTime> {
    let (hour, minute) = match clock.split_once([':', '.']) {
        Some(parts) => parts,
        None if clock.len() == 4 => clock.split_at_checked(2)?,
        None => return None,
    };
    NaiveTime::from_hms_opt(number(hour, 1..=2)?, number(minute, 2..=2)?, 0)
}

/// Plain digits only: the standard parser would also take "+9".
fn number(digits: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = length.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn days_and_times_are_worded_as_the_nhs_service_manual_asks() {
        let date = at("2026-11-26 00:00").date();
        assert_eq!(day(date), "Thursday 26 November 2026");
        assert_eq!(short_day(date), "26 November 2026");
        let cases = "00:00 midnight|00:30 12:30am|09:00 9am|09:05 9:05am|11:59 11:59am|12:00 midday|\
                     12:30 12:30pm|13:00 1pm|14:30 2:30pm|23:59 11:59pm";
        for (clock, words) in cases.split('|').map(|case| case.split_once(' ').unwrap()) {
            assert_eq!(time(clock.parse().unwrap()), words);
        }
    }

    #[test]
    fn instants_and_spans_are_shown_in_uk_time() {
        let summer = utc("2026-07-02T14:30:00Z");
        assert_eq!(moment(summer), "Thursday 2 July 2026, 3:30pm");
        let start = utc("2026-11-26T14:30:00Z");
        assert_eq!(moment(start), "Thursday 26 November 2026, 2:30pm");
        let to = |end| span(start, utc(end)).split_off("Thursday 26 November 2026, 2:30pm to ".len());
        assert_eq!(to("2026-11-26T15:30:00Z"), "3:30pm");
        assert_eq!(to("2026-11-27T00:00:00Z"), "midnight");
        assert_eq!(times(start, utc("2026-11-26T15:30:00Z")), "2:30pm to 3:30pm");
        assert_eq!(to("2026-11-27T09:00:00Z"), "Friday 27 November 2026, 9am");
        let past_eleven = utc("2026-07-02T23:00:00Z");
        assert_eq!(today(past_eleven), at("2026-07-03 00:00").date());
    }

    #[test]
    fn the_clocks_go_forward_on_29_march_2026() {
        let on = |clock: &str| at(&format!("2026-03-29 {clock}"));
        for skipped in ["01:00", "01:59"] {
            assert_eq!(instant(on(skipped)), Err(WallTime::Skipped));
            assert_eq!(first_instant(on(skipped)), utc("2026-03-29T01:00:00Z"));
        }
        assert_eq!(instant(on("00:59")), Ok(utc("2026-03-29T00:59:00Z")));
        assert_eq!(instant(on("02:00")), Ok(utc("2026-03-29T01:00:00Z")));
        let date = on("00:00").date();
        assert_eq!(end_of_day(date) - start_of_day(date), TimeDelta::hours(23));
    }

    #[test]
    fn the_clocks_go_back_on_25_october_2026() {
        let on = |clock: &str| at(&format!("2026-10-25 {clock}"));
        assert_eq!(instant(on("00:59")), Ok(utc("2026-10-24T23:59:00Z")));
        assert_eq!(instant(on("01:00")), Err(WallTime::Repeated));
        assert_eq!(instant(on("01:59")), Err(WallTime::Repeated));
        assert_eq!(instant(on("02:00")), Ok(utc("2026-10-25T02:00:00Z")));
        let half_past = utc("2026-10-25T00:30:00Z");
        assert_eq!(first_instant(on("01:30")), half_past);
        let date = on("00:00").date();
        assert_eq!(end_of_day(date) - start_of_day(date), TimeDelta::hours(25));
        let words = "Sunday 25 October 2026, 1:30am (before the clocks go back) \
                     to 1:30am (after the clocks go back)";
        assert_eq!(span(half_past, half_past + TimeDelta::hours(1)), words);
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        let reads = |typed: &str, hour, minute| {
            let time = NaiveTime::from_hms_opt(hour, minute, 0);
            for typed in typed.split('|') {
                assert_eq!(parse_time(typed), time, "{typed}");
            }
        };
        reads("2:30pm|2.30 pm| 2:30 PM |2.30 p.m.", 14, 30);
        reads("14:30|14.30|1430|02:30pm", 14, 30);
        reads("9am|9 A.M.|9:00|09:00|0900", 9, 0);
        reads("midday|Noon|12pm|12:00|12 noon", 12, 0);
        reads("midnight|12am|12 midnight|00:00", 0, 0);
        let refused = "| |9|25:00|24:00|12:60|13pm|0am|2:3pm|+9am|1430pm|930|9:30:00|am|half two|٩am|1é3|-1:30";
        for typed in refused.split('|') {
            assert_eq!(parse_time(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_instant_comes_back_unless_its_wall_time_repeats(
            seconds in 946_684_800_i64..4_102_444_800,
        ) {
            let before = DateTime::from_timestamp(seconds, 0).unwrap();
            let repeats = [-1, 1].into_iter().any(|hours| {
                wall(before + TimeDelta::hours(hours)) == wall(before)
            });
            let expected = if repeats { Err(WallTime::Repeated) } else { Ok(before) };
            prop_assert_eq!(instant(wall(before)), expected);
        }

        #[test]
        fn every_whole_minute_is_read_back_from_its_words(minute in 0_u32..1440) {
            let clock = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
            prop_assert_eq!(parse_time(&time(clock)), Some(clock));
        }
    }
}
