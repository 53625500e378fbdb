//! A file to keep rather than a page to read.

use std::io::Cursor;

use rocket::{
    Request, Response,
    http::{ContentType, Header},
    response::{self, Responder},
};

/// Makes a kind of file that is kept under a name: letters, digits and hyphens are kept of it, the ending is ours.
macro_rules! kept_as {
    ($(#[$doc:meta])* $kind:ident, $ending:literal, $content_type:expr) => {
        $(#[$doc])*
        pub struct $kind {
            /// Its name, without the ending.
            pub name: String,
            /// What is in it.
            pub bytes: Vec<u8>,
        }

        impl<'r> Responder<'r, 'static> for $kind {
            fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
                let kept = format!(concat!("attachment; filename=\"{}.", $ending, "\""), plain(&self.name));
                Response::build()
                    .header($content_type)
                    .header(Header::new("Content-Disposition", kept))
                    .sized_body(self.bytes.len(), Cursor::new(self.bytes))
                    .ok()
            }
        }
    };
}

kept_as! {
    /// A CSV file.
    Csv, "csv", ContentType::new("text", "csv").with_params(("charset", "utf-8"))
}

kept_as! {
    /// Several files in one.
    Zip, "zip", ContentType::ZIP
}

kept_as! {
    /// A workbook (.xlsx).
    Workbook, "xlsx", ContentType::new("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
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
