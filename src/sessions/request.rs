//! What a request for a debrief is: whom to meet with, on which days, when; never what happened.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Kind, window::Company};
use crate::{
    kernel::ids::{PersonId, RequestId, SessionId, TeamId},
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
    /// Whether the facilitator who looks has taken it; one that a colleague has taken is not there.
    pub taken: bool,
}

/// A facilitator's answer to a request: one to three times, and a place.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// When it would start, as many as were given.
    pub times: Vec<DateTime<Utc>>,
    /// Where.
    pub place: Where,
}

/// The most times that are proposed at once.
pub const MOST_TIMES: usize = 3;

/// A time proposed for a request.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Proposed {
    /// The session it would be.
    pub id: SessionId,
    /// What it would be.
    pub kind: Kind,
    /// The team it would be for.
    pub team_id: Option<TeamId>,
    /// When it would start.
    pub starts_at: DateTime<Utc>,
    /// When it would end.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Who proposes it.
    pub facilitator_id: PersonId,
    /// Their name.
    pub facilitator: String,
}
