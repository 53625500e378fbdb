//! What a space is offered for.

use chrono::{DateTime, Utc};

use crate::{
    kernel::ids::SpaceId,
    sessions::rooms::Stretch,
    sql,
    store::{AsConn, Result},
};

/// The times between two instants for which sessions in a space were offered: called, or proposed in answer to a
/// request. What a librarian books is not among them: it lies in a time that a facilitator published.
pub async fn offered(
    c: &mut impl AsConn,
    space: SpaceId,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Stretch>> {
    sql!(c, rows Stretch: "SELECT s.starts_at, s.ends_at FROM sessions s
        WHERE s.space_id = $1 AND s.cancelled_at IS NULL AND NOT s.in_list
            AND s.ends_at > $2 AND s.starts_at < $3
        ORDER BY s.starts_at, s.id LIMIT 1000", space, from, until)
}
