//! What is due: notes some weeks after a session, and requests that nobody has answered.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    facilitators::{independence::Ties, ties},
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, RequestId, SessionId},
    },
    sessions::{model::Kind, store::bookings::Told, waiting::Standing},
    sql,
    store::{AsConn, Result, Tx},
};

/// Somebody to be written to after a session in which they had a place.
#[derive(sqlx::FromRow)]
pub struct Due {
    pub session_id: SessionId,
    pub kind: Kind,
    pub person_id: PersonId,
    pub organisation: String,
}

/// A request that nobody has answered and of which nobody was reminded.
#[derive(sqlx::FromRow)]
pub struct Unanswered {
    pub id: RequestId,
    pub since: DateTime<Utc>,
    pub answer_days: i64,
    pub organisation: String,
}

/// A facilitator of the organisation, and what ties them to whoever asked.
#[derive(sqlx::FromRow)]
pub struct Answerer {
    #[sqlx(flatten)]
    pub told: Told,
    #[sqlx(flatten)]
    pub ties: Ties,
}

/// Whether nobody has answered a request `r` whose days are not over on a day (a parameter such as `$2`).
macro_rules! unanswered {
    ($today:literal) => {
        concat!(
            "r.session_id IS NULL AND r.withdrawn_at IS NULL AND r.latest_on >= ",
            $today,
            " AND NOT EXISTS (SELECT 1 FROM proposals x JOIN sessions s ON s.id = x.session_id
                WHERE x.request_id = r.id AND s.cancelled_at IS NULL)"
        )
    };
}

/// The places in debriefs that ended after one instant and until another, and in the first peer support conversation of
/// their librarian, for which nothing was written. What was cancelled is not among them, nor is who has left.
pub async fn due(c: &mut impl AsConn, after: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Due>> {
    sql!(c, rows Due: "SELECT s.id AS session_id, s.kind, q.id AS person_id, o.name AS organisation
        FROM places p JOIN sessions s ON s.id = p.session_id JOIN people q ON q.id = p.person_id
            JOIN organisations o ON o.id = q.organisation_id
        WHERE p.cancelled_at IS NULL AND s.cancelled_at IS NULL AND q.left_at IS NULL
            AND s.ends_at > $1 AND s.ends_at <= $2 AND s.kind IN ('hot_debrief', 'team_reflection', 'peer_support')
            AND NOT EXISTS (SELECT 1 FROM check_backs b WHERE b.session_id = s.id AND b.person_id = q.id)
            AND (s.kind <> 'peer_support' OR NOT EXISTS (SELECT 1 FROM places e JOIN sessions t ON t.id = e.session_id
                WHERE e.person_id = q.id AND e.cancelled_at IS NULL AND t.cancelled_at IS NULL
                    AND t.kind = 'peer_support' AND t.starts_at < s.starts_at))
        ORDER BY s.ends_at, s.id, q.id LIMIT 500", after, until)
}

/// Notes that somebody was written to after a session; false when they were before.
pub async fn note(tx: &mut Tx, session: SessionId, person: PersonId, now: Now) -> Result<bool> {
    let noted = sql!(tx, run: "INSERT INTO check_backs (session_id, person_id, sent_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING", session, person, now.0)?;
    Ok(noted == 1)
}

/// Every request that nobody has answered and of which nobody was reminded, the oldest first.
pub async fn unanswered(c: &mut impl AsConn, today: NaiveDate) -> Result<Vec<Unanswered>> {
    sql!(c, rows Unanswered: concat!("SELECT r.id, COALESCE(r.waits_since, r.asked_at) AS since, o.answer_days,
            o.name AS organisation
        FROM requests r JOIN organisations o ON o.id = r.organisation_id
        WHERE r.reminded_at IS NULL AND ", unanswered!("$1"), "
        ORDER BY COALESCE(r.waits_since, r.asked_at), r.id LIMIT 500"), today)
}

/// Notes that facilitators are reminded, and puts the request back for anybody; false when another process has, or
/// somebody answered in the meantime.
pub async fn remind(tx: &mut Tx, request: RequestId, now: Now) -> Result<bool> {
    let reminded = sql!(tx, run: "UPDATE requests SET reminded_at = $2, taken_by = NULL
        WHERE id = $1 AND reminded_at IS NULL AND session_id IS NULL AND withdrawn_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM proposals x JOIN sessions s ON s.id = x.session_id
                WHERE x.request_id = requests.id AND s.cancelled_at IS NULL)", request, now.0)?;
    Ok(reminded == 1)
}

/// The facilitators of a request's organisation.
pub async fn who_may_answer(c: &mut impl AsConn, request: RequestId, today: NaiveDate) -> Result<Vec<Answerer>> {
    sql!(c, rows Answerer: concat!("SELECT f.id, f.name, ", ties!("$2"), "
        FROM requests r JOIN people m ON m.id = r.person_id JOIN people f ON f.organisation_id = r.organisation_id
        WHERE r.id = $1 AND f.left_at IS NULL
            AND EXISTS (SELECT 1 FROM roles q WHERE q.person_id = f.id AND q.role = 'facilitator')
        ORDER BY f.id LIMIT 500"), request, today)
}

/// How an organisation's requests stand.
pub async fn standing(c: &mut impl AsConn, organisation: OrganisationId, today: NaiveDate) -> Result<Option<Standing>> {
    sql!(c, row Standing: concat!("SELECT o.answer_days,
            (SELECT COUNT(DISTINCT p.person_id) FROM placements p JOIN teams t ON t.id = p.team_id
                WHERE t.organisation_id = o.id AND p.from_on <= $2 AND (p.to_on IS NULL OR p.to_on >= $2)) AS placed,
            (SELECT MIN(COALESCE(r.waits_since, r.asked_at)) FROM requests r
                WHERE r.organisation_id = o.id AND ", unanswered!("$2"), ") AS oldest
        FROM organisations o WHERE o.id = $1"), organisation, today)
}
