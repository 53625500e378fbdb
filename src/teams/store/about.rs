//! What the teams keep about one person, for that person's own record.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::{
    kernel::{Wte, ids::PersonId},
    sql,
    store::{AsConn, Result},
};

/// One spell on a team, past, present or to come.
#[derive(sqlx::FromRow, Serialize)]
pub struct Placement {
    /// The team's name.
    pub team: String,
    /// In which role.
    pub role: String,
    /// How much of a full post.
    #[sqlx(rename = "wte_hundredths")]
    pub wte: Wte,
    /// From which day.
    pub from_on: NaiveDate,
    /// Until which day, that day included.
    pub to_on: Option<NaiveDate>,
    /// On which day it was written down: days before that do not count in a release. None when that was not kept yet.
    pub recorded_on: Option<NaiveDate>,
    /// When the person said that it is right.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// A team that somebody leads.
#[derive(sqlx::FromRow, Serialize)]
pub struct Led {
    /// The team's name.
    pub team: String,
}

/// Somebody's placements, the latest first.
///
/// # Errors
/// When the database does.
pub async fn placements(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Placement>> {
    sql!(c, rows Placement: "SELECT t.name AS team, p.role, p.wte_hundredths, p.from_on, p.to_on, p.recorded_on, p.confirmed_at
        FROM placements p JOIN teams t ON t.id = p.team_id WHERE p.person_id = $1
        ORDER BY p.from_on DESC, p.id LIMIT $2", person, most)
}

/// The teams that somebody leads, by name.
///
/// # Errors
/// When the database does.
pub async fn led(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<Led>> {
    sql!(c, rows Led: "SELECT t.name AS team FROM team_leads l JOIN teams t ON t.id = l.team_id
        WHERE l.person_id = $1 ORDER BY lower(t.name), t.id LIMIT $2", person, most)
}
