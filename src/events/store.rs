//! The listed events' SQL. Nothing here counts who would like to come.

pub mod about;

use super::{Event, model::NewEvent};
use crate::{
    kernel::{
        Now,
        ids::{EventId, OrganisationId, PersonId},
    },
    sql,
    store::{AsConn, Result, Tx},
};

/// The most dates that a list shows.
const LIST_LIMIT: i64 = 200;

/// An event's columns, with whether `$1` would like to come.
macro_rules! events {
    ($rest:literal) => {
        concat!(
            "SELECT e.id, e.kind, e.name, e.starts_at, e.ends_at, e.place, e.audience,
                e.cancelled_at IS NOT NULL AS cancelled,
                EXISTS (SELECT 1 FROM wishes w WHERE w.event_id = e.id AND w.person_id = $1) AS wished
            FROM events e WHERE e.organisation_id = $2 ",
            $rest
        )
    };
}

/// Somebody to be told.
#[derive(sqlx::FromRow)]
pub struct Told {
    pub id: PersonId,
    pub name: String,
}

pub async fn add(tx: &mut Tx, id: EventId, organisation: OrganisationId, new: &NewEvent) -> Result<()> {
    sql!(tx, run: "INSERT INTO events (id, organisation_id, kind, name, starts_at, ends_at, place, audience)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id, organisation, new.kind, &new.name, new.starts_at, new.ends_at, &new.place, &new.audience)?;
    Ok(())
}

pub async fn change(tx: &mut Tx, id: EventId, new: &NewEvent) -> Result<()> {
    sql!(tx, run: "UPDATE events SET kind = $2, name = $3, starts_at = $4, ends_at = $5, place = $6, audience = $7
        WHERE id = $1", id, new.kind, &new.name, new.starts_at, new.ends_at, &new.place, &new.audience)?;
    Ok(())
}

/// Cancels an event; false when it was cancelled before.
pub async fn cancel(tx: &mut Tx, id: EventId, now: Now) -> Result<bool> {
    let cancelled =
        sql!(tx, run: "UPDATE events SET cancelled_at = $2 WHERE id = $1 AND cancelled_at IS NULL", id, now.0)?;
    Ok(cancelled == 1)
}

/// One event of an organisation, cancelled or not.
pub async fn find(
    c: &mut impl AsConn,
    by: PersonId,
    organisation: OrganisationId,
    id: EventId,
) -> Result<Option<Event>> {
    sql!(c, row Event: events!("AND e.id = $3"), by, organisation, id)
}

/// The events of an organisation that are not over, cancelled or not, soonest first.
pub async fn coming(c: &mut impl AsConn, by: PersonId, organisation: OrganisationId, now: Now) -> Result<Vec<Event>> {
    sql!(c, rows Event: events!("AND e.ends_at > $3 ORDER BY e.starts_at, e.id LIMIT $4"),
        by, organisation, now.0, LIST_LIMIT)
}

/// Those of them that `by` would like to come to and that were not cancelled.
pub async fn wished(c: &mut impl AsConn, by: PersonId, organisation: OrganisationId, now: Now) -> Result<Vec<Event>> {
    sql!(c, rows Event: events!("AND e.ends_at > $3 AND e.cancelled_at IS NULL
        AND EXISTS (SELECT 1 FROM wishes o WHERE o.event_id = e.id AND o.person_id = $1)
        ORDER BY e.starts_at, e.id LIMIT $4"), by, organisation, now.0, LIST_LIMIT)
}

/// Notes that somebody would like to come; noting it again changes nothing.
pub async fn wish(tx: &mut Tx, event: EventId, person: PersonId, organisation: OrganisationId) -> Result<()> {
    sql!(tx, run: "INSERT INTO wishes (event_id, person_id, organisation_id) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING", event, person, organisation)?;
    Ok(())
}

/// Takes that back; nothing of it stays.
pub async fn unwish(tx: &mut Tx, event: EventId, person: PersonId) -> Result<()> {
    sql!(tx, run: "DELETE FROM wishes WHERE event_id = $1 AND person_id = $2", event, person)?;
    Ok(())
}

/// Forgets everything that somebody would have liked to come to.
pub async fn forget(tx: &mut Tx, person: PersonId) -> Result<()> {
    sql!(tx, run: "DELETE FROM wishes WHERE person_id = $1", person)?;
    Ok(())
}

/// Whom to tell of a change: those who would like to come, for their letters alone.
pub async fn to_tell(c: &mut impl AsConn, event: EventId) -> Result<Vec<Told>> {
    sql!(c, rows Told: "SELECT p.id, p.name FROM wishes w JOIN people p ON p.id = w.person_id
        WHERE w.event_id = $1 AND p.left_at IS NULL ORDER BY p.id", event)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::*;
    use crate::{
        accounts::testing::{librarian, trust},
        events::model::Kind,
        on_both_engines,
        store::Db,
    };

    fn now() -> Now {
        Now(DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    fn round(hours: i64) -> NewEvent {
        let starts_at = now().0 + TimeDelta::hours(hours);
        NewEvent {
            kind: Kind::SchwartzRound,
            name: None,
            starts_at,
            ends_at: starts_at + TimeDelta::hours(1),
            place: "Lecture theatre".parse().unwrap(),
            audience: "All staff".parse().unwrap(),
        }
    }

    on_both_engines! {
        async fn a_date_is_listed_changed_and_cancelled(db: Db) {
            let trust = trust(&db, "RXX").await;
            let mina = librarian(&db, trust, "Mina").await;
            let (id, later, past) = (EventId::random(), EventId::random(), EventId::random());
            let mut tx = db.write().await.unwrap();
            add(&mut tx, later, trust, &round(48)).await.unwrap();
            add(&mut tx, id, trust, &round(24)).await.unwrap();
            add(&mut tx, past, trust, &round(-1)).await.unwrap();
            let ids = |all: Vec<Event>| all.into_iter().map(|one| one.id).collect::<Vec<_>>();
            assert_eq!(ids(coming(&mut tx, mina, trust, now()).await.unwrap()), [id, later]);
            let new = NewEvent { kind: Kind::Other, name: Some("Tea and talk".parse().unwrap()), ..round(72) };
            change(&mut tx, id, &new).await.unwrap();
            let found = find(&mut tx, mina, trust, id).await.unwrap().unwrap();
            assert_eq!((found.title(), found.starts_at, found.cancelled), ("Tea and talk", new.starts_at, false));
            assert!(find(&mut tx, mina, OrganisationId::random(), id).await.unwrap().is_none());
            assert!(cancel(&mut tx, id, now()).await.unwrap() && !cancel(&mut tx, id, now()).await.unwrap());
            assert!(find(&mut tx, mina, trust, id).await.unwrap().unwrap().cancelled);
        }

        async fn a_wish_is_ones_own_and_goes_without_a_trace(db: Db) {
            let trust = trust(&db, "RXX").await;
            let (mina, sam, id) = (librarian(&db, trust, "Mina").await, librarian(&db, trust, "Sam").await, EventId::random());
            let mut tx = db.write().await.unwrap();
            add(&mut tx, id, trust, &round(24)).await.unwrap();
            wish(&mut tx, id, mina, trust).await.unwrap();
            wish(&mut tx, id, mina, trust).await.unwrap();
            assert!(find(&mut tx, mina, trust, id).await.unwrap().unwrap().wished);
            assert!(!find(&mut tx, sam, trust, id).await.unwrap().unwrap().wished);
            assert_eq!(wished(&mut tx, mina, trust, now()).await.unwrap().len(), 1);
            assert!(wished(&mut tx, sam, trust, now()).await.unwrap().is_empty());
            assert_eq!(to_tell(&mut tx, id).await.unwrap().len(), 1);
            unwish(&mut tx, id, mina).await.unwrap();
            assert!(to_tell(&mut tx, id).await.unwrap().is_empty());
            wish(&mut tx, id, sam, trust).await.unwrap();
            cancel(&mut tx, id, now()).await.unwrap();
            assert!(wished(&mut tx, sam, trust, now()).await.unwrap().is_empty());
            forget(&mut tx, sam).await.unwrap();
            assert_eq!(sql!(&mut tx, value i64: "SELECT COUNT(*) FROM wishes").unwrap(), 0);
        }

        async fn nobody_wishes_for_another_organisations_event(db: Db) {
            let (here, there) = (trust(&db, "RXX").await, trust(&db, "RYY").await);
            let (mina, id) = (librarian(&db, here, "Mina").await, EventId::random());
            let mut tx = db.write().await.unwrap();
            add(&mut tx, id, there, &round(24)).await.unwrap();
            assert!(wish(&mut tx, id, mina, there).await.is_err());
        }
    }
}
