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
    pub looked: Option<DateTime<Utc>>,
    pub left_out: Option<DateTime<Utc>>,
    pub published_on: Option<NaiveDate>,
    pub away: Option<DateTime<Utc>>,
}

/// Whether there is any of what stays without a date of its own.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub struct Standing {
    pub linked: bool,
    pub roles: bool,
    pub leads: bool,
    pub reads_areas: bool,
    pub terms: bool,
    pub entries: bool,
    pub taken: bool,
    pub acted: bool,
    pub uploads: bool,
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
        (SELECT MAX(s.ends_at) FROM sessions s WHERE s.facilitator_id = p.id OR s.called_by = p.id) AS run,
        (SELECT MAX(l.looked_at) FROM looks l WHERE l.viewer_id = p.id) AS looked,
        (SELECT MAX(s.ends_at) FROM left_out o JOIN sessions s ON s.id = o.session_id WHERE o.person_id = p.id)
            AS left_out,
        (SELECT MAX(a.until_on) FROM availabilities a WHERE a.facilitator_id = p.id) AS published_on,
        (SELECT MAX(t.until_at) FROM times_away t WHERE t.facilitator_id = p.id) AS away
        FROM people p WHERE p.id = $1", person)?;
    Ok(row.unwrap_or_default())
}

/// What stays without a date of its own.
pub async fn standing(c: &mut impl AsConn, person: PersonId) -> Result<Standing> {
    let row = sql!(c, row Standing: "SELECT
        EXISTS (SELECT 1 FROM identities i WHERE i.person_id = p.id) AS linked,
        EXISTS (SELECT 1 FROM roles r WHERE r.person_id = p.id) AS roles,
        EXISTS (SELECT 1 FROM team_leads l WHERE l.person_id = p.id) AS leads,
        EXISTS (SELECT 1 FROM area_readers a WHERE a.person_id = p.id) AS reads_areas,
        EXISTS (SELECT 1 FROM facilitator_terms t WHERE t.facilitator_id = p.id) AS terms,
        EXISTS (SELECT 1 FROM signposts e WHERE e.owner_id = p.id) AS entries,
        EXISTS (SELECT 1 FROM requests q WHERE q.taken_by = p.id) AS taken,
        EXISTS (SELECT 1 FROM placements g WHERE g.added_by = p.id)
            OR EXISTS (SELECT 1 FROM left_out o WHERE o.left_out_by = p.id) AS acted,
        EXISTS (SELECT 1 FROM roster_imports u WHERE u.person_id = p.id)
            OR EXISTS (SELECT 1 FROM directory_imports d WHERE d.person_id = p.id) AS uploads
        FROM people p WHERE p.id = $1", person)?;
    Ok(row.unwrap_or_default())
}

/// Every placement, the latest first, 100 at most.
pub async fn placements(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Placed>> {
    sql!(c, rows Placed: "SELECT t.name AS team, p.from_on, p.to_on FROM placements p JOIN teams t ON t.id = p.team_id
        WHERE p.person_id = $1 ORDER BY p.from_on DESC, p.id LIMIT 100", person)
}
