//! Writing rosters: what happens, to sessions too, when somebody's placement begins or ends, and when
//! somebody leaves altogether.
//!
//! A librarian on the roster is invited to the team's debriefs; one who is not any more is withdrawn from
//! them, and from nothing else (PAINS P31). Whoever ends a placement is shown first what will happen. No
//! reason is asked, and from here no booking, attendance or check-in can be reached.

pub mod actions;
mod forms;
mod import;
pub mod model;
mod pages;
mod policy;
mod routes;

#[cfg(fuzzing)]
pub use import::fuzzed;
pub use model::Refusal;
use rocket::fairing::AdHoc;

/// Placing, confirming, ending, leaving.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("rosters", |rocket| async { rocket.mount("/", routes::all()) })
}
