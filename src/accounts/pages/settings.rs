//! What the organisation has settled, for its service manager.

use serde::Serialize;

use crate::{
    organisations::model::{ANSWER_DAYS, SUPERVISION_WEEKS},
    web::{
        Filled, Page,
        field::{ErrorSummary, Input},
    },
};

/// The interval of supervision and the limit for answering a request.
#[derive(Serialize)]
pub struct ShowSettings {
    errors: Option<ErrorSummary>,
    supervision_weeks: Input,
    answer_days: Input,
}

impl Page for ShowSettings {
    const TEMPLATE: &'static str = "accounts/show_settings";
}

impl ShowSettings {
    pub fn new(filled: &Filled) -> Self {
        let input = |name: &str, label: &str, hint: String| {
            Input::new(name, label).hint(&hint).digits().width(2).value(filled.value(name)).error(filled.error(name))
        };
        let weeks = format!("{} to {}", SUPERVISION_WEEKS.start(), SUPERVISION_WEEKS.end());
        let days = format!("{} to {}. Monday to Friday, without bank holidays", ANSWER_DAYS.start(), ANSWER_DAYS.end());
        Self {
            errors: filled.summary(),
            supervision_weeks: input("supervision_weeks", "Within how many weeks is supervision offered?", weeks),
            answer_days: input("answer_days", "Within how many working days is a request answered?", days),
        }
    }
}
