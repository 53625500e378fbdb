//! A page is a struct of finished values and one template of the same name.

use std::io::Cursor;

use rocket::{
    Request, Response,
    http::{ContentType, Status},
    response::{self, Responder},
};
use serde::Serialize;
use tracing::error;

use super::{Views, chrome::Chrome};

/// A page: what its template shows, every value finished.
pub trait Page: Serialize {
    /// The template's path under `templates/`, without its ending.
    const TEMPLATE: &'static str;

    /// The page as it is answered.
    fn show(&self) -> Shown
    where
        Self: Sized,
    {
        Shown { template: Self::TEMPLATE, value: serde_json::to_value(self), status: Status::Ok }
    }
}

/// A page on its way to the reader.
pub struct Shown {
    template: &'static str,
    value: serde_json::Result<serde_json::Value>,
    status: Status,
}

impl Shown {
    /// The same page with another status: 422 for a form to be mended, 409 for a lost race.
    #[must_use]
    pub fn status(mut self, status: Status) -> Self {
        self.status = status;
        self
    }
}

impl<'r> Responder<'r, 'static> for Shown {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let html = render(request, self.template, self.value).map_err(|cause| {
            error!(template = self.template, %cause, "page not rendered");
            Status::InternalServerError
        })?;
        Response::build().status(self.status).header(ContentType::HTML).sized_body(html.len(), Cursor::new(html)).ok()
    }
}

fn render(
    request: &Request<'_>,
    template: &str,
    value: serde_json::Result<serde_json::Value>,
) -> Result<String, Box<dyn std::error::Error>> {
    let views = request.rocket().state::<Views>().ok_or("no templates are loaded")?;
    let mut value = value?;
    if let Some(fields) = value.as_object_mut() {
        fields.insert("chrome".into(), serde_json::to_value(Chrome::of(request))?);
        fields.entry("errors").or_insert(serde_json::Value::Null);
    }
    Ok(views.render(template, value)?)
}

/// The page for a request that got no answer of its own.
#[derive(Serialize)]
pub struct Problem {
    title: &'static str,
    sentence: &'static str,
    // The same for what ended, what is somebody else's and what never was: the words must not tell which.
    not_found: bool,
    show_id: bool,
}

impl Page for Problem {
    const TEMPLATE: &'static str = "web/problem";
}

impl Problem {
    /// The page for a status.
    pub fn page(status: Status) -> Shown {
        let (title, sentence) = match status.code {
            403 => (
                "This form was not sent from our page",
                "Nothing was changed. Go back to the page you were on, reload it and try again.",
            ),
            404 => ("Page not found", "If you typed the address, check that it is right."),
            408 => ("This took too long", "Nothing was changed. Check your connection and send it again."),
            409 => ("Someone was faster", "Nothing was changed. Go back and choose again."),
            413 => ("Too much was sent", "Nothing was changed. Send a shorter text or a smaller file."),
            400 | 415 | 422 => (
                "This could not be read",
                "Nothing was changed. Go back to the page you were on, reload it and try again.",
            ),
            429 => ("Too many tries", "Nothing was changed. Wait a few minutes, then go back and try again."),
            503 => (
                "Sorry, the service is not available",
                "We cannot reach our records at the moment. Try again in a few minutes. Urgent help is always there.",
            ),
            _ => (
                "Sorry, there is a problem with the service",
                "Nothing you did caused this. Try again in a few minutes.",
            ),
        };
        let problem = Self { title, sentence, not_found: status == Status::NotFound, show_id: status.code >= 500 };
        problem.show().status(status)
    }
}
