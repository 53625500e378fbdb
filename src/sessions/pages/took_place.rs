//! The part of a session's page that says what became of it, and asks.

use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::{Now, ids::SessionId},
    privacy::{Item, Viewer, Words},
    sessions::{
        forms::NOTHING,
        model::{Session, State},
        occurrence::{Said, Word, waits},
        policy::{self, Speaker},
    },
    web::{
        Filled,
        field::{Choice, Radios},
    },
};

/// What can be said of a session by the reader of its page.
#[derive(Serialize)]
pub struct TookPlace {
    id: SessionId,
    /// The question to whoever held a place; its facilitator has a button.
    own: Option<Own>,
    said: bool,
    who: Words,
}

#[derive(Serialize)]
struct Own {
    word: Radios,
    facilitator_said: bool,
}

impl TookPlace {
    /// The question, once it has begun and while the reader may answer it.
    pub fn of(by: &Member, session: &Session, filled: &Filled, now: Now) -> Option<Self> {
        if session.cancelled || session.starts_at > now.0 {
            return None;
        }
        let said = session.said;
        let (own, who) = match policy::speaker(by, session)? {
            Speaker::Librarian => (Some(Own::of(said, filled)), by.words(Item::OwnWord)),
            Speaker::Facilitator if waits(session.starts_at, session.ends_at, now) => {
                (None, by.words_as(Viewer::Facilitator, Item::TookPlace))
            }
            Speaker::Facilitator => return None,
        };
        Some(Self { id: session.id, own, said: said.facilitator_said, who })
    }
}

impl Own {
    fn of(said: Said, filled: &Filled) -> Self {
        let choices = vec![
            Choice::new(&Word::TookPlace.word(), "Yes, it took place"),
            Choice::new(&Word::DidNot.word(), "No, it did not take place for me").hint("You do not need a reason."),
            Choice::new(&NOTHING, "I would rather not say").hint("Whatever you said before is removed."),
        ];
        let word = said.own_word.map_or("", Word::word);
        let word = Radios::new("word", "Did it take place for you?", choices)
            .size("s")
            .value(word)
            .error(filled.error("word"));
        Self { word, facilitator_said: said.facilitator_said }
    }
}

/// What became of a session for the reader of its page; nothing for whoever was only invited and did not come along.
pub fn state(by: &Member, session: &Session, people: usize, now: Now) -> Option<&'static str> {
    let said = session.said;
    let state = match policy::viewer(by, session)? {
        Viewer::Facilitator => {
            let said = Said { facilitator_said: said.facilitator_said && policy::may_see_took_place(by), ..said };
            match said.for_facilitator(session.cancelled, session.ends_at, now) {
                State::Booked if people == 0 => return Some("offered, not taken yet"),
                state => state,
            }
        }
        Viewer::Librarian if session.holds_place => said.for_librarian(session.cancelled, session.ends_at, now),
        Viewer::Librarian if session.waits && session.is_live(now) => return Some("on the waiting list"),
        // A place that was given back is cancelled, whatever becomes of the others'.
        Viewer::Librarian if session.gave_back || session.cancelled => State::Cancelled,
        _ => return None,
    };
    Some(state.name())
}
