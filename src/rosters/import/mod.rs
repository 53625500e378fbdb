//! A roster out of a file: read, compared with what stands, shown, and written only when somebody says so.
//!
//! A file adds, changes and ends placements, all of it or nothing. It never ends what it does not mention,
//! so that half a file harms nobody; and the same file a second time changes nothing. A lead's file is about
//! the teams they lead, and any other team is one that nobody has heard of.

pub mod actions;
mod applied;
#[cfg(test)]
mod cases;
mod columns;
mod compared;
mod drafted;
pub mod exporting;
pub mod forms;
#[cfg(any(test, fuzzing))]
pub mod fuzzed;
mod known;
pub mod pages;
mod people;
mod plan;
mod row;
pub mod store;
#[cfg(test)]
mod testing;
#[cfg(any(test, fuzzing))]
mod trust;
mod values;

pub use columns::{Column, HEADINGS};
pub use known::{Known, Scope};
pub use plan::Plan;

use crate::sheets::{Sheet, Table};
use chrono::NaiveDate;

/// Why a table is no roster.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRoster {
    /// No heading is one of ours.
    #[error("We found none of the headings of a roster in the first rows. The template shows them")]
    NoHeadings,
    /// A column that no roster can do without.
    #[error("The file has no column {0}. The template shows the headings")]
    Missing(&'static str),
    /// A column that is there twice.
    #[error("The file has more than one column {0}. Remove all but one")]
    Doubled(String),
}

/// A sheet as a roster: its headings found, and none missing that is needed.
///
/// # Errors
/// When it is no roster.
pub fn table(sheet: &Sheet) -> Result<Table<'_, { HEADINGS.len() }>, NoRoster> {
    let table = sheet.table(&HEADINGS).ok_or(NoRoster::NoHeadings)?;
    if let Some(doubled) = table.doubled.first() {
        return Err(NoRoster::Doubled(doubled.clone()));
    }
    for column in [Column::NhsEmail, Column::EmbeddedFrom] {
        if !table.has(column as usize) {
            return Err(NoRoster::Missing(column.word()));
        }
    }
    if !table.has(Column::MdtCode as usize) && !table.has(Column::MdtName as usize) {
        return Err(NoRoster::Missing("mdt_code or mdt_name"));
    }
    Ok(table)
}

/// What a roster would do to what stands. A pure function: the same file and the same roster give the same plan.
///
/// # Errors
/// When the sheet is no roster.
pub fn plan(sheet: &Sheet, known: &Known, today: NaiveDate) -> Result<Plan, NoRoster> {
    let table = table(sheet)?;
    let (entries, problems) = row::read(&table, known.scope);
    let mut plan = Plan {
        sheet: sheet.name.clone(),
        unknown_columns: table.unknown.clone(),
        rows: table.rows().len(),
        problems,
        ..Plan::default()
    };
    let drafts = drafted::drafts(entries, known, &mut plan);
    people::compare(&drafts, known, &mut plan);
    compared::compare(drafts, known, today, &mut plan);
    plan.settle();
    Ok(plan)
}
