//! Calendars: when somebody is reminded, and their sessions in the calendar program that they use anyway.
//!
//! The rule: a calendar is seen by more people than its owner thinks. So what goes into one says as little as it can
//! unless its owner chose otherwise: "Busy" at the private address, "Appointment" in a file (PAINS P14, P15). Only the
//! owner learns or changes any of it.
//!
//! The private address is a password: 128 random bits, shown once, kept as a fingerprint, ended at once by a new one, by
//! its owner, and by their leaving. A wrong, an old and a made-up one are the same page that is not there.
//!
//! It refuses to read anybody's calendar, and to take an answer out of one (PAINS P13).

pub mod actions;
mod forms;
mod model;
mod pages;
mod policy;
mod routes;
mod store;

use rocket::fairing::AdHoc;
pub use store::about;

use crate::{
    kernel::ids::PersonId,
    store::{Result, Tx},
};

/// What somebody chose, the private address, and the file of one session.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("calendars", |rocket| async { rocket.mount("/", routes::all()) })
}

/// Somebody leaves altogether: their private address ends.
///
/// # Errors
/// When the database does.
pub async fn leaves(tx: &mut Tx, person: PersonId) -> Result<()> {
    store::end(tx, person).await.map(drop)
}
