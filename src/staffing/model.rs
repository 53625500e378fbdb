//! What a yearly return is.

use std::str::FromStr;

use chrono::NaiveDate;

use super::ratio::Ratio;
use crate::kernel::{Line, ids::StaffingReturnId, wte};

/// The most whole-time equivalents that a return may count: more than the whole service employs.
pub const MOST: i64 = 10_000_000;

/// A number of whole-time equivalents, in hundredths: of a workforce or of the qualified in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Headcount(i64);

/// The text is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not a number of whole-time equivalents, like 8,450 or 6.34")]
pub struct NotACount;

/// A return as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReturn {
    /// The day that was counted.
    pub counted_on: NaiveDate,
    /// The whole workforce; more than none.
    pub workforce: Headcount,
    /// The qualified librarians and knowledge specialists in it.
    pub qualified: Headcount,
    /// Where the figures come from.
    pub source: Line,
}

/// A return as it stands.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Return {
    /// Its id.
    pub id: StaffingReturnId,
    /// The day that was counted.
    pub counted_on: NaiveDate,
    /// The workforce, in hundredths of whole-time equivalents.
    pub workforce_hundredths: i64,
    /// The qualified, likewise.
    pub qualified_hundredths: i64,
    /// Where the figures come from.
    pub source: String,
}

/// Why a return is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing has been counted on a day that has not come.
    #[error("The day that was counted must be today or in the past")]
    Future,
    /// There is one of that day.
    #[error("There is a return for that day already. Change that one")]
    KnownDay,
    /// A workforce of nobody has no ratio.
    #[error("The workforce must be more than 0")]
    NoWorkforce,
    /// The qualified are part of the workforce.
    #[error("The qualified staff cannot be more than the whole workforce")]
    MoreThanAll,
}

impl Headcount {
    /// The number in hundredths.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }
}

impl FromStr for Headcount {
    type Err = NotACount;

    /// Reads a number as people and spreadsheets write it: "8450", "8,450", "8 450.25"; no finer than a hundredth.
    fn from_str(text: &str) -> Result<Self, NotACount> {
        let text: String = text.trim().chars().filter(|c| !c.is_whitespace()).collect();
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let groups: Vec<&str> = whole.split(',').collect();
        // A comma sets thousands apart and nothing else: "6,34" is not guessed at.
        let apart = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
        let whole = groups.concat();
        let part = part.trim_end_matches('0');
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !apart || whole.is_empty() || whole.len() > 8 || part.len() > 2 || !digits(&whole) || !digits(part) {
            return Err(NotACount);
        }
        let whole: i64 = whole.parse().map_err(|_| NotACount)?;
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| NotACount)?;
        (whole < MOST).then_some(Self(whole * 100 + part)).ok_or(NotACount)
    }
}

impl NewReturn {
    /// Whether the return can be one, as of `today`.
    ///
    /// # Errors
    /// With the first thing that cannot be.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.counted_on > today {
            Err(Refusal::Future)
        } else if self.workforce.0 == 0 {
            Err(Refusal::NoWorkforce)
        } else if self.qualified > self.workforce {
            Err(Refusal::MoreThanAll)
        } else {
            Ok(())
        }
    }

    /// Whether a return says the same.
    #[must_use]
    pub fn is(&self, standing: &Return) -> bool {
        (self.counted_on, self.workforce.0, self.qualified.0, self.source.as_str())
            == (
                standing.counted_on,
                standing.workforce_hundredths,
                standing.qualified_hundredths,
                standing.source.as_str(),
            )
    }
}

impl Return {
    /// The staff ratio that it makes.
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        Ratio { workforce: self.workforce_hundredths, qualified: self.qualified_hundredths }
    }
}

/// Hundredths as they are written, with the thousands apart: "8,450.25".
#[must_use]
pub fn words(hundredths: i64) -> String {
    let whole = super::thousands(hundredths / 100);
    let text = wte::words(hundredths);
    text.split_once('.').map_or(whole.clone(), |(_, part)| format!("{whole}.{part}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for (typed, meant) in [
            ("8450", 845_000),
            ("8,450", 845_000),
            (" 8 450.25 ", 845_025),
            ("1,082,977", 108_297_700),
            ("626.34", 62_634),
            ("626.340", 62_634),
            ("0", 0),
            ("0.6", 60),
        ] {
            assert_eq!(typed.parse::<Headcount>().map(Headcount::hundredths), Ok(meant), "{typed}");
        }
        for typed in ["", ".5", "6,34", "1,08,2977", "8.450,25", "6.345", "-1", "1e3", "ten", "12345678901", "10000000"]
        {
            assert_eq!(typed.parse::<Headcount>(), Err(NotACount), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let new = |on, workforce: &str, qualified: &str| NewReturn {
            counted_on: on,
            workforce: workforce.parse().unwrap(),
            qualified: qualified.parse().unwrap(),
            source: "ESR".parse().unwrap(),
        };
        assert_eq!(new(day(31), "8450", "6").check(day(31)), Ok(()));
        assert_eq!(new(day(31), "8450", "0").check(day(31)), Ok(()), "nobody qualified is a fact too");
        assert_eq!(new(day(31), "8450", "6").check(day(30)), Err(Refusal::Future));
        assert_eq!(new(day(31), "0", "0").check(day(31)), Err(Refusal::NoWorkforce));
        assert_eq!(new(day(31), "6", "6.01").check(day(31)), Err(Refusal::MoreThanAll));
    }

    #[test]
    fn hundredths_are_written_with_the_thousands_apart() {
        assert_eq!([words(108_297_700), words(845_025), words(60)], ["1,082,977", "8,450.25", "0.6"]);
    }
}
