//! What the address of the directory may ask for: `/find-support?need=sleep&open=yes&by=phone`.

use std::convert::Infallible;

use rocket::{
    Request,
    request::{FromRequest, Outcome},
};

use super::{Means, Need, model::Wanted};

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
    }

    #[test]
    fn what_is_not_understood_asks_for_nothing() {
        for query in ["", "&&=", "need=", "need=not_sure", "need=SLEEP", "open=1&by=fax&page=9", "%ff%00=%f0", "by"] {
            assert_eq!(Wanted::read(query), Wanted::default(), "{query}");
        }
    }
}
