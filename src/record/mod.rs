//! My record: what the service keeps about somebody, shown to that somebody alone: who has looked, what is registered,
//! sessions and requests, messages, the CPD log, and all of it as one file to keep; and, for everybody, the whole table
//! of who sees what.
//!
//! The rule: whoever else opens something about a person appears on that person's list, with name and
//! post, and nowhere else. The list is read from the log of looks, which nobody can alter. The table is
//! printed from the one that authorises every request, so the page cannot promise what the code does
//! not keep.
//!
//! It refuses to show anybody's record to anyone else, in any role, and has no address that takes a
//! person's id: there is only "mine".

mod actions;
mod cpd;
mod export;
mod forms;
mod pages;
mod routes;
mod store;

use rocket::fairing::AdHoc;

/// My record, and the page of who sees what.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("record", |rocket| async { rocket.mount("/", routes::all()) })
}
