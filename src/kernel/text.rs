//! Short texts that come from people: parsed once, carrying their limits.

use std::{fmt, str::FromStr};

use serde::Serialize;

/// A work email address, in lower case: two spellings of one address are one person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct Email(String);

/// One line of text with no control characters, trimmed, of 1 to 200 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct Line(String);

/// The most characters a [`Line`] holds.
pub const LINE_LIMIT: usize = 200;

/// Why a text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Nothing was typed.
    #[error("is empty")]
    Empty,
    /// Too many characters.
    #[error("is too long")]
    TooLong,
    /// Not written the way such a text is written.
    #[error("is not in the right form")]
    Malformed,
}

impl Email {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Email {
    /// What follows the @.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for Email {
    type Err = Unfit;

    /// Accepts an address as RFC 5321 writes it, up to 254 characters, and lowers its case.
    fn from_str(text: &str) -> Result<Self, Unfit> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Unfit::Empty);
        }
        if text.len() > 254 {
            return Err(Unfit::TooLong);
        }
        let address = lettre::Address::from_str(text).map_err(|_| Unfit::Malformed)?;
        if !address.domain().contains('.') {
            return Err(Unfit::Malformed);
        }
        Ok(Self(address.to_string().to_lowercase()))
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Line {
    /// A line that the program itself writes.
    ///
    /// # Panics
    /// When it is not one: a mistake in the program, found by whatever test comes past it.
    #[must_use]
    pub fn from_static(text: &'static str) -> Self {
        text.parse().expect("the program's own lines are lines")
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Line {
    type Err = Unfit;

    fn from_str(text: &str) -> Result<Self, Unfit> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Unfit::Empty);
        }
        if text.chars().count() > LINE_LIMIT {
            return Err(Unfit::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(Unfit::Malformed);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_an_address_are_one() {
        let typed: Email = " Priya.Shah@Example.NHS.uk ".parse().unwrap();
        assert_eq!(typed.as_str(), "priya.shah@example.nhs.uk");
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        for (text, why) in [
            ("", Unfit::Empty),
            ("   ", Unfit::Empty),
            ("priya", Unfit::Malformed),
            ("priya@localhost", Unfit::Malformed),
            ("priya@", Unfit::Malformed),
            ("a@b.c\r\nBcc: x@y.z", Unfit::Malformed),
        ] {
            assert_eq!(text.parse::<Email>(), Err(why), "{text:?}");
        }
        let long = format!("{}@example.nhs.uk", "a".repeat(250));
        assert_eq!(long.parse::<Email>(), Err(Unfit::TooLong));
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(" Room 4 ".parse::<Line>().unwrap().as_str(), "Room 4");
        assert_eq!("a\nb".parse::<Line>(), Err(Unfit::Malformed));
        assert_eq!("x".repeat(201).parse::<Line>(), Err(Unfit::TooLong));
    }
}
