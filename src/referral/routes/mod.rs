//! The addresses of the feed and of directory files.

mod feed;
mod imports;

use rocket::Route;

pub fn all() -> Vec<Route> {
    [feed::all(), imports::all()].concat()
}
