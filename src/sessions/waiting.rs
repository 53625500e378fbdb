//! When a request has waited for too long, and what a service manager may learn of it.

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};

use crate::kernel::{Now, holidays, london};

/// The fewest librarians placed in an organisation for which its service manager is told that a request waits.
///
/// With one librarian the sentence names her, and with two a manager who knows that the one is away, or well, has named
/// the other. Three is the fewest for which nobody's colleague can be left over, and nothing more is told: no number, no
/// date, no kind and no team. Below it the facilitators alone are reminded, who may know of a request anyhow.
pub const FEWEST_PLACED: i64 = 3;

/// How an organisation's requests stand, as far as anybody but facilitators may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// Within how many working days requests are to be answered.
    pub answer_days: i64,
    /// How many librarians are placed today.
    pub placed: i64,
    /// Since when the one that nobody has answered for longest waits.
    pub oldest: Option<DateTime<Utc>>,
}

impl Standing {
    /// The limit in working days, if a request has waited for longer and enough librarians are placed to say so.
    #[must_use]
    pub fn passed_limit(&self, now: Now) -> Option<i64> {
        let late = self.oldest.is_some_and(|since| is_late(since, self.answer_days, now));
        (late && self.placed >= FEWEST_PLACED).then_some(self.answer_days)
    }
}

/// A number of working days in words.
#[must_use]
pub fn in_words(working_days: i64) -> String {
    if working_days == 1 { "1 working day".to_owned() } else { format!("{working_days} working days") }
}

/// The last day of a number of working days after a day: Monday to Friday, bank holidays left out.
#[must_use]
pub fn answer_by(day: NaiveDate, working_days: i64) -> NaiveDate {
    let is_working = |day: &NaiveDate| {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && holidays::bank_holiday(*day).is_none()
    };
    let nth = usize::try_from(working_days - 1).unwrap_or(0);
    day.iter_days().skip(1).filter(is_working).nth(nth).unwrap_or(day)
}

/// Whether what waits since an instant is not answered in time: the last of its working days is over.
#[must_use]
pub fn is_late(since: DateTime<Utc>, working_days: i64, now: Now) -> bool {
    now.today() > answer_by(london::date_of(since), working_days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn weekends_and_bank_holidays_do_not_count() {
        for (asked, days, last) in [
            (day(11, 23), 2, day(11, 25)),
            (day(11, 23), 1, day(11, 24)),
            (day(11, 27), 2, day(12, 1)),
            (day(11, 28), 2, day(12, 1)),
            (day(11, 26), 5, day(12, 3)),
            // Christmas Day is a Friday, and Boxing Day is kept on the Monday.
            (day(12, 23), 2, day(12, 29)),
        ] {
            assert_eq!(answer_by(asked, days), last, "{asked} {days}");
        }
    }

    #[test]
    fn it_is_late_once_the_last_day_is_over_in_the_uk() {
        // Half past midnight on Tuesday in summer is still Monday in UTC.
        let since = "2026-06-01T23:30:00Z".parse().unwrap();
        let late = |at: &str| is_late(since, 2, Now(at.parse().unwrap()));
        assert!(!late("2026-06-04T22:59:59Z") && late("2026-06-04T23:00:00Z"));
    }

    #[test]
    fn a_service_manager_is_told_only_where_three_are_placed() {
        let now = Now("2026-11-26T08:00:00Z".parse().unwrap());
        let oldest = Some("2026-11-23T10:00:00Z".parse().unwrap());
        let told = |placed, oldest| Standing { answer_days: 2, placed, oldest }.passed_limit(now);
        assert_eq!((told(3, oldest), told(2, oldest), told(1, oldest), told(3, None)), (Some(2), None, None, None));
        assert_eq!(told(9, Some("2026-11-24T10:00:00Z".parse().unwrap())), None);
    }
}
