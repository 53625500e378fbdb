//! The addresses of accounts.

mod closure_days;
mod people;
mod provider;
mod settings;
mod sign_in;
mod sign_in_terms;
mod sites;

use rocket::Route;
pub use sign_in::demonstration;

pub fn all() -> Vec<Route> {
    let mut all = sign_in::all();
    all.extend(provider::all());
    all.extend(sign_in_terms::all());
    all.extend(people::all());
    all.extend(sites::all());
    all.extend(closure_days::all());
    all.extend(settings::all());
    all
}
