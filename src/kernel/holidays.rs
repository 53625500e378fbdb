//! Bank holidays in England and Wales, by rule.
//!
//! The days come from the Banking and Financial Dealings Act 1971 and the yearly proclamations, as
//! published at <https://www.gov.uk/bank-holidays>; Scotland and Northern Ireland keep other days. A
//! holiday that falls on a weekend is taken on the next free weekday, and only that weekday counts:
//! Saturday 25 December 2027 is not a bank holiday, Monday 27 December is. Days proclaimed once, for
//! a coronation or a jubilee, stand in [`SPECIALS`].

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The years answered for. Outside them no day is called a bank holiday, which means "not known":
/// later years wait until someone has compared them with the published dates.
pub const YEARS: RangeInclusive<i32> = 2024..=2035;

/// A proclaimed change: the year, the new month and day, its name, and the month and day of the
/// holiday it replaces, if it is moved rather than added.
type Special = (i32, (u32, u32), &'static str, Option<(u32, u32)>);

/// Proclaimed changes to the rules in [`YEARS`]. None is known; one looks like
/// `(2022, (6, 2), "Spring bank holiday", Some((5, 30)))`.
const SPECIALS: &[Special] = &[];

/// The name of the bank holiday on a day, if it is one. `None` for every day outside [`YEARS`].
#[must_use]
pub fn bank_holiday(date: NaiveDate) -> Option<&'static str> {
    let mut holidays = bank_holidays(date.year()).into_iter();
    holidays.find_map(|(day, name)| (day == date).then_some(name))
}

/// The bank holidays of a year with their names, in order. Empty outside [`YEARS`].
#[must_use]
pub fn bank_holidays(year: i32) -> Vec<(NaiveDate, &'static str)> {
    if YEARS.contains(&year) { amended(year, SPECIALS) } else { Vec::new() }
}

/// The days by rule, less those replaced and with those proclaimed.
fn amended(year: i32, specials: &[Special]) -> Vec<(NaiveDate, &'static str)> {
    let mut days: Vec<_> = by_rule(year).into_iter().filter_map(|(day, name)| Some((day?, name))).collect();
    for (_, (month, day), name, replaced) in specials.iter().filter(|special| special.0 == year) {
        days.retain(|(held, _)| Some((held.month(), held.day())) != *replaced);
        days.extend(NaiveDate::from_ymd_opt(year, *month, *day).map(|held| (held, *name)));
    }
    days.sort_unstable();
    days
}

fn by_rule(year: i32) -> [(Option<NaiveDate>, &'static str); 8] {
    let date = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    // Christmas and Boxing Day stand in for one another's place, so both move two days on.
    let two_days_on = |day| date(12, day).map(|held| if weekend(held) { held + Days::new(2) } else { held });
    let easter = easter_sunday(year);
    [
        (date(1, 1).map(next_weekday), "New Year's Day"),
        (easter.map(|sunday| sunday - Days::new(2)), "Good Friday"),
        (easter.map(|sunday| sunday + Days::new(1)), "Easter Monday"),
        (date(5, 1).map(next_monday), "Early May bank holiday"),
        (date(5, 25).map(next_monday), "Spring bank holiday"),
        (date(8, 25).map(next_monday), "Summer bank holiday"),
        (two_days_on(25), "Christmas Day"),
        (two_days_on(26), "Boxing Day"),
    ]
}

fn weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day itself, or the Monday after it if it falls on a weekend.
fn next_weekday(date: NaiveDate) -> NaiveDate {
    if weekend(date) { next_monday(date) } else { date }
}

/// The day itself if it is a Monday, or the Monday after. The last Monday of May or August, months
/// of 31 days, is the first on or after the 25th.
fn next_monday(date: NaiveDate) -> NaiveDate {
    date + Days::new(u64::from((7 - date.weekday().num_days_from_monday()) % 7))
}

/// Easter Sunday in the Gregorian calendar, by Oudin's method (1940): the days from 28 March to the
/// Sunday after the paschal full moon.
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let century = year / 100;
    let golden = year % 19;
    let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let march = NaiveDate::from_ymd_opt(year, 3, 28)?;
    march.checked_add_signed(chrono::TimeDelta::days(i64::from(moon - weekday)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Typed from <https://www.gov.uk/bank-holidays>; the weekday is there to catch a slip.
    const PUBLISHED: &str = "\
        Mon 1 Jan 2024, Fri 29 Mar 2024, Mon 1 Apr 2024, Mon 6 May 2024, \
        Mon 27 May 2024, Mon 26 Aug 2024, Wed 25 Dec 2024, Thu 26 Dec 2024, \
        Wed 1 Jan 2025, Fri 18 Apr 2025, Mon 21 Apr 2025, Mon 5 May 2025, \
        Mon 26 May 2025, Mon 25 Aug 2025, Thu 25 Dec 2025, Fri 26 Dec 2025, \
        Thu 1 Jan 2026, Fri 3 Apr 2026, Mon 6 Apr 2026, Mon 4 May 2026, \
        Mon 25 May 2026, Mon 31 Aug 2026, Fri 25 Dec 2026, Mon 28 Dec 2026, \
        Fri 1 Jan 2027, Fri 26 Mar 2027, Mon 29 Mar 2027, Mon 3 May 2027, \
        Mon 31 May 2027, Mon 30 Aug 2027, Mon 27 Dec 2027, Tue 28 Dec 2027, \
        Mon 3 Jan 2028, Fri 14 Apr 2028, Mon 17 Apr 2028, Mon 1 May 2028, \
        Mon 29 May 2028, Mon 28 Aug 2028, Mon 25 Dec 2028, Tue 26 Dec 2028";

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_rules_give_the_published_days() {
        let published: Vec<_> =
            PUBLISHED.split(", ").map(|day| NaiveDate::parse_from_str(day, "%a %d %b %Y").unwrap()).collect();
        let ours: Vec<_> = (2024..=2028).flat_map(bank_holidays).map(|(day, _)| day).collect();
        assert_eq!(ours, published);
    }

    #[test]
    fn every_year_has_eight_and_none_on_a_weekend() {
        for year in YEARS {
            let days = bank_holidays(year);
            assert_eq!(days.len(), 8, "{year}");
            assert!(days.is_sorted_by(|(one, _), (other, _)| one < other), "{year}");
            assert!(days.iter().all(|(day, _)| day.year() == year && !weekend(*day)), "{year}");
        }
    }

    #[test]
    fn easter_falls_where_the_almanac_says() {
        let almanac =
            [(3, 31), (4, 20), (4, 5), (3, 28), (4, 16), (4, 1), (4, 21), (4, 13), (3, 28), (4, 17), (4, 9), (3, 25)];
        for (year, (month, day)) in YEARS.zip(almanac) {
            assert_eq!(easter_sunday(year), Some(date(year, month, day)));
        }
        // The earliest and the latest Easter, and the two corrections of the method.
        for (year, month, day) in [(1818, 3, 22), (2038, 4, 25), (1981, 4, 19), (1954, 4, 18)] {
            assert_eq!(easter_sunday(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn holidays_have_names_and_other_days_do_not() {
        assert_eq!(bank_holiday(date(2026, 12, 28)), Some("Boxing Day"));
        assert_eq!(bank_holiday(date(2027, 12, 27)), Some("Christmas Day"));
        assert_eq!(bank_holiday(date(2027, 12, 25)), None);
        assert_eq!(bank_holiday(date(2026, 11, 26)), None);
    }

    #[test]
    fn outside_the_years_nothing_is_known() {
        for year in [i32::MIN, 2023, 2036, i32::MAX] {
            assert_eq!(bank_holidays(year), []);
        }
        assert_eq!(bank_holiday(date(2036, 12, 25)), None);
        assert_eq!(bank_holiday(NaiveDate::MAX), None);
    }

    #[test]
    fn a_proclamation_moves_or_adds_a_day() {
        let jubilee = [(2022, (6, 2), "Spring bank holiday", Some((5, 30))), (2022, (6, 3), "Platinum Jubilee", None)];
        let days = amended(2022, &jubilee);
        assert_eq!(days.len(), 9);
        assert!(days.contains(&(date(2022, 6, 2), "Spring bank holiday")));
        assert!(days.contains(&(date(2022, 6, 3), "Platinum Jubilee")));
        assert!(days.iter().all(|(day, _)| *day != date(2022, 5, 30)));
        assert_eq!(amended(2023, &jubilee).len(), 8);
    }
}
