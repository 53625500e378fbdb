//! A form with a file in it. The file is read into memory, within a limit, and never written to disk.

use std::time::Duration;

use multer::{Constraints, Multipart, SizeLimit};
use rocket::{
    Data, Request,
    data::{self, FromData, ToByteUnit},
    http::Status,
    outcome::Outcome,
};
use tokio::time::timeout;

use super::form::{Filled, Parse, Posted, Reader};
use crate::kernel::ids::OnceToken;

/// The name of the field that the file is in.
pub const FIELD: &str = "file";

/// The most bytes a file may have.
const FILE_LIMIT: usize = 4 * 1024 * 1024;

/// The most bytes everything else in the form may have together, as in a form without a file.
const TEXT_LIMIT: usize = 32 * 1024;

/// The most bytes that are listened to at all: a file a little too large is still answered with a sentence.
const BODY_LIMIT: u64 = 8 * 1024 * 1024;

/// How long a form with a file may take to arrive: 8 MB at half a megabit a second take two minutes.
const PATIENCE: Duration = Duration::from_mins(2);

/// The most characters that are kept of a file's name.
const NAME_LIMIT: usize = 200;

/// A form with a file as it arrived: what it means, or what is wrong with it; and always what was typed.
pub struct Uploaded<F> {
    /// What the form says and the file it brought, or the mistakes in it.
    pub fit: Result<(F, File, OnceToken), Filled>,
    /// What was typed, to show again when the service says no for another reason. A file has to be chosen anew.
    pub filled: Filled,
}

/// A file as somebody chose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What it is called, without the folders it was in. What it is, its bytes say.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

#[derive(Default)]
struct Parts {
    typed: Vec<(String, String)>,
    files: Vec<File>,
}

impl<F: Parse> Uploaded<F> {
    fn from(mut parts: Parts) -> Self {
        // A browser sends a field without a file as a file without a name.
        parts.files.retain(|file| !file.name.is_empty() || !file.bytes.is_empty());
        let mut reader = Reader::of(parts.typed);
        match parts.files.as_slice() {
            [] => reader.wrong(FIELD, "Choose a file"),
            [file] if file.bytes.len() > FILE_LIMIT => reader.wrong(FIELD, "The file must be smaller than 4 MB"),
            [_] => {}
            _ => reader.wrong(FIELD, "Choose one file"),
        }
        let Posted { fit, filled } = reader.finish();
        let fit = match (fit, parts.files.pop()) {
            (Ok((meaning, once)), Some(file)) => Ok((meaning, file, once)),
            (Ok(_), None) => Err(filled.clone()),
            (Err(wrong), _) => Err(wrong),
        };
        Self { fit, filled }
    }
}

/// Reads all parts; the status says what kind of body it was when it was none that can be read.
async fn parts(mut form: Multipart<'_>) -> Result<Parts, Status> {
    let (mut parts, mut text) = (Parts::default(), 0);
    while let Some(mut field) = form.next_field().await.map_err(|error| status(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(last_part);
        let most = if file.is_some() { FILE_LIMIT } else { TEXT_LIMIT };
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|error| status(&error))? {
            // Beyond the limit nothing is kept, but for so much that one can tell that it was beyond.
            let room = (most + 1).saturating_sub(bytes.len());
            bytes.extend_from_slice(&chunk[..room.min(chunk.len())]);
        }
        match file {
            Some(file) if name == FIELD => parts.files.push(File { name: file, bytes }),
            // No other field of ours has a file: the reader finds a name that does not belong here.
            Some(_) => parts.typed.push((name, String::new())),
            None => {
                text += name.len() + bytes.len();
                parts.typed.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        if text > TEXT_LIMIT {
            return Err(Status::PayloadTooLarge);
        }
    }
    Ok(parts)
}

fn status(error: &multer::Error) -> Status {
    match error {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => Status::PayloadTooLarge,
        _ => Status::BadRequest,
    }
}

/// A file's name without the folders that some programs send along.
fn last_part(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(NAME_LIMIT).collect()
}

#[rocket::async_trait]
impl<'r, F: Parse> FromData<'r> for Uploaded<F> {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        let kind = request.content_type().filter(|kind| kind.is_form_data());
        let boundary = kind.and_then(|kind| kind.param("boundary"));
        match timeout(PATIENCE, read(data, boundary)).await.unwrap_or(Err(Status::RequestTimeout)) {
            Ok(parts) => Outcome::Success(Self::from(parts)),
            Err(status) => Outcome::Error((status, ())),
        }
    }
}

async fn read(data: Data<'_>, boundary: Option<&str>) -> Result<Parts, Status> {
    let Some(boundary) = boundary else { return without_file(data).await };
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(BODY_LIMIT));
    // One byte more is opened than may come, so that a body cut off by the limit is not taken for a whole one.
    let stream = data.open((BODY_LIMIT + 1).bytes());
    parts(Multipart::with_reader_with_constraints(stream, boundary, limits)).await
}

/// A form that was sent like any other: its fields, and no file.
async fn without_file(data: Data<'_>) -> Result<Parts, Status> {
    let body = data.open(TEXT_LIMIT.bytes()).into_bytes().await.map_err(|_| Status::BadRequest)?;
    if !body.is_complete() {
        return Err(Status::PayloadTooLarge);
    }
    let typed = url::form_urlencoded::parse(&body).into_owned().collect();
    Ok(Parts { typed, files: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kernel::Line, web::form::Pressed};

    const TOKEN: &str = "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11";

    struct Note(Line);

    impl Parse for Note {
        fn parse(form: &mut Reader) -> Option<Self> {
            form.line("note", "the note").map(Self)
        }
    }

    /// A part: the name of its field, that of its file, and what it holds.
    type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

    async fn sent<F: Parse>(sent: &[Part<'_>]) -> Result<Uploaded<F>, Status> {
        let mut body = Vec::new();
        for (name, file, bytes) in sent {
            let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
            body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").as_bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        parts(Multipart::with_reader(body.as_slice(), "x")).await.map(Uploaded::from)
    }

    async fn mistake(parts: &[Part<'_>], field: &str) -> String {
        let filled = sent::<Pressed>(parts).await.unwrap().fit.err().expect("a mistake");
        filled.error(field).unwrap_or_else(|| panic!("{filled:?}")).to_owned()
    }

    #[rocket::async_test]
    async fn a_file_comes_with_what_the_form_says() {
        let parts: [Part<'_>; 3] = [
            ("note", None, b"Renal"),
            ("file", Some("C:\\rosters\\June.csv"), b"a,\0b\r\n"),
            ("once", None, TOKEN.as_bytes()),
        ];
        let (note, file, _) = sent::<Note>(&parts).await.unwrap().fit.ok().unwrap();
        assert_eq!((note.0.as_str(), file.name.as_str()), ("Renal", "June.csv"));
        assert_eq!(file.bytes, b"a,\0b\r\n");
    }

    #[rocket::async_test]
    async fn what_is_wrong_is_said_beside_the_field() {
        let once: Part<'_> = ("once", None, TOKEN.as_bytes());
        let file: Part<'_> = ("file", Some("a.csv"), b"a");
        assert_eq!(mistake(&[once], "file").await, "Choose a file");
        assert_eq!(mistake(&[once, ("file", Some(""), b"")], "file").await, "Choose a file");
        assert_eq!(mistake(&[once, file, file], "file").await, "Choose one file");
        let large = vec![b'x'; FILE_LIMIT + 1];
        assert_eq!(
            mistake(&[once, ("file", Some("a.csv"), &large)], "file").await,
            "The file must be smaller than 4 MB"
        );
        assert!(sent::<Pressed>(&[once, ("file", Some("a.csv"), &large[1..])]).await.unwrap().fit.is_ok());
        assert!(mistake(&[file], "").await.contains("expired"));
        let filled = sent::<Note>(&[once, file, ("note", None, b"")]).await.unwrap().fit.err().unwrap();
        assert_eq!(filled.error("note"), Some("Enter the note"));
    }

    #[rocket::async_test]
    async fn what_does_not_belong_is_refused() {
        let (once, file): (Part<'_>, Part<'_>) = (("once", None, TOKEN.as_bytes()), ("file", Some("a.csv"), b"a"));
        assert!(mistake(&[once, file, ("what_happened", None, b"she cried")], "").await.contains("does not belong"));
        assert!(mistake(&[once, file, ("photo", Some("a.png"), b"x")], "").await.contains("does not belong"));
        let much = vec![b'x'; TEXT_LIMIT];
        assert_eq!(sent::<Note>(&[once, file, ("note", None, &much)]).await.err(), Some(Status::PayloadTooLarge));
    }
}
