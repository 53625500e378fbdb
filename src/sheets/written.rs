//! A CSV that every program opens as what it is: text.

/// What a spreadsheet takes for the beginning of a formula, in both widths.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A mark that a spreadsheet shows as text or not at all, and never works out.
const MARK: char = '\'';

/// A CSV of some rows under their headers: UTF-8 with the mark by which Excel knows it, every cell quoted, and
/// no cell that a spreadsheet would work out. [`super::read`] gives back the same texts.
#[must_use]
pub fn csv<'a, R>(headers: &[&str], rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = &'a str>,
{
    let mut text = String::from("\u{feff}");
    line(&mut text, headers.iter().copied());
    for row in rows {
        line(&mut text, row);
    }
    text.into_bytes()
}

/// A cell without the mark that [`csv`] put before it.
pub fn unmarked(cell: &str) -> &str {
    cell.strip_prefix(MARK).filter(|rest| needs_mark(rest)).unwrap_or(cell)
}

fn line<'a>(text: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        text.push_str(if at == 0 { "\"" } else { ",\"" });
        if needs_mark(cell) {
            text.push(MARK);
        }
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// Whether a spreadsheet might work a cell out, blanks and earlier marks before it or not. A cell that only looks
/// as if it had been marked is marked as well, so that taking one mark off always gives the cell back.
fn needs_mark(cell: &str) -> bool {
    let bare = cell.trim_start_matches(MARK);
    let barer = cell.trim_start_matches(|c: char| c == MARK || c.is_whitespace());
    bare.starts_with(['\t', '\r', '\n']) || barer.starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sheets;

    const HEADERS: [&str; 2] = ["name", "role"];

    fn written(cell: &str) -> String {
        let bytes = csv(&HEADERS, [["x", cell]]);
        let mut reader = csv::ReaderBuilder::new().from_reader(&bytes["\u{feff}".len()..]);
        reader.records().next().unwrap().unwrap()[1].to_owned()
    }

    #[test]
    fn p28_no_cell_is_a_formula() {
        for cell in
            ["=1+1", "+44", "-1", "@SUM(A1)", "\tx", "\rx", "  =cmd|' /C calc'!A0", "＝1", "＋1", "－1", "＠a", "'=1"]
        {
            assert_eq!(written(cell), format!("'{cell}"), "{cell:?}");
            assert_eq!(unmarked(&written(cell)), cell);
        }
        for cell in ["", "O'Brien", "'Kit' Moss", "a=b", "0.6", "Mina \"Min\" Okafor, MSc", "Zoë"] {
            assert_eq!(written(cell), cell);
            assert_eq!(unmarked(cell), cell);
        }
    }

    #[test]
    fn the_bytes_are_what_excel_opens_as_utf_8() {
        assert_eq!(csv(&HEADERS, [["Zoë", "a\"b"]]), "\u{feff}\"name\",\"role\"\r\n\"Zoë\",\"a\"\"b\"\r\n".as_bytes());
    }

    proptest! {
        #[test]
        fn p28_what_is_written_is_read_back(cells in prop::collection::vec("[\\PC\n\t'=+@\"; ,-]{0,12}", 2..20)) {
            let tidy: Vec<String> = cells.iter().map(|cell| cell.replace(['\u{200b}', '\u{2060}', '\u{feff}'], "").trim().to_owned()).collect();
            let rows: Vec<[&str; 2]> = tidy.chunks_exact(2).map(|pair| [pair[0].as_str(), pair[1].as_str()]).collect();
            let sheet = sheets::read(&csv(&HEADERS, rows.iter().copied())).unwrap();
            let read: Vec<[&str; 2]> = sheet.rows[1..].iter().map(|row| [0, 1].map(|at| row.cells.get(at).map_or("", String::as_str))).collect();
            let kept: Vec<[&str; 2]> = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
            prop_assert_eq!(read, kept);
        }

        #[test]
        fn p28_no_cell_whatsoever_is_a_formula(cell in "\\PC{0,12}") {
            let out = written(&cell);
            prop_assert!(!out.trim_start().starts_with(FORMULA), "{out:?}");
        }
    }
}
