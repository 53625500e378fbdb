//! How a request can fail, and the one place where a failure becomes a status and a page.

use rocket::{
    Request,
    http::{Status, uri::Reference},
    response::{self, Redirect, Responder},
};
use tracing::error;

use super::{
    chrome::request_id,
    page::{Problem, Shown},
};
use crate::store::Stop;

/// What a handler answers.
pub type Result<T = Answer> = std::result::Result<T, Error>;

/// A page, or the way to one.
#[derive(rocket::Responder)]
#[expect(clippy::large_enum_variant, reason = "made once a request and handed straight to Rocket")]
pub enum Answer {
    /// A page.
    Page(Shown),
    /// After a form: 303, so that reloading the next page sends nothing again.
    Go(Redirect),
}

/// Why a request got no answer of its own.
#[derive(Debug)]
pub enum Error {
    /// There is no such thing, or not for this reader: the two look the same.
    NotFound,
    /// The form did not come from one of our pages.
    Forged,
    /// It came too often.
    TooMany,
    /// The database does not answer.
    Unavailable(crate::store::Error),
    /// Our fault.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

impl Answer {
    /// Sends the reader on.
    pub fn go(to: impl TryInto<Reference<'static>>) -> Self {
        Self::Go(Redirect::to(to))
    }
}

impl From<Shown> for Answer {
    fn from(page: Shown) -> Self {
        Self::Page(page)
    }
}

impl From<crate::store::Error> for Error {
    fn from(error: crate::store::Error) -> Self {
        match error {
            crate::store::Error::Unavailable(_) => Self::Unavailable(error),
            other => Self::Broken(Box::new(other)),
        }
    }
}

/// For actions whose form leaves nothing to refuse: a stop is then somebody else's thing, or a fault.
impl From<Stop<std::convert::Infallible>> for Error {
    fn from(stop: Stop<std::convert::Infallible>) -> Self {
        match stop {
            Stop::NotFound => Self::NotFound,
            Stop::Failed(error) => error.into(),
            Stop::Refused(never) => match never {},
        }
    }
}

impl Error {
    /// The status it is answered with.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::NotFound => Status::NotFound,
            Self::Forged => Status::Forbidden,
            Self::TooMany => Status::TooManyRequests,
            Self::Unavailable(_) => Status::ServiceUnavailable,
            Self::Broken(_) => Status::InternalServerError,
        }
    }
}

impl<R> Stop<R> {
    /// The refusal, to be said on the page; everything else that stops an action has a page of its own.
    ///
    /// # Errors
    /// When there is no such thing, or the database failed.
    pub fn refusal(self) -> Result<R> {
        match self {
            Self::Refused(refusal) => Ok(refusal),
            Self::NotFound => Err(Error::NotFound),
            Self::Failed(error) => Err(error.into()),
        }
    }
}

impl Error {
    /// Writes the cause to the log with the request's id; the reader gets the id alone.
    pub fn logged(&self, request: &Request<'_>) -> Status {
        match self {
            Self::Unavailable(cause) => error!(request = request_id(request), ?cause, "database unavailable"),
            Self::Broken(cause) => error!(request = request_id(request), ?cause, "request failed"),
            Self::NotFound | Self::Forged | Self::TooMany => {}
        }
        self.status()
    }
}

impl<'r> Responder<'r, 'static> for Error {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Problem::page(self.logged(request)).respond_to(request)
    }
}
