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
        model::{Quarter, WITHHELD},
    },
    web::Page,
};

/// Duties as exact figures; choices withheld.
#[derive(Serialize)]
pub struct Uptake {
    organisation: String,
    today: String,
    quarter: String,
    recommendations: Vec<Recommendation>,
    choices: Vec<Choice>,
    who: Words,
}

#[derive(Serialize)]
struct Choice {
    name: &'static str,
    figure: &'static str,
}

impl Page for Uptake {
    const TEMPLATE: &'static str = "uptake/show";
}

impl Uptake {
    pub fn new(by: &Member, counts: &Counts, now: Now) -> Self {
        let choices = [
            "Librarians who took up supervision",
            "Librarians who joined a debrief",
            "Librarians who asked for a debrief",
            "Librarians who checked in",
        ];
        Self {
            organisation: by.organisation_name.clone(),
            today: london::day(now.today()),
            quarter: Quarter::of(now.today()).name(),
            recommendations: recommendations(&counts.whole, by.supervision_weeks),
            choices: choices.into_iter().map(|name| Choice { name, figure: WITHHELD }).collect(),
            who: by.words(Item::Releases),
        }
    }
}
