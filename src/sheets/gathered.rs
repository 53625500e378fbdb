//! Cells on their way into a sheet, within the limits.

use super::{
    BYTE_LIMIT, CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT,
    sheet::{Row, Sheet},
    unreadable::Unreadable,
    written,
};

/// Rows being put together, from the top down.
#[derive(Default)]
pub struct Gathered {
    rows: Vec<Row>,
    bytes: usize,
}

impl Gathered {
    /// Puts a text into a cell: rows count from 1, columns from 0. Empty texts leave nothing.
    pub fn put(&mut self, row: u32, column: usize, text: &str) -> Result<(), Unreadable> {
        let text = tidied(text);
        if text.is_empty() {
            return Ok(());
        }
        if column >= COLUMN_LIMIT {
            return Err(Unreadable::TooManyColumns(row));
        }
        if text.len() > CELL_LIMIT && text.chars().nth(CELL_LIMIT).is_some() {
            return Err(Unreadable::LongCell(row, column));
        }
        // One text may stand in many cells of a small file; what comes out is limited like what goes in.
        self.bytes += text.len();
        if self.bytes > BYTE_LIMIT {
            return Err(Unreadable::TooMuchInside);
        }
        let cells = self.row(row)?;
        if cells.len() <= column {
            cells.resize_with(column + 1, String::new);
        }
        text.clone_into(&mut cells[column]);
        Ok(())
    }

    /// Whether nothing has been put anywhere.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The sheet, under its name if it has one.
    pub fn sheet(self, name: Option<String>) -> Result<Sheet, Unreadable> {
        if self.rows.is_empty() { Err(Unreadable::Empty) } else { Ok(Sheet { name, rows: self.rows }) }
    }

    fn row(&mut self, number: u32) -> Result<&mut Vec<String>, Unreadable> {
        let last = self.rows.last().map_or(0, |row| row.number);
        if number < last {
            return Err(Unreadable::Damaged);
        }
        if number > last {
            if self.rows.len() >= ROW_LIMIT {
                return Err(Unreadable::TooManyRows);
            }
            self.rows.push(Row { number, cells: Vec::new() });
        }
        self.rows.last_mut().map(|row| &mut row.cells).ok_or(Unreadable::Damaged)
    }
}

/// A cell without the blanks around it, seen or unseen, and without the mark of our own exports.
fn tidied(text: &str) -> &str {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
    written::unmarked(text.trim_matches(blank)).trim_matches(blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(cells: &[(u32, usize, &str)]) -> Result<Sheet, Unreadable> {
        let mut gathered = Gathered::default();
        cells.iter().try_for_each(|(row, column, text)| gathered.put(*row, *column, text))?;
        gathered.sheet(None)
    }

    #[test]
    fn rows_keep_their_numbers_and_empty_ones_are_left_out() {
        let sheet = put(&[(1, 0, "a"), (2, 3, " \u{a0}\u{200b}"), (4, 2, " b ")]).unwrap();
        assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(sheet.rows[1].cells, ["", "", "b"]);
    }

    #[test]
    fn each_limit_holds_at_its_edge() {
        let wide = COLUMN_LIMIT;
        assert!(put(&[(1, wide - 1, "a")]).is_ok());
        assert_eq!(put(&[(1, wide, "a")]), Err(Unreadable::TooManyColumns(1)));
        assert!(put(&[(1, wide, " ")]) == Err(Unreadable::Empty), "an empty cell is no column");
        assert!(put(&[(1, 0, &"é".repeat(CELL_LIMIT))]).is_ok());
        assert_eq!(put(&[(3, 1, &"é".repeat(CELL_LIMIT + 1))]), Err(Unreadable::LongCell(3, 1)));
        let rows = |count: usize| (1..=u32::try_from(count).unwrap()).map(|row| (row, 0, "a")).collect::<Vec<_>>();
        assert!(put(&rows(ROW_LIMIT)).is_ok());
        assert_eq!(put(&rows(ROW_LIMIT + 1)), Err(Unreadable::TooManyRows));
        let long = "x".repeat(CELL_LIMIT);
        let cells: Vec<_> = (0..50_000).map(|n| (n / 100 + 1, (n % 100) as usize, long.as_str())).collect();
        assert_eq!(put(&cells), Err(Unreadable::TooMuchInside));
        assert_eq!(put(&[(2, 0, "a"), (1, 0, "a")]), Err(Unreadable::Damaged));
    }
}
