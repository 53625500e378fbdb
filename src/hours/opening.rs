//! Whether a place is open, in the words a page prints beside its name.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use crate::kernel::london;

/// Whether a place is open at one instant, and when that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Open, and not closing in the week ahead.
    DayAndNight,
    /// Open, and closing at this instant.
    OpenUntil(DateTime<Utc>),
    /// Closed, and opening at this instant.
    OpensAt(DateTime<Utc>),
    /// Closed, with no opening in the year ahead.
    Closed,
    /// People are seen by appointment.
    ByAppointment,
    /// Nobody has said, or the hours themselves say "unknown" for this time.
    NotKnown,
}

impl Opening {
    /// Whether someone who gets in touch now will find it open for certain.
    #[must_use]
    pub fn is_open_now(self) -> bool {
        matches!(self, Self::DayAndNight | Self::OpenUntil(_))
    }

    /// The sentence for a page, in UK time: "Open now until 5pm", "Opens at 9am on Monday".
    #[must_use]
    pub fn words(self, now: DateTime<Utc>) -> String {
        match self {
            Self::DayAndNight => "Open now, day and night".to_owned(),
            Self::OpenUntil(end) => format!("Open now until {}", closing(end, now)),
            Self::OpensAt(start) => format!("Opens at {}", opening(start, now)),
            Self::Closed => "Closed".to_owned(),
            Self::ByAppointment => "By appointment".to_owned(),
            Self::NotKnown => "Hours not known".to_owned(),
        }
    }
}

/// A closing time, with its day unless it is today or in the coming night. Midnight is said with the
/// day it ends: a place open until the last minute of Friday closes at "midnight on Friday".
fn closing(end: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let time = london::time(london::wall(end).time());
    let last = end - TimeDelta::minutes(1);
    if london::date_of(last) == london::today(now) || end - now < TimeDelta::hours(12) {
        return time;
    }
    format!("{time} {}", day(last, now, "on"))
}

/// An opening time with its day. Midnight is said with the day it begins, which needs more words.
fn opening(start: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let time = london::wall(start).time();
    let words = london::time(time);
    if time == NaiveTime::MIN {
        return match day(start, now, "at the start of") {
            tomorrow if tomorrow == "tomorrow" => format!("{words} tonight"),
            later => format!("{words} {later}"),
        };
    }
    format!("{words} {}", day(start, now, "on"))
}

/// "today", "tomorrow", the weekday within six days, or the full date.
fn day(instant: DateTime<Utc>, now: DateTime<Utc>, on: &str) -> String {
    let date = london::date_of(instant);
    match (date - london::today(now)).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=6 => format!("{on} {}", date.format("%A")),
        _ => format!("{on} {}", london::day(date)),
    }
}
