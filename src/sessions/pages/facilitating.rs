//! A facilitator's sessions and the open queue.

use chrono::NaiveDate;
use serde::Serialize;

use super::{day_select, place_fields, requests::days, time_input, week::WeekShown};
use crate::{
    accounts::{Member, model::first_name},
    facilitators::Published,
    kernel::{
        Now,
        ids::{RequestId, SessionId},
        london,
    },
    privacy::{Item, Viewer, Words},
    sessions::{
        conflicts,
        model::{Run, State, Vacancy},
        occurrence::waits,
        policy,
        request::Waiting,
        week::Week,
    },
    spaces::{Choosable, PlaceFields, PlaceWords, shown},
    web::{
        Filled, Page,
        field::{ErrorSummary, Input, Select},
    },
};

/// What a facilitator runs, and what waits for one.
#[derive(Serialize)]
pub struct Facilitating {
    errors: Option<ErrorSummary>,
    vacancies: Vec<Open>,
    conflicts: bool,
    week: WeekShown,
    coming: Vec<Session>,
    to_confirm: Vec<Session>,
    done: Vec<Session>,
    queue: Vec<Queued>,
    who_booking: Words,
    who_request: Words,
}

/// What the list of a facilitator's sessions is made from.
pub struct Running<'a> {
    /// What they run.
    pub run: &'a [Run],
    /// What they have published.
    pub published: &'a Published,
    /// The week to be shown.
    pub week: Week,
}

#[derive(Serialize)]
pub(super) struct Session {
    id: SessionId,
    kind: &'static str,
    when: String,
    place: PlaceWords,
    person: Option<String>,
}

/// A session that needs a facilitator.
#[derive(Serialize)]
struct Open {
    id: SessionId,
    kind: &'static str,
    when: String,
    place: String,
    first_name: Option<String>,
}

#[derive(Serialize)]
struct Queued {
    id: RequestId,
    first_name: String,
    kind: &'static str,
    days: String,
    parts: String,
}

/// The form that answers a request with one time and place.
#[derive(Serialize)]
pub struct Answer {
    errors: Option<ErrorSummary>,
    request: Queued,
    day: Select,
    time: Input,
    place: PlaceFields,
    who: Words,
}

impl Page for Facilitating {
    const TEMPLATE: &'static str = "sessions/facilitating";
}

impl Page for Answer {
    const TEMPLATE: &'static str = "sessions/answer";
}

impl Facilitating {
    pub fn new(
        by: &Member,
        running: &Running<'_>,
        queue: &[Waiting],
        vacancies: &[Vacancy],
        filled: &Filled,
        now: Now,
    ) -> Self {
        let run = running.run;
        let after = running.week.span().1;
        let shown = policy::may_see_took_place(by);
        let pick = |wanted: fn(&Run, Now) -> bool| run.iter().filter(|r| wanted(r, now)).map(Session::from).collect();
        Self {
            errors: filled.summary(),
            vacancies: vacancies.iter().map(Open::from).collect(),
            conflicts: !conflicts::undecided(run, running.published, now).is_empty(),
            week: WeekShown::new(running, now),
            coming: run.iter().filter(|r| r.starts_at >= after && r.starts_at > now.0).map(Session::from).collect(),
            to_confirm: if shown {
                pick(|r, now| waits(r.starts_at, r.ends_at, now) && !r.took_place)
            } else {
                Vec::new()
            },
            done: if shown { pick(|r, now| r.took_place && State::is_recent(r.ends_at, now)) } else { Vec::new() },
            queue: queue.iter().map(Queued::from).collect(),
            who_booking: by.words_as(Viewer::Facilitator, Item::Booking),
            who_request: by.words_as(Viewer::Facilitator, Item::Request),
        }
    }
}

impl Session {
    /// The same under the heading of its day.
    pub fn under_its_day(self, run: &Run) -> Self {
        Self { when: london::times(run.starts_at, run.ends_at), ..self }
    }
}

impl From<&Run> for Session {
    fn from(run: &Run) -> Self {
        Self {
            id: run.id,
            kind: run.kind.name(),
            when: london::span(run.starts_at, run.ends_at),
            place: shown(&run.place),
            person: run.person.clone(),
        }
    }
}

impl From<&Vacancy> for Open {
    fn from(vacancy: &Vacancy) -> Self {
        Self {
            id: vacancy.id,
            kind: vacancy.kind.name(),
            when: london::span(vacancy.starts_at, vacancy.ends_at),
            place: shown(&vacancy.place).words,
            first_name: vacancy.name.as_deref().map(|name| first_name(name).to_owned()),
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
    pub fn new(by: &Member, waiting: &Waiting, filled: &Filled, spaces: &[Choosable], today: NaiveDate) -> Self {
        Self {
            errors: filled.summary(),
            request: Queued::from(waiting),
            day: day_select(filled, waiting.earliest_on.max(today), waiting.latest_on),
            time: time_input(filled),
            place: place_fields(filled, spaces),
            who: by.words_as(Viewer::Facilitator, Item::Request),
        }
    }
}
