//! What people write into the cells of a roster, read generously where only one thing can be meant.

use chrono::{Datelike, NaiveDate};

use crate::{
    accounts::model::{Band, QualifiedBasis},
    kernel::Wte,
};

/// A day: 2026-12-01, 01/12/2026, 1.12.26, 1 December 2026 or 01-Dec-26. Numbers alone are read as people here
/// write them, the day first; a time after the day is left out.
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

/// A share of a post: 0.6, 0,6, .6, with or without "WTE" after it.
pub fn share(text: &str) -> Option<Wte> {
    let text = text.to_ascii_lowercase();
    let bare = text.strip_suffix("wte").or_else(|| text.strip_suffix("fte")).unwrap_or(&text);
    bare.trim().parse().ok()
}

/// A band: "Band 6", "6", "8A".
pub fn band(text: &str) -> Option<Band> {
    let letters = letters(text);
    let bare = letters.strip_prefix("afc").unwrap_or(&letters);
    bare.strip_prefix("band").unwrap_or(bare).parse().ok()
}

/// By what somebody is qualified: "Accredited degree", "accredited-degree", "Chartered", "FCLIP", "none".
pub fn basis(text: &str) -> Option<QualifiedBasis> {
    match letters(text).as_str() {
        "accrediteddegree" | "degree" | "cilipaccrediteddegree" => Some(QualifiedBasis::AccreditedDegree),
        "chartership" | "chartered" | "mclip" | "ckm" => Some(QualifiedBasis::Chartership),
        "fellowship" | "fellow" | "fclip" => Some(QualifiedBasis::Fellowship),
        "none" | "no" | "notqualified" | "unqualified" => Some(QualifiedBasis::None),
        _ => None,
    }
}

/// A code without the blanks and zeros that a spreadsheet puts before it or takes away, in capitals.
pub fn bare_code(text: &str) -> String {
    let code = text.trim().to_uppercase();
    let bare = code.trim_start_matches('0');
    if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
}

/// A name as two people write it: without case, and with one blank for many.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
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

    #[test]
    fn words_are_taken_generously_where_one_thing_is_meant() {
        for text in ["0.6", "0,6", ".6", "0.60", "0.6 WTE", "0.6fte"] {
            assert_eq!(share(text).map(Wte::hundredths), Some(60), "{text}");
        }
        for text in ["O.5", "37.5", "0", "", "full", "60%"] {
            assert_eq!(share(text), None, "{text}");
        }
        for (text, meant) in
            [("Band 6", Band::Six), ("6", Band::Six), ("AfC band 8A", Band::EightA), ("8b", Band::EightB)]
        {
            assert_eq!(band(text), Some(meant), "{text}");
        }
        for text in ["Band 12", "1", "8", "six", "band"] {
            assert_eq!(band(text), None, "{text}");
        }
        for (text, meant) in [
            ("accredited-degree", QualifiedBasis::AccreditedDegree),
            ("Accredited degree", QualifiedBasis::AccreditedDegree),
            ("CHARTERSHIP", QualifiedBasis::Chartership),
            ("Fellow", QualifiedBasis::Fellowship),
            ("None", QualifiedBasis::None),
        ] {
            assert_eq!(basis(text), Some(meant), "{text}");
        }
        assert_eq!(basis("PhD"), None);
    }

    #[test]
    fn codes_are_one_with_or_without_their_zeros() {
        for text in ["007", "7", " 07 "] {
            assert_eq!(bare_code(text), "7");
        }
        assert_eq!([bare_code("000"), bare_code("itu-02")], ["0", "ITU-02"]);
        assert_eq!(folded(" Adult  CRITICAL care "), "adult critical care");
    }

    proptest! {
        #[test]
        fn every_day_is_read_back_however_it_is_written(days in 0_u64..36_500) {
            let date = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(days);
            for form in ["%Y-%m-%d", "%d/%m/%Y", "%-d/%-m/%Y", "%-d %B %Y", "%d-%b-%Y", "%d.%m.%Y"] {
                prop_assert_eq!(day(&date.format(form).to_string()), Some(date));
            }
        }

        #[test]
        fn no_text_breaks_the_readers(text in "\\PC{0,20}") {
            let _ = (day(&text), share(&text), band(&text), basis(&text), bare_code(&text), folded(&text));
        }
    }
}
