//! What several pages of duties show the same way.

mod commentary;
mod evidence;
mod trend;
mod urgent;

pub use commentary::WriteCommentary;
pub use evidence::{Evidence, statements};
use serde::Serialize;
pub use trend::Trend;
pub use urgent::UrgentCheck;

use super::{
    figures::{Figures, Returned, Team},
    measures::{self, Measure},
};
use crate::{
    kernel::{london, wte},
    staffing::tally::{Rounding, words},
    teams::tally::specialty,
};

/// What one recommendation, or the policy beside it, has to show for itself.
#[derive(Serialize)]
pub struct Recommendation {
    code: &'static str,
    name: &'static str,
    duties: Vec<Duty>,
}

/// A figure with its definition beside it.
#[derive(Serialize)]
struct Duty {
    name: &'static str,
    figure: String,
    meaning: String,
}

/// The figures under what they evidence, for an organisation that offers supervision within `weeks`.
pub fn recommendations(figures: &Figures, weeks: i64) -> Vec<Recommendation> {
    let duty = |measure: &Measure| {
        let (name, meaning) = (measure.name(), measure.meaning(weeks));
        measure.figure(figures).map(|figure| Duty { name, figure, meaning })
    };
    let of = |evidence: measures::Evidence| {
        let (code, name) = evidence.words();
        let own = Measure::ALL.iter().filter(|measure| measure.evidences() == evidence);
        Recommendation { code, name, duties: own.filter_map(duty).collect() }
    };
    measures::Evidence::ALL.map(of).into()
}

/// What is told of a site or a specialty: headings of [`cells`].
pub const COLUMNS: [&str; 9] = [
    "Teams",
    "With a librarian",
    "Without",
    "WTE embedded",
    "Librarians",
    "Offered supervision",
    "Arrangements that include librarians",
    "Debriefs that invited a librarian",
    "Spaces open outside staffed hours",
];

/// A part's figures under the headings of [`COLUMNS`]; a dash where there is none of a specialty.
pub fn cells(of: &Figures) -> [String; 9] {
    let said = |measure: Measure| measure.figure(of).unwrap_or_else(|| "–".to_owned());
    [
        of.teams.to_string(),
        of.with_librarian.to_string(),
        (of.teams - of.with_librarian).to_string(),
        wte::words(of.wte_hundredths),
        said(Measure::Librarians),
        said(Measure::Offered),
        said(Measure::Arrangements),
        said(Measure::Debriefs),
        said(Measure::Spaces),
    ]
}

/// What is told of a team with a librarian: headings of [`team_cells`].
pub const TEAM_COLUMNS: [&str; 3] = ["Embedded librarians", "Arrangements", "Include librarians"];

/// A team's name and its figures under the headings of [`TEAM_COLUMNS`].
pub fn team_cells(of: &Team) -> (String, Vec<String>) {
    let name = format!("{} ({})", of.name, specialty(&of.specialty));
    (name, [of.librarians, of.arrangements, of.including].map(|figure| figure.to_string()).into())
}

/// What is told of a yearly return: headings of [`return_cells`].
pub const RETURN_COLUMNS: [&str; 5] =
    ["Workforce WTE", "Qualified WTE", "Ratio", "Against the policy", "More qualified WTE needed"];

/// The day of a yearly return and its figures under the headings of [`RETURN_COLUMNS`].
pub fn return_cells(of: &Returned) -> (String, Vec<String>) {
    let figures = [
        words(of.ratio.workforce),
        words(of.ratio.qualified),
        of.ratio.words(Rounding::Truncated),
        of.ratio.standing().words().to_owned(),
        words(of.ratio.needed()),
    ];
    (london::short_day(of.on), figures.into())
}

/// A table whose cells carry their headings, for narrow screens.
#[derive(Serialize)]
pub struct Table {
    pub caption: String,
    pub head: &'static str,
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
}

/// A row under its own heading.
#[derive(Serialize)]
pub struct Row {
    pub name: String,
    pub cells: Vec<Cell>,
}

/// One figure and what it is of.
#[derive(Serialize)]
pub struct Cell {
    pub head: String,
    pub figure: String,
}

impl Table {
    /// A table of rows by name; each row has a cell for each heading.
    pub fn new(caption: &str, head: &'static str, heads: &[String], rows: Vec<(String, Vec<String>)>) -> Self {
        let cells = |figures: Vec<String>| {
            heads.iter().cloned().zip(figures).map(|(head, figure)| Cell { head, figure }).collect()
        };
        Self {
            caption: caption.to_owned(),
            head,
            heads: heads.to_vec(),
            rows: rows.into_iter().map(|(name, figures)| Row { name, cells: cells(figures) }).collect(),
        }
    }

    /// Parts under [`COLUMNS`].
    pub fn of_parts(caption: &str, head: &'static str, parts: &[Figures]) -> Self {
        let rows = parts.iter().map(|part| (part.part.words(), cells(part).to_vec())).collect();
        Self::new(caption, head, &COLUMNS.map(str::to_owned), rows)
    }
}
