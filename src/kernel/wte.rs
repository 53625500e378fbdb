//! Whole-time equivalents: how much of a full post, in hundredths, so that sums are exact.

use std::{fmt, str::FromStr};

/// A share of one full post: from 0.01 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type)]
#[sqlx(transparent)]
pub struct Wte(i64);

/// The text is no share of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not a number from 0.01 to 1")]
pub struct NotAShare;

impl Wte {
    /// A share in hundredths; none when it is not from 1 to 100 of them.
    #[must_use]
    pub fn of_hundredths(hundredths: i64) -> Option<Self> {
        (1..=100).contains(&hundredths).then_some(Self(hundredths))
    }

    /// The share in hundredths.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }
}

impl FromStr for Wte {
    type Err = NotAShare;

    /// Reads a share as people type it: more than 0, at most 1, no finer than 0.01. A decimal comma is a point.
    fn from_str(text: &str) -> Result<Self, NotAShare> {
        let text = text.trim().replace(',', ".");
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let part = part.trim_end_matches('0');
        let nothing = whole.is_empty() && part.is_empty();
        if nothing || !digits(whole) || !digits(part) || part.len() > 2 || whole.len() > 1 {
            return Err(NotAShare);
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| NotAShare)? };
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| NotAShare)?;
        Self::of_hundredths(whole * 100 + part).ok_or(NotAShare)
    }
}

impl serde::Serialize for Wte {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Wte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&words(self.0))
    }
}

/// Hundredths as they are written: 60 is "0.6", 100 is "1", and a sum of several posts may be "2.35".
#[must_use]
pub fn words(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_it_is_written() {
        for hundredths in 1..=100 {
            assert_eq!(words(hundredths).parse::<Wte>().map(Wte::hundredths), Ok(hundredths));
        }
        for (typed, meant) in
            [("0.5", 50), (".5", 50), ("1", 100), ("1.00", 100), (" 0.05 ", 5), ("0,6", 60), ("0.600", 60)]
        {
            assert_eq!(typed.parse::<Wte>().map(Wte::hundredths), Ok(meant), "{typed}");
        }
        for typed in ["", ".", "0", "0.00", "1.01", "2", "O.5", "0.555", "-0.5", "37.5", "+1", "1e0", "0.5.1", "½"] {
            assert_eq!(typed.parse::<Wte>(), Err(NotAShare), "{typed}");
        }
    }

    #[test]
    fn a_sum_may_be_more_than_one_post() {
        assert_eq!([words(0), words(235), words(1_000)], ["0", "2.35", "10"]);
    }
}
