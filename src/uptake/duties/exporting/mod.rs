//! The same figures as the pages show, as files that every program opens as text (P28).

mod evidence;

pub use evidence::evidence;

use super::{
    figures::Figures,
    gathering::Counts,
    measures::Measure,
    pages::{COLUMNS, cells},
    store::Recorded,
};
use crate::{
    kernel::london,
    sheets,
    uptake::{model::Quarter, releases},
};

const DUTIES: [&str; 6] = ["organisation", "day", "evidences", "duty", "figure", "what_it_means"];

/// The duties with their definitions.
#[must_use]
pub fn duties(counts: &Counts, weeks: i64, today: &str) -> Vec<u8> {
    let rows = Measure::ALL.iter().map(|measure| {
        [
            counts.whole.part.name.clone(),
            today.to_owned(),
            measure.evidences().words().0.to_owned(),
            measure.name().to_owned(),
            measure.figure(&counts.whole).unwrap_or_default(),
            measure.meaning(weeks),
        ]
    });
    written(&DUTIES, rows)
}

/// Coverage, a line for each specialty and each site.
#[must_use]
pub fn coverage(counts: &Counts) -> Vec<u8> {
    let rows = [("specialty", &counts.specialties), ("site", &counts.sites)];
    let rows = rows.into_iter().flat_map(|(by, parts)| parts.iter().map(move |part| (by, part)));
    let headings: Vec<&str> = ["by", "name"].into_iter().chain(COLUMNS).collect();
    written(&headings, rows.map(|(by, part)| [vec![by.to_owned(), part.part.words()], cells(part).to_vec()].concat()))
}

/// A part's figures, a line for each quarter and duty.
#[must_use]
pub fn trend(history: &[Recorded]) -> Vec<u8> {
    let line = |one: &Recorded, measure: &Measure| {
        let figure = measure.figure(&one.figures)?;
        let taken = london::short_day(london::date_of(one.taken_at));
        let quarter = Quarter::of(one.quarter_on).name();
        Some([one.figures.part.words(), quarter, taken, measure.name().to_owned(), figure])
    };
    let rows = history.iter().rev().flat_map(|one| Measure::ALL.iter().filter_map(move |measure| line(one, measure)));
    written(&["part", "quarter", "as_of", "duty", "figure"], rows)
}

/// The organisations of an area, a line for each, their ratio together when there is one, and the latest release of it.
#[must_use]
pub fn area(all: &[Recorded], together: Option<(String, String)>, release: Option<&releases::Figures>) -> Vec<u8> {
    let headings: Vec<&str> = ["organisation", "as_of"].into_iter().chain(Measure::ALL.map(Measure::name)).collect();
    let figures = |of: &Figures| Measure::ALL.map(|measure| measure.figure(of).unwrap_or_default()).to_vec();
    let rows = all.iter().map(|one| {
        let taken = london::short_day(london::date_of(one.taken_at));
        [vec![one.figures.part.name.clone(), taken], figures(&one.figures)].concat()
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    if let Some((whose, ratio)) = together {
        let figure = |measure: Measure| if measure == Measure::Ratio { ratio.clone() } else { String::new() };
        rows.push([vec![whose, String::new()], Measure::ALL.map(figure).to_vec()].concat());
    }
    if let Some(release) = release {
        let (head, lines) = release.table();
        let wide = |mut line: Vec<String>| {
            line.resize(headings.len(), String::new());
            line
        };
        rows.extend([vec![format!("Release of {}", release.quarter)], head].into_iter().chain(lines).map(wide));
    }
    written(&headings, rows)
}

fn written<R: AsRef<[String]>>(headings: &[&str], rows: impl IntoIterator<Item = R>) -> Vec<u8> {
    let rows: Vec<R> = rows.into_iter().collect();
    sheets::csv(headings, rows.iter().map(|row| row.as_ref().iter().map(String::as_str)))
}
