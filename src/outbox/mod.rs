//! The outbox as the service manager sees it: whether messages leave, and what becomes of those that may have arrived.
//!
//! Where one librarian works in a trust, "one message on Tuesday" says that she booked something. So days are told in
//! ranges that begin with none, a message is known by the name that the mail server knows it by, and nobody finds whom
//! it was for, what it said, of which kind it was or at what time (docs/decisions/0022-told-once.md).

mod actions;
mod model;
mod pages;
mod policy;
mod routes;

use rocket::fairing::AdHoc;

/// Looking at the outbox, and deciding.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("outbox", |rocket| async { rocket.mount("/", routes::all()) })
}
