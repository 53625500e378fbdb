//! Spreadsheets of the open format (ODF), read from the top and no further than the limits.
//!
//! A cell or row may say that it is repeated a million times, and usually does for the empty rest of a sheet, so
//! repetitions are counted before they are made (docs/decisions/0030 says why no library reads this format here).

use std::collections::BTreeSet;

use super::{
    COLUMN_LIMIT,
    archive::Archive,
    gathered::Gathered,
    numbers,
    sheet::Sheet,
    unreadable::Unreadable,
    xml::{Step, Tag, Walk},
};

/// How the archive's part `mimetype` begins.
pub const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// The most blanks that a text may ask for at once.
const BLANKS: usize = 100;

/// The first visible table with something in it.
pub fn read(archive: &mut Archive<'_>) -> Result<Sheet, Unreadable> {
    let manifest = archive.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.windows(15).any(|window| window == b"encryption-data") {
        return Err(Unreadable::Protected);
    }
    let content = archive.part("content.xml")?.ok_or(Unreadable::Damaged)?;
    let mut walk = Walk::new(&content);
    let (mut style, mut hidden) = (None, BTreeSet::new());
    loop {
        match walk.step()? {
            Step::Open(tag) => match tag.name.as_str() {
                "style" => style = tag.get("name").map(str::to_owned),
                "table-properties" if tag.says("display", "false") => hidden.extend(style.take()),
                "table" if tag.get("style-name").is_some_and(|style| hidden.contains(style)) => walk.skip()?,
                "table" => {
                    let gathered = table(&mut walk)?;
                    if !gathered.is_empty() {
                        return gathered.sheet(tag.get("name").map(str::to_owned));
                    }
                }
                _ => {}
            },
            Step::End => return Err(Unreadable::Empty),
            Step::Close | Step::Text(_) => {}
        }
    }
}

fn table(walk: &mut Walk<'_>) -> Result<Gathered, Unreadable> {
    let (mut gathered, mut number, inside) = (Gathered::default(), 1_u32, walk.depth());
    while walk.depth() >= inside {
        let Step::Open(tag) = walk.step()? else { continue };
        match tag.name.as_str() {
            "table-header-rows" | "table-row-group" | "table-rows" => {}
            "table-row" => {
                let cells = row(walk, number)?;
                let after = number.saturating_add(repeated(&tag, "number-rows-repeated"));
                if !cells.is_empty() {
                    for number in number..after {
                        cells.iter().try_for_each(|(column, text)| gathered.put(number, *column, text))?;
                    }
                }
                number = after;
            }
            _ => walk.skip()?,
        }
    }
    Ok(gathered)
}

/// The cells of a row that hold something, with their columns.
fn row(walk: &mut Walk<'_>, number: u32) -> Result<Vec<(usize, String)>, Unreadable> {
    let (mut cells, mut column, inside) = (Vec::new(), 0_usize, walk.depth());
    while walk.depth() >= inside {
        let Step::Open(tag) = walk.step()? else { continue };
        if !matches!(tag.name.as_str(), "table-cell" | "covered-table-cell") {
            walk.skip()?;
            continue;
        }
        let text = cell(walk, &tag)?;
        let after = column.saturating_add(repeated(&tag, "number-columns-repeated") as usize);
        if !text.trim().is_empty() {
            if after > COLUMN_LIMIT {
                return Err(Unreadable::TooManyColumns(number));
            }
            cells.extend((column..after).map(|column| (column, text.clone())));
        }
        column = after;
    }
    Ok(cells)
}

/// What a cell shows: the value it was given, else its words. What is wrong with a formula stands in the words.
fn cell(walk: &mut Walk<'_>, tag: &Tag) -> Result<String, Unreadable> {
    let words = words(walk)?;
    if tag.says("value-type", "error") {
        return Ok(words);
    }
    let number = |text: &str| text.parse().map_or_else(|_| text.to_owned(), numbers::plain);
    let value = (tag.get("date-value").map(numbers::moment))
        .or_else(|| tag.get("boolean-value").map(str::to_uppercase))
        .or_else(|| tag.get("value").map(number))
        .or_else(|| tag.get("string-value").filter(|_| words.is_empty()).map(str::to_owned));
    Ok(value.unwrap_or(words))
}

/// The words of the tag opened last: its paragraphs, one a line. Comments and drawings are not part of a cell.
fn words(walk: &mut Walk<'_>) -> Result<String, Unreadable> {
    let (mut words, mut paragraphs, inside) = (String::new(), 0, walk.depth());
    while walk.depth() >= inside {
        match walk.step()? {
            Step::Text(text) if walk.depth() > inside => words += &text,
            Step::Open(tag) => match tag.name.as_str() {
                "annotation" | "frame" | "shapes" | "table" => walk.skip()?,
                "p" => {
                    paragraphs += 1;
                    if paragraphs > 1 {
                        words.push('\n');
                    }
                }
                "s" => words += &" ".repeat(BLANKS.min(tag.get("c").and_then(|c| c.parse().ok()).unwrap_or(1))),
                "tab" => words.push('\t'),
                "line-break" => words.push('\n'),
                _ => {}
            },
            _ => {}
        }
    }
    Ok(words)
}

fn repeated(tag: &Tag, attribute: &str) -> u32 {
    tag.get(attribute).and_then(|times| times.parse().ok()).unwrap_or(1)
}
