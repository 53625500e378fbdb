//! Erasing one's own record: what can go goes at once, what the employer must keep is named with its reason and its date.
//!
//! The rule: whatever somebody did here by choice is theirs to undo without a trace (promise 4), and nobody is told but
//! the other party of a session they cancel by it. What an employer must keep is a fact about a post: who was placed
//! where, and that somebody changed something.
//!
//! It refuses to act for anybody else, and to change a release: what is published is nobody's.

pub mod actions;
mod forms;
mod pages;
mod routes;
mod stays;
mod store;

use rocket::fairing::AdHoc;

/// The pages of erasing one's own record.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("erasure", |rocket| async { rocket.mount("/", routes::all()) })
}
