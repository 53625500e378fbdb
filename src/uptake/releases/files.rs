//! A release as files to keep: the table of the page, cell by cell, and what each measure means.

use super::{figures::Figures, frozen::Release};
use crate::{
    sheets::{csv, workbook},
    store::Result,
};

/// A CSV: the table, and under it what it means, in the same columns.
#[must_use]
pub fn as_csv(release: &Release, figures: &Figures) -> Vec<u8> {
    let (head, mut rows) = figures.table();
    let width = head.len();
    rows.push(Vec::new());
    rows.extend(meaning(release, figures));
    for row in &mut rows {
        row.resize(width, String::new());
    }
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    csv(&head, rows.iter().map(|row| row.iter().map(String::as_str)))
}

/// A workbook (.xlsx): the table on one sheet, what it means on another.
///
/// # Errors
/// Never for what a release holds; the archive's writer says so by a type.
pub fn as_workbook(release: &Release, figures: &Figures) -> Result<Vec<u8>> {
    let (head, mut rows) = figures.table();
    rows.insert(0, head);
    let written = workbook(&[("Figures", &rows), ("What they mean", &meaning(release, figures))]);
    written.map_err(crate::store::Error::unreadable)
}

fn meaning(release: &Release, figures: &Figures) -> Vec<Vec<String>> {
    let contents = &release.contents;
    let pair = |name: &str, text: &str| vec![name.to_owned(), text.to_owned()];
    let mut rows = vec![
        pair("Release", &contents.number.to_string()),
        pair("Quarter", &figures.quarter),
        pair("Fingerprint", &release.fingerprint),
        pair("People counted", &contents.population),
    ];
    rows.extend(contents.measures.iter().map(|measure| pair(&measure.name, &measure.definition)));
    rows
}
