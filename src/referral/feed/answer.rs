//! How the feed answers: to anybody, from any page, and briefly when nothing has changed.

use std::io::Cursor;

use chrono::{DateTime, SubsecRound, Utc};
use rocket::{
    Request, Response,
    http::{ContentType, Status},
    response::{self, Responder},
};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

const HTTP_DATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

/// An answer of the feed.
pub struct Feed {
    status: Status,
    body: String,
    changed_at: Option<DateTime<Utc>>,
}

impl Feed {
    /// What was asked for, and when it was last written.
    #[must_use]
    pub fn of(body: &Json, changed_at: Option<DateTime<Utc>>) -> Self {
        Self { status: Status::Ok, body: body.to_string(), changed_at }
    }

    /// There is no such thing.
    #[must_use]
    pub fn not_found() -> Self {
        Self::refused(Status::NotFound, "There is no such thing in this feed.")
    }

    /// The question makes no sense, in words.
    #[must_use]
    pub fn bad(why: &str) -> Self {
        Self::refused(Status::BadRequest, why)
    }

    fn refused(status: Status, why: &str) -> Self {
        Self { status, body: json!({ "error": why }).to_string(), changed_at: None }
    }

    fn tag(&self) -> String {
        let hash = Sha256::digest(self.body.as_bytes());
        let digits = hash.iter().take(16).fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"));
        format!("\"{digits}\"")
    }

    /// Whether the asker has it already. A tag decides, when there is one: a day that passes changes hours in words
    /// without anybody writing.
    fn is_known(&self, request: &Request<'_>, tag: &str) -> bool {
        if let Some(tags) = request.headers().get_one("If-None-Match") {
            return tags
                .split(',')
                .map(|known| known.trim().trim_start_matches("W/"))
                .any(|known| known == tag || known == "*");
        }
        let since = request.headers().get_one("If-Modified-Since");
        let since = since.and_then(|since| chrono::NaiveDateTime::parse_from_str(since, HTTP_DATE).ok());
        let changed_at = self.changed_at.map(|at| at.trunc_subsecs(0).naive_utc());
        since.zip(changed_at).is_some_and(|(since, changed_at)| changed_at <= since)
    }
}

impl<'r> Responder<'r, 'static> for Feed {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut response = Response::build();
        response.raw_header("Access-Control-Allow-Origin", "*");
        if self.status != Status::Ok {
            return response
                .status(self.status)
                .header(ContentType::JSON)
                .sized_body(self.body.len(), Cursor::new(self.body))
                .ok();
        }
        let tag = self.tag();
        let known = self.is_known(request, &tag);
        response.raw_header("ETag", tag).raw_header("Cache-Control", "public, no-cache");
        if let Some(changed_at) = self.changed_at {
            response.raw_header("Last-Modified", changed_at.format(HTTP_DATE).to_string());
        }
        if known {
            return response.status(Status::NotModified).ok();
        }
        response.header(ContentType::JSON).sized_body(self.body.len(), Cursor::new(self.body)).ok()
    }
}
