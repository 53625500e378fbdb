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
        releases::Making,
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
    releases: Choices,
    who: Words,
}

/// What is said of people's choices where the duties stand: that they are elsewhere, and when the next are published.
#[derive(Serialize)]
struct Choices {
    quarter: String,
    due: String,
    /// Whether the service makes it then, without anybody asking.
    by_itself: bool,
}

impl Page for Uptake {
    const TEMPLATE: &'static str = "uptake/show";
}

impl Uptake {
    pub fn new(by: &Member, counts: &Counts, making: Making, now: Now) -> Self {
        let over = Quarter::over_before(now.today());
        let next = if now.today() < over.due_on() { over } else { Quarter::of(now.today()) };
        Self {
            organisation: by.organisation_name.clone(),
            today: london::day(now.today()),
            quarter: Quarter::of(now.today()).name(),
            recommendations: recommendations(&counts.whole, by.supervision_weeks),
            releases: Choices {
                quarter: next.name(),
                due: london::day(next.due_on()),
                by_itself: making == Making::ByItself,
            },
            who: by.words(Item::Releases),
        }
    }
}
