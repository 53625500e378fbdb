//! CSV as programs and countries write it.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{gathered::Gathered, sheet::Sheet, unreadable::Unreadable};

/// What may stand between cells: the comma, the semicolon of places with decimal commas, the tab.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// How many lines are looked at for the separator: a title may stand above the headers.
const FIRST_LINES: usize = 10;

/// The table in a text.
pub fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let text = decoded(bytes)?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (stated, text) = stated_separator(&text);
    let separator = stated.unwrap_or_else(|| likely_separator(text));
    if let Some(row) = open_quotation(text, separator) {
        return Err(Unreadable::OpenQuotation(row));
    }
    let mut gathered = Gathered::default();
    let mut options = csv::ReaderBuilder::new();
    options.has_headers(false).flexible(true).delimiter(u8::try_from(separator).unwrap_or(b','));
    let mut reader = options.from_reader(text.as_bytes());
    let (mut record, mut number) = (csv::StringRecord::new(), 0);
    while reader.read_record(&mut record).map_err(|_| Unreadable::Damaged)? {
        // The reader leaves out empty lines, which have numbers all the same.
        let start = record.position().and_then(|at| usize::try_from(at.byte()).ok()).and_then(|at| text.get(at..));
        let empty = start.map_or(0, |rest| rest.bytes().take_while(|byte| *byte == b'\n').count());
        number += 1 + u32::try_from(empty).map_err(|_| Unreadable::TooManyRows)?;
        for (column, cell) in record.iter().enumerate() {
            gathered.put(number, column, cell)?;
        }
    }
    gathered.sheet(None)
}

/// Bytes as text: by their mark if they have one, else UTF-8 if they are that, else as Excel saves "CSV" on Windows.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let text = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, mark)), _) => {
            let (text, wrong) = encoding.decode_without_bom_handling(&bytes[mark..]);
            if wrong {
                return Err(Unreadable::Damaged);
            }
            text
        }
        (None, Ok(text)) => Cow::Borrowed(text),
        (None, Err(_)) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    let written = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    if text.chars().all(written) { Ok(text) } else { Err(Unreadable::NotATable("in a format we do not know")) }
}

/// The line `sep=;` that tells Excel the separator, and the text after it. Excel does not count it as a row.
fn stated_separator(text: &str) -> (Option<char>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let stated = first.trim_matches(['"', ' ']).strip_prefix("sep=").and_then(|said| said.chars().next());
    match stated.filter(|c| SEPARATORS.contains(c)) {
        Some(separator) => (Some(separator), rest),
        None => (None, text),
    }
}

/// The separator that stands most often in one of the first lines, outside quotation marks.
fn likely_separator(text: &str) -> char {
    let mut best = (0, SEPARATORS[0]);
    let (mut counts, mut lines) = ([0_u32; SEPARATORS.len()], 0);
    for step in Quotes::new(text, &SEPARATORS) {
        match step {
            Step::Line if lines + 1 == FIRST_LINES => break,
            Step::Line => (counts, lines) = ([0; SEPARATORS.len()], lines + 1),
            Step::Separator(c) => {
                for (count, separator) in counts.iter_mut().zip(SEPARATORS) {
                    *count += u32::from(c == separator);
                    if *count > best.0 {
                        best = (*count, separator);
                    }
                }
            }
            Step::Open => break,
        }
    }
    best.1
}

/// The row whose quotation mark is never closed.
fn open_quotation(text: &str, separator: char) -> Option<u32> {
    let mut row = 1;
    for step in Quotes::new(text, &[separator]) {
        match step {
            Step::Line => row += 1,
            Step::Open => return Some(row),
            Step::Separator(_) => {}
        }
    }
    None
}

/// What stands outside the quotation marks of a CSV.
enum Step {
    Separator(char),
    Line,
    /// The text ends within quotation marks.
    Open,
}

/// A walk along a text that passes over what is quoted, as the reader of CSV does: a cell is quoted when it
/// begins with a quotation mark, and two of them inside stand for one.
struct Quotes<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    separators: &'a [char],
    at_start: bool,
    quoted: bool,
}

impl<'a> Quotes<'a> {
    fn new(text: &'a str, separators: &'a [char]) -> Self {
        Self { chars: text.chars().peekable(), separators, at_start: true, quoted: false }
    }
}

impl Iterator for Quotes<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        while let Some(c) = self.chars.next() {
            let at_start = std::mem::take(&mut self.at_start);
            if self.quoted {
                self.quoted = c != '"' || self.chars.next_if_eq(&'"').is_some();
            } else if c == '"' && at_start {
                self.quoted = true;
            } else if c == '\n' || self.separators.contains(&c) {
                self.at_start = true;
                return Some(if c == '\n' { Step::Line } else { Step::Separator(c) });
            }
        }
        std::mem::take(&mut self.quoted).then_some(Step::Open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let sheet = read(bytes).unwrap();
        sheet.rows.into_iter().map(|row| (row.number, row.cells)).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn ends_of_lines_are_all_the_same() {
        for text in ["a,b\nc,d\n", "a,b\r\nc,d", "a,b\rc,d\r", "\u{feff}a,b\r\nc,d\r\n"] {
            assert_eq!(rows(text.as_bytes()), [row(1, &["a", "b"]), row(2, &["c", "d"])], "{text:?}");
        }
    }

    #[test]
    fn separators_are_found_and_stated() {
        for text in ["a;b\n0,6;d", "a\tb\n0,6\td", "sep=;\na;b\n0,6;d", "\"sep=;\"\na;b\n0,6;d", "sep=\t\na\tb\n0,6\td"]
        {
            assert_eq!(rows(text.as_bytes()), [row(1, &["a", "b"]), row(2, &["0,6", "d"])], "{text:?}");
        }
        let titled = "Roster, as of today\na;b;c\n";
        assert_eq!(rows(titled.as_bytes())[1], row(2, &["a", "b", "c"]));
        assert_eq!(rows(b"\"a,b,c,d\";e\n")[0], row(1, &["a,b,c,d", "e"]));
        assert_eq!(rows(b"alone\n")[0], row(1, &["alone"]));
    }

    #[test]
    fn rows_are_counted_as_a_program_shows_them() {
        let text = "\n\na,b\n\"two\nlines\",d\n\n,,\n;,\ne,f\n";
        let seen = [row(3, &["a", "b"]), row(4, &["two\nlines", "d"]), row(7, &[";"]), row(8, &["e", "f"])];
        assert_eq!(rows(text.as_bytes()), seen);
    }

    #[test]
    fn letters_survive_whatever_wrote_them() {
        let utf_16 = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("\u{feff}{text}").encode_utf16().flat_map(order).collect()
        };
        let cells = row(1, &["Zoë", "Siân – O’Neill"]);
        assert_eq!(rows("Zoë,Siân – O’Neill".as_bytes())[0], cells);
        assert_eq!(rows(b"Zo\xeb,Si\xe2n \x96 O\x92Neill")[0], cells);
        assert_eq!(rows(&utf_16("Zoë\tSiân – O’Neill\r\n", u16::to_le_bytes))[0], cells);
        assert_eq!(rows(&utf_16("Zoë\tSiân – O’Neill\r\n", u16::to_be_bytes))[0], cells);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"a,\0b"), Err(Unreadable::NotATable("in a format we do not know")));
        assert_eq!(read(b"\xff\xfea"), Err(Unreadable::Damaged));
        assert_eq!(read(b""), Err(Unreadable::Empty));
        assert_eq!(read(b" \r\n,,\n"), Err(Unreadable::Empty));
    }

    #[test]
    fn quotation_marks_are_closed_or_the_row_is_named() {
        assert_eq!(read(b"a,b\nc,d\n\"e,f\ng,h\n"), Err(Unreadable::OpenQuotation(3)));
        assert_eq!(rows(b"5' 6\" tall,b\n\"say \"\"hello\"\"\",c")[1], row(2, &["say \"hello\"", "c"]));
        assert_eq!(rows(b"a \"b\" c,d")[0], row(1, &["a \"b\" c", "d"]));
    }
}
