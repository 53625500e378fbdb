//! What may be sent about spaces, and what an address of the quiet places may ask for.

#[cfg(any(test, fuzzing))]
pub mod fuzzed;
mod hours;

use std::{convert::Infallible, str::FromStr};

use rocket::{
    Request,
    request::{FromRequest, Outcome},
};

use super::{
    Where,
    model::{CAPACITY_LIMIT, NewSpace, Uses},
    video::NotALink,
};
use crate::{
    hours::Hours,
    kernel::ids::{SiteId, SpaceId},
    web::{Parse, Reader},
};

/// The word of a ticked box.
pub const YES: &str = "yes";

/// Which spaces somebody is looking for: `/quiet-places?site=..&open=yes`. What is left empty asks for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// At this site.
    pub site: Option<SiteId>,
    /// Open at this moment.
    pub open: bool,
}

/// When people get in although nobody staffs it, as the form asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unstaffed {
    /// They do not.
    Never,
    /// At any time.
    Always,
    /// At times that are given.
    Some,
}

impl Asked {
    /// Reads what was asked for. Addresses get shared, shortened and mistyped: whatever is not understood
    /// asks for nothing, and nobody who looks for a quiet place is shown an error.
    #[must_use]
    pub fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "site" => asked.site = asked.site.or(value.parse().ok()),
                "open" => asked.open |= value == YES,
                _ => {}
            }
        }
        asked
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Asked {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        Outcome::Success(Self::read(request.uri().query().map_or("", |query| query.as_str())))
    }
}

impl Unstaffed {
    /// The word a form sends.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Always => "always",
            Self::Some => "some",
        }
    }
}

impl FromStr for Unstaffed {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        [Self::Never, Self::Always, Self::Some].into_iter().find(|known| known.word() == word).ok_or(())
    }
}

/// Where a session is to be: the fields `space`, `place` and `video`, of which one is used.
pub fn place(form: &mut Reader) -> Option<Where> {
    let space = form.optional::<SpaceId>("space", "Choose a space from the list, or type a place");
    let (typed, video) = (form.text("place"), form.text("video"));
    match (space?, typed.is_empty(), video.is_empty()) {
        (Some(space), true, true) => Some(Where::Space(space)),
        (Some(_), false, true) => {
            form.wrong("place", "You chose a space and typed a place. Keep one of them");
            None
        }
        (Some(_), _, false) | (None, false, false) => {
            form.wrong("video", "You gave a place and the link to a video call. Keep one of them");
            None
        }
        (None, true, false) => {
            video.parse().map_err(|problem: NotALink| form.wrong("video", problem)).ok().map(Where::Video)
        }
        (None, _, true) => form.line("place", "the place").map(|line| match line.as_str().parse() {
            // Whoever pastes the link into the other field means the same.
            Ok(link) => Where::Video(link),
            Err(_) => Where::Elsewhere(line),
        }),
    }
}

impl Parse for NewSpace {
    fn parse(form: &mut Reader) -> Option<Self> {
        let name = form.line("name", "the name of the space");
        let site = form.parsed("site", "Choose the site");
        let how_to_find = form.line("how_to_find", "how to find it");
        let capacity = capacity(form);
        let uses = uses(form);
        let step_free = yes_or_no(form, "step_free", "Say whether there is step-free access");
        let holds_sessions = yes_or_no(form, "holds_sessions", "Say whether a session can be held in it");
        let staffed_hours = hours::typed(form, "staffed");
        let unstaffed = unstaffed(form);
        let managed_by = form.line("managed_by", "who manages it");
        let closed = closed(form);
        let (unstaffed_hours, way_in) = unstaffed?;
        Some(Self {
            site: site?,
            name: name?,
            how_to_find: how_to_find?,
            capacity: capacity?,
            uses: uses?,
            step_free: step_free?,
            holds_sessions: holds_sessions?,
            staffed_hours: staffed_hours?,
            unstaffed_hours,
            way_in,
            managed_by: managed_by?,
            closed: closed?,
        })
    }
}

fn capacity(form: &mut Reader) -> Option<i64> {
    let capacity = form.text("capacity").parse().ok().filter(|capacity| (1..=CAPACITY_LIMIT).contains(capacity));
    if capacity.is_none() {
        form.wrong("capacity", format!("Enter how many people fit as a number from 1 to {CAPACITY_LIMIT}"));
    }
    capacity
}

fn uses(form: &mut Reader) -> Option<Uses> {
    let sentence = "Choose at least one thing that it is for";
    let ticked: Vec<String> = form.ticked("uses", sentence)?;
    let has = |word: &str| ticked.iter().any(|ticked| ticked == word);
    let uses = Uses {
        reflection: has("reflection"),
        wellbeing: has("wellbeing"),
        collaboration: has("collaboration"),
        technology: has("technology"),
    };
    if uses.is_empty() {
        form.wrong("uses", sentence);
        return None;
    }
    Some(uses)
}

/// The hours, and how to get in: needed as soon as somebody can.
fn unstaffed(form: &mut Reader) -> Option<(Hours, Option<crate::kernel::Line>)> {
    let when = form.parsed("unstaffed", "Say whether staff can get in when nobody staffs it");
    let untouched = hours::is_empty(form, "unstaffed");
    let way_in = if form.text("way_in").is_empty() { None } else { Some(form.line("way_in", "how to get in")?) };
    let hours = match when? {
        Unstaffed::Some => hours::typed(form, "unstaffed")?,
        _ if !untouched => {
            form.wrong(
                "unstaffed",
                "You gave times. Choose \u{201c}Yes, at these times\u{201d}, or take the times out",
            );
            return None;
        }
        Unstaffed::Always => Hours::from("24/7".to_owned()),
        Unstaffed::Never => Hours::from("off".to_owned()),
    };
    if way_in.is_none() && when != Some(Unstaffed::Never) {
        form.wrong("way_in", "Enter how to get in when nobody staffs it");
        return None;
    }
    Some((hours, way_in))
}

fn yes_or_no(form: &mut Reader, field: &str, sentence: &str) -> Option<bool> {
    let answer = match form.text(field).as_str() {
        YES => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if answer.is_none() {
        form.wrong(field, sentence);
    }
    answer
}

/// A new space is not asked: nobody adds one to close it.
fn closed(form: &mut Reader) -> Option<bool> {
    match form.text("state").as_str() {
        "" | "open" => Some(false),
        "closed" => Some(true),
        _ => {
            form.wrong("state", "Say whether it is in use");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_asked_for_and_the_rest_asks_for_nothing() {
        let site = SiteId::random();
        assert_eq!(Asked::read(&format!("site={site}&open=yes")), Asked { site: Some(site), open: true });
        for query in ["", "&&=", "site=", "site=42", "open=1&by=fax", "%ff%00=%f0", "site"] {
            assert_eq!(Asked::read(query), Asked::default(), "{query}");
        }
    }
}
