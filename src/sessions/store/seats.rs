//! The seats of a session: who holds one, who is offered one, who waits.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    facilitators::{independence::Ties, ties},
    kernel::{
        Now,
        ids::{OfferId, PersonId, SessionId},
    },
    sessions::store::bookings::Told,
    sql,
    store::{AsConn, Result, Tx},
};

/// A place that is held for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Held {
    pub id: OfferId,
    pub session_id: SessionId,
    pub person_id: PersonId,
}

#[derive(sqlx::FromRow)]
struct Tied {
    id: PersonId,
    #[sqlx(flatten)]
    ties: Ties,
}

/// Gives somebody the first seat that is free; false when there is none, or they have one.
pub async fn claim(tx: &mut Tx, session: SessionId, person: PersonId) -> Result<bool> {
    let claimed = sql!(tx, run: "INSERT INTO seats (session_id, seat, seats, person_id)
        SELECT s.id, MIN(n.seat), s.places, $2 FROM sessions s JOIN (
            SELECT 1 AS seat UNION ALL SELECT t.seat + 1 FROM seats t WHERE t.session_id = $1) n ON n.seat <= s.places
        WHERE s.id = $1 AND s.cancelled_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM seats u WHERE u.session_id = s.id AND u.seat = n.seat)
        GROUP BY s.id, s.places ON CONFLICT DO NOTHING", session, person)?;
    Ok(claimed == 1)
}

/// Takes somebody's seat from them, and the offer that holds it; false when they had none.
pub async fn leave(tx: &mut Tx, session: SessionId, person: PersonId) -> Result<bool> {
    sql!(tx, run: "DELETE FROM offers WHERE session_id = $1 AND person_id = $2", session, person)?;
    let left = sql!(tx, run: "DELETE FROM seats WHERE session_id = $1 AND person_id = $2", session, person)?;
    Ok(left == 1)
}

/// Nobody sits, is offered a seat or waits any more.
pub async fn clear(tx: &mut Tx, session: SessionId) -> Result<()> {
    sql!(tx, run: "DELETE FROM offers WHERE session_id = $1", session)?;
    sql!(tx, run: "DELETE FROM waiting WHERE session_id = $1", session)?;
    sql!(tx, run: "DELETE FROM seats WHERE session_id = $1", session)?;
    Ok(())
}

/// Whether nobody sits or is offered a seat.
pub async fn is_empty(c: &mut impl AsConn, session: SessionId) -> Result<bool> {
    let row = sql!(c, row (i64,): "SELECT COUNT(*) FROM seats WHERE session_id = $1", session)?;
    Ok(row.is_some_and(|(seats,)| seats == 0))
}

/// Puts somebody at the end of the waiting list; false when they are on it.
pub async fn wait(tx: &mut Tx, session: SessionId, person: PersonId) -> Result<bool> {
    let waits = sql!(tx, run: "INSERT INTO waiting (session_id, person_id, turn)
        SELECT $1, $2, COALESCE(MAX(w.turn), 0) + 1 FROM waiting w WHERE w.session_id = $1
        ON CONFLICT DO NOTHING", session, person)?;
    Ok(waits == 1)
}

/// Takes somebody off the waiting list; false when they were not on it.
pub async fn stop_waiting(tx: &mut Tx, session: SessionId, person: PersonId) -> Result<bool> {
    Ok(sql!(tx, run: "DELETE FROM waiting WHERE session_id = $1 AND person_id = $2", session, person)? == 1)
}

/// The waiting list of a session, first come first.
pub async fn waiting(c: &mut impl AsConn, session: SessionId) -> Result<Vec<PersonId>> {
    let rows = sql!(c, rows (PersonId,): "SELECT w.person_id FROM waiting w WHERE w.session_id = $1 ORDER BY w.turn", session)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Holds the seat that somebody has claimed for them until an instant.
pub async fn offer(
    tx: &mut Tx,
    id: OfferId,
    session: SessionId,
    person: PersonId,
    held_until: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, run: "INSERT INTO offers (id, session_id, person_id, held_until) VALUES ($1, $2, $3, $4)",
        id, session, person, held_until)?;
    Ok(())
}

/// Holds no seat of a session for anybody beyond an instant.
pub async fn cap_offers(tx: &mut Tx, session: SessionId, until: DateTime<Utc>) -> Result<()> {
    sql!(tx, run: "UPDATE offers SET held_until = $2 WHERE session_id = $1 AND held_until > $2", session, until)?;
    Ok(())
}

/// Ends the offer to somebody that still holds; false when there is none. The seat stays theirs.
pub async fn accept(tx: &mut Tx, session: SessionId, person: PersonId, now: Now) -> Result<bool> {
    let taken = sql!(tx, run: "DELETE FROM offers WHERE session_id = $1 AND person_id = $2 AND held_until > $3",
        session, person, now.0)?;
    Ok(taken == 1)
}

/// The offers whose time is over.
pub async fn lapsed(c: &mut impl AsConn, now: Now) -> Result<Vec<Held>> {
    sql!(c, rows Held: "SELECT id, session_id, person_id FROM offers WHERE held_until <= $1
        ORDER BY held_until, id LIMIT 500", now.0)
}

/// Ends one offer whose time is over; false when somebody else has.
pub async fn lapse(tx: &mut Tx, id: OfferId, now: Now) -> Result<bool> {
    Ok(sql!(tx, run: "DELETE FROM offers WHERE id = $1 AND held_until <= $2", id, now.0)? == 1)
}

/// Nobody waits any more.
pub async fn end_waiting(tx: &mut Tx, session: SessionId) -> Result<()> {
    sql!(tx, run: "DELETE FROM waiting WHERE session_id = $1", session)?;
    Ok(())
}

/// Everybody who sits in a session, is offered a seat or waits for one.
pub async fn everybody(c: &mut impl AsConn, session: SessionId) -> Result<Vec<Told>> {
    sql!(c, rows Told: "SELECT q.id, q.name FROM people q WHERE q.id IN (
            SELECT t.person_id FROM seats t WHERE t.session_id = $1
            UNION SELECT w.person_id FROM waiting w WHERE w.session_id = $1)
        ORDER BY q.name, q.id", session)
}

/// Whoever sits in a session or is offered a seat, and what ties its facilitator to them.
pub async fn with_ties(c: &mut impl AsConn, session: SessionId, today: NaiveDate) -> Result<Vec<(PersonId, Ties)>> {
    let rows = sql!(c, rows Tied: concat!("SELECT m.id, ", ties!("$2"), "
        FROM sessions s JOIN people f ON f.id = s.facilitator_id JOIN people m ON m.id IN (
            SELECT t.person_id FROM seats t WHERE t.session_id = s.id)
        WHERE s.id = $1 ORDER BY m.id"), session, today)?;
    Ok(rows.into_iter().map(|row| (row.id, row.ties)).collect())
}

/// Every session in which somebody waits or is offered a place.
pub async fn hoped_for(c: &mut impl AsConn, person: PersonId) -> Result<Vec<SessionId>> {
    let rows = sql!(c, rows (SessionId,): "SELECT session_id FROM waiting WHERE person_id = $1
        UNION SELECT session_id FROM offers WHERE person_id = $1 ORDER BY session_id", person)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        accounts::testing::{librarian, trust},
        kernel::ids::OrganisationId,
        on_both_engines,
        sessions::{
            model::Kind,
            store::{
                bookings::{self, NewSession},
                groups::{gathered, meetings},
            },
        },
        store::Db,
    };

    fn now() -> Now {
        Now(DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    async fn four_places(tx: &mut Tx, organisation: OrganisationId, facilitator: PersonId) -> SessionId {
        let id = SessionId::random();
        let new = NewSession {
            id,
            organisation,
            kind: Kind::GroupSupervision,
            facilitator: Some(facilitator),
            team: None,
            called_by: None,
            starts_at: now().0 + TimeDelta::days(7),
            place: "Room",
            space: None,
        };
        assert!(bookings::add_from_slot(tx, &new, 4, None).await.unwrap());
        let again = NewSession { id: SessionId::random(), ..new };
        assert!(!bookings::add_from_slot(tx, &again, 4, None).await.unwrap(), "one group, not two");
        assert_eq!(gathered(tx, facilitator, new.starts_at).await.unwrap(), Some(id));
        id
    }

    on_both_engines! {
        async fn a_session_is_never_overbooked_whatever_is_tried(db: Db) {
            let trust = trust(&db, "RXX").await;
            let mut people = Vec::new();
            for name in ["dana", "a", "b", "c", "d", "e"] {
                people.push(librarian(&db, trust, name).await);
            }
            let mut tx = db.write().await.unwrap();
            let id = four_places(&mut tx, trust, people[0]).await;
            for person in &people[1..5] {
                assert!(bookings::take_place(&mut tx, id, *person, now()).await.unwrap());
            }
            assert!(!bookings::take_place(&mut tx, id, people[5], now()).await.unwrap());
            tx.commit().await.unwrap();
            // Not by hand either: not beyond the last seat, not on somebody's, not by claiming that there are more.
            for (seat, seats) in [(5i64, 4i64), (1, 4), (5, 8), (0, 4)] {
                let mut tx = db.write().await.unwrap();
                let forced = sql!(&mut tx, run: "INSERT INTO seats (session_id, seat, seats, person_id) VALUES ($1, $2, $3, $4)",
                    id, seat, seats, people[5]);
                assert!(forced.is_err(), "seat {seat} of {seats}");
            }
            let mut tx = db.write().await.unwrap();
            bookings::give_back(&mut tx, id, people[2], now()).await.unwrap();
            assert!(bookings::take_place(&mut tx, id, people[5], now()).await.unwrap(), "the seat in the middle");
        }

        async fn whoever_waits_longest_is_first_and_an_offer_holds_a_seat(db: Db) {
            let trust = trust(&db, "RXX").await;
            let (dana, ann, bo) = (librarian(&db, trust, "dana").await, librarian(&db, trust, "zoe").await, librarian(&db, trust, "bo").await);
            let mut tx = db.write().await.unwrap();
            let id = four_places(&mut tx, trust, dana).await;
            assert!(wait(&mut tx, id, ann).await.unwrap() && wait(&mut tx, id, bo).await.unwrap());
            assert!(!wait(&mut tx, id, ann).await.unwrap());
            assert_eq!(waiting(&mut tx, id).await.unwrap(), [ann, bo]);
            assert!(stop_waiting(&mut tx, id, ann).await.unwrap() && wait(&mut tx, id, ann).await.unwrap());
            assert_eq!(waiting(&mut tx, id).await.unwrap(), [bo, ann], "who leaves and comes again is last");
            let (offered, until) = (OfferId::random(), now().0 + TimeDelta::hours(24));
            assert!(claim(&mut tx, id, bo).await.unwrap());
            offer(&mut tx, offered, id, bo, until).await.unwrap();
            assert!(lapsed(&mut tx, now()).await.unwrap().is_empty());
            assert!(!lapse(&mut tx, offered, now()).await.unwrap());
            assert_eq!(lapsed(&mut tx, Now(until)).await.unwrap().len(), 1);
            assert!(!accept(&mut tx, id, bo, Now(until)).await.unwrap(), "too late");
            assert!(accept(&mut tx, id, bo, now()).await.unwrap() && !accept(&mut tx, id, bo, now()).await.unwrap());
            assert!(bookings::sit_down(&mut tx, id, bo, now()).await.unwrap());
            let meetings = meetings(&mut tx, trust, ann, now()).await.unwrap();
            assert!(meetings.is_empty(), "she waits for it");
            let all: Vec<_> = with_ties(&mut tx, id, now().today()).await.unwrap().into_iter().map(|(id, _)| id).collect();
            assert_eq!(all, [bo], "whoever waits is in nobody's way");
            let told: Vec<_> = everybody(&mut tx, id).await.unwrap().into_iter().map(|told| told.id).collect();
            assert!(told.contains(&ann) && told.contains(&bo) && told.len() == 2);
            clear(&mut tx, id).await.unwrap();
            assert!(is_empty(&mut tx, id).await.unwrap() && hoped_for(&mut tx, ann).await.unwrap().is_empty());
        }
    }
}
