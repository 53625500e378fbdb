//! The sessions that their facilitator keeps although they lie outside what they offer.

use crate::{
    kernel::ids::{PersonId, SessionId},
    sql,
    store::{Result, Tx},
};

/// Notes that a facilitator keeps a session despite what `why` says; a later decision takes the place of an earlier.
pub async fn keep(tx: &mut Tx, session: SessionId, facilitator: PersonId, why: &str) -> Result<()> {
    sql!(tx, run: "INSERT INTO kept_sessions (session_id, facilitator_id, why) VALUES ($1, $2, $3)
        ON CONFLICT (session_id, facilitator_id) DO UPDATE SET why = excluded.why", session, facilitator, why)?;
    Ok(())
}
