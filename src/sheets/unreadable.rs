//! Why a file is no table that we can read, and what its owner can do about it.

use super::{CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, numbers::letters};

/// Why a file cannot be read, in a sentence for the person who chose it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing in it.
    #[error("The file has nothing in it. Choose a file with a heading in each column and one row for each placement")]
    Empty,
    /// More bytes than are read.
    #[error(
        "The file must be smaller than 4 MB. Remove pictures and sheets that are not the roster, or save it as CSV"
    )]
    TooManyBytes,
    /// Small on the outside only.
    #[error("The file holds far more than a roster. Copy the roster alone into a new file, or save it as CSV")]
    TooMuchInside,
    /// More rows than are read.
    #[error("The file has more than {ROW_LIMIT} rows. Split it, and upload one part after the other")]
    TooManyRows,
    /// More columns than are read.
    #[error("Row {0} has more than {COLUMN_LIMIT} columns. Remove the columns that are not part of the roster")]
    TooManyColumns(u32),
    /// A cell with an essay in it.
    #[error("Row {0}, column {column} has more than {CELL_LIMIT} characters. Shorten it", column = letters(*.1))]
    LongCell(u32, usize),
    /// A quotation mark swallows the rest.
    #[error("Row {0} has a quotation mark that is opened and never closed. Close it or remove it")]
    OpenQuotation(u32),
    /// Protected with a password.
    #[error("The file is protected with a password. Save a copy without one, as CSV or .xlsx")]
    Protected,
    /// Excel's format before 2007, or its binary one.
    #[error("The file is in an older or binary format of Excel. Open it in Excel and save it as CSV or .xlsx")]
    OtherExcel,
    /// Something that is no table, by its name.
    #[error("The file is {0}, not a spreadsheet. Save the roster as CSV, .xlsx or .ods")]
    NotATable(&'static str),
    /// Not what it says it is.
    #[error(
        "The file is damaged or not complete. Open it in the program it comes from and save it again, as CSV or .xlsx"
    )]
    Damaged,
}

/// What some bytes are, when it is nothing that can be read: judged by how such files begin.
pub fn known(bytes: &[u8]) -> Option<Unreadable> {
    const BEGINNINGS: [(&[u8], &str); 10] = [
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"II*\0", "a picture"),
        (b"MM\0*", "a picture"),
        (b"{\\rtf", "a text document"),
        (b"Rar!", "a packed archive"),
        (b"7z\xbc\xaf", "a packed archive"),
        (b"\x1f\x8b", "a packed archive"),
    ];
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        // Excel puts a protected .xlsx into the container of its old format, under this name in UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let protected = bytes.windows(name.len()).any(|window| window == name);
        return Some(if protected { Unreadable::Protected } else { Unreadable::OtherExcel });
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let markup = [&b"<!doctype"[..], b"<html", b"<?xml", b"<table"];
    let is = |tag: &[u8]| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    if markup.into_iter().any(is) {
        return Some(Unreadable::NotATable("a web page"));
    }
    BEGINNINGS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| Unreadable::NotATable(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_how_it_begins() {
        for (bytes, what) in [
            (&b"%PDF-1.7\n"[..], "a PDF"),
            (b"\x89PNG\r\n\x1a\n", "a picture"),
            (b"{\\rtf1 Roster}", "a text document"),
            (b"\xef\xbb\xbf <HTML><table>", "a web page"),
            (b"\x1f\x8b\x08", "a packed archive"),
        ] {
            assert_eq!(known(bytes), Some(Unreadable::NotATable(what)));
        }
        assert_eq!(known(b"nhs_email,display_name"), None);
        assert_eq!(known(b""), None);
    }

    #[test]
    fn a_protected_workbook_is_told_from_an_old_one() {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        assert_eq!(known(&bytes), Some(Unreadable::OtherExcel));
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(known(&bytes), Some(Unreadable::Protected));
    }

    #[test]
    fn every_refusal_is_a_sentence() {
        assert_eq!(
            Unreadable::LongCell(14, 27).to_string(),
            "Row 14, column AB has more than 1000 characters. Shorten it"
        );
        assert!(Unreadable::NotATable("a PDF").to_string().starts_with("The file is a PDF, not a spreadsheet"));
    }
}
