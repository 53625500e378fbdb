//! A facilitator's queue of requests, and the form that proposes times for one.

use chrono::NaiveDate;
use serde::Serialize;

use super::{place_fields, requests::days};
use crate::{
    accounts::{Member, model::first_name},
    kernel::{ids::RequestId, london},
    privacy::{Item, Viewer, Words},
    sessions::{
        request::{MOST_TIMES, Proposed, Waiting},
        store::requests,
    },
    spaces::{Choosable, PlaceFields},
    web::{
        Filled, Page,
        field::{Choice, ErrorSummary, Input, Select},
    },
};

/// The requests that a facilitator has taken, and those that wait for anybody.
#[derive(Serialize)]
pub struct Requests {
    errors: Option<ErrorSummary>,
    own: Vec<Queued>,
    waiting: Vec<Queued>,
    who: Words,
}

#[derive(Serialize)]
struct Queued {
    id: RequestId,
    first_name: String,
    kind: &'static str,
    days: String,
    parts: String,
}

/// The form that proposes times for a request, or the times that were proposed.
#[derive(Serialize)]
pub struct Answer {
    errors: Option<ErrorSummary>,
    request: Queued,
    proposed: Vec<String>,
    times: Vec<Time>,
    place: PlaceFields,
    who: Words,
}

#[derive(Serialize)]
struct Time {
    heading: &'static str,
    day: Select,
    time: Input,
}

impl Page for Requests {
    const TEMPLATE: &'static str = "sessions/requests";
}

impl Page for Answer {
    const TEMPLATE: &'static str = "sessions/answer";
}

impl Requests {
    pub fn new(by: &Member, queue: &[requests::Queued], filled: &Filled) -> Self {
        let all = queue.iter().map(|queued| &queued.waiting);
        let (own, waiting): (Vec<&Waiting>, Vec<&Waiting>) = all.partition(|waiting| waiting.taken);
        Self {
            errors: filled.summary(),
            own: own.into_iter().map(Queued::from).collect(),
            waiting: waiting.into_iter().map(Queued::from).collect(),
            who: by.words_as(Viewer::Facilitator, Item::Request),
        }
    }
}

impl From<&Waiting> for Queued {
    fn from(waiting: &Waiting) -> Self {
        let parts = [
            (waiting.parts.mornings, "mornings"),
            (waiting.parts.afternoons, "afternoons"),
            (waiting.parts.evenings, "evenings"),
        ];
        let parts: Vec<&str> = parts.iter().filter(|(could, _)| *could).map(|(_, part)| *part).collect();
        Self {
            id: waiting.id,
            first_name: first_name(&waiting.name).to_owned(),
            kind: waiting.company.kind().name(),
            days: days(waiting.earliest_on, waiting.latest_on),
            parts: parts.join(", "),
        }
    }
}

impl Answer {
    pub fn new(
        by: &Member,
        waiting: &Waiting,
        proposed: &[Proposed],
        filled: &Filled,
        spaces: &[Choosable],
        today: NaiveDate,
    ) -> Self {
        let window = (waiting.earliest_on.max(today), waiting.latest_on);
        let headings = ["First time", "Second time, if you like", "Third time, if you like"];
        Self {
            errors: filled.summary(),
            request: Queued::from(waiting),
            proposed: proposed.iter().map(|one| london::span(one.starts_at, one.ends_at)).collect(),
            times: (1..=MOST_TIMES).zip(headings).map(|(at, heading)| time(filled, at, heading, window)).collect(),
            place: place_fields(filled, spaces),
            who: by.words_as(Viewer::Facilitator, Item::Request),
        }
    }
}

/// A field's name for one of the times: the first has none of its own.
pub fn numbered(field: &str, at: usize) -> String {
    if at <= 1 { field.to_owned() } else { format!("{field}_{at}") }
}

fn time(filled: &Filled, at: usize, heading: &'static str, (first, last): (NaiveDate, NaiveDate)) -> Time {
    let (day, time) = (numbered("day", at), numbered("time", at));
    let days = first.iter_days().take_while(|day| *day <= last);
    // Only the first must be filled in.
    let none = (at > 1).then(|| Choice::new("", "No other time"));
    let choices = none.into_iter().chain(days.map(|day| Choice::new(&day, &london::day(day)))).collect();
    Time {
        heading,
        day: Select::new(&day, "Day", choices).value(filled.value(&day)).error(filled.error(&day)),
        time: Input::new(&time, "Time")
            .hint("UK time, like 2:30pm or 14:30")
            .width(10)
            .value(filled.value(&time))
            .error(filled.error(&time)),
    }
}
