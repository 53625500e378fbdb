//! The page of the outbox.

use serde::Serialize;

use super::model::{self, MOST};
use crate::{
    accounts::Member,
    kernel::{Now, ids::MessageId, london},
    messages::{Doubtful, Tally},
    privacy::{Item, Viewer, Words},
    web::{Filled, Page, field::ErrorSummary},
};

/// Whether messages leave, and those to decide about.
#[derive(Serialize)]
pub struct Show {
    errors: Option<ErrorSummary>,
    waits: Option<&'static str>,
    doubtful: Vec<InDoubt>,
    more: bool,
    days: Vec<Day>,
    who: Words,
}

#[derive(Serialize)]
struct InDoubt {
    id: MessageId,
    reference: String,
    since: String,
}

#[derive(Serialize)]
struct Day {
    day: String,
    sent: &'static str,
    refused: bool,
    dropped: bool,
}

impl Page for Show {
    const TEMPLATE: &'static str = "outbox/show";
}

impl Show {
    pub fn new(
        by: &Member,
        waits: Option<&'static str>,
        doubtful: Vec<Doubtful>,
        tallies: &[Tally],
        filled: &Filled,
        now: Now,
    ) -> Self {
        Self {
            errors: filled.summary(),
            waits,
            more: i64::try_from(doubtful.len()).is_ok_and(|shown| shown >= MOST),
            doubtful: doubtful
                .into_iter()
                .map(|one| InDoubt { id: one.id, reference: one.reference, since: london::day(one.since) })
                .collect(),
            days: model::days(tallies, now.today())
                .into_iter()
                .map(|day| Day {
                    day: london::day(day.day),
                    sent: day.sent,
                    refused: day.refused,
                    dropped: day.dropped,
                })
                .collect(),
            who: by.words_as(Viewer::ServiceManager, Item::Message),
        }
    }
}
