//! The addresses of writing rosters.

mod ending;
mod importing;
mod leaving;
mod placing;

use rocket::Route;

pub fn all() -> Vec<Route> {
    let mut all = placing::all();
    all.extend(ending::all());
    all.extend(importing::all());
    all.extend(leaving::all());
    all
}
