//! Calendars for other programs: a file to keep, and an address that is asked again and again.

use std::io::Cursor;

use rocket::{
    Request, Response,
    http::{ContentType, Header, Status},
    response::{self, Responder},
};
use sha2::{Digest, Sha256};

use crate::kernel::seal::digits;

/// A calendar to keep as a file, under a name that says nothing.
pub struct CalendarFile(pub String);

/// A calendar that a program subscribes to. Whoever has this very one already is told so, and is not sent it again.
pub struct CalendarFeed(pub String);

fn calendar() -> ContentType {
    ContentType::new("text", "calendar").with_params(("charset", "utf-8"))
}

impl<'r> Responder<'r, 'static> for CalendarFile {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .header(calendar())
            .header(Header::new("Content-Disposition", "attachment; filename=\"appointment.ics\""))
            .sized_body(self.0.len(), Cursor::new(self.0))
            .ok()
    }
}

impl<'r> Responder<'r, 'static> for CalendarFeed {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let etag = format!("\"{}\"", &digits(&Sha256::digest(&self.0))[..32]);
        let mut answer = Response::build();
        // The program that asked may keep it and must ask each time; nobody in between may.
        answer.raw_header("Cache-Control", "private, no-cache");
        if request.headers().get("If-None-Match").any(|kept| names(kept, &etag)) {
            return answer.raw_header("ETag", etag).status(Status::NotModified).ok();
        }
        answer.raw_header("ETag", etag).header(calendar()).sized_body(self.0.len(), Cursor::new(self.0)).ok()
    }
}

/// Whether an `If-None-Match` names this tag (RFC 9110, 13.1.2: compared without regard to `W/`).
fn names(kept: &str, etag: &str) -> bool {
    kept.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == etag)
}

#[cfg(test)]
mod tests {
    use rocket::{
        get,
        local::blocking::{Client, LocalResponse},
        routes,
    };

    use super::*;

    #[get("/feed")]
    fn feed() -> CalendarFeed {
        CalendarFeed("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into())
    }

    fn asked(head: bool, kept: Option<&str>, check: impl FnOnce(LocalResponse<'_>)) {
        let client =
            Client::untracked(rocket::custom(rocket::Config::debug_default()).mount("/", routes![feed])).unwrap();
        let mut request = if head { client.head("/feed") } else { client.get("/feed") };
        if let Some(kept) = kept {
            request.add_header(Header::new("If-None-Match", kept.to_owned()));
        }
        check(request.dispatch());
    }

    #[test]
    fn who_has_it_already_is_told_so() {
        let mut etag = String::new();
        asked(false, None, |response| {
            etag = response.headers().get_one("ETag").unwrap().to_owned();
            assert_eq!(response.headers().get_one("Content-Type"), Some("text/calendar; charset=utf-8"));
            assert_eq!(response.headers().get_one("Cache-Control"), Some("private, no-cache"));
            assert_eq!(response.into_string().unwrap().len(), 32);
        });
        assert!(etag.len() == 34 && etag.starts_with('"'), "{etag}");
        for kept in [etag.clone(), format!("W/{etag}"), format!("\"other\", {etag}"), "*".into()] {
            for head in [false, true] {
                asked(head, Some(&kept), |response| {
                    assert_eq!(response.status(), Status::NotModified, "{kept}");
                    assert_eq!(response.headers().get_one("ETag"), Some(etag.as_str()));
                    assert_eq!(response.into_string().unwrap_or_default(), "");
                });
            }
        }
        asked(false, Some("\"other\""), |response| assert_eq!(response.status(), Status::Ok));
        asked(true, None, |response| {
            assert_eq!(response.headers().get_one("ETag"), Some(etag.as_str()));
            assert_eq!(response.status(), Status::Ok);
        });
    }
}
