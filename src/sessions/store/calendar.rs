//! What somebody's own calendar shows.

use chrono::{DateTime, Utc};

use crate::{
    kernel::ids::{PersonId, SessionId},
    sessions::calendar::{InCalendar, MOST},
    sql,
    store::{AsConn, Result},
};

/// The sessions of a person that end after an instant, soonest first: places they hold and what they facilitate, each
/// once and none that was cancelled; of `only`, if it is given.
pub async fn list(
    c: &mut impl AsConn,
    person: PersonId,
    after: DateTime<Utc>,
    only: Option<SessionId>,
) -> Result<Vec<InCalendar>> {
    sql!(c, rows InCalendar: "SELECT id, kind, starts_at, ends_at, place, sequence, facilitator, facilitates FROM (
            SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, COALESCE(t.sequence, 0) AS sequence, f.name AS facilitator,
                FALSE AS facilitates
            FROM places p JOIN sessions s ON s.id = p.session_id LEFT JOIN people f ON f.id = s.facilitator_id
                LEFT JOIN told t ON t.session_id = s.id AND t.person_id = $1
            WHERE p.person_id = $1 AND p.cancelled_at IS NULL AND s.cancelled_at IS NULL AND s.ends_at > $2
                AND (s.id = $3 OR $3 IS NULL)
            UNION ALL
            SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, COALESCE(t.sequence, 0), CAST(NULL AS TEXT), TRUE
            FROM sessions s LEFT JOIN told t ON t.session_id = s.id AND t.person_id = $1
            WHERE s.facilitator_id = $1 AND s.cancelled_at IS NULL AND s.ends_at > $2 AND (s.id = $3 OR $3 IS NULL)
                AND NOT EXISTS (SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id = $1
                    AND p.cancelled_at IS NULL)
        ) own ORDER BY starts_at, id LIMIT $4", person, after, only, MOST)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        accounts::testing::{librarian, trust},
        kernel::{Now, ids::OrganisationId},
        on_both_engines,
        sessions::{
            Kind,
            store::{
                bookings::{NewSession, add, cancel, give_back, move_to, take_place},
                told,
            },
        },
        store::{Db, Tx},
    };

    fn now() -> Now {
        Now(DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    async fn session(
        tx: &mut Tx,
        organisation: OrganisationId,
        facilitator: PersonId,
        person: PersonId,
        hours: i64,
    ) -> SessionId {
        let id = SessionId::random();
        let new = NewSession {
            id,
            organisation,
            kind: Kind::IndividualSupervision,
            facilitator: Some(facilitator),
            team: None,
            called_by: None,
            starts_at: now().0 + TimeDelta::hours(hours),
            place: "Room 4",
            space: None,
        };
        add(tx, &new).await.unwrap();
        assert!(take_place(tx, id, person, now()).await.unwrap());
        id
    }

    async fn ids(c: &mut impl AsConn, person: PersonId, only: Option<SessionId>) -> Vec<SessionId> {
        list(c, person, now().0, only).await.unwrap().iter().map(|one| one.id).collect()
    }

    on_both_engines! {
        async fn a_calendar_shows_what_is_ones_own_and_not_cancelled(db: Db) {
            let trust = trust(&db, "RXX").await;
            let people = [librarian(&db, trust, "Mina").await, librarian(&db, trust, "Sam").await, librarian(&db, trust, "Dana").await];
            let [mina, sam, dana] = people;
            let mut tx = db.write().await.unwrap();
            let later = session(&mut tx, trust, dana, mina, 30).await;
            let first = session(&mut tx, trust, dana, mina, 5).await;
            let sams = session(&mut tx, trust, dana, sam, 7).await;
            let over = session(&mut tx, trust, dana, mina, -2).await;
            let given_back = session(&mut tx, trust, dana, mina, 9).await;
            give_back(&mut tx, given_back, mina, now()).await.unwrap();
            let cancelled = session(&mut tx, trust, dana, mina, 11).await;
            cancel(&mut tx, cancelled, now()).await.unwrap();
            let span = (now().0 + TimeDelta::hours(31), now().0 + TimeDelta::hours(32));
            assert!(move_to(&mut tx, later, span, ("Room 5", None)).await.unwrap());
            // The number is that of the messages to her, or her calendar would take one of the two for old.
            for number in 0..3 {
                assert_eq!(told::count(&mut tx, later, mina, true).await.unwrap(), number);
            }
            let own = session(&mut tx, trust, dana, dana, 13).await;
            tx.commit().await.unwrap();

            let c = &mut db.read().await.unwrap();
            assert_eq!(ids(c, mina, None).await, [first, later]);
            assert_eq!(ids(c, sam, None).await, [sams]);
            assert_eq!(ids(c, dana, None).await, [first, sams, given_back, own, later], "each of them once");
            let hers = list(c, mina, now().0, Some(later)).await.unwrap();
            let [one] = &hers[..] else { panic!("{hers:?}") };
            assert_eq!((one.place.as_str(), one.sequence, one.starts_at), ("Room 5", 2, span.0));
            assert_eq!((one.facilitator.as_deref(), one.facilitates), (Some("Dana"), false));
            assert!(list(c, dana, now().0, Some(later)).await.unwrap()[0].facilitates);
            for nothing in [sams, given_back, cancelled, over] {
                assert!(ids(c, mina, Some(nothing)).await.is_empty());
            }
        }
    }
}
