//! What is kept about one facilitator's offering, for that facilitator's own record.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Serialize;

use crate::{
    kernel::ids::PersonId,
    sql,
    store::{AsConn, Result},
};

/// Times that somebody has published.
#[derive(sqlx::FromRow, Serialize)]
pub struct Availability {
    /// The day of the week: 1 is Monday.
    pub weekday: i64,
    /// From what time, as clocks in the UK show it.
    pub from_time: NaiveTime,
    /// Until what time.
    pub until_time: NaiveTime,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub until_on: NaiveDate,
    /// Where.
    pub place: String,
    /// Whether individual supervision is offered then.
    pub individual_supervision: bool,
    /// Whether group supervision is.
    pub group_supervision: bool,
    /// Whether hot debriefs are.
    pub hot_debrief: bool,
    /// Whether team reflections are.
    pub team_reflection: bool,
    /// Whether peer support conversations are.
    pub peer_support: bool,
    /// How many places a group has.
    pub group_places: i64,
    /// When they were withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// On what terms somebody may be booked.
#[derive(sqlx::FromRow, Serialize)]
pub struct Terms {
    /// How many hours before at the latest.
    pub notice_hours: i64,
    /// How many weeks ahead at most.
    pub horizon_weeks: i64,
    /// How many minutes are kept free after a session.
    pub buffer_minutes: i64,
    /// The same after a debrief.
    pub debrief_buffer_minutes: i64,
    /// How many sessions in a week at most.
    pub most_a_week: Option<i64>,
}

/// A time at which somebody is away.
#[derive(sqlx::FromRow, Serialize)]
pub struct Away {
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub until_at: DateTime<Utc>,
}

/// The times that somebody has published, withdrawn ones too, the latest first.
///
/// # Errors
/// When the database does.
pub async fn availabilities(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Availability>> {
    sql!(c, rows Availability: "SELECT weekday, from_time, until_time, from_on, until_on, place, individual_supervision,
            group_supervision, hot_debrief, team_reflection, peer_support, group_places, withdrawn_at
        FROM availabilities WHERE facilitator_id = $1 ORDER BY from_on DESC, id LIMIT $2", person, most)
}

/// Somebody's terms, if they have settled any.
///
/// # Errors
/// When the database does.
pub async fn terms(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Terms>> {
    sql!(c, rows Terms: "SELECT notice_hours, horizon_weeks, buffer_minutes, debrief_buffer_minutes, most_a_week
        FROM facilitator_terms WHERE facilitator_id = $1", person)
}

/// When somebody is or was away, the latest first.
///
/// # Errors
/// When the database does.
pub async fn away(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Away>> {
    sql!(c, rows Away: "SELECT starts_at, until_at FROM times_away WHERE facilitator_id = $1
        ORDER BY starts_at DESC, id LIMIT $2", person, most)
}
