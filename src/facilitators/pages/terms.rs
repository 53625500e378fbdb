//! The form that says on what terms somebody can be booked.

use serde::Serialize;

use crate::{
    facilitators::{
        Terms,
        terms::{BUFFER_MINUTES, HORIZON_WEEKS, MOST_A_WEEK, NOTICE_HOURS},
    },
    web::{
        Filled, Page,
        field::{ErrorSummary, Input},
    },
};

/// Notice, horizon, the time kept free after a session, and the most sessions in a week.
#[derive(Serialize)]
pub struct SetTerms {
    errors: Option<ErrorSummary>,
    notice_hours: Input,
    horizon_weeks: Input,
    buffer_minutes: Input,
    debrief_buffer_minutes: Input,
    most_a_week: Input,
}

impl Page for SetTerms {
    const TEMPLATE: &'static str = "facilitators/terms";
}

impl SetTerms {
    pub fn new(filled: &Filled) -> Self {
        let number = |name: &str, label, hint: String| {
            Input::new(name, label).hint(&hint).digits().width(3).value(filled.value(name)).error(filled.error(name))
        };
        let within = |bounds: std::ops::RangeInclusive<i64>| format!("{} to {}", bounds.start(), bounds.end());
        Self {
            errors: filled.summary(),
            notice_hours: number(
                "notice_hours",
                "How many hours before its start can a time last be booked?",
                format!(
                    "{}. A debrief on the same day needs no notice; a peer support conversation always needs 72 hours.",
                    within(NOTICE_HOURS)
                ),
            ),
            horizon_weeks: number("horizon_weeks", "How many weeks ahead can you be booked?", within(HORIZON_WEEKS)),
            buffer_minutes: number(
                "buffer_minutes",
                "How many minutes do you need free after a session?",
                within(BUFFER_MINUTES),
            ),
            debrief_buffer_minutes: number(
                "debrief_buffer_minutes",
                "And after a debrief?",
                format!("Minutes, {}", within(BUFFER_MINUTES)),
            ),
            most_a_week: number(
                "most_a_week",
                "What is the most sessions you can run in a week? (optional)",
                format!("{}, from Monday to Sunday. Leave this empty for no limit.", within(MOST_A_WEEK)),
            ),
        }
    }

    /// What the form holds before anybody typed: the terms as they are.
    pub fn standing(terms: &Terms) -> Filled {
        let most = terms.most_a_week.map(|most| most.to_string()).unwrap_or_default();
        let fields = [
            ("notice_hours", terms.notice_hours.to_string()),
            ("horizon_weeks", terms.horizon_weeks.to_string()),
            ("buffer_minutes", terms.buffer_minutes.to_string()),
            ("debrief_buffer_minutes", terms.debrief_buffer_minutes.to_string()),
            ("most_a_week", most),
        ];
        Filled::with(&fields.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}
