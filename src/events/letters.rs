//! What somebody who would like to come is told: that a date has moved or falls through, and not what it is.

use serde::Serialize;

use super::{model::Event, store::Told};
use crate::{
    accounts::{Member, model::first_name},
    kernel::{Now, ids::EntryId},
    messages::{self, Letter, Occasion, To},
    store::{Result, Tx},
};

#[derive(Serialize)]
struct Date {
    first_name: String,
    when: String,
    place: String,
}

#[derive(Serialize)]
#[serde(transparent)]
struct MovedLetter(Date);

impl Letter for MovedLetter {
    const TEMPLATE: &'static str = "mail/date_moved";
}

#[derive(Serialize)]
#[serde(transparent)]
struct OffLetter(Date);

impl Letter for OffLetter {
    const TEMPLATE: &'static str = "mail/date_off";
}

/// Tells one person that an event has this time and place now, or that it falls through.
pub async fn tell(tx: &mut Tx, now: Now, by: &Member, whom: &Told, event: &Event) -> Result<()> {
    let date = Date { first_name: first_name(&whom.name).to_owned(), when: event.when(), place: event.place.clone() };
    let to = To { person: whom.id, organisation: &by.organisation_name };
    // The keys of messages outlast them: one that named the event would say for good who had wanted to come.
    let key = Occasion::once(EntryId::random());
    if event.cancelled {
        messages::post(tx, now, key, to, &OffLetter(date)).await
    } else {
        messages::post(tx, now, key, to, &MovedLetter(date)).await
    }
}
