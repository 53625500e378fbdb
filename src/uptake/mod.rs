//! Uptake: the evidence that HR takes to the board, without giving anyone away.
//!
//! An organisation's duties are counted exactly; a person's choices never are (promise 1). This slice can
//! import counts and cannot import people: confidentiality is a missing arrow. A choice leaves the service in a
//! release and nowhere else.

mod areas;
pub mod audit;
mod duties;
pub mod model;
mod pages;
pub mod releases;
mod routes;

pub use duties::recording;
use rocket::fairing::AdHoc;

/// The uptake page, the same for every member of the organisation.
#[must_use]
pub fn stage(making: releases::Making) -> AdHoc {
    AdHoc::on_ignite("uptake", move |rocket| async move {
        rocket
            .manage(making)
            .mount("/", routes::all())
            .mount("/", duties::routes::all())
            .mount("/", areas::routes::all())
            .mount("/", releases::routes())
    })
}
