//! What the address of the directory may ask for: `/find-support?need=sleep&open=yes&by=phone`; and, in
//! the files beside, what a keeper may send.

pub mod description;
#[cfg(any(test, fuzzing))]
pub mod fuzzed;
pub mod hours;
pub mod keeping;

use std::convert::Infallible;

use rocket::{
    Request,
    request::{FromRequest, Outcome},
};

use super::{Means, Need, audience::Contract, model::Wanted, search::LONGEST};

/// The word of a ticked box.
pub const YES: &str = "yes";

/// The means that the page offers to choose from.
pub const CHOICES: [Means; 3] = [Means::Phone, Means::Text, Means::InPerson];

impl Wanted {
    /// Reads what was asked for. Addresses get shared, shortened and mistyped: whatever is not
    /// understood asks for nothing, and nobody who looks for help is shown an error.
    #[must_use]
    pub fn read(query: &str) -> Self {
        let mut wanted = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "q" if wanted.words.is_empty() => wanted.words = value.trim().chars().take(LONGEST).collect(),
                "contract" if wanted.contract.is_none() => wanted.contract = Contract::from_word(&value),
                "need" if wanted.needs.is_empty() => wanted.needs.extend(Need::from_word(&value)),
                "open" => wanted.open |= value == YES,
                "private" => wanted.private |= value == YES,
                "free" => wanted.free |= value == YES,
                "by" => wanted.by.extend(CHOICES.into_iter().find(|means| means.word() == value)),
                _ => {}
            }
        }
        wanted.by.sort_unstable();
        wanted.by.dedup();
        wanted
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Wanted {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        Outcome::Success(Self::read(request.uri().query().map_or("", |query| query.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_wanted() {
        let read = Wanted::read("need=sleep&open=yes&private=yes&free=yes&by=text&by=in_person&by=text");
        let (needs, by) = (vec![Need::Sleep], vec![Means::Text, Means::InPerson]);
        assert_eq!(read, Wanted { needs, by, open: true, private: true, free: true, ..Wanted::default() });
        let read = Wanted::read("q=+can%27t+sleep+&contract=university");
        let (words, contract) = ("can't sleep".to_owned(), Some(Contract::University));
        assert_eq!(read, Wanted { words, contract, ..Wanted::default() });
        assert_eq!(Wanted::read(&format!("q={}", "x".repeat(500))).words.len(), LONGEST);
    }

    #[test]
    fn what_is_not_understood_asks_for_nothing() {
        for query in [
            "",
            "&&=",
            "need=",
            "need=not_sure",
            "need=SLEEP",
            "open=1&by=fax&page=9",
            "%ff%00=%f0",
            "by",
            "q=+",
            "contract=king",
        ] {
            assert_eq!(Wanted::read(query), Wanted::default(), "{query}");
        }
    }
}
