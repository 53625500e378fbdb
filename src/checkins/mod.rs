//! Check-ins: how somebody is, written by themselves for themselves, in under a minute.
//!
//! The rule: nobody but the author reads what a check-in says. Answers and note are sealed with the
//! author's own key, bound to their row; no role, page or list opens somebody else's. What is left in
//! the clear is whose it is and on which day it was made, and deleting it leaves neither.
//!
//! It refuses to score, to compare, to warn, to diagnose, to remind or to reward, and to act on
//! anything that was answered: it only offers links to what somebody ticked. It asks nothing about
//! self-harm; urgent help stands above the questions instead.

pub mod actions;
mod forms;
pub mod model;
mod pages;
mod policy;
mod routes;
mod sealed;
mod store;
pub mod tally;
mod trend;

#[cfg(test)]
mod journeys;

pub use model::{CheckIn, Help, Kept, Point, Prompt, Written};
use rocket::fairing::AdHoc;
pub use store::about;

/// Making, reading, changing and deleting one's own check-ins.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("check-ins", |rocket| async { rocket.mount("/", routes::all()) })
}
