//! Asking for a debrief: four questions, and no field for what happened.

use serde::Serialize;

use super::debriefs::since_radios;
use crate::{
    accounts::Member,
    kernel::{ids::RequestId, london},
    privacy::{Item, Words},
    sessions::{
        request::{Proposed, Request},
        waiting::{self, FEWEST_PLACED},
        window::Company,
    },
    teams::Placed,
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, ErrorSummary, Radios},
    },
};

/// The four questions.
#[derive(Serialize)]
pub struct NewRequest {
    errors: Option<ErrorSummary>,
    team: Radios,
    since: Radios,
    company: Radios,
    parts: Checkboxes,
    within: String,
    fewest_placed: i64,
    who: Words,
}

/// One's own open request.
#[derive(Serialize)]
pub struct ShowRequest {
    errors: Option<ErrorSummary>,
    id: RequestId,
    company: &'static str,
    days: String,
    times: Option<Radios>,
    who: Words,
}

impl Page for NewRequest {
    const TEMPLATE: &'static str = "sessions/new_request";
}

impl Page for ShowRequest {
    const TEMPLATE: &'static str = "sessions/show_request";
}

impl NewRequest {
    pub fn new(by: &Member, placed: &[Placed], answer_days: i64, filled: &Filled) -> Self {
        let mut teams: Vec<Choice> = placed.iter().map(|p| Choice::new(&p.team_id, &p.team)).collect();
        teams.push(Choice::new(&"none", "Not about one team"));
        let companies = Company::ALL.iter().map(|c| Choice::new(&c.word(), c.name())).collect();
        let parts = vec![
            Choice::new(&"mornings", "Mornings"),
            Choice::new(&"afternoons", "Afternoons"),
            Choice::new(&"evenings", "Evenings"),
        ];
        let radios = |name: &str, legend, choices| {
            Radios::new(name, legend, choices).size("m").value(filled.value(name)).error(filled.error(name))
        };
        Self {
            errors: filled.summary(),
            team: radios("team", "Which team is it about?", teams),
            since: since_radios(filled),
            company: radios("company", "Who would you like to meet with?", companies),
            parts: Checkboxes::new("parts", "When could you meet?", parts)
                .size("m")
                .values(filled.values("parts"))
                .error(filled.error("parts")),
            within: waiting::in_words(answer_days),
            fewest_placed: FEWEST_PLACED,
            who: by.words(Item::Request),
        }
    }
}

impl ShowRequest {
    pub fn new(by: &Member, request: &Request, proposed: &[Proposed], filled: &Filled) -> Self {
        let times = proposed.iter().map(|one| {
            let when = london::span(one.starts_at, one.ends_at);
            Choice::new(&one.id, &when).hint(&format!("{}, with {}", one.place, one.facilitator))
        });
        let times = Radios::new("proposal", "Choose a time", times.collect())
            .size("m")
            .value(filled.value("proposal"))
            .error(filled.error("proposal"));
        Self {
            errors: filled.summary(),
            id: request.id,
            company: request.company.name(),
            days: days(request.earliest_on, request.latest_on),
            times: (!proposed.is_empty()).then_some(times),
            who: by.words(Item::Request),
        }
    }
}

/// A window of days in words.
pub fn days(from: chrono::NaiveDate, to: chrono::NaiveDate) -> String {
    format!("{} to {}", london::short_day(from), london::short_day(to))
}
