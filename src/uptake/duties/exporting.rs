//! The same figures as the pages show, as files that every program opens as text (P28).

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

/// The evidence pack: the duties, coverage, what there is to say of releases, and the organisation's commentary.
#[must_use]
pub fn evidence(counts: &Counts, weeks: i64, today: &str, release: Option<&releases::Figures>) -> Vec<u8> {
    let row = |evidences: &str, duty: String, figure: String, meaning: String| {
        [counts.whole.part.name.clone(), today.to_owned(), evidences.to_owned(), duty, figure, meaning]
    };
    let mut rows: Vec<[String; 6]> = Measure::ALL
        .iter()
        .map(|one| {
            let figure = one.figure(&counts.whole).unwrap_or_default();
            row(one.evidences().words().0, one.name().to_owned(), figure, one.meaning(weeks))
        })
        .collect();
    for part in &counts.specialties {
        for (name, figure) in COLUMNS.iter().zip(cells(part)) {
            rows.push(row("Coverage", format!("{}: {name}", part.part.words()), figure, String::new()));
        }
    }
    match release {
        None => rows.push(row("Choices", "Release".into(), "None has been made yet".into(), String::new())),
        Some(release) => {
            let (head, lines) = release.table();
            for line in lines {
                let whose = line.first().cloned().unwrap_or_default();
                for (name, figure) in head.iter().zip(line).skip(1) {
                    rows.push(row("Choices", format!("{whose}: {name}"), figure, release.quarter.clone()));
                }
            }
        }
    }
    rows.push(row(
        "Commentary",
        "In the organisation's own words".into(),
        counts.commentary.clone().unwrap_or_default(),
        String::new(),
    ));
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

/// The organisations of an area, a line for each, and the latest release of it.
#[must_use]
pub fn area(all: &[Recorded], release: Option<&releases::Figures>) -> Vec<u8> {
    let headings: Vec<&str> = ["organisation", "as_of"].into_iter().chain(Measure::ALL.map(Measure::name)).collect();
    let figures = |of: &Figures| Measure::ALL.map(|measure| measure.figure(of).unwrap_or_default()).to_vec();
    let rows = all.iter().map(|one| {
        let taken = london::short_day(london::date_of(one.taken_at));
        [vec![one.figures.part.name.clone(), taken], figures(&one.figures)].concat()
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
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
