//! The pages of sessions.

mod answering;
mod changing;
mod conflicts;
mod days;
mod debriefs;
mod facilitating;
mod moving;
mod requests;
mod rooms;
mod series;
mod supervision;
mod took_place;
mod week;
mod wished;

use serde::Serialize;

pub use answering::{Answer, Requests, numbered};
use changing::Debrief;
pub use changing::{CallOff, MoveDebrief, standing};
pub use conflicts::Conflicts;
pub use debriefs::{Around, Called, NewDebrief, away};
pub use facilitating::{Facilitating, Running};
pub use moving::{Clashes, Move, field as otherwise};
pub use requests::{NewRequest, ShowRequest};
pub use rooms::RoomDiary;
pub use series::{Plan, Repeat, field as instead};
pub use supervision::{Confirm, Times, Which};
use took_place::TookPlace;
use wished::Wished;

use super::{
    model::{Mine, Session, State},
    policy,
    store::bookings::Told,
};
use crate::{
    accounts::Member,
    events::Event,
    kernel::{
        Now,
        ids::{SessionId, SpaceId},
        london,
    },
    messages,
    privacy::{Item, Viewer, Words},
    spaces::{Choosable, PlaceFields, PlaceWords, shown},
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Input, Radios, Select},
    },
};

/// The reader's own sessions.
#[derive(Serialize)]
pub struct Index {
    coming: Vec<Line>,
    offers: Vec<Line>,
    waiting: Vec<Line>,
    past: Vec<Line>,
    due: Option<String>,
    wished: Option<Wished>,
    librarian: bool,
    who: Words,
}

/// One line of a list of sessions.
#[derive(Serialize)]
pub struct Line {
    id: SessionId,
    kind: &'static str,
    when: String,
    place: PlaceWords,
    facilitator: Option<String>,
    state: Option<&'static str>,
}

/// One session.
#[derive(Serialize)]
pub struct Show {
    errors: Option<ErrorSummary>,
    id: SessionId,
    kind: &'static str,
    when: String,
    place: PlaceWords,
    space: Option<SpaceId>,
    facilitator: Option<String>,
    team: Option<String>,
    state: Option<&'static str>,
    own: bool,
    offered: bool,
    may_move: bool,
    may_cancel: bool,
    for_calendar: bool,
    waits: bool,
    held_until: Option<String>,
    may_stop_waiting: bool,
    took_place: Option<TookPlace>,
    awaits_facilitator: bool,
    people: Vec<String>,
    lead: bool,
    invitations: i64,
    debrief: Debrief,
    /// What became of the latest message about it to the reader.
    told: Option<&'static str>,
    who: Words,
}

/// Asks whether to cancel.
#[derive(Serialize)]
pub struct Cancel {
    errors: Option<ErrorSummary>,
    id: SessionId,
    kind: &'static str,
    when: String,
    whole: bool,
    scope: Option<Radios>,
    who: Words,
}

impl Page for Index {
    const TEMPLATE: &'static str = "sessions/index";
}

impl Page for Show {
    const TEMPLATE: &'static str = "sessions/show";
}

impl Page for Cancel {
    const TEMPLATE: &'static str = "sessions/cancel";
}

impl Line {
    pub fn of(mine: &Mine, now: Now) -> Self {
        let state = mine.state(now);
        Self {
            id: mine.id,
            kind: mine.kind.name(),
            when: london::span(mine.starts_at, mine.ends_at),
            place: shown(&mine.place),
            facilitator: mine.facilitator.clone(),
            // What somebody is only invited to is not booked.
            state: (mine.holds_place || state != State::Booked).then(|| state.name()),
        }
    }
}

impl Index {
    pub fn new(by: &Member, mine: &[Mine], waited_for: &[Mine], wished: &[Event], now: Now) -> Self {
        let line = |mine: &Mine| Line::of(mine, now);
        let is_coming = |m: &&Mine| m.ends_at > now.0 && !m.cancelled;
        // Newest first from the store; what is to come reads better soonest first.
        let coming = mine.iter().rev().filter(is_coming).filter(|m| m.holds_place).map(line).collect();
        let offers = mine.iter().rev().filter(is_coming).filter(|m| !m.holds_place).map(line).collect();
        let past = mine.iter().filter(|m| !is_coming(m)).map(line).collect();
        let waiting = waited_for.iter().map(line).collect();
        let due = super::supervision_due(by, mine, now);
        let wished = Wished::of(by, wished);
        Self { coming, offers, waiting, past, due, wished, librarian: by.is_librarian, who: by.words(Item::Booking) }
    }
}

impl Show {
    pub fn new(
        by: &Member,
        session: &Session,
        (people, left_out): (&[Told], &[Told]),
        told: Option<messages::State>,
        filled: &Filled,
        now: Now,
    ) -> Self {
        let viewer = policy::viewer(by, session);
        let live = session.is_live(now);
        let held = session.held_until.filter(|until| live && *until > now.0);
        let offered = live && (held.is_some() || session.invited) && policy::may_join(by, session);
        Self {
            errors: filled.summary(),
            id: session.id,
            kind: session.kind.name(),
            when: london::span(session.starts_at, session.ends_at),
            place: shown(&session.place),
            space: session.space_id,
            facilitator: session.facilitator.clone(),
            team: session.team.clone(),
            state: if offered { Some("offered to you") } else { took_place::state(by, session, people.len(), now) },
            own: session.holds_place,
            offered,
            may_move: live && session.starts_at > now.0 && policy::may_move(by, session),
            waits: live && session.waits,
            held_until: held.map(london::moment),
            may_stop_waiting: live && (session.waits || held.is_some()),
            may_cancel: live && session.starts_at > now.0 && policy::may_cancel(by, session),
            for_calendar: live && policy::may_take_to_calendar(by, session),
            took_place: TookPlace::of(by, session, filled, now),
            awaits_facilitator: live && !session.called && session.facilitator_id.is_none(),
            people: people.iter().map(|person| person.name.clone()).collect(),
            lead: viewer == Some(Viewer::Lead),
            invitations: session.invitations,
            debrief: Debrief::new(by, session, left_out, now),
            told: told.filter(|_| live).map(of_message),
            who: by.words_as(
                viewer.unwrap_or(Viewer::Librarian),
                // What is only offered is seen by more people than what is booked: the words must say so.
                if offered || viewer == Some(Viewer::Lead) { Item::Offer } else { Item::Booking },
            ),
        }
    }
}

/// What became of a message, to whom it is for (PAINS P19).
const fn of_message(state: messages::State) -> &'static str {
    use messages::State;
    match state {
        State::Waiting | State::Claimed | State::Sending => "A message about this is on its way to your work address.",
        State::Sent => "A message about this was sent to your work address.",
        State::Failed => {
            "A message about this could not be sent to your work address. What stands here is right. \
             Ask whoever looks after this service to check your address."
        }
        State::Unknown | State::LetBe => "A message about this may not have reached you. What stands here is right.",
        State::Dropped => "A message about this could not be sent in time. What stands here is right.",
    }
}

impl Cancel {
    pub fn new(by: &Member, session: &Session, filled: &Filled, series: bool) -> Self {
        Self {
            errors: filled.summary(),
            id: session.id,
            kind: session.kind.name(),
            when: london::span(session.starts_at, session.ends_at),
            whole: session.is_of_two() || session.facilitator_id == Some(by.id),
            scope: series.then(|| moving::scope_radios("What do you want to cancel?", filled)),
            who: by.words_as(policy::viewer(by, session).unwrap_or(Viewer::Librarian), Item::Booking),
        }
    }
}

/// The next days as a list to choose from: there is no date picker.
fn day_select(filled: &Filled, from: chrono::NaiveDate, to: chrono::NaiveDate) -> Select {
    let days = from.iter_days().take_while(|day| *day <= to);
    let choices = days.map(|day| Choice::new(&day, &london::day(day))).collect();
    Select::new("day", "Day", choices).value(filled.value("day")).error(filled.error("day"))
}

fn time_input(filled: &Filled) -> Input {
    Input::new("time", "Time")
        .hint("UK time, like 2:30pm or 14:30")
        .width(10)
        .value(filled.value("time"))
        .error(filled.error("time"))
}

fn place_fields(filled: &Filled, spaces: &[Choosable]) -> PlaceFields {
    PlaceFields::new(filled, spaces, "Place", "A room, or where to meet")
}
