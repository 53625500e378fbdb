//! The headers every answer carries.

use rocket::{
    Request, Response,
    fairing::{Fairing, Info, Kind},
    http::Status,
};

use super::{chrome::request_id, rates::retry_after};

// Nothing inline and nothing from elsewhere: the pages' scripts and styles are files of our own.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Sets them.
pub struct Headers;

#[rocket::async_trait]
impl Fairing for Headers {
    fn info(&self) -> Info {
        Info { name: "headers", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        response.set_raw_header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.set_raw_header("X-Content-Type-Options", "nosniff");
        response.set_raw_header("X-Frame-Options", "DENY");
        // Other sites learn nothing; our own sign-in page learns where to come back to.
        response.set_raw_header("Referrer-Policy", "same-origin");
        response.set_raw_header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()");
        response.set_raw_header("X-Request-Id", request_id(request).to_owned());
        if let Some(seconds) = retry_after(request).filter(|_| response.status() == Status::TooManyRequests) {
            response.set_raw_header("Retry-After", seconds.to_string());
        }
        if !response.headers().contains("Cache-Control") {
            // Shared computers: the back button must not show the last person's pages.
            response.set_raw_header("Cache-Control", "no-store");
        }
    }
}
