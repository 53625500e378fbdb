//! Floor 2: tables of text out of people's files, and a CSV that opens safely.
//!
//! What a file is, its bytes say and not its name. Whatever it is, reading ends: with a table of trimmed texts
//! that keep the row numbers people see in their own program, or with a sentence that says what to do. Nothing
//! here knows what a table is about, writes to disk, or runs what a file brings along (docs/decisions/0011).

mod archive;
#[cfg(test)]
mod corpus;
mod days;
mod gathered;
mod numbers;
mod ods;
mod sheet;
mod table;
#[cfg(test)]
mod tampering;
mod text;
mod unreadable;
mod workbook;
mod written;
mod xlsx;
mod xml;

pub use days::day;
pub use sheet::{Row, Sheet};
pub use table::{Cell, Table};
pub use unreadable::Unreadable;
pub use workbook::workbook;
pub use written::csv;

/// The most bytes a file may have: a roster of ten thousand people is well under it.
pub const BYTE_LIMIT: usize = 4 * 1024 * 1024;

/// The most rows that hold something.
pub const ROW_LIMIT: usize = 20_000;

/// The most columns.
pub const COLUMN_LIMIT: usize = 100;

/// The most characters in one cell.
pub const CELL_LIMIT: usize = 1_000;

/// The table in a file: the first visible sheet with something in it.
///
/// # Errors
/// With a sentence that says what the file is, or what is too much of it, and what to do.
pub fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    if bytes.len() > BYTE_LIMIT {
        return Err(Unreadable::TooManyBytes);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return archive::read(bytes);
    }
    match unreadable::known(bytes) {
        Some(unreadable) => Err(unreadable),
        None => text::read(bytes),
    }
}
