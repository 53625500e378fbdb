//! The form that adds time away.

use serde::Serialize;

use super::publishing::date;
use crate::web::{
    Filled, Page,
    field::{DateInput, ErrorSummary, Input},
};

/// Asks from when until when somebody is away, and not why.
#[derive(Serialize)]
pub struct GoAway {
    errors: Option<ErrorSummary>,
    first: DateInput,
    first_time: Input,
    last: DateInput,
    last_time: Input,
}

impl Page for GoAway {
    const TEMPLATE: &'static str = "facilitators/away";
}

impl GoAway {
    pub fn new(filled: &Filled) -> Self {
        let time = |name: &str, label, hint| {
            Input::new(name, label).hint(hint).width(10).value(filled.value(name)).error(filled.error(name))
        };
        Self {
            errors: filled.summary(),
            first: date(filled, "first", "First day away"),
            first_time: time("first_time", "From (optional)", "UK time. Leave this empty if you are away all day."),
            last: date(filled, "last", "Last day away"),
            last_time: time("last_time", "Until (optional)", "UK time. Leave this empty if you are away all day."),
        }
    }
}
