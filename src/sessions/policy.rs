//! Who may open a session and act on it. Deny by default; the table of who sees what decides.

use super::{calendar::InCalendar, model::Session};
use crate::{
    accounts::Member,
    privacy::{Item, Table, Viewer},
};

/// In what capacity a member looks at a session; none when it does not exist for them.
#[must_use]
pub fn viewer(by: &Member, session: &Session) -> Option<Viewer> {
    let (viewer, item) = if session.holds_place || session.gave_back {
        (Viewer::Librarian, Item::Booking)
    } else if session.facilitator_id == Some(by.id) {
        (Viewer::Facilitator, Item::Booking)
    } else if session.invited || session.waits || session.held_until.is_some() {
        (Viewer::Librarian, Item::Offer)
    } else if session.leads {
        (Viewer::Lead, Item::Offer)
    } else {
        return None;
    };
    by.sees(viewer, item).then_some(viewer)
}

/// Whether somebody's own calendar may show a session: as the page of the session would.
#[must_use]
pub fn in_calendar(table: &Table, one: &InCalendar) -> bool {
    table.sees(if one.facilitates { Viewer::Facilitator } else { Viewer::Librarian }, Item::Booking)
}

/// Whether the page of a session offers it for the reader's own calendar.
#[must_use]
pub fn may_take_to_calendar(by: &Member, session: &Session) -> bool {
    let takes_part = session.holds_place || session.facilitator_id == Some(by.id);
    takes_part && viewer(by, session).is_some()
}

/// Whether a member may give back their own place, or a facilitator cancel a session of their own.
#[must_use]
pub fn may_cancel(by: &Member, session: &Session) -> bool {
    match viewer(by, session) {
        Some(Viewer::Librarian) => session.holds_place,
        // A called debrief is the team's: its facilitator hands it back, and it stays.
        Some(Viewer::Facilitator) => !session.called,
        _ => false,
    }
}

/// Whether a member may move or cancel a debrief for everybody: a lead of the team that called it.
#[must_use]
pub fn may_change_debrief(by: &Member, session: &Session) -> bool {
    session.called && session.leads && by.sees(Viewer::Lead, Item::Offer)
}

/// Whether a facilitator may say that they cannot come to a debrief that a lead called.
#[must_use]
pub fn may_hand_back(by: &Member, session: &Session) -> bool {
    session.called && session.facilitator_id == Some(by.id) && by.sees(Viewer::Facilitator, Item::Booking)
}

/// Whether a member may take a place they were offered.
#[must_use]
pub fn may_join(by: &Member, session: &Session) -> bool {
    (session.invited || session.held_until.is_some()) && !session.holds_place && by.sees(Viewer::Librarian, Item::Offer)
}

/// Whether a member may move a session: a librarian one that is theirs alone, a facilitator what is booked from
/// their times. A debrief is moved by whoever called it, and what was proposed by being proposed again.
#[must_use]
pub fn may_move(by: &Member, session: &Session) -> bool {
    match viewer(by, session) {
        Some(Viewer::Librarian) => session.holds_place && session.is_of_two() && session.facilitator_id.is_some(),
        Some(Viewer::Facilitator) => session.is_of_two() || session.in_list,
        _ => false,
    }
}

/// Whether a member may leave the waiting list of a session, or say no to the place held for them.
#[must_use]
pub fn may_stop_waiting(by: &Member, session: &Session) -> bool {
    (session.waits || session.held_until.is_some()) && by.sees(Viewer::Librarian, Item::Offer)
}

/// As whom somebody says whether a session took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// As the one who facilitates it.
    Facilitator,
    /// As one who held a place, for themselves alone.
    Librarian,
}

/// As whom a member may say whether a session took place; none when it is not theirs to say.
#[must_use]
pub fn speaker(by: &Member, session: &Session) -> Option<Speaker> {
    if session.holds_place {
        by.sees(Viewer::Librarian, Item::OwnWord).then_some(Speaker::Librarian)
    } else if session.facilitator_id == Some(by.id) {
        may_see_took_place(by).then_some(Speaker::Facilitator)
    } else {
        None
    }
}

/// Whether a facilitator may see which of their sessions took place.
#[must_use]
pub fn may_see_took_place(by: &Member) -> bool {
    by.sees(Viewer::Facilitator, Item::TookPlace)
}

/// Whether a member may see when a space of the organisation is in use.
#[must_use]
pub fn may_see_room_diary(by: &Member) -> bool {
    by.is_service_manager && by.sees(Viewer::ServiceManager, Item::Offer)
}

/// Whether a facilitator may see what they run, and with whom.
#[must_use]
pub fn may_see_run(by: &Member) -> bool {
    by.is_facilitator && by.sees(Viewer::Facilitator, Item::Booking)
}

/// Whether a librarian may ask for a debrief: whoever does sees their own request.
#[must_use]
pub fn may_ask(by: &Member) -> bool {
    by.sees(Viewer::Librarian, Item::Request)
}

/// Whether a facilitator may see the open queue of requests.
#[must_use]
pub fn may_see_queue(by: &Member) -> bool {
    by.is_facilitator && by.sees(Viewer::Facilitator, Item::Request)
}

/// Whether a member may learn that a request has waited for too long, and nothing else of it.
#[must_use]
pub fn may_learn_that_one_waits(by: &Member) -> bool {
    by.is_service_manager && by.sees(Viewer::ServiceManager, Item::Request)
}

/// Whether a member learns what became of the messages to themselves.
pub fn may_learn_of_messages(by: &Member) -> bool {
    by.sees(Viewer::Librarian, Item::Message)
}
