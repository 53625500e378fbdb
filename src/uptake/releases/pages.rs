//! The pages of releases.

use serde::Serialize;

use super::{
    actions::Refusal,
    bands::Rules,
    chart::chart,
    figures::Figures,
    frozen::{Changed, Release},
};
use crate::{
    accounts::Member,
    kernel::{Now, london},
    privacy::{Item, Words},
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
struct Next {
    quarter: String,
    code: String,
    due: String,
    /// Whether that day has come and it has not been made.
    is_overdue: bool,
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
    pub fn new(by: &Member, all: &[(Quarter, Result<Release, Changed>)], now: Now) -> Self {
        let line = |(quarter, release): &(Quarter, Result<Release, Changed>)| Line {
            number: match release {
                Ok(release) => release.contents.number,
                Err(changed) => changed.number,
            },
            quarter: quarter.name(),
            changed: release.is_err(),
        };
        let over = Quarter::over_before(now.today());
        let is_released = all.iter().any(|(quarter, _)| *quarter == over);
        let next = if is_released { Quarter::of(now.today()) } else { over };
        Self {
            organisation: by.organisation_name.clone(),
            latest: all.first().and_then(|(_, release)| release.as_ref().ok()).map(|release| Shown::new(by, release)),
            earlier: all.iter().map(line).collect(),
            next: Next {
                quarter: next.name(),
                code: next.code(),
                due: london::day(next.due_on()),
                is_overdue: next.is_due(now.today()),
            },
            may_release: by.is_service_manager && next.is_due(now.today()),
            who: by.words(Item::Releases),
        }
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
    pub fn new(quarter: Quarter, refused: Option<&Refusal>, errors: Option<ErrorSummary>) -> Self {
        Self {
            quarter: quarter.name(),
            errors: refused.map(|why| ErrorSummary::new().whole(&why.to_string())).or(errors),
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
