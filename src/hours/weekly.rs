//! The hours of an ordinary week as times that come back, for standards that know only those.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use opening_hours::schedule::TimeRange;

use super::{Hours, State, Timetable, state, week::ordinary_monday};

/// A time of opening that comes back every week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weekly {
    /// The days it begins on, in order from Monday.
    pub days: Vec<Weekday>,
    /// When it opens.
    pub from: NaiveTime,
    /// When it closes: midnight is the end of the day, and a time before `from` is the next morning's.
    pub to: NaiveTime,
}

impl Hours {
    /// When it is open for certain in an ordinary week, one without a bank holiday; nothing when that is not set.
    #[must_use]
    pub fn weekly(&self, today: NaiveDate) -> Vec<Weekly> {
        match self {
            Self::Timetable(timetable) => timetable.weekly(ordinary_monday(today)),
            Self::NotKnown | Self::ByAppointment => Vec::new(),
        }
    }
}

impl Timetable {
    fn weekly(&self, monday: NaiveDate) -> Vec<Weekly> {
        let mut found: Vec<Weekly> = Vec::new();
        for date in monday.iter_days().take(7) {
            for (from, to) in self.openings(date) {
                match found.iter_mut().find(|weekly| (weekly.from, weekly.to) == (from, to)) {
                    Some(weekly) => weekly.days.push(date.weekday()),
                    None => found.push(Weekly { days: vec![date.weekday()], from, to }),
                }
            }
        }
        found
    }

    /// The openings that begin on a day. A night's is told once, with the evening it begins.
    fn openings(&self, date: NaiveDate) -> Vec<(NaiveTime, NaiveTime)> {
        let mut today = self.open_on(date);
        let (before, after) = (self.open_on(date - Days::new(1)), self.open_on(date + Days::new(1)));
        if goes_on(before.last(), today.first()) {
            today.remove(0);
        }
        let night = goes_on(today.last(), after.first()).then(|| after[0].1);
        if let (Some(evening), Some(morning)) = (today.last_mut(), night) {
            evening.1 = morning;
        }
        today
    }

    /// When it is open on a day, midnight to midnight.
    fn open_on(&self, date: NaiveDate) -> Vec<(NaiveTime, NaiveTime)> {
        let open = |range: &TimeRange| state(range) == State::Open;
        let mut joined: Vec<(NaiveTime, NaiveTime)> = Vec::new();
        for range in self.rules.schedule_at(date).into_iter().filter(open) {
            let (from, to) = (range.range.start, range.range.end);
            let (from, to) = (clock(from.hour(), from.minute()), clock(to.hour(), to.minute()));
            match joined.last_mut() {
                // A remark may differ where the hours go on.
                Some(last) if last.1 == from && from != NaiveTime::MIN => last.1 = to,
                _ => joined.push((from, to)),
            }
        }
        joined
    }
}

/// Whether one opening runs from an evening into the next morning. A whole day stays a day.
fn goes_on(evening: Option<&(NaiveTime, NaiveTime)>, morning: Option<&(NaiveTime, NaiveTime)>) -> bool {
    let whole = (NaiveTime::MIN, NaiveTime::MIN);
    let (Some(evening), Some(morning)) = (evening, morning) else { return false };
    *evening != whole && *morning != whole && evening.1 == NaiveTime::MIN && morning.0 == NaiveTime::MIN
}

/// A time of the day; the end of the day is midnight.
fn clock(hour: u8, minute: u8) -> NaiveTime {
    NaiveTime::from_hms_opt(u32::from(hour % 24), u32::from(minute), 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weekly(text: &str) -> Vec<String> {
        let hours = Hours::parse(text).unwrap().weekly(NaiveDate::from_ymd_opt(2026, 12, 25).unwrap());
        let days = |weekly: &Weekly| weekly.days.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        hours.iter().map(|w| format!("{} {}-{}", days(w), w.from.format("%H:%M"), w.to.format("%H:%M"))).collect()
    }

    #[test]
    fn an_ordinary_week_is_told_in_times_that_come_back() {
        assert_eq!(weekly("Mo-Fr 09:00-17:00; PH off"), ["Mon,Tue,Wed,Thu,Fri 09:00-17:00"]);
        assert_eq!(
            weekly("Mo,Tu 09:00-12:00,13:00-17:00; Sa 10:00-12:00"),
            ["Mon,Tue 09:00-12:00", "Mon,Tue 13:00-17:00", "Sat 10:00-12:00"]
        );
        assert_eq!(weekly("24/7"), ["Mon,Tue,Wed,Thu,Fri,Sat,Sun 00:00-00:00"]);
        assert_eq!(weekly("Fr,Su 22:00-02:00"), ["Fri,Sun 22:00-02:00"]);
        assert_eq!(weekly("Mo 09:00-12:00 \"phone\", Mo 12:00-17:00 \"desk\""), ["Mon 09:00-17:00"]);
    }

    #[test]
    fn what_is_not_sure_is_not_told() {
        for text in ["", "by appointment", "off", "unknown", "Mo-Fr 09:00-17:00 \"by appointment\""] {
            assert_eq!(weekly(text), [""; 0], "{text}");
        }
    }
}
