//! The ways to reach help: a number, an address or a place, and the link that gets you there.

use url::Url;

use crate::{
    kernel::{Email, Line},
    word_enum,
};

word_enum! {
    /// How somebody gets in touch.
    pub enum Means {
        /// By calling a number.
        Phone = "phone",
        /// By a text message to a number.
        Text = "text",
        /// Through a website.
        Web = "web",
        /// By email.
        Email = "email",
        /// By going there.
        InPerson = "in_person",
    }
}

/// One way to reach help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// How.
    pub means: Means,
    value: String,
    note: Option<String>,
}

/// Why something is no way to reach help, said to the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoWay {
    /// Not a number to call or text.
    #[error("Enter a number with digits and spaces only, like 01632 960 001 or 85258")]
    Number,
    /// Not a web address, or one that others could read along.
    #[error("Enter a web address that starts with https://")]
    Website,
    /// Not an email address.
    #[error("Enter an email address in the right form, like name@example.nhs.uk")]
    Email,
    /// Not a place.
    #[error("Enter where to go in one line, up to 200 characters")]
    Place,
}

impl Way {
    /// A way that can be used: a number that can be called, an address that can be opened.
    ///
    /// # Errors
    /// A [`NoWay`] whose sentence says what to change.
    pub fn new(means: Means, value: &str) -> Result<Self, NoWay> {
        let value = value.trim();
        let (fits, why) = match means {
            Means::Phone | Means::Text => (is_number(value), NoWay::Number),
            Means::Web => (is_website(value), NoWay::Website),
            Means::Email => (value.parse::<Email>().is_ok(), NoWay::Email),
            Means::InPerson => (value.parse::<Line>().is_ok(), NoWay::Place),
        };
        fits.then(|| Self::kept(means, value.to_owned(), None)).ok_or(why)
    }

    /// The same way, with what to do once through: "choose option 2".
    #[must_use]
    pub fn noted(self, note: &Line) -> Self {
        Self { note: Some(note.to_string()), ..self }
    }

    /// A way as the database kept it.
    pub(super) fn kept(means: Means, value: String, note: Option<String>) -> Self {
        Self { means, value, note }
    }

    /// The number, address or place.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What to do once through.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// What to do, in words: "Call 111, choose option 2".
    #[must_use]
    pub fn words(&self) -> String {
        let value = self.value.as_str();
        let words = match self.means {
            Means::Phone => format!("Call {value}"),
            Means::Text => format!("Text {value}"),
            Means::Web => format!("Visit {}", short(value)),
            Means::Email => format!("Email {value}"),
            Means::InPerson => format!("Go to {value}"),
        };
        self.note.as_ref().map_or(words.clone(), |note| format!("{words}, {note}"))
    }

    /// What a link to it opens; nothing for a place, and nothing for what is not safe to open.
    #[must_use]
    pub fn href(&self) -> Option<String> {
        let value = self.value.as_str();
        match self.means {
            Means::Phone if is_number(value) => Some(format!("tel:{}", dialled(value))),
            Means::Text if is_number(value) => Some(format!("sms:{}", dialled(value))),
            Means::Web if is_website(value) => Some(value.to_owned()),
            // A "?" in an address would begin the message's headings.
            Means::Email if value.chars().all(|c| c.is_ascii_alphanumeric() || "@.-_+'".contains(c)) => {
                Some(format!("mailto:{value}"))
            }
            _ => None,
        }
    }
}

fn is_number(value: &str) -> bool {
    let unsigned = value.strip_prefix('+').unwrap_or(value);
    let digits = unsigned.bytes().filter(u8::is_ascii_digit).count();
    (3..=15).contains(&digits) && unsigned.bytes().all(|b| b.is_ascii_digit() || b == b' ')
}

fn is_website(value: &str) -> bool {
    value.len() <= 500 && Url::parse(value).is_ok_and(|url| url.scheme() == "https" && url.username().is_empty())
}

fn dialled(value: &str) -> String {
    value.chars().filter(|c| !c.is_whitespace()).collect()
}

/// An address as people say it: without its scheme, "www." and the last stroke.
fn short(address: &str) -> &str {
    let said = address.strip_prefix("https://").unwrap_or(address);
    said.strip_prefix("www.").unwrap_or(said).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_says_what_to_do_and_links_there() {
        for (means, value, words, href) in [
            (Means::Phone, "116 123", "Call 116 123", Some("tel:116123")),
            (Means::Phone, "+44 1632 960 001", "Call +44 1632 960 001", Some("tel:+441632960001")),
            (Means::Text, "85258", "Text 85258", Some("sms:85258")),
            (
                Means::Web,
                "https://www.example.org/help/",
                "Visit example.org/help",
                Some("https://www.example.org/help/"),
            ),
            (Means::Email, "help@example.org", "Email help@example.org", Some("mailto:help@example.org")),
            (Means::InPerson, "the chapel, level 2", "Go to the chapel, level 2", None),
        ] {
            let way = Way::new(means, value).unwrap();
            assert_eq!((way.words().as_str(), way.href().as_deref()), (words, href));
        }
        let option = Way::new(Means::Phone, "111").unwrap().noted(&"choose option 2".parse().unwrap());
        assert_eq!((option.words().as_str(), option.href().as_deref()), ("Call 111, choose option 2", Some("tel:111")));
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_a_sentence() {
        for (means, value, why) in [
            (Means::Phone, "", NoWay::Number),
            (Means::Phone, "ask for Sam", NoWay::Number),
            (Means::Text, "99", NoWay::Number),
            (Means::Web, "http://example.org", NoWay::Website),
            (Means::Web, "javascript:alert(1)", NoWay::Website),
            (Means::Web, "https://bank@example.org", NoWay::Website),
            (Means::Email, "help", NoWay::Email),
            (Means::InPerson, " ", NoWay::Place),
        ] {
            assert_eq!(Way::new(means, value), Err(why), "{value:?}");
        }
    }

    #[test]
    fn what_is_not_safe_to_open_is_never_a_link_even_from_the_database() {
        for (means, value) in [
            (Means::Web, "javascript:alert(1)"),
            (Means::Phone, "116;phone-context=x"),
            (Means::Email, "a@b.example?bcc=c@d.example"),
        ] {
            assert_eq!(Way::kept(means, value.to_owned(), None).href(), None, "{value}");
        }
    }
}
