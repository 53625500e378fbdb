//! What holds of every file that somebody takes for a roster: what the fuzz target `roster` insists on, and the test
//! that runs its kept corpus (fuzz/README.md).

use super::{
    Scope, plan,
    trust::{Trust, today},
};
use crate::sheets::{self, BYTE_LIMIT, CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, Row, Sheet};

/// Reads a file and plans it twice, as a lead's and as a service manager's.
///
/// # Panics
/// When something does not hold that must.
pub fn holds(bytes: &[u8]) {
    match sheets::read(bytes) {
        Ok(sheet) => {
            fits(&sheet);
            comes_back(&sheet);
            for scope in [Scope::Led, Scope::Organisation] {
                planned(&sheet, scope);
            }
        }
        Err(unreadable) => assert!(!unreadable.to_string().is_empty()),
    }
}

/// A sheet is no larger than is promised, and its rows are where people see them.
fn fits(sheet: &Sheet) {
    assert!(sheet.rows.len() <= ROW_LIMIT && sheet.rows.is_sorted_by(|one, next| one.number < next.number));
    for row in &sheet.rows {
        assert!(row.number > 0 && row.cells.len() <= COLUMN_LIMIT, "{row:?}");
        assert!(row.cells.last().is_some_and(|last| !last.is_empty()), "{row:?}");
        for cell in &row.cells {
            assert!(cell.chars().count() <= CELL_LIMIT && cell.trim() == cell, "{cell:?}");
        }
    }
}

/// A sheet that is written as a CSV under headers holds the same texts when it is read again.
fn comes_back(sheet: &Sheet) {
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let headers: Vec<String> = (1..=width).map(|column| format!("column {column}")).collect();
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    let cells = |row: &Row| (0..width).map(|column| row.cells.get(column).cloned().unwrap_or_default()).collect();
    let rows: Vec<Vec<String>> = sheet.rows.iter().map(cells).collect();
    let written = sheets::csv(&headers, rows.iter().map(|row| row.iter().map(String::as_str)));
    // What came packed may be larger than a file may be.
    if written.len() > BYTE_LIMIT || sheet.rows.len() == ROW_LIMIT {
        return;
    }
    let again = sheets::read(&written).expect("what was read once is read again");
    let texts = |rows: &[Row]| rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&again.rows[1..]), texts(&sheet.rows));
}

/// A plan is the same every time, and once it is done the same file changes nothing more.
fn planned(sheet: &Sheet, scope: Scope) {
    let trust = Trust::new().with(-200, Some(-100)).with(-50, None);
    let first = match plan(sheet, &trust.known(scope), today()) {
        Ok(first) => first,
        Err(no_roster) => return assert!(!no_roster.to_string().is_empty()),
    };
    assert_eq!(first.fingerprint(), trust.plan(sheet, scope).fingerprint());
    assert!(first.problems.iter().all(|problem| !problem.sentence.is_empty() && problem.row > 0));
    if !first.problems.is_empty() {
        return assert!(!first.can_be_done());
    }
    let after = trust.after(&first);
    apart(&after);
    let again = after.plan(sheet, scope);
    assert!(again.problems.is_empty() && !again.changes_something(), "{again:?}");
}

/// Nobody is on a team twice on one day.
fn apart(trust: &Trust) {
    for (at, one) in trust.spells.iter().enumerate() {
        for other in &trust.spells[at + 1..] {
            let same = (one.person_id, one.team_id) == (other.person_id, other.team_id);
            let before =
                |a: &super::known::KnownSpell, b: &super::known::KnownSpell| a.to_on.is_some_and(|to| to < b.from_on);
            assert!(!same || before(one, other) || before(other, one), "{one:?} {other:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::kept;

    #[test]
    fn it_holds_of_every_file_that_was_kept() {
        let files = kept("roster", 15);
        for bytes in &files {
            super::holds(bytes);
        }
        let rows = files.iter().filter_map(|bytes| crate::sheets::read(bytes).ok()).map(|sheet| sheet.rows.len());
        assert!(rows.filter(|rows| *rows > 1).count() > 3, "some of them are sheets with rows");
    }
}
