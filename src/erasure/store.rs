//! What stays of somebody's record, as they are told.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    kernel::ids::PersonId,
    sql,
    store::{AsConn, Result},
};

/// The newest of each kind of thing that stays; none: there is none.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub struct Newest {
    pub sign_in: Option<DateTime<Utc>>,
    pub look: Option<DateTime<Utc>>,
    pub invitation: Option<DateTime<Utc>>,
    pub run: Option<DateTime<Utc>>,
}

/// A placement.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Placed {
    pub team: String,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
}

/// The newest of what stays.
pub async fn newest(c: &mut impl AsConn, person: PersonId) -> Result<Newest> {
    let row = sql!(c, row Newest: "SELECT
        (SELECT MAX(COALESCE(s.ended_at, s.expires_at)) FROM sign_ins s WHERE s.person_id = p.id) AS sign_in,
        (SELECT MAX(l.looked_at) FROM looks l WHERE l.subject_id = p.id) AS look,
        (SELECT MAX(s.ends_at) FROM invitations i JOIN sessions s ON s.id = i.session_id WHERE i.person_id = p.id)
            AS invitation,
        (SELECT MAX(s.ends_at) FROM sessions s WHERE s.facilitator_id = p.id OR s.called_by = p.id) AS run
        FROM people p WHERE p.id = $1", person)?;
    Ok(row.unwrap_or_default())
}

/// Every placement, the latest first, 100 at most.
pub async fn placements(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Placed>> {
    sql!(c, rows Placed: "SELECT t.name AS team, p.from_on, p.to_on FROM placements p JOIN teams t ON t.id = p.team_id
        WHERE p.person_id = $1 ORDER BY p.from_on DESC, p.id LIMIT 100", person)
}
