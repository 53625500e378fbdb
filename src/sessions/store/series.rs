//! Series: sessions booked together.

use crate::{
    kernel::{
        Now,
        ids::{SeriesId, SessionId},
    },
    sessions::series::Later,
    sql,
    store::{AsConn, Result, Tx},
};

pub async fn add(tx: &mut Tx, id: SeriesId, every_weeks: i64) -> Result<()> {
    sql!(tx, run: "INSERT INTO series (id, every_weeks) VALUES ($1, $2)", id, every_weeks)?;
    Ok(())
}

/// The sessions of the series of `session` that are still to come, itself among them, soonest first. A session
/// that is part of none is alone.
pub async fn coming(c: &mut impl AsConn, session: SessionId, now: Now) -> Result<Vec<Later>> {
    sql!(c, rows Later: "SELECT s.id, s.kind, s.starts_at, s.ends_at FROM sessions s
            JOIN sessions o ON o.id = s.id OR o.series_id = s.series_id
        WHERE o.id = $1 AND s.cancelled_at IS NULL AND s.starts_at > $2 ORDER BY s.starts_at, s.id LIMIT 100",
        session, now.0)
}
