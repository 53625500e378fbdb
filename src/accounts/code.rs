//! A one-time code: eight letters, easily read from a phone and typed on a ward.

use std::{fmt, str::FromStr};

/// The letters of a code (RFC 8628, section 6.1): consonants alone, so that no code is a word, none takes another
/// keyboard, and none has a letter that passes for a number.
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// How many a code has. 20 to the power of 8 are 25,600,000,000 codes (docs/decisions/0005-sign-in.md).
const LENGTH: usize = 8;

/// A code, whether or not it is the one that was sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

/// What was typed is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACode;

impl Code {
    /// A new one, each as likely as any other.
    pub fn random() -> Self {
        let letter = |_| char::from(LETTERS[rand::random_range(0..LETTERS.len())]);
        Self((0..LENGTH).map(letter).collect())
    }

    /// What is fingerprinted: its letters alone.
    pub fn letters(&self) -> &str {
        &self.0
    }
}

/// As people read it: two groups of four.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(LENGTH / 2);
        write!(f, "{first}-{second}")
    }
}

/// As people type and paste it: in small letters, with spaces, dashes of every kind, or a full stop after it.
impl FromStr for Code {
    type Err = NotACode;

    fn from_str(typed: &str) -> Result<Self, NotACode> {
        let between =
            |c: &char| c.is_whitespace() || "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}._".contains(*c);
        let letters: String = typed.chars().filter(|c| !between(c)).map(|c| c.to_ascii_uppercase()).collect();
        let fits = letters.len() == LENGTH && letters.bytes().all(|letter| LETTERS.contains(&letter));
        if fits { Ok(Self(letters)) } else { Err(NotACode) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_code_is_taken_however_it_is_typed() {
        for typed in
            ["WDJB-MJHT", "wdjbmjht", " Wdjb mjht\n", "wdjb\u{2013}mjht.", "w d j b - m j h t", "WDJB\u{a0}MJHT"]
        {
            assert_eq!(typed.parse::<Code>().map(|code| code.to_string()), Ok("WDJB-MJHT".to_owned()), "{typed}");
        }
        for typed in ["", "WDJB-MJH", "WDJB-MJHTB", "WDJB-MJHA", "WDJB-MJH1", "271828", "\u{17f}DJB-MJHT"] {
            assert_eq!(typed.parse::<Code>(), Err(NotACode), "{typed}");
        }
    }

    #[test]
    fn what_is_sent_can_be_typed_and_any_letter_may_stand_anywhere() {
        let codes: Vec<Code> = (0..2000).map(|_| Code::random()).collect();
        assert!(codes.iter().all(|code| code.to_string().parse::<Code>().as_ref() == Ok(code)));
        for at in 0..LENGTH {
            let seen: BTreeSet<u8> = codes.iter().map(|code| code.letters().as_bytes()[at]).collect();
            assert_eq!(seen.len(), LETTERS.len(), "at {at}");
        }
    }

    impl fmt::Debug for Code {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "Code({self})")
        }
    }
}
