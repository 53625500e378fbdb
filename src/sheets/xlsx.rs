//! Excel's workbooks, cell by cell.

use std::io::{Cursor, Write};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    archive::Archive,
    gathered::Gathered,
    numbers,
    sheet::Sheet,
    unreadable::Unreadable,
    xml::{Step, Tag, Walk},
};

/// The most sheets that are looked into for one with something in it.
const SHEETS: usize = 10;

/// The most styles: Excel's own limit, and a little.
const STYLES: usize = 70_000;

/// The most texts that the shared list may announce.
const TEXTS: u64 = 2_000_000;

/// The first visible sheet with something in it.
pub fn read(archive: &mut Archive<'_>) -> Result<Sheet, Unreadable> {
    let mut workbook = Xlsx::new(checked(archive)?).map_err(|_| Unreadable::Damaged)?;
    let seen = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    let names: Vec<String> =
        workbook.sheets_metadata().iter().filter(seen).take(SHEETS).map(|sheet| sheet.name.clone()).collect();
    for name in names {
        let mut gathered = Gathered::default();
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(|_| Unreadable::Damaged)?;
        while let Some(cell) = cells.next_cell().map_err(|_| Unreadable::Damaged)? {
            let (row, column) = cell.get_position();
            gathered.put(row.saturating_add(1), column as usize, &shown(cell.get_value()))?;
        }
        if !gathered.is_empty() {
            return gathered.sheet(Some(name));
        }
    }
    Err(Unreadable::Empty)
}

/// The workbook anew, of nothing but the parts that were looked through: what the library opens has been seen.
fn checked(archive: &mut Archive<'_>) -> Result<Cursor<Vec<u8>>, Unreadable> {
    let damaged = |_| Unreadable::Damaged;
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut kept = ZipWriter::new(Cursor::new(Vec::new()));
    let ending = |name: &String| name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let xml = |name: &String| ["xml", "rels"].contains(&ending(name).as_str());
    for name in archive.names().filter(xml).collect::<Vec<_>>() {
        let part = archive.part(&name)?.unwrap_or_default();
        check(&part)?;
        kept.start_file(name, options).map_err(damaged)?;
        kept.write_all(&part).map_err(|_| Unreadable::Damaged)?;
    }
    kept.finish().map_err(damaged)
}

/// What a cell shows; of a formula, what it last came to.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => numbers::plain(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string().to_uppercase(),
        DataRef::DateTime(moment) => date(moment),
        DataRef::DateTimeIso(iso) => numbers::moment(iso),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn date(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    if !moment.is_datetime() {
        return numbers::plain(moment.as_f64());
    }
    numbers::moment(&format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"))
}

/// Looks through a part before the library does. The library makes room for as many texts as a part announces,
/// keeps every style, and reckons with whatever stands where a cell's name should be.
fn check(part: &[u8]) -> Result<(), Unreadable> {
    let (mut walk, mut styles) = (Walk::new(part), 0);
    loop {
        match walk.step()? {
            Step::Open(tag) => {
                styles += usize::from(matches!(tag.name.as_str(), "xf" | "font" | "fill" | "border" | "numFmt"));
                if styles > STYLES {
                    return Err(Unreadable::TooMuchInside);
                }
                if !sound(&tag) {
                    return Err(Unreadable::Damaged);
                }
            }
            Step::End => return Ok(()),
            Step::Close | Step::Text(_) => {}
        }
    }
}

fn sound(tag: &Tag) -> bool {
    let number =
        |text: &str| (1..8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    match tag.name.as_str() {
        "sst" => tag.get("uniqueCount").is_none_or(|count| count.parse().is_ok_and(|count: u64| count <= TEXTS)),
        "row" => tag.get("r").is_none_or(number),
        "c" => tag.get("r").is_none_or(|place| position(place).is_some()),
        "dimension" => tag.get("ref").is_none_or(|area| {
            let (from, to) = area.split_once(':').unwrap_or((area, area));
            matches!((position(from), position(to)), (Some(from), Some(to)) if from.0 <= to.0 && from.1 <= to.1)
        }),
        _ => true,
    }
}

/// A cell's name as column and row, if it is one: up to three letters, up to seven digits.
fn position(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = name.split_at(digits);
    if !(1..4).contains(&letters.len()) || number.len() > 7 || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, b| column * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    number.parse().ok().filter(|number| *number > 0).map(|number| (column, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_a_name() {
        assert_eq!(position("A1"), Some((1, 1)));
        assert_eq!(position("xfd1048576"), Some((16_384, 1_048_576)));
        for name in ["", "A", "1", "A0", "ABCD1", "A12345678", "A-1", "É1", "A1B"] {
            assert_eq!(position(name), None, "{name}");
        }
    }

    #[test]
    fn a_part_that_would_mislead_the_library_is_refused() {
        for (part, fit) in [
            ("<sst uniqueCount='3'/>", true),
            ("<sst uniqueCount='99999999999'/>", false),
            ("<sst uniqueCount='-1'/>", false),
            ("<dimension ref='A1:N9'/>", true),
            ("<dimension ref='B9:A1'/>", false),
            ("<row r='14'><c r='AB14'/></row>", true),
            ("<row r='99999999999'/>", false),
            ("<row r='0'/>", false),
            ("<c r='AAAAAAAA1'/>", false),
            ("<c><v>1</v>", false),
        ] {
            assert_eq!(check(part.as_bytes()).is_ok(), fit, "{part}");
        }
        let styles = |count: usize| format!("<cellXfs>{}</cellXfs>", "<xf/>".repeat(count));
        assert!(check(styles(100).as_bytes()).is_ok());
        assert_eq!(check(styles(STYLES + 1).as_bytes()), Err(Unreadable::TooMuchInside));
    }
}
