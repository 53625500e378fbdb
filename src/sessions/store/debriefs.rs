//! Team debriefs: invitations, and what a lead sees of them.

use chrono::{DateTime, Utc};

use crate::{
    kernel::{
        Now,
        ids::{PersonId, SessionId, TeamId},
    },
    sessions::{model::Kind, store::bookings},
    sql, sql_each,
    store::{AsConn, Result, Tx},
};

/// A debrief as its lead sees it: time, place and how many were invited; never who or how many come.
#[derive(sqlx::FromRow)]
pub struct Called {
    /// Its id.
    pub id: SessionId,
    /// A hot debrief or a team reflection.
    pub kind: Kind,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Who facilitates it; none: its lead runs it, or somebody they bring.
    pub facilitator_id: Option<PersonId>,
    /// How many were invited.
    pub invitations: i64,
}

pub async fn invite(tx: &mut Tx, session: SessionId, people: Vec<PersonId>) -> Result<()> {
    sql_each!(tx, "INSERT INTO invitations (session_id, person_id) ", people, |person| session, person)?;
    Ok(())
}

pub async fn called(c: &mut impl AsConn, team: TeamId) -> Result<Vec<Called>> {
    sql!(c, rows Called: "SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, s.facilitator_id,
            (SELECT COUNT(*) FROM invitations i WHERE i.session_id = s.id) AS invitations
        FROM sessions s WHERE s.team_id = $1 AND s.called_by IS NOT NULL AND s.cancelled_at IS NULL
        ORDER BY s.starts_at DESC, s.id LIMIT 200", team)
}

/// Invites one person; false when they were invited before.
pub async fn invite_one(tx: &mut Tx, session: SessionId, person: PersonId) -> Result<bool> {
    let invited = sql!(tx, run: "INSERT INTO invitations (session_id, person_id) VALUES ($1, $2)
        ON CONFLICT DO NOTHING", session, person)?;
    Ok(invited == 1)
}

/// The debriefs of a team that its leads have called, from an instant on.
pub async fn called_from(c: &mut impl AsConn, team: TeamId, from: DateTime<Utc>) -> Result<Vec<Called>> {
    sql!(c, rows Called: "SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, s.facilitator_id,
            (SELECT COUNT(*) FROM invitations i WHERE i.session_id = s.id) AS invitations
        FROM sessions s WHERE s.team_id = $1 AND s.called_by IS NOT NULL AND s.cancelled_at IS NULL
            AND s.starts_at >= $2 ORDER BY s.starts_at, s.id LIMIT 200", team, from)
}

/// The debriefs of a team after an instant that somebody was invited to.
pub async fn coming(c: &mut impl AsConn, team: TeamId, person: PersonId, after: DateTime<Utc>) -> Result<Vec<Called>> {
    sql!(c, rows Called: "SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, s.facilitator_id,
            (SELECT COUNT(*) FROM invitations j WHERE j.session_id = s.id) AS invitations
        FROM sessions s JOIN invitations i ON i.session_id = s.id AND i.person_id = $2
        WHERE s.team_id = $1 AND s.called_by IS NOT NULL AND s.cancelled_at IS NULL AND s.starts_at > $3
        ORDER BY s.starts_at, s.id LIMIT 200", team, person, after)
}

/// Takes somebody out of a debrief: no invitation, no place, no time held.
pub async fn withdraw(tx: &mut Tx, session: SessionId, person: PersonId, now: Now) -> Result<()> {
    bookings::give_back(tx, session, person, now).await?;
    bookings::free(tx, session, person).await?;
    sql!(tx, run: "DELETE FROM invitations WHERE session_id = $1 AND person_id = $2", session, person)?;
    Ok(())
}
