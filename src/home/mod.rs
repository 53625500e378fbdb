//! The first page, and "Your support": where a librarian sees what is theirs and what they can do.
//!
//! It stores nothing and decides nothing: it shows in one place what the slices below each keep.

mod pages;
mod routes;

use rocket::fairing::AdHoc;

/// The first page and "Your support".
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("home", |rocket| async { rocket.mount("/", routes::all()) })
}
