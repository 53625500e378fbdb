//! The listed events that the reader would like to come to, in their own list: they are no sessions, and hold nothing.

use serde::Serialize;

use crate::{
    accounts::Member,
    events::Event,
    kernel::ids::EventId,
    privacy::{Item, Words},
};

/// The dates, if there are any.
#[derive(Serialize)]
pub struct Wished {
    dates: Vec<Date>,
    who: Words,
}

#[derive(Serialize)]
struct Date {
    id: EventId,
    title: String,
    when: String,
    place: String,
}

impl Wished {
    pub fn of(by: &Member, wished: &[Event]) -> Option<Self> {
        let date = |event: &Event| Date {
            id: event.id,
            title: event.title().to_owned(),
            when: event.when(),
            place: event.place.clone(),
        };
        (!wished.is_empty()).then(|| Self { dates: wished.iter().map(date).collect(), who: by.words(Item::Wish) })
    }
}
