//! The addresses of accounts.

mod closure_days;
mod people;
mod sign_in;
mod sites;

use rocket::Route;
pub use sign_in::demonstration;

pub fn all() -> Vec<Route> {
    let mut all = sign_in::all();
    all.extend(people::all());
    all.extend(sites::all());
    all.extend(closure_days::all());
    all
}
