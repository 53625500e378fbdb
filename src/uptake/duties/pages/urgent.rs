//! When the urgent help page was checked, and saying that it was.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::{Now, london},
    privacy::{Item, Words},
    uptake::model::Quarter,
    web::{Filled, Page, field::ErrorSummary},
};

/// The days on which somebody checked it; never who.
#[derive(Serialize)]
pub struct UrgentCheck {
    errors: Option<ErrorSummary>,
    quarter: String,
    checked: bool,
    days: Vec<String>,
    writes: bool,
    who: Words,
}

impl Page for UrgentCheck {
    const TEMPLATE: &'static str = "uptake/urgent_check";
}

impl UrgentCheck {
    pub fn new(by: &Member, days: &[NaiveDate], filled: &Filled, now: Now) -> Self {
        let quarter = Quarter::of(now.today());
        Self {
            errors: filled.summary(),
            quarter: quarter.name(),
            checked: days.iter().any(|on| *on >= quarter.first),
            days: days.iter().map(|on| london::day(*on)).collect(),
            writes: by.is_service_manager,
            who: by.words(Item::Duties),
        }
    }
}
