//! Sessions: reflective supervision and debriefs: booked, called, asked for, cancelled, taking place.
//!
//! A session is its kind, time, place, people and whether it took place: nothing that was said, no reason
//! for cancelling, no mark for not coming (promises 3 and 4). Nobody is ever in two places at once: the
//! database refuses it, whoever is faster.

pub mod actions;
pub mod again;
mod cadence;
mod calendar;
pub mod conflicts;
pub mod diary;
mod forms;
pub mod group;
pub mod key;
pub mod model;
pub mod moves;
pub mod occurrence;
mod pages;
mod policy;
mod refusal;
pub mod request;
mod rooms;
mod routes;
pub mod series;
pub mod slots;
mod store;
pub mod tally;
pub mod ticking;
pub mod waiting;
mod week;
pub mod window;

pub use calendar::InCalendar;
pub use model::{Kind, Mine, Refusal, State};
use rocket::fairing::AdHoc;
pub use store::about;
pub use store::debriefs::Called;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    accounts::Member,
    kernel::{
        Now,
        ids::{PersonId, SessionId, TeamId},
    },
    privacy::{Item, Table, Viewer},
    store::{AsConn, Result, Tx},
};

/// Supervision, debriefs and requests.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("sessions", |rocket| async { rocket.mount("/", routes::all()) })
}

/// The member's own sessions: coming, offered and past.
///
/// # Errors
/// When the database does.
pub async fn mine(c: &mut impl AsConn, by: &Member, now: Now) -> Result<Vec<Mine>> {
    let mut mine = store::mine(c, by.id, now).await?;
    let item = |one: &Mine| if one.holds_place || one.cancelled { Item::Booking } else { Item::Offer };
    mine.retain(|one| by.sees(Viewer::Librarian, item(one)));
    Ok(mine)
}

/// The sessions to come for a place in which the member waits, soonest first: theirs to know alone.
///
/// # Errors
/// When the database does.
pub async fn waited_for(c: &mut impl AsConn, by: &Member, now: Now) -> Result<Vec<Mine>> {
    store::waited_for(c, by.id, now).await
}

/// What a librarian without coming supervision is told once the organisation's interval has passed since the last;
/// nobody else is ever told it. `mine` is their own list.
#[must_use]
pub fn supervision_due(by: &Member, mine: &[Mine], now: Now) -> Option<String> {
    let due = cadence::due(mine, by.supervision_weeks, now)?;
    (by.is_librarian && by.sees(Viewer::Librarian, Item::Booking)).then(|| due.words())
}

/// The windows of the member's own open requests, in words.
///
/// # Errors
/// When the database does.
pub async fn open_requests(c: &mut impl AsConn, by: &Member) -> Result<Vec<request::Request>> {
    if policy::may_ask(by) { store::requests::own_open(c, by.id).await } else { Ok(Vec::new()) }
}

/// Within how many working days a request should have been answered, when one was not and the member may know that.
///
/// # Errors
/// When the database does.
pub async fn request_waits(c: &mut impl AsConn, by: &Member, now: Now) -> Result<Option<i64>> {
    if !policy::may_learn_that_one_waits(by) {
        return Ok(None);
    }
    let standing = store::ticking::standing(c, by.organisation, now.today()).await?;
    Ok(standing.and_then(|standing| standing.passed_limit(now)))
}

/// The debriefs of a team that somebody was invited to and that start after an instant.
///
/// # Errors
/// When the database does.
pub async fn coming_debriefs(
    c: &mut impl AsConn,
    team: TeamId,
    person: PersonId,
    after: DateTime<Utc>,
) -> Result<Vec<Called>> {
    store::debriefs::coming(c, team, person, after).await
}

/// What somebody's own calendar shows: the sessions that end after an instant in which they hold a place, and those that
/// they facilitate, cancelled ones left out. Soonest first, 2,000 at most.
///
/// # Errors
/// When the database does.
pub async fn calendar(
    c: &mut impl AsConn,
    table: &Table,
    person: PersonId,
    after: DateTime<Utc>,
) -> Result<Vec<InCalendar>> {
    let mut shown = store::calendar::list(c, person, after, None).await?;
    shown.retain(|one| policy::in_calendar(table, one));
    Ok(shown)
}

/// One of the same, whenever it is; none when it is not theirs.
///
/// # Errors
/// When the database does.
pub async fn in_calendar(
    c: &mut impl AsConn,
    table: &Table,
    person: PersonId,
    session: SessionId,
) -> Result<Option<InCalendar>> {
    let shown = store::calendar::list(c, person, DateTime::UNIX_EPOCH, Some(session)).await?;
    Ok(shown.into_iter().find(|one| policy::in_calendar(table, one)))
}

/// Somebody's time on a team begins: they are invited to its debriefs that are called already.
///
/// # Errors
/// When the database does.
pub async fn joins(
    tx: &mut Tx,
    by: &Member,
    team: TeamId,
    person: PersonId,
    span: (NaiveDate, Option<NaiveDate>),
    now: Now,
) -> Result<()> {
    actions::invite_to_coming(tx, by, team, person, span, now).await
}

/// Somebody's time on a team ends: they are withdrawn from its debriefs after that. Personal supervision stays.
///
/// # Errors
/// When the database does.
pub async fn parts(
    tx: &mut Tx,
    by: &Member,
    team: TeamId,
    person: PersonId,
    after: DateTime<Utc>,
    now: Now,
) -> Result<()> {
    actions::withdraw_from(tx, by, team, person, after, now).await
}

/// Somebody leaves altogether: what they had before them ends, and what they were to run is handed on.
///
/// # Errors
/// When the database does.
pub async fn leaves(tx: &mut Tx, by: &Member, person: PersonId, now: Now) -> Result<()> {
    actions::leave(tx, by, person, now).await?;
    actions::hand_on(tx, by, person, now).await
}

/// Somebody erases their record: they wait for nothing and ask for nothing any more, and if they want that, their places
/// in sessions to come are given back, of which the other party is told as of any cancellation.
///
/// # Errors
/// When the database does.
pub async fn erases(tx: &mut Tx, by: &Member, places_too: bool, now: Now) -> Result<()> {
    actions::give_everything_back(tx, by, places_too, now).await
}

/// How many sessions to come somebody holds a place in, for themselves alone.
///
/// # Errors
/// When the database does.
pub async fn coming_of(c: &mut impl AsConn, by: &Member, now: Now) -> Result<usize> {
    Ok(store::leaving::held(c, by.id, now).await?.len())
}
