//! Days as people write them into cells.

use chrono::{Datelike, NaiveDate};

/// A day: 2026-12-01, 01/12/2026, 1.12.26, 1 December 2026 or 01-Dec-26. Numbers alone are read as people here
/// write them, the day first; a time after the day is left out.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(|c: char| "-/. ,T".contains(c)).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day, ..] if year.len() == 4 && number(year).is_some() => (year, month, day),
        [day, month, year, ..] => (year, month, day),
        _ => return None,
    };
    // What follows the day can be a time and nothing else.
    if parts.get(3).is_some_and(|time| !time.contains(':')) || parts.len() > 4 {
        return None;
    }
    let year = match year.len() {
        4 => number(year)?,
        2 => 2000 + number(year)?,
        _ => return None,
    };
    let date =
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month).or_else(|| named(month))?, number(day)?)?;
    (2000..2100).contains(&date.year()).then_some(date)
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A month by its name or the first letters of it.
fn named(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_lowercase();
    let at = MONTHS.iter().position(|month| text.len() >= 3 && month.starts_with(&text))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_are_read_as_people_here_write_them() {
        let first = NaiveDate::from_ymd_opt(2026, 12, 1);
        for text in [
            "2026-12-01",
            "2026-12-01 09:30",
            "2026/12/1",
            "01/12/2026",
            "1/12/26",
            "1.12.2026",
            "01-12-2026",
            "1 December 2026",
            "1 dec 2026",
            "01-Dec-26",
            "1 December, 2026",
        ] {
            assert_eq!(day(text), first, "{text}");
        }
        for text in [
            "",
            "46357",
            "2026",
            "12/2026",
            "12/31/2026",
            "31/02/2026",
            "1/12/1926",
            "1/12/126",
            "soon",
            "1 De 2026",
            "2026-12-01-02",
            "1/12/2026 tomorrow",
            "1/12/2026 9:00 10:00",
            "-1/12/2026x",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_read_back_however_it_is_written(days in 0_u64..36_500) {
            let date = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(days);
            for form in ["%Y-%m-%d", "%d/%m/%Y", "%-d/%-m/%Y", "%-d %B %Y", "%d-%b-%Y", "%d.%m.%Y"] {
                prop_assert_eq!(day(&date.format(form).to_string()), Some(date));
            }
        }
    }
}
