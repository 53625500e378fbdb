//! The reader's own sessions and requests.

use serde::Serialize;

use super::listing::Listing;
use crate::{
    accounts::Member,
    kernel::{Now, london},
    privacy::{Item, Viewer, Words},
    sessions::{Mine, about::Asked, occurrence::Word},
    web::Page,
};

/// The most sessions that the reader's own list holds.
const MOST: usize = 200;

/// The reader's own sessions and requests.
#[derive(Serialize)]
pub struct Sessions {
    sessions: Option<Listing>,
    full: bool,
    most: usize,
    requests: Option<Listing>,
    facilitator: bool,
    booking: Words,
    own_word: Option<Words>,
    request: Option<Words>,
}

impl Page for Sessions {
    const TEMPLATE: &'static str = "record/sessions";
}

impl Sessions {
    /// `asked` is empty where the reader may not see requests.
    pub fn new(by: &Member, mine: &[Mine], asked: &[Asked], now: Now) -> Self {
        let own = |item| (by.is_librarian && by.sees(Viewer::Librarian, item)).then(|| by.words(item));
        let session = |one: &Mine| {
            let offered = !one.holds_place && !one.cancelled;
            let state = if offered { "offered to you" } else { one.state(now).name() };
            let own = match one.said.own_word {
                Some(Word::TookPlace) => "It took place",
                Some(Word::DidNot) => "It did not take place for me",
                None => "–",
            };
            [
                london::span(one.starts_at, one.ends_at),
                one.kind.name().to_owned(),
                super::capital(state),
                own.to_owned(),
            ]
        };
        let request = |one: &Asked| {
            let days = format!("{} to {}", london::day(one.earliest_on), london::day(one.latest_on));
            [london::moment(one.asked_at), days, became(one)]
        };
        let heads = ["When", "What", "What became of it", "Your own word"];
        Self {
            sessions: Listing::of("Your sessions, the latest first", heads, mine.iter().map(session)),
            full: mine.len() >= MOST,
            most: MOST,
            requests: Listing::of(
                "Your requests for a debrief, the latest first",
                ["Asked", "Days on which it may be", "What became of it"],
                asked.iter().map(request),
            ),
            facilitator: by.is_facilitator,
            booking: by.words(Item::Booking),
            own_word: own(Item::OwnWord),
            request: own(Item::Request),
        }
    }
}

fn became(one: &Asked) -> String {
    match (one.session_at, one.withdrawn_at) {
        (Some(at), _) => format!("You chose {}", london::moment(at)),
        (None, Some(at)) => format!("You withdrew it {}", london::moment(at)),
        (None, None) => "Open".to_owned(),
    }
}
