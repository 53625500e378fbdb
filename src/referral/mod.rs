//! The directory as Open Referral UK (HSDS-UK 3.0): a feed for everybody, and the reading of such a feed.
//!
//! The feed holds what the public directory holds and nothing else: no entry for members alone, no withdrawn one,
//! nothing about a reader. What the standard has no field for travels in one object, [`Extra`], so that a feed read
//! by another installation says there what it said here. Reading a feed never loses a word silently: what has no
//! place here is listed, entry by entry, before anything is written.

pub mod actions;
mod entry;
mod extra;
mod feed;
mod forms;
mod ids;
pub mod import;
mod pages;
mod routes;
mod schedules;
mod store;

pub use entry::Entry;
pub use extra::Extra;
use rocket::fairing::AdHoc;

/// The feed, and its reading by the service manager.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("referral", |rocket| async { rocket.mount("/", routes::all()) })
}
