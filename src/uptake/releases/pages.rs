//! The pages of releases.

use serde::Serialize;

use super::{
    bands::Rules,
    chart::chart,
    due::{self, Making},
    failing,
    figures::Figures,
    frozen::{Changed, Release},
};
use crate::{
    accounts::Member,
    kernel::{Now, london},
    privacy::{Item, Words},
    store::Result as Stored,
    uptake::model::Quarter,
    web::{Page, field::ErrorSummary},
};

/// Every release, the latest with its figures; for a service manager, the way to make the next.
#[derive(Serialize)]
pub struct Releases {
    organisation: String,
    latest: Option<Shown>,
    earlier: Vec<Line>,
    /// When there is none: of which quarter the first will be, and when.
    next: Next,
    may_release: bool,
    who: Words,
}

/// A release of the list.
#[derive(Serialize)]
struct Line {
    number: i64,
    quarter: String,
    changed: bool,
}

/// The release that comes next.
#[derive(Serialize)]
pub struct Next {
    quarter: String,
    due: String,
    /// Whether that day has come and it has not been made.
    is_overdue: bool,
    /// Whether the service makes it when it is due, without anybody asking.
    by_itself: bool,
    /// Whether anybody is counted in it: else none is made by itself.
    has_people: bool,
    /// The last day on which it can be made.
    last: String,
    /// For a service manager: why it could not be made.
    failure: Option<Failure>,
}

/// What went wrong when the service tried.
#[derive(Serialize)]
struct Failure {
    tried: String,
    why: String,
}

/// A release as pages show it.
#[derive(Serialize)]
pub struct Shown {
    number: i64,
    quarter: String,
    made_on: String,
    fingerprint: String,
    head: Vec<String>,
    rows: Vec<Vec<Cell>>,
    population: String,
    definitions: Vec<Definition>,
}

#[derive(Serialize)]
struct Cell {
    head: String,
    words: String,
}

#[derive(Serialize)]
struct Definition {
    name: String,
    meaning: String,
}

/// One release: its figures, drawn too, and the files to keep.
#[derive(Serialize)]
pub struct OneRelease {
    organisation: String,
    number: i64,
    shown: Option<Shown>,
    /// What is wrong with it, when it is not what it was.
    changed: Option<String>,
    charts: Vec<Chart>,
    who: Words,
}

#[derive(Serialize)]
struct Chart {
    name: String,
    svg: String,
}

/// Before a release is made: what making it means.
#[derive(Serialize)]
pub struct NewRelease {
    quarter: String,
    code: String,
    errors: Option<ErrorSummary>,
}

/// How releases are protected, in plain words.
#[derive(Serialize)]
pub struct Protection {
    least: u32,
    known: u32,
    bands: Vec<String>,
    example: u32,
    who: Words,
}

impl Page for Releases {
    const TEMPLATE: &'static str = "uptake/releases";
}

impl Page for OneRelease {
    const TEMPLATE: &'static str = "uptake/release";
}

impl Page for NewRelease {
    const TEMPLATE: &'static str = "uptake/new_release";
}

impl Page for Protection {
    const TEMPLATE: &'static str = "uptake/protection";
}

impl Releases {
    /// `all` is the latest first.
    pub fn new(by: &Member, all: &[(Quarter, Result<Release, Changed>)], next: Next) -> Self {
        let line = |(quarter, release): &(Quarter, Result<Release, Changed>)| Line {
            number: match release {
                Ok(release) => release.contents.number,
                Err(changed) => changed.number,
            },
            quarter: quarter.name(),
            changed: release.is_err(),
        };
        Self {
            organisation: by.organisation_name.clone(),
            latest: all.first().and_then(|(_, release)| release.as_ref().ok()).map(|release| Shown::new(by, release)),
            earlier: all.iter().map(line).collect(),
            may_release: by.is_service_manager && next.is_overdue,
            next,
            who: by.words(Item::Releases),
        }
    }
}

impl Next {
    /// What went wrong is for service managers.
    ///
    /// # Errors
    /// When what was kept of it cannot be read.
    pub fn new(by: &Member, next: due::Next, failed: Option<&failing::Kept>, making: Making, now: Now) -> Stored<Self> {
        let quarter = next.quarter;
        let failure = |kept: &failing::Kept| -> Stored<Failure> {
            let why = kept.cause()?.words_for(by.organisation);
            Ok(Failure { tried: london::moment(kept.tried_at), why })
        };
        Ok(Self {
            quarter: quarter.name(),
            due: london::day(quarter.due_on()),
            is_overdue: quarter.is_due(now.today()),
            by_itself: making == Making::ByItself,
            has_people: next.has_people,
            last: london::day(quarter.last_day()),
            failure: failed.filter(|_| by.is_service_manager).map(failure).transpose()?,
        })
    }
}

impl Shown {
    /// What the reader's organisation sees of it.
    #[must_use]
    pub fn new(by: &Member, release: &Release) -> Self {
        Self::of(release, &figures(by, release))
    }

    /// Those figures of it.
    #[must_use]
    pub fn of(release: &Release, figures: &Figures) -> Self {
        let (head, rows) = figures.table();
        let cell = |(words, head): (String, &String)| Cell { head: head.clone(), words };
        let row = |row: Vec<String>| row.into_iter().zip(&head).map(cell).collect();
        let contents = &release.contents;
        let definitions = contents.measures.iter();
        Self {
            number: contents.number,
            quarter: release.quarter.name(),
            made_on: contents.made_on.parse().map_or_else(|_| contents.made_on.clone(), london::day),
            fingerprint: release.fingerprint.clone(),
            rows: rows.into_iter().map(row).collect(),
            population: contents.population.clone(),
            definitions: definitions
                .map(|one| Definition { name: one.name.clone(), meaning: one.definition.clone() })
                .collect(),
            head,
        }
    }
}

impl OneRelease {
    pub fn new(by: &Member, number: i64, release: &Result<Release, Changed>) -> Self {
        let sound = release.as_ref().ok();
        let charts = sound.map(|release| {
            let figures = figures(by, release);
            let charts = figures.measures.iter().enumerate().filter(|_| !figures.rows.is_empty());
            charts.map(|(at, name)| Chart { name: name.clone(), svg: chart(&figures, at) }).collect()
        });
        Self {
            organisation: by.organisation_name.clone(),
            number,
            shown: sound.map(|release| Shown::new(by, release)),
            changed: release.as_ref().err().map(ToString::to_string),
            charts: charts.unwrap_or_default(),
            who: by.words(Item::Releases),
        }
    }
}

impl NewRelease {
    pub fn new(quarter: Quarter, refused: Option<&str>, errors: Option<ErrorSummary>) -> Self {
        Self {
            quarter: quarter.name(),
            code: quarter.code(),
            errors: refused.map(|why| ErrorSummary::new().whole(why)).or(errors),
        }
    }
}

impl Protection {
    /// With the bands of a group of twenty as an example.
    pub fn new(by: &Member) -> Self {
        let (rules, example) = (Rules::PRODUCT, 20);
        let bands = rules.bands(example).into_iter().map(|band| Figures::words(band.into()));
        Self { least: rules.least, known: rules.known, bands: bands.collect(), example, who: by.words(Item::Releases) }
    }
}

/// What the reader's organisation sees of a release.
pub fn figures(by: &Member, release: &Release) -> Figures {
    Figures::of_organisation(release, by.organisation, &by.organisation_name)
}
