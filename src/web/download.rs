//! A file to keep rather than a page to read.

use std::io::Cursor;

use rocket::{
    Request, Response,
    http::{ContentType, Header},
    response::{self, Responder},
};

/// A CSV file under the name it is kept by.
pub struct Csv {
    /// Its name, without the ending: letters, digits and hyphens are kept of it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl<'r> Responder<'r, 'static> for Csv {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let kept = format!("attachment; filename=\"{}.csv\"", plain(&self.name));
        Response::build()
            .header(ContentType::new("text", "csv").with_params(("charset", "utf-8")))
            .header(Header::new("Content-Disposition", kept))
            .sized_body(self.bytes.len(), Cursor::new(self.bytes))
            .ok()
    }
}

/// A workbook (.xlsx) under the name it is kept by.
pub struct Workbook {
    /// Its name, without the ending: letters, digits and hyphens are kept of it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl<'r> Responder<'r, 'static> for Workbook {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let kept = format!("attachment; filename=\"{}.xlsx\"", plain(&self.name));
        Response::build()
            .header(ContentType::new("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
            .header(Header::new("Content-Disposition", kept))
            .sized_body(self.bytes.len(), Cursor::new(self.bytes))
            .ok()
    }
}

/// A name that every system can keep and no header is broken by.
fn plain(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    if name.is_empty() { "file".to_owned() } else { name }
}

#[test]
fn a_name_is_letters_digits_and_hyphens() {
    for (name, kept) in
        [("Roster of Adult critical care", "roster-of-adult-critical-care"), ("a\"\r\nb/..", "a-b"), ("é", "file")]
    {
        assert_eq!(plain(name), kept);
    }
}
