//! The messages that were sent to the reader. What they said is erased once they have left.

use serde::Serialize;

use super::{listing::Listing, paged::Ways};
use crate::{
    accounts::Member,
    kernel::london,
    messages::{Reminders, State, about},
    privacy::{Item, Viewer, Words},
    web::Page,
};

/// The messages of the last 30 days, and what the reader chose about them.
#[derive(Serialize)]
pub struct Messages {
    messages: Option<Listing>,
    ways: Ways,
    /// What was chosen; none where the table of who sees what does not show it.
    chosen: Option<Chosen>,
    who: Words,
}

#[derive(Serialize)]
struct Chosen {
    reminders: &'static str,
    titles: &'static str,
    address: String,
    who: Words,
}

impl Page for Messages {
    const TEMPLATE: &'static str = "record/messages";
}

impl Messages {
    /// `sent` holds one more than a page when there is a next one; `address`: when the private address was made.
    pub fn new(
        by: &Member,
        (mut sent, page): (Vec<about::Message>, u16),
        (reminders, titles_tell): (Reminders, bool),
        address: Option<String>,
    ) -> Self {
        let ways = Ways::cut(&mut sent, page);
        let row = |one: about::Message| {
            let settled = one.settled_on.map_or_else(|| "–".to_owned(), london::day);
            [london::moment(one.posted_at), words(&one.kind).to_owned(), state(one.state).to_owned(), settled]
        };
        let heads = ["Written", "What kind", "What became of it", "On"];
        Self {
            messages: Listing::of("Messages to you, the latest first", heads, sent.into_iter().map(row)),
            ways,
            chosen: by.sees(Viewer::Librarian, Item::Calendar).then(|| Chosen {
                reminders: match reminders {
                    Reminders::None => "No reminders",
                    Reminders::DayBefore => "The day before",
                    Reminders::WeekAndDayBefore => "A week before and the day before",
                },
                titles: if titles_tell { "Say what they are about" } else { "Are called \"Appointment\"" },
                address: address.map_or_else(|| "You have none".to_owned(), |at| format!("Made {at}")),
                who: by.words(Item::Calendar),
            }),
            who: by.words(Item::Message),
        }
    }
}

const fn state(state: State) -> &'static str {
    match state {
        State::Waiting | State::Claimed | State::Sending => "Not sent yet",
        State::Sent => "Sent",
        State::Failed => "Could not be sent",
        State::Unknown | State::LetBe => "May not have arrived",
        State::Dropped => "Too late to be sent",
    }
}

/// What a kind of message is about, in a few words.
fn words(kind: &str) -> &'static str {
    match kind {
        "booked" => "A session is booked",
        "cancelled" => "A session is cancelled",
        "check_back" => "A note some weeks after a session",
        "check_due" => "An entry of the directory is to be checked",
        "code" => "A code to sign in",
        "date_moved" => "A listed date has moved",
        "date_off" => "A listed date falls through",
        "given_back" => "A place was given back",
        "handed_on" => "A session needs or has another facilitator",
        "invited" => "An invitation to a debrief",
        "meet_again" => "A second conversation is possible",
        "moved" => "A session has moved",
        "offered" => "A place has come free",
        "placed" => "You are on a team's roster",
        "proposed" => "Times are proposed for your request",
        "release_failed" => "Something of the quarter could not be done",
        "reminder" => "A reminder",
        "roster" => "A team's roster has changed",
        "signed_in" => "Somebody signed in as you",
        "unlinked" => "Your account is no longer linked",
        "waiting" => "A request waits",
        _ => "A message",
    }
}

#[test]
fn every_kind_of_message_has_its_words() {
    for letter in crate::messages::letters() {
        let kind = letter.trim_start_matches("mail/");
        assert_ne!(words(kind), "A message", "{kind}");
    }
}
