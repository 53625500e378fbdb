//! Who has been told of a session, and what stands in their calendar.

use chrono::{DateTime, Utc};

use crate::{
    kernel::{
        Now,
        ids::{PersonId, SessionId},
    },
    sessions::model::Kind,
    sql,
    store::{AsConn, Result, Tx},
};

/// What somebody is to a session that they are told of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Part {
    /// Whether they facilitate it or hold a place, and it is to be.
    pub takes_part: bool,
    /// Whether they facilitate it.
    pub facilitates: bool,
    /// Whether an entry of their calendar says so.
    pub in_calendar: bool,
}

/// A session to come in which somebody takes part.
#[derive(sqlx::FromRow)]
pub struct Coming {
    pub id: SessionId,
    pub kind: Kind,
    pub starts_at: DateTime<Utc>,
    pub place: String,
    /// The other party's name, where there is one.
    pub other: Option<String>,
    pub organisation: String,
}

pub async fn part(c: &mut impl AsConn, session: SessionId, person: PersonId) -> Result<Part> {
    let row = sql!(c, row Part: "SELECT s.cancelled_at IS NULL AND (COALESCE(s.facilitator_id = $2, FALSE) OR EXISTS (
            SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id = $2 AND p.cancelled_at IS NULL)) AS takes_part,
        COALESCE(s.facilitator_id = $2, FALSE) AS facilitates,
        COALESCE(t.in_calendar, FALSE) AS in_calendar
        FROM sessions s LEFT JOIN told t ON t.session_id = s.id AND t.person_id = $2 WHERE s.id = $1", session, person)?;
    Ok(row.unwrap_or_default())
}

/// Counts one more message to somebody about a session, and notes what it does to their calendar; its number, from 0.
pub async fn count(tx: &mut Tx, session: SessionId, person: PersonId, in_calendar: bool) -> Result<i64> {
    sql!(tx, value i64: "INSERT INTO told (session_id, person_id, sequence, in_calendar) VALUES ($1, $2, 0, $3)
        ON CONFLICT (session_id, person_id) DO UPDATE SET sequence = told.sequence + 1, in_calendar = excluded.in_calendar
        RETURNING sequence", session, person, in_calendar)
}

/// The sessions to come in which somebody takes part.
pub async fn coming(c: &mut impl AsConn, person: PersonId, now: Now) -> Result<Vec<Coming>> {
    sql!(c, rows Coming: "SELECT s.id, s.kind, s.starts_at, s.place, o.name AS organisation,
            CASE WHEN s.facilitator_id IS NULL THEN NULL WHEN s.facilitator_id <> $1 THEN f.name
                WHEN s.kind IN ('individual_supervision', 'peer_support') THEN (SELECT MIN(q.name) FROM places p
                    JOIN people q ON q.id = p.person_id WHERE p.session_id = s.id AND p.cancelled_at IS NULL) END AS other
        FROM sessions s JOIN organisations o ON o.id = s.organisation_id LEFT JOIN people f ON f.id = s.facilitator_id
        WHERE s.cancelled_at IS NULL AND s.starts_at > $2
            -- A time that is only proposed is nobody's yet.
            AND NOT EXISTS (SELECT 1 FROM proposals x WHERE x.session_id = s.id) AND (s.facilitator_id = $1 OR EXISTS (
            SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id = $1 AND p.cancelled_at IS NULL))
        ORDER BY s.starts_at, s.id", person, now.0)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        accounts::testing::{NOON, librarian, trust},
        on_both_engines,
        sessions::store::bookings::{self, NewSession},
        store::Db,
    };

    on_both_engines! {
        async fn messages_are_numbered_for_each_person_and_a_part_ends_with_the_place(db: Db) {
            let organisation = trust(&db, "RXX").await;
            let (dana, mina) = (librarian(&db, organisation, "Dana").await, librarian(&db, organisation, "Mina").await);
            let (id, starts_at) = (SessionId::random(), NOON.0 + TimeDelta::days(3));
            let mut tx = db.write().await.unwrap();
            let (kind, place) = (Kind::IndividualSupervision, "Room 4");
            let new = NewSession {
                id, organisation, kind, facilitator: Some(dana), team: None, called_by: None, starts_at, place, space: None,
            };
            bookings::add(&mut tx, &new).await.unwrap();
            assert_eq!(part(&mut tx, id, mina).await.unwrap(), Part::default());
            assert!(bookings::take_place(&mut tx, id, mina, NOON).await.unwrap());
            for (person, number) in [(mina, 0), (mina, 1), (dana, 0), (mina, 2)] {
                assert_eq!(count(&mut tx, id, person, true).await.unwrap(), number);
            }
            assert_eq!(part(&mut tx, id, mina).await.unwrap(), Part { takes_part: true, facilitates: false, in_calendar: true });
            for (person, other) in [(mina, "Dana"), (dana, "Mina")] {
                let coming = coming(&mut tx, person, NOON).await.unwrap();
                assert_eq!(coming.iter().map(|one| one.other.as_deref()).collect::<Vec<_>>(), [Some(other)]);
            }
            assert!(coming(&mut tx, mina, Now(starts_at)).await.unwrap().is_empty());
            bookings::give_back(&mut tx, id, mina, NOON).await.unwrap();
            assert_eq!(part(&mut tx, id, mina).await.unwrap(), Part { takes_part: false, facilitates: false, in_calendar: true });
            assert!(part(&mut tx, id, dana).await.unwrap().takes_part);
            bookings::cancel(&mut tx, id, NOON).await.unwrap();
            assert!(!part(&mut tx, id, dana).await.unwrap().takes_part);
        }
    }
}
