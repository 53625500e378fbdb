//! The two kinds of spreadsheet that are archives of XML, opened no further than the limits.

use std::{
    borrow::Cow,
    io::{Cursor, Read},
};

use zip::ZipArchive;

use super::{ods, sheet::Sheet, unreadable::Unreadable, xlsx};

/// The most bytes that all parts of a spreadsheet together may unpack to.
const UNPACKED_LIMIT: u64 = 32 * 1024 * 1024;

/// The most parts.
const PART_LIMIT: usize = 1_000;

/// The parts of a file, unpacked one by one and into memory alone.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// The table in an archive, if it is a spreadsheet.
pub fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if zip.len() > PART_LIMIT {
        return Err(Unreadable::TooMuchInside);
    }
    let mut archive = Archive { zip, left: UNPACKED_LIMIT };
    let has = |archive: &Archive<'_>, beginning: &str| archive.names().any(|name| name.starts_with(beginning));
    if has(&archive, "xl/workbook.bin") {
        Err(Unreadable::OtherExcel)
    } else if has(&archive, "xl/") {
        xlsx::read(&mut archive)
    } else if archive.part("mimetype")?.is_some_and(|kind| kind.starts_with(ods::KIND)) {
        ods::read(&mut archive)
    } else if has(&archive, "word/") {
        Err(Unreadable::NotATable("a text document"))
    } else if has(&archive, "Index/") {
        Err(Unreadable::NotATable("from Numbers"))
    } else {
        Err(Unreadable::NotATable("a packed archive"))
    }
}

impl Archive<'_> {
    /// The names of its parts that can be read.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.zip.file_names().filter_map(|name| name.ok().map(Cow::into_owned))
    }

    /// One part, unpacked; none when there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(at) = self.zip.index_for_name(name) else { return Ok(None) };
        let part = self.zip.by_index(at).map_err(|_| Unreadable::Damaged)?;
        if part.encrypted() {
            return Err(Unreadable::Protected);
        }
        // What the archive says of a part's size is not believed: one byte more than may be is asked for.
        let mut unpacked = Vec::new();
        part.take(self.left + 1).read_to_end(&mut unpacked).map_err(|_| Unreadable::Damaged)?;
        self.left = self.left.checked_sub(unpacked.len() as u64).ok_or(Unreadable::TooMuchInside)?;
        Ok(Some(unpacked))
    }
}
