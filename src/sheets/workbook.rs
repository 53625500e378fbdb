//! A workbook (.xlsx) of texts: every cell is written as a text, so that none is a formula, whatever it begins with.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const KINDS: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// A workbook of some sheets, each a name and its rows. The same rows give the same bytes.
///
/// # Errors
/// When the archive cannot be written; in memory that is when it is beyond what the format holds.
pub fn workbook(sheets: &[(&str, &[Vec<String>])]) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut part = |name: &str, text: &str| -> ZipResult<()> {
        zip.start_file(name, options)?;
        zip.write_all(format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{text}").as_bytes())?;
        Ok(())
    };
    let numbers = || (1..).zip(sheets);
    let kind =
        |(at, _)| format!("<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"{KIND}.worksheet+xml\"/>");
    part(
        "[Content_Types].xml",
        &format!(
            "<Types xmlns=\"{KINDS}\"><Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"{KIND}.sheet.main+xml\"/>{}</Types>",
            numbers().map(kind).collect::<String>()
        ),
    )?;
    let relation = |at: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{at}\" Type=\"{DOCUMENT}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inside: String| format!("<Relationships xmlns=\"{RELATIONS}\">{inside}</Relationships>");
    part("_rels/.rels", &relations(relation(1, "officeDocument", "xl/workbook.xml")))?;
    let listed = |(at, (name, _)): (usize, &(&str, &[Vec<String>]))| {
        format!("<sheet name=\"{}\" sheetId=\"{at}\" r:id=\"r{at}\"/>", escaped(name))
    };
    part(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets>{}</sheets></workbook>",
            numbers().map(listed).collect::<String>()
        ),
    )?;
    let at = |(at, _)| relation(at, "worksheet", &format!("worksheets/sheet{at}.xml"));
    part("xl/_rels/workbook.xml.rels", &relations(numbers().map(at).collect()))?;
    for (at, (_, rows)) in numbers() {
        part(&format!("xl/worksheets/sheet{at}.xml"), &sheet(rows))?;
    }
    Ok(zip.finish()?.into_inner())
}

fn sheet(rows: &[Vec<String>]) -> String {
    let cell =
        |text: &String| format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(text));
    let row = |cells: &Vec<String>| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetData>{}</sheetData></worksheet>",
        rows.iter().map(row).collect::<String>()
    )
}

/// A text as XML takes it: what XML has no sign for is left out.
fn escaped(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    text.chars().filter(allowed).fold(String::new(), |mut text, c| {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\r' => text.push_str("&#13;"),
            c => text.push(c),
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;

    #[test]
    fn p28_every_cell_is_opened_as_the_text_it_was() {
        let texts =
            ["=1+1", "+44", "-1", "@SUM(A1)", "\tx", "a\"b", "<b>&", "Zoë", "=cmd|' /C calc'!A0", "two  blanks"];
        let rows: Vec<Vec<String>> = texts.iter().map(|text| vec!["x".to_owned(), (*text).to_owned()]).collect();
        let bytes = workbook(&[("Figures & more", &rows), ("Second", &[])]).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Figures & more", "Second"]);
        let read = book.worksheet_range("Figures & more").unwrap();
        for (row, text) in texts.iter().enumerate() {
            assert_eq!(read.get((row, 1)), Some(&Data::String((*text).to_owned())));
        }
        assert!(
            book.worksheet_formula("Figures & more").unwrap().used_cells().next().is_none(),
            "no cell is a formula"
        );
    }
}
