//! The uptake page; coverage has a file of its own.

mod coverage;

pub use coverage::Coverage;
use serde::Serialize;

use crate::{
    accounts::Member,
    kernel::{Now, london},
    privacy::{Item, Words},
    uptake::{
        duties::{
            gathering::Counts,
            pages::{Recommendation, recommendations},
        },
        model::Quarter,
    },
    web::Page,
};

/// Duties as exact figures, and the way to the releases of choices.
#[derive(Serialize)]
pub struct Uptake {
    organisation: String,
    today: String,
    quarter: String,
    recommendations: Vec<Recommendation>,
    who: Words,
}

impl Page for Uptake {
    const TEMPLATE: &'static str = "uptake/show";
}

impl Uptake {
    pub fn new(by: &Member, counts: &Counts, now: Now) -> Self {
        Self {
            organisation: by.organisation_name.clone(),
            today: london::day(now.today()),
            quarter: Quarter::of(now.today()).name(),
            recommendations: recommendations(&counts.whole, by.supervision_weeks),
            who: by.words(Item::Releases),
        }
    }
}
