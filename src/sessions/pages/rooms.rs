//! The diary of a space: when it is in use, and nothing else.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::london,
    privacy::{Item, Viewer, Words},
    sessions::rooms::Stretch,
    spaces::Space,
    web::Page,
};

/// When a space is in use.
#[derive(Serialize)]
pub struct RoomDiary {
    space: String,
    first: String,
    last: String,
    in_use: Vec<String>,
    who: Words,
}

impl Page for RoomDiary {
    const TEMPLATE: &'static str = "sessions/room_diary";
}

impl RoomDiary {
    pub fn new(by: &Member, space: &Space, in_use: &[Stretch], (first, last): (NaiveDate, NaiveDate)) -> Self {
        Self {
            space: space.words(),
            first: london::day(first),
            last: london::day(last),
            in_use: in_use.iter().map(|stretch| london::span(stretch.starts_at, stretch.ends_at)).collect(),
            who: by.words_as(Viewer::ServiceManager, Item::Offer),
        }
    }
}
