//! What the sessions keep about one person, for that person's own record. Of other people it names a session's
//! facilitator, whom its page names too, and nobody else; of a facilitator's own sessions it names nobody.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::{
    kernel::ids::{PersonId, SessionId},
    sessions::{model::Kind, occurrence::Word, window::Company},
    sql,
    store::{AsConn, Result},
};

/// A session that somebody was offered, took, waited for, or was left out of.
#[derive(sqlx::FromRow, Serialize)]
pub struct Concerned {
    /// Its id, by which the parts of a record speak of it.
    pub id: SessionId,
    /// What it is.
    pub kind: Kind,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Who facilitates it.
    pub facilitator: Option<String>,
    /// Whose debrief it is.
    pub team: Option<String>,
    /// Of a series: every how many weeks.
    pub every_weeks: Option<i64>,
    /// When the whole session was cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Whether the person was invited.
    pub invited: bool,
    /// Whether a seat is kept for them.
    pub seat: bool,
    /// Whether they wait for a place.
    pub waits: bool,
    /// Until when a place is held for them.
    pub offered_until: Option<DateTime<Utc>>,
    /// Their own word on whether it took place.
    pub own_word: Option<Word>,
    /// When they said it.
    pub own_word_at: Option<DateTime<Utc>>,
    /// Whether its facilitator says that it took place.
    pub facilitator_said: bool,
    /// When the lead who called it left them out.
    pub left_out_at: Option<DateTime<Utc>>,
    /// When the note that is due four weeks later was written.
    pub check_back_at: Option<DateTime<Utc>>,
    /// By how many numbers the entry in their calendar has been told.
    pub told: Option<i64>,
}

/// One time somebody took a place.
#[derive(sqlx::FromRow, Serialize)]
pub struct Place {
    /// In which session.
    pub session_id: SessionId,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// What it is.
    pub kind: Kind,
    /// When the place was taken.
    pub booked_at: DateTime<Utc>,
    /// When it was given back.
    pub given_back_at: Option<DateTime<Utc>>,
}

/// A session that somebody facilitates or facilitated: kind, time and place, and nobody's name.
#[derive(sqlx::FromRow, Serialize)]
pub struct Facilitated {
    /// Its id.
    pub id: SessionId,
    /// What it is.
    pub kind: Kind,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// When the facilitator said that it took place.
    pub took_place_at: Option<DateTime<Utc>>,
    /// Despite what the facilitator kept it.
    pub kept_despite: Option<String>,
    /// By how many numbers the entry in their calendar has been told.
    pub told: Option<i64>,
}

/// A debrief that somebody called.
#[derive(sqlx::FromRow, Serialize)]
pub struct CalledByThem {
    /// What it is.
    pub kind: Kind,
    /// Which team's.
    pub team: Option<String>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
}

/// A request that somebody made.
#[derive(sqlx::FromRow, Serialize)]
pub struct Asked {
    /// When they asked.
    pub asked_at: DateTime<Utc>,
    /// About which team, if any.
    pub team: Option<String>,
    /// With whom they would meet.
    pub company: Company,
    /// The first day on which it may be.
    pub earliest_on: NaiveDate,
    /// The last.
    pub latest_on: NaiveDate,
    /// Whether they could meet before midday.
    pub mornings: bool,
    /// From midday to 5pm.
    pub afternoons: bool,
    /// After 5pm.
    pub evenings: bool,
    /// The session that they chose.
    pub session_id: Option<SessionId>,
    /// When that starts.
    pub session_at: Option<DateTime<Utc>>,
    /// When they chose it.
    pub answered_at: Option<DateTime<Utc>>,
    /// When they withdrew it.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// The sessions that concern somebody who does not facilitate them, the latest first.
///
/// # Errors
/// When the database does.
pub async fn concerned(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Concerned>> {
    sql!(c, rows Concerned: "SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, f.name AS facilitator, t.name AS team,
            r.every_weeks, s.cancelled_at,
            EXISTS (SELECT 1 FROM invitations i WHERE i.session_id = s.id AND i.person_id = $1) AS invited,
            EXISTS (SELECT 1 FROM seats e WHERE e.session_id = s.id AND e.person_id = $1) AS seat,
            EXISTS (SELECT 1 FROM waiting w WHERE w.session_id = s.id AND w.person_id = $1) AS waits,
            (SELECT o.held_until FROM offers o WHERE o.session_id = s.id AND o.person_id = $1) AS offered_until,
            h.word AS own_word, h.confirmed_at AS own_word_at,
            EXISTS (SELECT 1 FROM occurrences o WHERE o.session_id = s.id AND o.confirmed_by = s.facilitator_id)
                AS facilitator_said,
            (SELECT l.left_out_at FROM left_out l WHERE l.session_id = s.id AND l.person_id = $1) AS left_out_at,
            (SELECT b.sent_at FROM check_backs b WHERE b.session_id = s.id AND b.person_id = $1) AS check_back_at,
            (SELECT d.sequence FROM told d WHERE d.session_id = s.id AND d.person_id = $1) AS told
        FROM sessions s LEFT JOIN people f ON f.id = s.facilitator_id LEFT JOIN teams t ON t.id = s.team_id
        LEFT JOIN series r ON r.id = s.series_id
        LEFT JOIN occurrences h ON h.session_id = s.id AND h.confirmed_by = $1
        WHERE (s.facilitator_id IS NULL OR s.facilitator_id <> $1) AND s.id IN (
            SELECT session_id FROM places WHERE person_id = $1
            UNION SELECT session_id FROM invitations WHERE person_id = $1
            UNION SELECT session_id FROM seats WHERE person_id = $1
            UNION SELECT session_id FROM waiting WHERE person_id = $1
            UNION SELECT session_id FROM occurrences WHERE confirmed_by = $1
            UNION SELECT session_id FROM left_out WHERE person_id = $1
            UNION SELECT session_id FROM check_backs WHERE person_id = $1
            UNION SELECT session_id FROM told WHERE person_id = $1)
        ORDER BY s.starts_at DESC, s.id LIMIT $2", person, most)
}

/// The places that somebody took, those given back too, the latest first.
///
/// # Errors
/// When the database does.
pub async fn places(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Place>> {
    sql!(c, rows Place: "SELECT p.session_id, s.starts_at, s.kind, p.booked_at, p.cancelled_at AS given_back_at
        FROM places p JOIN sessions s ON s.id = p.session_id WHERE p.person_id = $1
        ORDER BY p.booked_at DESC, p.id LIMIT $2", person, most)
}

/// The sessions that somebody facilitates, the latest first.
///
/// # Errors
/// When the database does.
pub async fn facilitated(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Facilitated>> {
    sql!(c, rows Facilitated: "SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, s.cancelled_at,
            (SELECT o.confirmed_at FROM occurrences o WHERE o.session_id = s.id AND o.confirmed_by = $1) AS took_place_at,
            (SELECT k.why FROM kept_sessions k WHERE k.session_id = s.id AND k.facilitator_id = $1) AS kept_despite,
            (SELECT d.sequence FROM told d WHERE d.session_id = s.id AND d.person_id = $1) AS told
        FROM sessions s WHERE s.facilitator_id = $1 ORDER BY s.starts_at DESC, s.id LIMIT $2", person, most)
}

/// The debriefs that somebody called, the latest first.
///
/// # Errors
/// When the database does.
pub async fn called(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<CalledByThem>> {
    sql!(c, rows CalledByThem: "SELECT s.kind, t.name AS team, s.starts_at, s.place, s.cancelled_at
        FROM sessions s LEFT JOIN teams t ON t.id = s.team_id WHERE s.called_by = $1
        ORDER BY s.starts_at DESC, s.id LIMIT $2", person, most)
}

/// The requests that somebody made, the latest first.
///
/// # Errors
/// When the database does.
pub async fn asked(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Asked>> {
    sql!(c, rows Asked: "SELECT r.asked_at, t.name AS team, r.company, r.earliest_on, r.latest_on, r.mornings, r.afternoons,
            r.evenings, r.session_id, s.starts_at AS session_at, r.answered_at, r.withdrawn_at
        FROM requests r LEFT JOIN teams t ON t.id = r.team_id LEFT JOIN sessions s ON s.id = r.session_id
        WHERE r.person_id = $1 ORDER BY r.asked_at DESC, r.id LIMIT $2", person, most)
}
