//! A facilitator's sessions, and those that need one.

use serde::Serialize;

use crate::{
    accounts::{Member, model::first_name},
    kernel::{Now, ids::SessionId, london},
    privacy::{Item, Viewer, Words},
    sessions::{
        model::{Run, State, Vacancy},
        policy,
    },
    web::{Filled, Page, field::ErrorSummary},
};

/// What a facilitator runs, and what waits for one.
#[derive(Serialize)]
pub struct Facilitating {
    errors: Option<ErrorSummary>,
    vacancies: Vec<Open>,
    coming: Vec<Session>,
    to_confirm: Vec<Session>,
    done: Vec<Session>,
    sees_queue: bool,
    who_booking: Words,
    who_request: Words,
}

#[derive(Serialize)]
struct Session {
    id: SessionId,
    kind: &'static str,
    when: String,
    place: String,
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

impl Page for Facilitating {
    const TEMPLATE: &'static str = "sessions/facilitating";
}

impl Facilitating {
    pub fn new(by: &Member, run: &[Run], vacancies: &[Vacancy], filled: &Filled, now: Now) -> Self {
        let pick = |wanted: fn(&Run, Now) -> bool| run.iter().filter(|r| wanted(r, now)).map(Session::from).collect();
        Self {
            errors: filled.summary(),
            vacancies: vacancies.iter().map(Open::from).collect(),
            coming: pick(|r, now| r.starts_at > now.0),
            to_confirm: pick(|r, now| {
                r.starts_at <= now.0 && State::of(false, r.took_place, r.ends_at, now) == State::Booked
            }),
            done: pick(|r, _| r.took_place),
            sees_queue: policy::may_see_queue(by),
            who_booking: by.words_as(Viewer::Facilitator, Item::Booking),
            who_request: by.words_as(Viewer::Facilitator, Item::Request),
        }
    }
}

impl From<&Run> for Session {
    fn from(run: &Run) -> Self {
        Self {
            id: run.id,
            kind: run.kind.name(),
            when: london::span(run.starts_at, run.ends_at),
            place: run.place.clone(),
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
            place: vacancy.place.clone(),
            first_name: vacancy.name.as_deref().map(|name| first_name(name).to_owned()),
        }
    }
}
