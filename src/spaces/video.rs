//! Links to video calls, and how a place is shown: what is kept of a place is one text, which may be such a link.

use std::{fmt, str::FromStr};

use serde::Serialize;
use url::Url;

/// The most characters of a link.
pub const LINK_LIMIT: usize = 500;

/// The link to a video call: an https address of a host, without a password in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoLink(Url);

/// Why a text is no link to a video call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotALink {
    /// It is no https address.
    #[error("Enter a link that starts with https://, like https://meet.example.nhs.uk/room-4")]
    Malformed,
    /// It is longer than any link to a call.
    #[error("Make the link {LINK_LIMIT} characters or fewer")]
    TooLong,
}

/// A place as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceWords {
    /// The place in words; of a video call only with whom it is, so that a page can say it without its link.
    pub words: String,
    /// The link, if it is a video call.
    pub link: Option<String>,
}

/// A place as pages show it, from the text that is kept.
#[must_use]
pub fn shown(place: &str) -> PlaceWords {
    match place.parse::<VideoLink>() {
        Ok(link) => PlaceWords { words: format!("Video call at {}", link.host()), link: Some(link.to_string()) },
        Err(_) => PlaceWords { words: place.to_owned(), link: None },
    }
}

impl VideoLink {
    fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

impl FromStr for VideoLink {
    type Err = NotALink;

    fn from_str(text: &str) -> Result<Self, NotALink> {
        if text.chars().count() > LINK_LIMIT {
            return Err(NotALink::TooLong);
        }
        // The parser mends what browsers mend; a link that needs it is one that was copied wrongly.
        let plain = text.starts_with("https://") && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        let url = Url::parse(text).ok().filter(|url| plain && url.host_str().is_some_and(|host| host.contains('.')));
        let url = url.filter(|url| url.username().is_empty() && url.password().is_none()).ok_or(NotALink::Malformed)?;
        // Written out, other alphabets take more characters than were typed.
        if url.as_str().len() > LINK_LIMIT { Err(NotALink::TooLong) } else { Ok(Self(url)) }
    }
}

impl fmt::Display for VideoLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_addresses_of_a_host_are_links() {
        let link: VideoLink = "https://meet.example.nhs.uk/room-4?pwd=x".parse().unwrap();
        assert_eq!(link.to_string(), "https://meet.example.nhs.uk/room-4?pwd=x");
        for text in [
            "",
            "Room 4",
            "http://meet.example.nhs.uk/4",
            "javascript:alert(1)",
            "https://",
            "https://meet",
            "https:meet.example.nhs.uk",
            "HTTPS://meet.example.nhs.uk",
            "https://meet.example.nhs.uk/a b",
            "https://nhs.uk@elsewhere.example/",
            "https://a:b@elsewhere.example/",
            " https://meet.example.nhs.uk/",
            "Video call: https://meet.example.nhs.uk/",
        ] {
            assert_eq!(text.parse::<VideoLink>(), Err(NotALink::Malformed), "{text:?}");
        }
        let long = format!("https://meet.example.nhs.uk/{}", "x".repeat(480));
        assert_eq!(long.parse::<VideoLink>(), Err(NotALink::TooLong));
        let grows = format!("https://meet.example.nhs.uk/{}", "é".repeat(400));
        assert_eq!(grows.parse::<VideoLink>(), Err(NotALink::TooLong));
    }

    #[test]
    fn a_place_that_is_a_link_is_shown_as_one_and_any_other_in_its_words() {
        let call = shown("https://meet.example.nhs.uk/room-4?pwd=x");
        assert_eq!(call.words, "Video call at meet.example.nhs.uk");
        assert_eq!(call.link.as_deref(), Some("https://meet.example.nhs.uk/room-4?pwd=x"));
        let room = PlaceWords { words: "Room 4".into(), link: None };
        assert_eq!(shown("Room 4"), room);
    }
}
