//! The stylesheets, scripts and images, compiled into the program by `build.rs`: pages never
//! load anything from elsewhere, so nobody else learns that a reader looked for help.

use std::io::Cursor;

use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::response::{self, Responder, Response};
use rocket::{Route, get, routes};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const A_DAY: &str = "public, max-age=86400";

/// One file as it is served.
#[derive(Debug)]
pub struct Asset {
    /// Its URL, from the root: `/assets/app.0123456789ab.css`.
    pub path: &'static str,
    /// What a browser should take it for.
    pub content_type: &'static str,
    /// Its bytes.
    pub body: &'static [u8],
    /// The same bytes, compressed once at build time.
    pub gzip: &'static [u8],
    /// The same in fewer bytes, which browsers take over TLS.
    pub brotli: &'static [u8],
    /// Whether the URL changes with the bytes, so that a copy never goes stale.
    pub immutable: bool,
}

/// The file served at a URL, if there is one.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok().map(|found| &ASSETS[found])
}

/// The URL of a file by the name its author gave it, `app.css`; none when nothing has that name.
#[must_use]
pub fn named(logical: &str) -> Option<&'static str> {
    NAMES.iter().find(|(name, _)| *name == logical).map(|(_, url)| *url)
}

/// The URL of a file by the name its author gave it, `app.css`.
///
/// # Panics
///
/// When no such file was built in: the name is the program's own, so a wrong one is a fault.
#[must_use]
pub fn href(logical: &str) -> &'static str {
    named(logical).unwrap_or_else(|| panic!("no asset is called {logical}"))
}

/// Serves one file, compressed for browsers that take it so.
#[get("/assets/<path..>")]
fn serve(path: Segments<'_, Path>, coding: Coding) -> Option<Served> {
    let segments: Vec<&str> = path.collect();
    let asset = find(&format!("/assets/{}", segments.join("/")))?;
    Some(Served { asset, coding })
}

/// The routes to mount at the root.
#[must_use]
pub fn routes() -> Vec<Route> {
    routes![serve]
}

/// How a file is compressed on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    /// The smallest that the browser said it takes. Weights other than none are all the same to us.
    fn among(offers: &str) -> Self {
        let taken = |coding: &str| {
            offers.split(',').any(|offer| {
                let mut parts = offer.split(';').map(str::trim);
                let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
                let weight = parts.find_map(|part| part.strip_prefix("q="));
                named && weight.is_none_or(|q| q.parse::<f32>().is_ok_and(|q| q > 0.0))
            })
        };
        if taken("br") {
            Self::Brotli
        } else if taken("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Coding {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        let offers: Vec<&str> = request.headers().get("Accept-Encoding").collect();
        Outcome::Success(Self::among(&offers.join(",")))
    }
}

/// A file on its way to a browser.
#[derive(Debug)]
struct Served {
    asset: &'static Asset,
    coding: Coding,
}

impl<'r> Responder<'r, 'static> for Served {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let Asset { content_type, immutable, .. } = *self.asset;
        let (body, coding) = match self.coding {
            Coding::Plain => (self.asset.body, None),
            Coding::Gzip => (self.asset.gzip, Some("gzip")),
            Coding::Brotli => (self.asset.brotli, Some("br")),
        };
        let mut answer = Response::build();
        answer
            .raw_header("Content-Type", content_type)
            .raw_header("Cache-Control", if immutable { FOR_EVER } else { A_DAY })
            .raw_header("Vary", "Accept-Encoding")
            .sized_body(body.len(), Cursor::new(body));
        if let Some(coding) = coding {
            answer.raw_header("Content-Encoding", coding);
        }
        answer.ok()
    }
}

#[cfg(test)]
mod tests {
    use rocket::http::{Header, Status};
    use rocket::local::blocking::{Client, LocalResponse};

    use super::*;

    fn fetched(path: &str, encoding: Option<&str>, check: impl FnOnce(LocalResponse<'_>)) {
        let rocket = rocket::custom(rocket::Config::debug_default()).mount("/", routes());
        let client = Client::untracked(rocket).unwrap();
        let mut request = client.get(path.to_owned());
        if let Some(encoding) = encoding {
            request.add_header(Header::new("Accept-Encoding", encoding.to_owned()));
        }
        check(request.dispatch());
    }

    #[test]
    fn a_hashed_file_is_compressed_and_kept_for_ever() {
        let asset = find(href("app.css")).unwrap();
        for (offers, coding, body) in [
            ("gzip, deflate, br, zstd", "br", asset.brotli),
            ("gzip, br;q=0", "gzip", asset.gzip),
            ("GZIP;q=0.5", "gzip", asset.gzip),
        ] {
            fetched(asset.path, Some(offers), |response| {
                assert_eq!(response.headers().get_one("Content-Encoding"), Some(coding));
                assert_eq!(response.headers().get_one("Vary"), Some("Accept-Encoding"));
                assert_eq!(response.headers().get_one("Cache-Control"), Some(FOR_EVER));
                assert_eq!(response.headers().get_one("Content-Type"), Some("text/css; charset=utf-8"));
                assert_eq!(response.into_bytes().unwrap(), body);
            });
        }
        assert!(asset.brotli.len() < asset.gzip.len() && asset.gzip.len() < asset.body.len());
    }

    #[test]
    fn an_image_is_kept_for_a_day_and_left_plain_for_a_browser_that_reads_nothing_else() {
        let path = "/assets/images/nhsuk-icon-cross.svg";
        for encoding in [None, Some("zstd"), Some("gzip;q=0"), Some("br;q=0.000")] {
            fetched(path, encoding, |response| {
                assert_eq!(response.headers().get_one("Content-Encoding"), None);
                assert_eq!(response.headers().get_one("Vary"), Some("Accept-Encoding"));
                assert_eq!(response.headers().get_one("Cache-Control"), Some(A_DAY));
                assert_eq!(response.into_bytes().unwrap(), find(path).unwrap().body);
            });
        }
    }

    #[test]
    fn anything_else_is_not_found() {
        for path in ["/assets/app.css", "/assets/", "/assets/../Cargo.toml", "/assets/images/favicon.ico"] {
            fetched(path, None, |response| {
                assert_eq!(response.status(), Status::NotFound);
            });
        }
    }

    #[test]
    fn every_file_a_file_names_is_served() {
        let mut seen = 0;
        for asset in ASSETS {
            let body = String::from_utf8_lossy(asset.body);
            for rest in body.split("/assets/").skip(1) {
                let end = rest.find([')', '\'', '"', '`']).unwrap();
                assert!(find(&format!("/assets/{}", &rest[..end])).is_some(), "{}", &rest[..end]);
                seen += 1;
            }
        }
        assert!(seen > 4, "the stylesheet's icons and the script's import were expected");
    }

    #[test]
    fn our_script_imports_the_package_by_its_hashed_name() {
        let script = String::from_utf8_lossy(find(href("app.js")).unwrap().body);
        assert!(script.contains(href("nhsuk-frontend.min.js")));
    }

    #[test]
    fn the_font_of_the_nhs_is_never_fetched() {
        let css = String::from_utf8_lossy(find(href("nhsuk-frontend.min.css")).unwrap().body);
        assert!(css.contains("arial,sans-serif") && !css.contains("@font-face"));
    }

    #[test]
    #[should_panic(expected = "no asset is called lost.css")]
    fn a_name_that_was_not_built_in_is_a_fault() {
        let _ = href("lost.css");
    }
}
