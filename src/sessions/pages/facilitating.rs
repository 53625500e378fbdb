//! A facilitator's sessions, and those that need one.

use serde::Serialize;

use super::week::WeekShown;
use crate::{
    accounts::{Member, model::first_name},
    facilitators::Published,
    kernel::{Now, ids::SessionId, london},
    privacy::{Item, Viewer, Words},
    sessions::{
        conflicts,
        model::{Run, State, Vacancy},
        occurrence::waits,
        policy,
        week::Week,
    },
    spaces::{PlaceWords, shown},
    web::{Filled, Page, field::ErrorSummary},
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
    sees_queue: bool,
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

impl Page for Facilitating {
    const TEMPLATE: &'static str = "sessions/facilitating";
}

impl Facilitating {
    pub fn new(by: &Member, running: &Running<'_>, vacancies: &[Vacancy], filled: &Filled, now: Now) -> Self {
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
            sees_queue: policy::may_see_queue(by),
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
            first_name: vacancy.of.as_ref().map(|(_, name)| first_name(name).to_owned()),
        }
    }
}
