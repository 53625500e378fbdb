//! Sessions: reflective supervision and debriefs: booked, called, asked for, cancelled, taking place.
//!
//! A session is its kind, time, place, people and whether it took place: nothing that was said, no reason
//! for cancelling, no mark for not coming (promises 3 and 4). Nobody is ever in two places at once: the
//! database refuses it, whoever is faster.

pub mod actions;
mod forms;
pub mod model;
mod pages;
mod policy;
pub mod request;
mod rooms;
mod routes;
pub mod slots;
mod store;
pub mod tally;
pub mod window;

pub use model::{Kind, Mine, Refusal, State};
use rocket::fairing::AdHoc;

use crate::{
    accounts::Member,
    kernel::Now,
    privacy::{Item, Viewer},
    store::{AsConn, Result},
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

/// The windows of the member's own open requests, in words.
///
/// # Errors
/// When the database does.
pub async fn open_requests(c: &mut impl AsConn, by: &Member) -> Result<Vec<request::Request>> {
    if policy::may_ask(by) { store::requests::own_open(c, by.id).await } else { Ok(Vec::new()) }
}
