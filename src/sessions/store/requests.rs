//! Requests for a debrief.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    facilitators::{independence::Ties, ties},
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, RequestId, SessionId, TeamId},
    },
    sessions::request::{NewRequest, Request, Waiting},
    sql,
    store::{AsConn, Result, Tx},
};

/// An open request with what ties a facilitator to whoever made it.
#[derive(sqlx::FromRow)]
pub struct Queued {
    #[sqlx(flatten)]
    pub waiting: Waiting,
    pub person_id: PersonId,
    pub team_id: Option<TeamId>,
    pub asked_at: DateTime<Utc>,
    #[sqlx(flatten)]
    pub ties: Ties,
}

pub async fn add(
    tx: &mut Tx,
    id: RequestId,
    person: PersonId,
    organisation: OrganisationId,
    new: &NewRequest,
    now: Now,
) -> Result<()> {
    sql!(tx, run: "INSERT INTO requests (id, person_id, organisation_id, team_id, company, earliest_on, latest_on,
            mornings, afternoons, evenings, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id, person, organisation, new.team, new.company, new.window.0, new.window.1, new.parts.mornings,
        new.parts.afternoons, new.parts.evenings, now.0)?;
    Ok(())
}

pub async fn own_open(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Request>> {
    sql!(c, rows Request: "SELECT id, company, earliest_on, latest_on FROM requests
        WHERE person_id = $1 AND session_id IS NULL AND withdrawn_at IS NULL ORDER BY asked_at, id LIMIT 50", person)
}

pub async fn own(c: &mut impl AsConn, person: PersonId, id: RequestId) -> Result<Option<Request>> {
    sql!(c, row Request: "SELECT id, company, earliest_on, latest_on FROM requests
        WHERE id = $2 AND person_id = $1 AND session_id IS NULL AND withdrawn_at IS NULL", person, id)
}

/// The open requests of an organisation, or the one named, as one facilitator finds them: what a colleague has taken is
/// not among them.
pub async fn queue(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    facilitator: PersonId,
    only: Option<RequestId>,
    today: NaiveDate,
) -> Result<Vec<Queued>> {
    sql!(c, rows Queued: concat!("SELECT r.id, m.name, r.company, r.earliest_on, r.latest_on,
            r.mornings, r.afternoons, r.evenings, r.taken_by IS NOT NULL AS taken, r.person_id, r.team_id, r.asked_at,
            ", ties!("$3"), "
        FROM requests r JOIN people m ON m.id = r.person_id JOIN people f ON f.id = $2
        WHERE r.organisation_id = $1 AND r.session_id IS NULL AND r.withdrawn_at IS NULL AND r.latest_on >= $3
            AND m.left_at IS NULL AND (r.taken_by IS NULL OR r.taken_by = $2) AND (CAST($4 AS UUID) IS NULL OR r.id = $4)
        ORDER BY r.asked_at, r.id LIMIT 200"), organisation, facilitator, today, only)
}

/// Answers a request with a session; false when somebody answered it, or it was withdrawn, before.
pub async fn answer(tx: &mut Tx, id: RequestId, session: SessionId, now: Now) -> Result<bool> {
    let answered = sql!(tx, run: "UPDATE requests SET session_id = $2, answered_at = $3
        WHERE id = $1 AND session_id IS NULL AND withdrawn_at IS NULL", id, session, now.0)?;
    Ok(answered == 1)
}

pub async fn withdraw(tx: &mut Tx, id: RequestId, person: PersonId, now: Now) -> Result<bool> {
    let withdrawn = sql!(tx, run: "UPDATE requests SET withdrawn_at = $3
        WHERE id = $1 AND person_id = $2 AND session_id IS NULL AND withdrawn_at IS NULL", id, person, now.0)?;
    Ok(withdrawn == 1)
}
