//! The policy evidence pack: one page for the board.

use serde::Serialize;

use super::{
    RETURN_COLUMNS, Recommendation, TEAM_COLUMNS, Table, commentary::paragraphs, recommendations, return_cells,
    team_cells,
};
use crate::{
    accounts::Member,
    kernel::{Now, london},
    privacy::{Item, Words},
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
    teams: Table,
    specialties: Table,
    returns: Table,
    /// The latest release; none when there is none yet, or when what is kept of it was changed, which its own page says.
    release: Option<Shown>,
    commentary: Vec<String>,
    who: Words,
}

impl Page for Evidence {
    const TEMPLATE: &'static str = "uptake/evidence";
}

impl Evidence {
    pub fn new(by: &Member, counts: &Counts, release: Option<&Release>, now: Now) -> Self {
        let today = london::short_day(now.today());
        let said = statements(&counts.whole, by.supervision_weeks, &today).into_iter();
        let table = |caption, head, heads: &[&str], rows| {
            Table::new(caption, head, &heads.iter().map(|&head| head.to_owned()).collect::<Vec<_>>(), rows)
        };
        Self {
            organisation: by.organisation_name.clone(),
            statements: said.map(|(code, words)| format!("{code}. {words}")).collect(),
            today,
            quarter: Quarter::of(now.today()).name(),
            recommendations: recommendations(&counts.whole, by.supervision_weeks),
            specialties: Table::of_parts(
                "Coverage by specialty (treatment function)",
                "Specialty",
                &counts.specialties,
            ),
            teams: table(
                "Arrangements of the teams with a librarian",
                "Team",
                &TEAM_COLUMNS,
                counts.teams.iter().map(team_cells).collect(),
            ),
            returns: table(
                "Yearly returns, newest first",
                "Counted on",
                &RETURN_COLUMNS,
                counts.returns.iter().map(return_cells).collect(),
            ),
            release: release.map(|release| Shown::new(by, release)),
            commentary: paragraphs(counts.commentary.as_deref()),
            who: by.words(Item::Duties),
        }
    }
}

/// Each recommendation's code with one dated sentence that says what is and what is not.
pub fn statements(of: &Figures, weeks: i64, today: &str) -> [(&'static str, String); 3] {
    let urgent = of.urgent_checked_on.map_or_else(
        || "the urgent help page has not been checked this quarter".to_owned(),
        |on| format!("the urgent help page was checked on {}", london::short_day(on)),
    );
    [
        (
            "R1",
            format!(
                "On {today}, {} of {} embedded librarians were offered supervision by somebody independent within {weeks} \
             weeks.",
                of.offered, of.librarians
            ),
        ),
        (
            "R2",
            format!(
                "On {today}, {} of {} teams had an embedded librarian; {} of the {} arrangements for support of those teams \
             included librarians, and {} of the {} team debriefs called for the quarter invited one.",
                of.with_librarian, of.teams, of.including, of.arrangements, of.inviting, of.debriefs
            ),
        ),
        (
            "R3",
            format!(
                "On {today}, {} of {} entries of the directory of help were in date, {} of {} spaces were open outside \
             staffed hours, and {urgent}.",
                of.in_date.unwrap_or_default(),
                of.entries.unwrap_or_default(),
                of.open_unstaffed.unwrap_or_default(),
                of.spaces.unwrap_or_default(),
            ),
        ),
    ]
}
