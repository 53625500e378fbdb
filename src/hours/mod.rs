//! When a place is open, in UK time.
//!
//! Hours are kept as people wrote them, in the notation of OpenStreetMap's `opening_hours` key
//! (<https://wiki.openstreetmap.org/wiki/Key:opening_hours>), and read by the `opening-hours` crate,
//! never by hand. The bank holidays are ours, because the crate's list for GB mixes the nations. What
//! the crate would only guess at (school holidays, sunset, an open end) is refused with a sentence:
//! someone who is told a line is open, and finds it closed, may not try again.
//!
//! A closing or opening time inside the hour that the clocks repeat is its first occurrence, and one
//! inside the hour they skip is the moment they go forward.

mod beyond;
#[cfg(any(test, fuzzing))]
pub mod fuzzed;
mod opening;
mod week;
mod weekly;
pub mod written;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod odd_texts;

use std::str::FromStr;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use opening_hours::schedule::TimeRange;
use opening_hours::{Context, ContextHolidays, OpeningHours, RuleKind};
use thiserror::Error;

pub use self::opening::Opening;
pub use self::weekly::Weekly;
use crate::kernel::{holidays, london};

/// The most characters opening hours may have.
pub const LONGEST: usize = 500;

/// The text that stands for [`Hours::ByAppointment`].
const BY_APPOINTMENT: &str = "by appointment";

/// How many days ahead an opening is looked for: a year and a month, so that yearly events count.
const DAYS_AHEAD: usize = 400;

/// When a place is open. Made by [`Hours::parse`] and kept as [`Hours::as_text`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Hours {
    /// Nobody has said.
    #[default]
    NotKnown,
    /// There are no set hours: people are seen by appointment.
    ByAppointment,
    /// There are set hours.
    Timetable(Timetable),
}

/// Set hours, as written and as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    text: String,
    rules: OpeningHours,
}

/// Why a text is refused as opening hours, said to the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HoursProblem {
    /// It has more than [`LONGEST`] characters.
    #[error("Opening hours must be {LONGEST} characters or fewer.")]
    TooLong,
    /// It is not in the notation; the part at fault is quoted.
    #[error(
        "\u{201c}{0}\u{201d} cannot be read as opening hours. Write them like \u{201c}Mo-Fr 09:00-17:00; PH off\u{201d}."
    )]
    Unreadable(String),
    /// It depends on school holidays, which differ from council to council.
    #[error(
        "School holidays (SH) differ from place to place. Give dates instead, like \u{201c}Jul 22-Aug 31 off\u{201d}."
    )]
    SchoolHolidays,
    /// It depends on the sun.
    #[error("Sunrise and sunset change every day. Give times instead, like \u{201c}09:00-17:00\u{201d}.")]
    Sun,
    /// It has an end that is open, like "17:00+", or a time that repeats, like "10:00-16:00/90".
    #[error(
        "Give every opening time a closing time, like \u{201c}17:00-20:00\u{201d}, without \u{201c}+\u{201d} or \u{201c}/\u{201d} after it."
    )]
    OpenEnd,
}

/// What holds for a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    ByAppointment,
    Unknown,
    Closed,
}

/// A stretch of time, its end not included.
struct Period {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    state: State,
}

impl Hours {
    /// Reads opening hours. Nothing at all is [`Hours::NotKnown`], the words "by appointment" are
    /// [`Hours::ByAppointment`], and anything else must be in the notation.
    ///
    /// # Errors
    ///
    /// A [`HoursProblem`] whose sentence says what to change.
    pub fn parse(text: &str) -> Result<Self, HoursProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::NotKnown);
        }
        if text.eq_ignore_ascii_case(BY_APPOINTMENT) {
            return Ok(Self::ByAppointment);
        }
        Timetable::parse(text).map(Self::Timetable)
    }

    /// The text to keep, which [`Hours::parse`] reads back as the same hours.
    #[must_use]
    pub fn as_text(&self) -> &str {
        match self {
            Self::NotKnown => "",
            Self::ByAppointment => BY_APPOINTMENT,
            Self::Timetable(timetable) => &timetable.text,
        }
    }

    /// Whether the place is open now, and when that changes.
    #[must_use]
    pub fn opening(&self, now: DateTime<Utc>) -> Opening {
        match self {
            Self::NotKnown => Opening::NotKnown,
            Self::ByAppointment => Opening::ByAppointment,
            Self::Timetable(timetable) => timetable.opening(now),
        }
    }
}

impl FromStr for Hours {
    type Err = HoursProblem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// What was kept as opening hours. Should a later reader of the notation no longer take it, one place's
/// hours are not known, rather than the whole list out of order.
impl From<String> for Hours {
    fn from(kept: String) -> Self {
        Self::parse(&kept).unwrap_or_default()
    }
}

impl Timetable {
    fn parse(text: &str) -> Result<Self, HoursProblem> {
        if text.chars().nth(LONGEST).is_some() {
            return Err(HoursProblem::TooLong);
        }
        let rules = read(text).ok_or_else(|| HoursProblem::Unreadable(fault_in(text)))?;
        refuse_guesses(text)?;
        Ok(Self { text: text.to_owned(), rules })
    }

    fn opening(&self, now: DateTime<Utc>) -> Opening {
        let mut ahead = self.periods(london::date_of(now)).skip_while(|period| period.end <= now);
        match ahead.next().map_or(State::Unknown, |period| period.state) {
            State::Open => {
                let mut week = ahead.take_while(|period| period.start - now < TimeDelta::days(7));
                let closing = week.find(|period| period.state != State::Open);
                closing.map_or(Opening::DayAndNight, |period| Opening::OpenUntil(period.start))
            }
            State::Closed => next_opening(ahead),
            State::ByAppointment => Opening::ByAppointment,
            State::Unknown => Opening::NotKnown,
        }
    }

    /// The stretches from the start of a day in London on, without gaps, for [`DAYS_AHEAD`] days.
    fn periods(&self, from: NaiveDate) -> impl Iterator<Item = Period> {
        let days = from.iter_days().take(DAYS_AHEAD);
        days.flat_map(|date| {
            let ranges = self.rules.schedule_at(date).into_iter();
            ranges.filter_map(move |range| period(date, &range))
        })
    }
}

/// One stretch of a day, unless the clocks skip all of it.
fn period(date: NaiveDate, range: &TimeRange) -> Option<Period> {
    let start = on(date, range.range.start.hour(), range.range.start.minute())?;
    let end = on(date, range.range.end.hour(), range.range.end.minute())?;
    let state = state(range);
    (start < end).then_some(Period { start, end, state })
}

/// The first sure opening among the stretches ahead; failing that, what else they hold.
fn next_opening(ahead: impl Iterator<Item = Period>) -> Opening {
    let mut otherwise = Opening::Closed;
    for period in ahead {
        match period.state {
            State::Open => return Opening::OpensAt(period.start),
            State::ByAppointment => otherwise = Opening::ByAppointment,
            State::Unknown if otherwise == Opening::Closed => otherwise = Opening::NotKnown,
            State::Unknown | State::Closed => {}
        }
    }
    otherwise
}

/// A time of a day in London, where 24:00 is the end of the day.
fn on(date: NaiveDate, hour: u8, minute: u8) -> Option<DateTime<Utc>> {
    let since_midnight = TimeDelta::minutes(i64::from(hour) * 60 + i64::from(minute));
    let wall = date.and_time(NaiveTime::MIN).checked_add_signed(since_midnight)?;
    Some(london::first_instant(wall))
}

/// A comment leaves hours open in the crate's eyes, but one that asks for an appointment does not
/// mean that people can walk in.
fn state(range: &TimeRange) -> State {
    match range.kind {
        RuleKind::Closed => State::Closed,
        RuleKind::Unknown => State::Unknown,
        RuleKind::Open if range.comment.to_lowercase().contains("appointment") => State::ByAppointment,
        RuleKind::Open => State::Open,
    }
}

/// What the crate makes of a text, on our bank holidays.
fn read(text: &str) -> Option<OpeningHours> {
    static BANK_HOLIDAYS: LazyLock<ContextHolidays> = LazyLock::new(|| {
        let days = holidays::YEARS.flat_map(holidays::bank_holidays).map(|(day, _)| day);
        ContextHolidays::new(Arc::new(days.collect()), Arc::default())
    });
    let rules: OpeningHours = text.parse().ok()?;
    Some(rules.with_context(Context::default().with_holidays(BANK_HOLIDAYS.clone())))
}

/// The first rule the crate cannot read, or the whole text if each can be read alone.
fn fault_in(text: &str) -> String {
    let mut rules = text.split(';').map(str::trim);
    let fault = rules.find(|rule| !rule.is_empty() && read(rule).is_none()).unwrap_or(text);
    fault.chars().take(80).collect()
}

/// Refuses what the crate reads but answers with a guess: it has no school holidays, a fixed 7am and
/// 7pm for the sun, and takes "17:00+" to be open till midnight.
fn refuse_guesses(text: &str) -> Result<(), HoursProblem> {
    let said = unquoted(text);
    if said.contains("SH") {
        return Err(HoursProblem::SchoolHolidays);
    }
    let lower = said.to_ascii_lowercase();
    if ["dawn", "sunrise", "sunset", "dusk"].iter().any(|event| lower.contains(event)) {
        return Err(HoursProblem::Sun);
    }
    let closely = said.replace(' ', "").into_bytes();
    let after_a_time = |window: &[u8]| window[0] == b':' && matches!(window[3], b'+' | b'/');
    if closely.windows(4).any(after_a_time) {
        return Err(HoursProblem::OpenEnd);
    }
    Ok(())
}

/// The text without its comments, which stand in double quotes.
fn unquoted(text: &str) -> String {
    text.split('"').step_by(2).collect()
}
