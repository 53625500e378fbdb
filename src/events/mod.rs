//! Events that the organisation lists: dates of Schwartz Rounds and of other things of its own. They are listed, not
//! run: nothing is booked, nobody's diary is held and nobody is counted.
//!
//! A librarian may note that they would like to come. That is theirs alone: it stands on their own pages, goes when
//! they take it back, and no count of it is made for anybody (promises 1 and 4). Whoever noted it is told when the
//! date moves or falls through.

pub mod actions;
mod forms;
mod letters;
pub mod model;
mod pages;
mod policy;
mod routes;
mod store;

pub use model::Event;
use rocket::fairing::AdHoc;
pub use store::about;

use crate::{
    accounts::Member,
    kernel::{Now, ids::PersonId},
    store::{AsConn, Result, Tx},
};

/// The listed dates, for every member, and their keeping by the service manager.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("events", |rocket| async { rocket.mount("/", routes::all()) })
}

/// The coming events that the member would like to come to, soonest first: for their own list alone.
///
/// # Errors
/// When the database does.
pub async fn wished(c: &mut impl AsConn, by: &Member, now: Now) -> Result<Vec<Event>> {
    if !policy::may_wish(by) {
        return Ok(Vec::new());
    }
    store::wished(c, by.id, by.organisation, now).await
}

/// Somebody leaves altogether: what they would have liked to come to is forgotten.
///
/// # Errors
/// When the database does.
pub async fn leaves(tx: &mut Tx, person: PersonId) -> Result<()> {
    store::forget(tx, person).await
}
