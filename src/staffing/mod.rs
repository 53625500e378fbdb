//! Staffing: how many qualified librarians and knowledge specialists an organisation has for its workforce.
//!
//! The staff ratio policy asks for one for every 1,250 whole-time equivalents (FACTS 1.3). A return is what an
//! organisation counts once a year; every member reads them, and the service manager alone writes them, by hand or out
//! of a file that is shown before it is written. A return is about an organisation: nobody's name is in it, and whoever
//! wrote it is in the log of changes alone.

pub mod actions;
mod forms;
mod import;
pub mod model;
mod pages;
mod ratio;
mod routes;
mod store;
pub mod tally;

pub use ratio::{Ratio, Rounding, Standing, thousands};

use rocket::fairing::AdHoc;

/// The organisation's returns, open to its members, and their keeping by the service manager.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("staffing", |rocket| async { rocket.mount("/", routes::all()) })
}
