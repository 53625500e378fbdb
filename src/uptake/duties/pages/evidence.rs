//! The policy evidence pack: one page for the board.

use serde::Serialize;

use super::{Recommendation, Table, commentary::paragraphs, recommendations};
use crate::{
    accounts::Member,
    kernel::{Now, london},
    privacy::{Item, Words},
    staffing::tally::words,
    uptake::{
        duties::{figures::Figures, gathering::Counts},
        model::Quarter,
        releases::{Release, Shown},
    },
    web::Page,
};

/// R1, R2 and R3 as dated statements with their figures, and what stands beside them.
#[derive(Serialize)]
pub struct Evidence {
    organisation: String,
    today: String,
    quarter: String,
    statements: Vec<String>,
    recommendations: Vec<Recommendation>,
    specialties: Table,
    staffing: Option<Staffing>,
    /// The latest release; none when there is none yet, or when what is kept of it was changed, which its own page says.
    release: Option<Shown>,
    commentary: Vec<String>,
    who: Words,
}

#[derive(Serialize)]
struct Staffing {
    workforce: String,
    qualified: String,
    returned: String,
    needed: String,
}

impl Page for Evidence {
    const TEMPLATE: &'static str = "uptake/evidence";
}

impl Evidence {
    pub fn new(by: &Member, counts: &Counts, release: Option<&Release>, now: Now) -> Self {
        let today = london::short_day(now.today());
        Self {
            organisation: by.organisation_name.clone(),
            statements: statements(&counts.whole, by.supervision_weeks, &today),
            today,
            quarter: Quarter::of(now.today()).name(),
            recommendations: recommendations(&counts.whole, by.supervision_weeks),
            specialties: Table::of_parts(
                "Coverage by specialty (treatment function)",
                "Specialty",
                &counts.specialties,
            ),
            staffing: staffing(&counts.whole),
            release: release.map(|release| Shown::new(by, release)),
            commentary: paragraphs(counts.commentary.as_deref()),
            who: by.words(Item::Duties),
        }
    }
}

/// Each recommendation as one dated sentence that says what is and what is not.
fn statements(of: &Figures, weeks: i64, today: &str) -> Vec<String> {
    let urgent = of.urgent_checked_on.map_or_else(
        || "the urgent help page has not been checked this quarter".to_owned(),
        |on| format!("the urgent help page was checked on {}", london::short_day(on)),
    );
    vec![
        format!(
            "R1. On {today}, {} of {} embedded librarians were offered supervision by somebody independent within {weeks} \
             weeks.",
            of.offered, of.librarians
        ),
        format!(
            "R2. On {today}, {} of {} teams had an embedded librarian; {} of the {} arrangements for support of those teams \
             included librarians, and {} of the {} team debriefs called for the quarter invited one.",
            of.with_librarian, of.teams, of.including, of.arrangements, of.inviting, of.debriefs
        ),
        format!(
            "R3. On {today}, {} of {} entries of the directory of help were in date, {} of {} spaces were open outside \
             staffed hours, and {urgent}.",
            of.in_date.unwrap_or_default(),
            of.entries.unwrap_or_default(),
            of.open_unstaffed.unwrap_or_default(),
            of.spaces.unwrap_or_default(),
        ),
    ]
}

fn staffing(of: &Figures) -> Option<Staffing> {
    let (ratio, on) = (of.ratio()?, of.returned_on?);
    Some(Staffing {
        workforce: words(ratio.workforce),
        qualified: words(ratio.qualified),
        returned: london::short_day(on),
        needed: words(ratio.needed()),
    })
}
