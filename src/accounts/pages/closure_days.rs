//! The days on which the organisation is closed, for its service manager.

use serde::Serialize;

use crate::{
    kernel::{ids::ClosureDayId, london},
    organisations::ClosureDay,
    web::{
        Filled, Page,
        field::{DateInput, ErrorSummary, Input},
    },
};

/// The closure days to come, and the form that lists one more.
#[derive(Serialize)]
pub struct ClosureDays {
    errors: Option<ErrorSummary>,
    days: Vec<Line>,
    closed: DateInput,
    name: Input,
}

#[derive(Serialize)]
struct Line {
    id: ClosureDayId,
    day: String,
    name: String,
}

impl Page for ClosureDays {
    const TEMPLATE: &'static str = "accounts/closure_days";
}

impl ClosureDays {
    pub fn new(days: Vec<ClosureDay>, filled: &Filled) -> Self {
        let line = |one: ClosureDay| Line { id: one.id, day: london::day(one.closed_on), name: one.name };
        Self {
            errors: filled.summary(),
            days: days.into_iter().map(line).collect(),
            closed: DateInput::new("closed", "Which day?")
                .hint("For example, 24 12 2026")
                .value(filled.value("closed[day]"), filled.value("closed[month]"), filled.value("closed[year]"))
                .error(filled.date_error("closed")),
            name: Input::new("name", "What is it called?")
                .hint("Facilitators read it. For example, Christmas Eve")
                .value(filled.value("name"))
                .error(filled.error("name")),
        }
    }
}
