//! Urgent help: built into the program, so that it answers whatever else is broken.
//!
//! It asks no database, sets no cookie, needs no sign-in and loads nothing from elsewhere (promise 5).
//! The four lines are those of PRODUCT.md "Signposts"; all answer day and night.

use rocket::get;
use serde::Serialize;

use super::{Page, Shown};

/// The urgent-help page.
#[derive(Serialize)]
pub struct Urgent {}

impl Page for Urgent {
    const TEMPLATE: &'static str = "web/urgent";
}

/// The page that is one click away on every page.
#[get("/urgent-help")]
pub fn show() -> Shown {
    Urgent {}.show()
}
