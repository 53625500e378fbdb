//! The evidence pack as a file: line for line what its page says.

use super::{DUTIES, written};
use crate::uptake::{
    duties::{
        gathering::Counts,
        measures::Measure,
        pages::{COLUMNS, RETURN_COLUMNS, TEAM_COLUMNS, cells, return_cells, statements, team_cells},
    },
    releases,
};

/// The three statements, the duties, the teams, coverage, the yearly returns, what there is to say of releases, and the
/// organisation's commentary.
#[must_use]
pub fn evidence(counts: &Counts, weeks: i64, today: &str, release: Option<&releases::Figures>) -> Vec<u8> {
    let row = |evidences: &str, duty: String, figure: String, meaning: String| {
        [counts.whole.part.name.clone(), today.to_owned(), evidences.to_owned(), duty, figure, meaning]
    };
    let table = |evidences: &str, heads: &[&str], lines: Vec<(String, Vec<String>)>| {
        let cells = |(whose, figures): (String, Vec<String>)| {
            let named = heads.iter().zip(figures);
            named
                .map(|(head, figure)| row(evidences, format!("{whose}: {head}"), figure, String::new()))
                .collect::<Vec<_>>()
        };
        lines.into_iter().flat_map(cells).collect::<Vec<_>>()
    };
    let said = statements(&counts.whole, weeks, today).into_iter();
    let mut rows: Vec<_> = said.map(|(code, words)| row(code, "Statement".into(), words, String::new())).collect();
    rows.extend(Measure::ALL.iter().map(|one| {
        let figure = one.figure(&counts.whole).unwrap_or_default();
        row(one.evidences().words().0, one.name().to_owned(), figure, one.meaning(weeks))
    }));
    rows.extend(table("R2", &TEAM_COLUMNS, counts.teams.iter().map(team_cells).collect()));
    let parts = counts.specialties.iter().map(|part| (part.part.words(), cells(part).to_vec()));
    rows.extend(table("Coverage", &COLUMNS, parts.collect()));
    rows.extend(table("Staff ratio", &RETURN_COLUMNS, counts.returns.iter().map(return_cells).collect()));
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
    let words = counts.commentary.clone().unwrap_or_default();
    rows.push(row("Commentary", "In the organisation's own words".into(), words, String::new()));
    written(&DUTIES, rows)
}
