//! A sheet's columns under names that the program knows.

use super::{
    numbers::letters,
    sheet::{Row, Sheet},
};

/// How many rows are looked at for the headers: a title may stand above them.
const FIRST_ROWS: usize = 10;

/// What a spreadsheet writes where a formula came to nothing.
const ERRORS: [&str; 10] =
    ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!", "#DATA!"];

/// A sheet with its headers found: the rows below them, by columns that have names.
#[derive(Debug)]
pub struct Table<'s, const N: usize> {
    /// Headers that are none of ours, and columns that hold something under no header.
    pub unknown: Vec<String>,
    /// Headers of ours that stand over more than one column. Which is meant, only a person can say.
    pub doubled: Vec<String>,
    places: [Option<usize>; N],
    rows: &'s [Row],
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'s> {
    /// Nothing, or there is no such column.
    Empty,
    /// A text.
    Text(&'s str),
    /// What a formula came to that did not come to anything, such as `#REF!`.
    Error(&'s str),
}

impl Sheet {
    /// The rows under the headers, which stand in the first rows, in any order and any spelling that differs in
    /// case, blanks, underscores and hyphens alone. None when no row has a header of ours.
    #[must_use]
    pub fn table<const N: usize>(&self, names: &[&str; N]) -> Option<Table<'_, N>> {
        let known = |row: &Row| names.iter().filter(|name| row.cells.iter().any(|cell| same(cell, name))).count();
        let mut best = (0, 0);
        for (at, row) in self.rows.iter().take(FIRST_ROWS).enumerate() {
            if known(row) > best.1 {
                best = (at, known(row));
            }
        }
        let (at, found) = best;
        (found > 0).then(|| Table::under(&self.rows[at], &self.rows[at + 1..], names))
    }
}

impl<'s, const N: usize> Table<'s, N> {
    fn under(headers: &'s Row, rows: &'s [Row], names: &[&str; N]) -> Self {
        let (mut places, mut unknown, mut doubled) = ([None; N], Vec::new(), Vec::new());
        for (column, header) in headers.cells.iter().enumerate().filter(|(_, header)| !header.is_empty()) {
            match names.iter().position(|name| same(header, name)) {
                Some(name) if places[name].is_none() => places[name] = Some(column),
                Some(_) => doubled.push(header.clone()),
                None => unknown.push(header.clone()),
            }
        }
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let headless = |column: &usize| headers.cells.get(*column).is_none_or(String::is_empty);
        let holds = |column: &usize| rows.iter().any(|row| row.cells.get(*column).is_some_and(|cell| !cell.is_empty()));
        let columns = (0..width).filter(headless).filter(holds);
        unknown.extend(columns.map(|column| format!("column {}, which has no heading", letters(column))));
        Self { unknown, doubled, places, rows }
    }

    /// The rows under the headers, with what stands in the columns of the names, in the names' order.
    #[must_use]
    pub fn rows(&self) -> impl ExactSizeIterator<Item = (u32, [Cell<'s>; N])> + '_ {
        self.rows.iter().map(|row| (row.number, self.places.map(|place| cell(row, place))))
    }

    /// Whether the file has a column of the name at this place among the names.
    #[must_use]
    pub fn has(&self, name: usize) -> bool {
        self.places.get(name).is_some_and(Option::is_some)
    }
}

fn cell(row: &Row, place: Option<usize>) -> Cell<'_> {
    match place.and_then(|column| row.cells.get(column)).map_or("", String::as_str) {
        "" => Cell::Empty,
        text if ERRORS.contains(&text) || text.starts_with("Err:") => Cell::Error(text),
        text => Cell::Text(text),
    }
}

/// Whether two headers are the same but for how they are written.
fn same(header: &str, name: &str) -> bool {
    let letters =
        |text: &'_ str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(header) == letters(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets;

    const NAMES: [&str; 3] = ["nhs_email", "wte", "mdt_name"];

    fn sheet(text: &str) -> Sheet {
        sheets::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn headers_are_found_however_they_are_written() {
        for headers in ["wte,nhs_email,mdt_name", "WTE, NHS E-mail ,MDT Name", "Wte,nhsEmail,mdt-name"] {
            let sheet = sheet(&format!("{headers}\n0.6,a@b.example,\n"));
            let table = sheet.table(&NAMES).unwrap();
            let rows: Vec<_> = table.rows().collect();
            assert_eq!(rows, [(2, [Cell::Text("a@b.example"), Cell::Text("0.6"), Cell::Empty])], "{headers}");
            assert!(table.unknown.is_empty() && table.doubled.is_empty() && table.has(2));
        }
    }

    #[test]
    fn a_title_may_stand_above_the_headers() {
        let sheet = sheet("Our wte\n\nNHS email,WTE\na@b.example,1\n");
        let table = sheet.table(&NAMES).unwrap();
        assert_eq!(table.rows().map(|(number, _)| number).collect::<Vec<_>>(), [4]);
        assert!(!table.has(2));
    }

    #[test]
    fn what_is_not_ours_or_not_clear_is_said() {
        let sheet = sheet("wte,Shoe size,WTE,,nhs_email\n1,39,0.5,?,a@b.example,!\n");
        let table = sheet.table(&NAMES).unwrap();
        assert_eq!(table.unknown, ["Shoe size", "column D, which has no heading", "column F, which has no heading"]);
        assert_eq!(table.doubled, ["WTE"]);
        assert!(super::Sheet::default().table(&NAMES).is_none());
    }

    #[test]
    fn a_formula_that_came_to_nothing_is_an_error() {
        let sheet = sheet("wte,nhs_email\n#REF!,#1 ward\nErr:502,\n");
        let cells: Vec<_> = sheet.table(&NAMES).unwrap().rows().map(|(_, [email, wte, _])| (email, wte)).collect();
        let errors = [(Cell::Text("#1 ward"), Cell::Error("#REF!")), (Cell::Empty, Cell::Error("Err:502"))];
        assert_eq!(cells, errors);
    }
}
