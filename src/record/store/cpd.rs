//! The SQL of the CPD log. Every statement names its owner.

use serde::Serialize;

use crate::{
    kernel::ids::{PersonId, SessionId},
    sql,
    store::{AsConn, Result, Tx},
};

/// One session that somebody counts.
#[derive(sqlx::FromRow, Serialize)]
pub struct Tick {
    /// Which.
    pub session_id: SessionId,
}

/// The sessions that somebody counts.
pub async fn ticks(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Tick>> {
    sql!(c, rows Tick: "SELECT session_id FROM cpd_ticks WHERE person_id = $1 ORDER BY session_id", person)
}

pub async fn tick(tx: &mut Tx, person: PersonId, session: SessionId) -> Result<()> {
    sql!(tx, run: "INSERT INTO cpd_ticks (person_id, session_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        person, session)?;
    Ok(())
}

pub async fn untick(tx: &mut Tx, person: PersonId, session: SessionId) -> Result<()> {
    sql!(tx, run: "DELETE FROM cpd_ticks WHERE person_id = $1 AND session_id = $2", person, session)?;
    Ok(())
}
