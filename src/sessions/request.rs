//! What a request for a debrief is: whom to meet with, on which days, when; never what happened.

use chrono::{DateTime, NaiveDate, Utc};

use super::window::Company;
use crate::{
    kernel::ids::{RequestId, TeamId},
    spaces::Where,
};

/// A request to be made.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// Which team, if any.
    pub team: Option<TeamId>,
    /// With whom.
    pub company: Company,
    /// The days on which it may be, from what was answered; the answer itself is not kept.
    pub window: (NaiveDate, NaiveDate),
    /// When the librarian could meet.
    pub parts: Parts,
}

/// The parts of the day in which somebody could meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Parts {
    /// Before midday.
    pub mornings: bool,
    /// From midday to 5pm.
    pub afternoons: bool,
    /// After 5pm.
    pub evenings: bool,
}

/// A request, to the one who made it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// With whom.
    pub company: Company,
    /// The first day.
    pub earliest_on: NaiveDate,
    /// The last day.
    pub latest_on: NaiveDate,
}

/// A request in the open queue: what a facilitator sees before taking it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// Its id.
    pub id: RequestId,
    /// Who asks: the page shows the first name alone.
    pub name: String,
    /// With whom.
    pub company: Company,
    /// The first day.
    pub earliest_on: NaiveDate,
    /// The last day.
    pub latest_on: NaiveDate,
    /// When they could meet.
    #[sqlx(flatten)]
    pub parts: Parts,
}

/// A facilitator's answer to a request: one time and place.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// When it would start.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: Where,
}
