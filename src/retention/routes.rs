//! The address of how long things are kept.

use rocket::{Route, State, get, routes};

use super::{keep::Keep, pages::HowLong};
use crate::{
    accounts::Member,
    web::{Answer, Page},
};

pub fn all() -> Vec<Route> {
    routes![how_long]
}

/// Open to everybody; the reader is asked for only so that the menu is theirs if they are signed in.
#[get("/retention")]
fn how_long(_reader: Option<&Member>, keep: &State<Keep>) -> Answer {
    HowLong::new(keep).show().into()
}
