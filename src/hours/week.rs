//! The hours of an ordinary week in plain English, found by asking for each day, not by reading the
//! notation: "Monday to Friday: 9am to 5pm", "Bank holidays: closed".

use std::sync::Arc;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use opening_hours::schedule::TimeRange;
use opening_hours::{ContextHolidays, OpeningHours};

use super::{Hours, State, Timetable, state, unquoted};
use crate::kernel::{holidays, london};

impl Hours {
    /// Lines for the hours of this week, or of the next week without a bank holiday. If other times
    /// of the year differ a last line says so. Never empty.
    #[must_use]
    pub fn described(&self, now: DateTime<Utc>) -> Vec<String> {
        match self {
            Self::NotKnown => vec!["Hours not known".to_owned()],
            Self::ByAppointment => vec!["By appointment".to_owned()],
            Self::Timetable(timetable) => timetable.described(london::today(now)),
        }
    }
}

impl Timetable {
    fn described(&self, today: NaiveDate) -> Vec<String> {
        let monday = ordinary_monday(today);
        let days = week(&self.rules, monday);
        let mut lines = grouped(&days);
        if unquoted(&self.text).contains("PH") {
            lines.push(format!("Bank holidays: {}", self.bank_holiday(monday)));
        }
        let other_weeks = [1, 13, 26, 39].map(|weeks| ordinary_monday(monday + Days::new(7 * weeks)));
        if other_weeks.into_iter().any(|other| week(&self.rules, other) != days) {
            lines.push(format!("These are the hours for the week of {}. Other weeks differ.", london::day(monday)));
        }
        lines
    }

    /// The hours if this Monday were a bank holiday.
    fn bank_holiday(&self, monday: NaiveDate) -> String {
        let only = ContextHolidays::new(Arc::new([monday].into_iter().collect()), Arc::default());
        let context = self.rules.get_context().clone().with_holidays(only);
        day(&self.rules.clone().with_context(context), monday)
    }
}

/// The Monday of this week, or of the first week after it that touches no bank holiday.
pub(super) fn ordinary_monday(date: NaiveDate) -> NaiveDate {
    let monday = date - Days::new(u64::from(date.weekday().num_days_from_monday()));
    let mut mondays = monday.iter_weeks();
    let ordinary = |monday: &NaiveDate| monday.iter_days().take(8).all(|day| holidays::bank_holiday(day).is_none());
    mondays.find(ordinary).unwrap_or(monday)
}

/// The hours of seven days in words, from a Monday on.
fn week(rules: &OpeningHours, monday: NaiveDate) -> Vec<String> {
    monday.iter_days().take(7).map(|date| day(rules, date)).collect()
}

/// The hours of a day in words. A night's opening is told with the evening it begins.
fn day(rules: &OpeningHours, date: NaiveDate) -> String {
    let mut today = stretches(rules, date);
    let before = stretches(rules, date - Days::new(1));
    let after = stretches(rules, date + Days::new(1));
    if same_night(before.last(), today.first()) {
        today.remove(0);
    }
    if same_night(today.last(), after.first()) {
        let evening = today.last_mut().into_iter();
        evening.zip(after).for_each(|(evening, morning)| evening.range.end = morning.range.end);
    }
    let told: Vec<_> = today.iter().map(told).collect();
    match told.split_last() {
        None => "closed".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// The stretches of a day that are not plainly closed.
fn stretches(rules: &OpeningHours, date: NaiveDate) -> Vec<TimeRange> {
    let ranges = rules.schedule_at(date).into_iter();
    ranges.filter(|range| state(range) != State::Closed).collect()
}

/// Whether one opening runs from an evening into the next morning. A whole day stays a day.
fn same_night(evening: Option<&TimeRange>, morning: Option<&TimeRange>) -> bool {
    let (Some(evening), Some(morning)) = (evening, morning) else {
        return false;
    };
    let touching = evening.range.end.hour() == 24 && starts_at_midnight(morning);
    touching && evening.as_state() == morning.as_state() && !whole(evening) && !whole(morning)
}

fn starts_at_midnight(range: &TimeRange) -> bool {
    (range.range.start.hour(), range.range.start.minute()) == (0, 0)
}

fn whole(range: &TimeRange) -> bool {
    starts_at_midnight(range) && range.range.end.hour() == 24
}

/// One stretch in words, with its comment in brackets.
fn told(range: &TimeRange) -> String {
    let comment = &range.comment;
    let hours = match (state(range), whole(range)) {
        (State::ByAppointment, true) => return comment.to_string(),
        (State::Unknown, true) => "not known".to_owned(),
        (_, true) => "day and night".to_owned(),
        (State::Unknown, false) => format!("perhaps {}", from_to(range)),
        (_, false) => from_to(range),
    };
    if comment.is_empty() { hours } else { format!("{hours} ({comment})") }
}

fn from_to(range: &TimeRange) -> String {
    let clock = |hour: u8, minute: u8| {
        let time = NaiveTime::from_hms_opt(u32::from(hour % 24), u32::from(minute), 0);
        london::time(time.unwrap_or_default())
    };
    let (start, end) = (range.range.start, range.range.end);
    format!("{} to {}", clock(start.hour(), start.minute()), clock(end.hour(), end.minute()))
}

/// Neighbouring days with the same hours share a line.
fn grouped(days: &[String]) -> Vec<String> {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let mut first = 0;
    let runs = days.chunk_by(|one, next| one == next);
    runs.map(|run| {
        let names = &NAMES[first..first + run.len()];
        first += run.len();
        let heading = match names {
            _ if names.len() == NAMES.len() => "Every day".to_owned(),
            [one] => (*one).to_owned(),
            [one, other] => format!("{one} and {other}"),
            [from, .., to] => format!("{from} to {to}"),
            [] => String::new(),
        };
        format!("{heading}: {}", run[0])
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines on Thursday 26 November 2026.
    fn lines(text: &str) -> Vec<String> {
        Hours::parse(text).unwrap().described("2026-11-26T12:00:00Z".parse().unwrap())
    }

    #[test]
    fn neighbouring_days_share_a_line() {
        let office = ["Monday to Friday: 9am to 5pm", "Saturday and Sunday: closed", "Bank holidays: closed"];
        assert_eq!(lines("Mo-Fr 09:00-17:00; PH off"), office);
        assert_eq!(lines("Mo 09:00-12:00,13:00-17:30")[0], "Monday: 9am to midday and 1pm to 5:30pm");
        assert_eq!(lines("24/7"), ["Every day: day and night"]);
        assert_eq!(lines("off"), ["Every day: closed"]);
        assert_eq!(lines(""), ["Hours not known"]);
        assert_eq!(lines("by appointment"), ["By appointment"]);
    }

    #[test]
    fn bank_holidays_have_their_own_line_when_they_are_spoken_of() {
        assert_eq!(lines("Mo-Su 09:00-17:00; PH 10:00-14:00"), ["Every day: 9am to 5pm", "Bank holidays: 10am to 2pm"]);
        assert_eq!(lines("Mo-Su,PH 09:00-17:00"), ["Every day: 9am to 5pm", "Bank holidays: 9am to 5pm"]);
        assert_eq!(lines("Mo-Su 09:00-17:00; PH unknown"), ["Every day: 9am to 5pm", "Bank holidays: not known"]);
        assert_eq!(lines("Mo-Su 09:00-17:00 \"PH too\""), ["Every day: 9am to 5pm (PH too)"]);
    }

    #[test]
    fn a_night_is_told_with_its_evening() {
        assert_eq!(
            lines("Fr,Su 22:00-02:00"),
            ["Monday to Thursday: closed", "Friday: 10pm to 2am", "Saturday: closed", "Sunday: 10pm to 2am"]
        );
        assert_eq!(lines("18:00-24:00"), ["Every day: 6pm to midnight"]);
        assert_eq!(
            lines("Mo-Fr; Sa 00:00-12:00"),
            ["Monday to Friday: day and night", "Saturday: midnight to midday", "Sunday: closed"]
        );
    }

    #[test]
    fn appointments_doubts_and_remarks_are_said() {
        assert_eq!(
            lines(
                "Mo-We 09:00-17:00 \"by appointment\"; Th \"by appointment on 0100\"; Fr 09:00-12:00 unknown; Sa,Su unknown"
            ),
            [
                "Monday to Wednesday: 9am to 5pm (by appointment)",
                "Thursday: by appointment on 0100",
                "Friday: perhaps 9am to midday",
                "Saturday and Sunday: not known",
            ]
        );
    }

    #[test]
    fn the_week_is_one_without_a_bank_holiday_and_seasons_are_owned_up_to() {
        let christmas = "2026-12-25T12:00:00Z".parse().unwrap();
        let office = Hours::parse("Mo-Fr 09:00-17:00; PH off; Dec 24-Jan 02 off").unwrap();
        assert_eq!(office.described(christmas)[0], "Monday to Friday: 9am to 5pm");
        assert_eq!(
            lines("Oct-Mar 10:00-16:00; Apr-Sep 09:00-18:00"),
            [
                "Every day: 10am to 4pm",
                "These are the hours for the week of Monday 23 November 2026. Other weeks differ."
            ]
        );
        assert_eq!(lines("week 01-53/2 10:00-16:00").len(), 2);
    }
}
