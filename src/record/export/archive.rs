//! The file itself: a ZIP that every system opens.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// The file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the file of somebody's record could not be written")]
pub struct Unwritten(#[from] ZipError);

impl From<std::io::Error> for Unwritten {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

/// Files by name, packed into one. Its entries carry no time: when it was made stands inside.
///
/// # Errors
/// When a file is larger than a ZIP takes.
pub fn packed(files: &[(&str, &[u8])]) -> Result<Vec<u8>, Unwritten> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[test]
fn what_is_packed_is_found_again() {
    let bytes = packed(&[("a.json", b"{}"), ("b.html", "<p>é".as_bytes())]).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut read = |name: &str| std::io::read_to_string(zip.by_name(name).unwrap()).unwrap();
    assert_eq!((read("a.json"), read("b.html")), ("{}".to_owned(), "<p>é".to_owned()));
}
