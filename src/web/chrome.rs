//! What the layout shows around every page.

use rocket::Request;
use serde::Serialize;

use super::{Site, assets};
use crate::kernel::ids::{EntryId, OnceToken};

/// Who is reading, as far as the layout must know to offer the right ways on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Visitor {
    /// The person's name.
    pub name: String,
    /// The organisation's name.
    pub organisation: String,
    /// A librarian or knowledge specialist.
    pub librarian: bool,
    /// Facilitates sessions.
    pub facilitator: bool,
    /// Reads the organisation's evidence.
    pub hr: bool,
    /// Looks after the service.
    pub service_manager: bool,
    /// Reads the figures of a region or of the nation.
    pub area_reader: bool,
}

/// Everything around a page.
#[derive(Debug, Serialize)]
pub struct Chrome {
    visitor: Option<Visitor>,
    once: OnceToken,
    request: String,
    path: String,
    demonstration: bool,
    stylesheet: &'static str,
    own_stylesheet: &'static str,
    setup_script: &'static str,
    script: &'static str,
    icon: &'static str,
}

struct RequestId(String);
struct Seen(std::sync::Mutex<Option<Visitor>>);

impl Chrome {
    /// Tells the layout who is reading. The sign-in guard calls it.
    pub fn welcome(request: &Request<'_>, visitor: Visitor) {
        if let Ok(mut seen) = seen(request).0.lock() {
            *seen = Some(visitor);
        }
    }

    pub(super) fn of(request: &Request<'_>) -> Self {
        Self {
            visitor: seen(request).0.lock().ok().and_then(|seen| seen.clone()),
            once: OnceToken::random(),
            request: request_id(request).to_owned(),
            path: request.uri().path().to_string(),
            demonstration: request.rocket().state::<Site>().is_some_and(|site| site.demonstration),
            stylesheet: assets::href("nhsuk-frontend.min.css"),
            own_stylesheet: assets::href("app.css"),
            setup_script: assets::href("setup.js"),
            script: assets::href("app.js"),
            icon: assets::href("favicon.svg"),
        }
    }
}

/// The id by which a request's log lines can be found again. It says nothing about the reader.
pub fn request_id<'r>(request: &'r Request<'_>) -> &'r str {
    let id: &RequestId = request.local_cache(|| RequestId(EntryId::random().to_string().chars().take(8).collect()));
    &id.0
}

fn seen<'r>(request: &'r Request<'_>) -> &'r Seen {
    request.local_cache(|| Seen(std::sync::Mutex::new(None)))
}
