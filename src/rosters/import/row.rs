//! One row of a roster, read by itself: every mistake in it is found, not only the first.

use std::str::FromStr;

use chrono::NaiveDate;

use super::{
    columns::{Column, HEADINGS},
    known::Scope,
    plan::Problem,
    values,
};
use crate::{
    accounts::model::Post,
    kernel::{Email, Line, Wte, london},
    organisations::OdsCode,
    sheets::{Cell, Table},
};

/// What a row says, whoever and whatever team it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, as its owner's program shows it.
    pub row: u32,
    /// Whether every cell of it could be read.
    pub sound: bool,
    /// Who.
    pub email: Option<Email>,
    /// Their name.
    pub name: Option<Line>,
    /// What they do on the team.
    pub role: Option<Line>,
    /// Their employer.
    pub employer: Option<OdsCode>,
    /// The team's code.
    pub code: Option<String>,
    /// The team's name.
    pub team: Option<String>,
    /// The team's specialty.
    pub specialty: Option<String>,
    /// The team's site.
    pub site: Option<OdsCode>,
    /// The first day.
    pub from_on: Option<NaiveDate>,
    /// The last day; none while it is open.
    pub to_on: Option<NaiveDate>,
    /// The time on the team.
    pub wte: Option<Wte>,
    /// What the row says of the person's post.
    pub post: Post,
    /// The person's line manager.
    pub line_manager: Option<Email>,
}

/// Every row, as much of it as can be read, and everything that is wrong with the rest.
pub fn read(table: &Table<'_, { HEADINGS.len() }>, scope: Scope) -> (Vec<Entry>, Vec<Problem>) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    for (row, cells) in table.rows() {
        let before = problems.len();
        let entry = Cells { row, cells, problems: &mut problems }.entry(scope);
        entries.push(Entry { sound: before == problems.len(), ..entry });
    }
    (entries, problems)
}

struct Cells<'s, 'p> {
    row: u32,
    cells: [Cell<'s>; HEADINGS.len()],
    problems: &'p mut Vec<Problem>,
}

impl<'s> Cells<'s, '_> {
    fn entry(mut self, scope: Scope) -> Entry {
        let email = self.needed(Column::NhsEmail, |text| text.parse().ok(), "is not an email address");
        let name = self.line(Column::DisplayName);
        let role = self.line(Column::JobTitle);
        let employer = self.code(Column::EmployerOds);
        let code = self.text(Column::MdtCode).map(str::to_owned);
        let team = self.text(Column::MdtName).map(str::to_owned);
        if code.is_none() && team.is_none() && self.cells[Column::MdtName as usize] == Cell::Empty {
            self.wrong(Column::MdtName, "is empty, and so is mdt_code: say which team");
        }
        let specialty = self.text(Column::Tfc).map(str::to_owned);
        let site = self.code(Column::SiteOds);
        let date = "is not a date. Write it like 26/11/2026 or 2026-11-26";
        let from_on = self.needed(Column::EmbeddedFrom, values::day, date);
        let to_on = self.maybe(Column::EmbeddedTo, values::day, date);
        if let (Some(from), Some(to)) = (from_on, to_on)
            && to < from
        {
            let sentence = format!("{} is before embedded_from, {}", london::short_day(to), london::short_day(from));
            self.wrong(Column::EmbeddedTo, sentence);
        }
        let wte = self.maybe(Column::Wte, values::share, "is not a number from 0.01 to 1, like 0.6");
        let (post, line_manager) = if scope == Scope::Organisation { self.person() } else { Default::default() };
        Entry {
            row: self.row,
            sound: true,
            email,
            name,
            role,
            employer,
            code,
            team,
            specialty,
            site,
            from_on,
            to_on,
            wte,
            post,
            line_manager,
        }
    }

    /// What only a service manager writes.
    fn person(&mut self) -> (Post, Option<Email>) {
        let band = self.maybe(Column::AfcBand, values::band, "is not a band from 2 to 9, like 6 or 8a");
        let bases = "is none of accredited-degree, chartership, fellowship and none";
        let qualified_basis = self.maybe(Column::QualifiedBasis, values::basis, bases);
        let manager = self.maybe(Column::LineManagerEmail, |text| text.parse().ok(), "is not an email address");
        (Post { band, qualified_basis, wte: None }, manager)
    }

    fn line(&mut self, column: Column) -> Option<Line> {
        self.maybe(column, |text| Line::from_str(text).ok(), "is not one line of at most 200 characters")
    }

    fn code(&mut self, column: Column) -> Option<OdsCode> {
        self.maybe(column, |text| text.parse().ok(), "is not an ODS code of 3 to 10 letters and digits")
    }

    fn needed<T>(&mut self, column: Column, parse: impl Fn(&str) -> Option<T>, sentence: &str) -> Option<T> {
        if self.cells[column as usize] == Cell::Empty {
            self.wrong(column, "is empty");
        }
        self.maybe(column, parse, sentence)
    }

    fn maybe<T>(&mut self, column: Column, parse: impl Fn(&str) -> Option<T>, sentence: &str) -> Option<T> {
        let text = self.text(column)?;
        let parsed = parse(text);
        if parsed.is_none() {
            self.wrong(column, format!("'{}' {sentence}", shortened(text)));
        }
        parsed
    }

    fn text(&mut self, column: Column) -> Option<&'s str> {
        match self.cells[column as usize] {
            Cell::Empty => None,
            Cell::Text(text) => Some(text),
            Cell::Error(error) => {
                self.wrong(column, format!("{error} is what your spreadsheet shows for a formula that does not work"));
                None
            }
        }
    }

    fn wrong(&mut self, column: Column, sentence: impl Into<String>) {
        self.problems.push(Problem::new(self.row, column, sentence));
    }
}

/// A cell's text, as much of it as a sentence can carry.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= MOST { flat } else { flat.chars().take(MOST).chain("...".chars()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rosters::import, sheets};

    fn read_text(text: &str, scope: Scope) -> (Vec<Entry>, Vec<String>) {
        let sheet = sheets::read(text.as_bytes()).unwrap();
        let (entries, problems) = read(&import::table(&sheet).unwrap(), scope);
        (entries, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_mistake_of_every_row_is_found_with_its_row_and_column() {
        let file = include_str!("../../../tests/rosters/many-faults.csv");
        let (entries, problems) = read_text(file, Scope::Organisation);
        assert!(entries.iter().all(|entry| !entry.sound));
        assert_eq!(
            problems,
            [
                "row 2, nhs_email: 'noor at anytown' is not an email address",
                "row 2, embedded_from: '31/02/2026' is not a date. Write it like 26/11/2026 or 2026-11-26",
                "row 2, embedded_to: 'soon' is not a date. Write it like 26/11/2026 or 2026-11-26",
                "row 2, wte: '37.5' is not a number from 0.01 to 1, like 0.6",
                "row 2, afc_band: 'Band 12' is not a band from 2 to 9, like 6 or 8a",
                "row 2, qualified_basis: 'PhD' is none of accredited-degree, chartership, fellowship and none",
                "row 3, embedded_from: is empty",
            ]
        );
    }

    #[test]
    fn a_lead_is_not_asked_to_mend_what_is_not_theirs() {
        let file = include_str!("../../../tests/rosters/many-faults.csv");
        let (_, problems) = read_text(file, Scope::Led);
        assert!(!problems.iter().any(|problem| problem.contains("afc_band") || problem.contains("qualified_basis")));
        assert_eq!(problems.len(), 5);
    }

    #[test]
    fn rows_that_end_early_and_cells_that_came_to_nothing_are_said() {
        let (entries, problems) = read_text(include_str!("../../../tests/rosters/short-rows.csv"), Scope::Led);
        assert_eq!(entries.iter().map(|entry| entry.sound).collect::<Vec<_>>(), [true, false]);
        assert_eq!(
            problems,
            ["row 3, mdt_name: is empty, and so is mdt_code: say which team", "row 3, embedded_from: is empty",]
        );
        let (_, problems) = read_text(include_str!("../../../tests/rosters/error-cells.csv"), Scope::Led);
        assert!(problems[0].starts_with("row 2, mdt_name: #REF! is what your spreadsheet shows"), "{problems:?}");
        assert!(problems[1].starts_with("row 2, wte: #N/A is what"), "{problems:?}");
        assert_eq!(problems.len(), 2);
    }
}
