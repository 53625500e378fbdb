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

// What a page never asks a browser for, nor anything put into one.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
     gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

// A year. Only this host: what else the organisation serves beside it is not ours to decide.
const TLS_ALONE: &str = "max-age=31536000";

/// Sets them.
pub struct Headers {
    /// Whether people reach the service over TLS, so that browsers may be told never to try without.
    pub secure: bool,
}

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
        response.set_raw_header("Permissions-Policy", PERMISSIONS);
        // Nobody's page opens ours to watch it, and nobody's page loads a part of one.
        response.set_raw_header("Cross-Origin-Opener-Policy", "same-origin");
        response.set_raw_header("Cross-Origin-Resource-Policy", "same-origin");
        if self.secure {
            response.set_raw_header("Strict-Transport-Security", TLS_ALONE);
        }
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

#[cfg(test)]
mod tests {
    use rocket::local::blocking::Client;

    use super::*;

    #[test]
    fn a_browser_is_told_to_insist_on_tls_only_where_there_is_tls() {
        for (secure, told) in [(true, Some(TLS_ALONE)), (false, None)] {
            let rocket = rocket::custom(rocket::Config::debug_default()).attach(Headers { secure });
            let client = Client::untracked(rocket).unwrap();
            let response = client.get("/").dispatch();
            assert_eq!(response.headers().get_one("Strict-Transport-Security"), told);
        }
    }
}
