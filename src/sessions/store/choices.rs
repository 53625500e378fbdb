//! Who did what in a stretch of time: read by person, and given to nobody but the tally.

use chrono::{DateTime, Utc};

use crate::{
    kernel::ids::PersonId,
    sessions::tally::Choice,
    sql,
    store::{AsConn, Result},
};

/// Somebody did something, once or more often.
#[derive(sqlx::FromRow)]
pub struct Made {
    pub person_id: PersonId,
    pub choice: Choice,
}

/// What each person did from one instant until before another. A session is the one in which they have a place still,
/// that was not cancelled, and that took place for them: by their own word, or by its facilitator's where they said
/// nothing (`occurrence.rs`). A session of which nobody said anything is unknown, and counts nowhere.
pub async fn made(c: &mut impl AsConn, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Made>> {
    sql!(c, rows Made: "SELECT p.person_id, CASE WHEN s.kind IN ('individual_supervision', 'group_supervision')
                THEN 'supervision' ELSE 'debrief' END AS choice
        FROM places p JOIN sessions s ON s.id = p.session_id
        LEFT JOIN occurrences own ON own.session_id = s.id AND own.confirmed_by = p.person_id
        LEFT JOIN occurrences theirs ON theirs.session_id = s.id AND theirs.confirmed_by = s.facilitator_id
            AND theirs.word = 'took_place'
        WHERE s.starts_at >= $1 AND s.starts_at < $2 AND p.cancelled_at IS NULL AND s.cancelled_at IS NULL
            AND (own.word = 'took_place' OR (own.word IS NULL AND theirs.word IS NOT NULL))
        UNION
        SELECT r.person_id, 'request' AS choice FROM requests r
        WHERE r.asked_at >= $1 AND r.asked_at < $2 AND r.withdrawn_at IS NULL", from, until)
}
