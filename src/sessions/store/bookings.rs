//! Booking, joining, giving back.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::seats;
use crate::{
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, PlaceId, SeriesId, SessionId, SpaceId, TeamId},
    },
    sessions::{diary::Taken, model::Kind},
    sql,
    store::{AsConn, Result, Tx},
};

/// A session to be written.
pub struct NewSession<'a> {
    pub id: SessionId,
    pub organisation: OrganisationId,
    pub kind: Kind,
    pub facilitator: Option<PersonId>,
    pub team: Option<TeamId>,
    pub called_by: Option<PersonId>,
    pub starts_at: DateTime<Utc>,
    pub place: &'a str,
    /// The space it is to hold, which [`hold`] must find free.
    pub space: Option<SpaceId>,
}

/// Somebody to be told.
#[derive(sqlx::FromRow)]
pub struct Told {
    pub id: PersonId,
    pub name: String,
}

/// When the organisation's people and spaces are taken between two instants.
pub async fn taken(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Taken>> {
    sql!(c, rows Taken: "SELECT d.owner_id, d.session_id, d.starts_at, d.until_at FROM diary d JOIN people p ON p.id = d.owner_id
        WHERE p.organisation_id = $1 AND d.until_at > $2 AND d.starts_at < $3
        UNION ALL SELECT d.owner_id, d.session_id, d.starts_at, d.until_at FROM diary d JOIN spaces s ON s.id = d.owner_id
        WHERE s.organisation_id = $1 AND d.until_at > $2 AND d.starts_at < $3", organisation, from, until)
}

pub async fn add(tx: &mut Tx, new: &NewSession<'_>) -> Result<()> {
    sql!(tx, run: "INSERT INTO sessions
        (id, organisation_id, kind, facilitator_id, team_id, called_by, starts_at, ends_at, place, space_id, places)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        new.id, new.organisation, new.kind, new.facilitator, new.team, new.called_by, new.starts_at,
        new.starts_at + new.kind.length(), new.place, new.space, new.kind.places())?;
    Ok(())
}

/// Adds the session of a slot, a group with its `places`; false when somebody has just gathered that group.
pub async fn add_from_slot(tx: &mut Tx, new: &NewSession<'_>, places: i64, series: Option<SeriesId>) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO sessions (id, organisation_id, kind, facilitator_id, starts_at, ends_at,
            place, space_id, places, in_list, series_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, TRUE, $10) ON CONFLICT DO NOTHING",
        new.id, new.organisation, new.kind, new.facilitator, new.starts_at, new.starts_at + new.kind.length(),
        new.place, new.space, places, series)?;
    Ok(added == 1)
}

/// Waits until nobody else is changing a session, and keeps everybody else waiting until this transaction ends:
/// what is then counted stays true. False when there is no such session.
pub async fn in_turn(tx: &mut Tx, session: SessionId) -> Result<bool> {
    Ok(sql!(tx, run: "UPDATE sessions SET sequence = sequence WHERE id = $1", session)? == 1)
}

/// The same for everything that is booked with one facilitator.
pub async fn in_turn_with(tx: &mut Tx, facilitator: PersonId) -> Result<()> {
    sql!(tx, run: "UPDATE people SET name = name WHERE id = $1", facilitator)?;
    Ok(())
}

/// Gives a session another time and place, and counts the change; false when it was cancelled.
pub async fn move_to(
    tx: &mut Tx,
    session: SessionId,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    (place, space): (&str, Option<SpaceId>),
) -> Result<bool> {
    let moved = sql!(tx, run: "UPDATE sessions SET starts_at = $2, ends_at = $3, place = $4, space_id = $5,
            sequence = sequence + 1 WHERE id = $1 AND cancelled_at IS NULL",
        session, starts_at, ends_at, place, space)?;
    Ok(moved == 1)
}

/// Writes a time into the diary of somebody, or of a space; false when they are taken then, whoever asked first.
pub async fn hold(
    tx: &mut Tx,
    owner: impl Into<Uuid>,
    session: SessionId,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool> {
    let held = sql!(tx, run: "INSERT INTO diary (owner_id, session_id, starts_at, until_at)
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", owner.into(), session, from, until)?;
    Ok(held == 1)
}

/// Frees everybody and the space that a session held.
pub async fn free_all(tx: &mut Tx, session: SessionId) -> Result<()> {
    sql!(tx, run: "DELETE FROM diary WHERE session_id = $1", session)?;
    Ok(())
}

/// Frees one person.
pub async fn free(tx: &mut Tx, session: SessionId, owner: PersonId) -> Result<()> {
    sql!(tx, run: "DELETE FROM diary WHERE session_id = $1 AND owner_id = $2", session, owner)?;
    Ok(())
}

/// Takes a place; false when the person holds one already, or there is none left.
///
/// Of two who take a place at once each must have called [`in_turn`]; whoever does not may be told that there is
/// none, and never gets one that is not there.
pub async fn take_place(tx: &mut Tx, session: SessionId, person: PersonId, now: Now) -> Result<bool> {
    if !seats::claim(tx, session, person).await? {
        return Ok(false);
    }
    sit_down(tx, session, person, now).await
}

/// Makes a place of a seat that the person has already; false when they hold a place.
pub async fn sit_down(tx: &mut Tx, session: SessionId, person: PersonId, now: Now) -> Result<bool> {
    let taken = sql!(tx, run: "INSERT INTO places (id, session_id, person_id, booked_at)
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", PlaceId::random(), session, person, now.0)?;
    Ok(taken == 1)
}

/// Gives a place back; false when there was none.
pub async fn give_back(tx: &mut Tx, session: SessionId, person: PersonId, now: Now) -> Result<bool> {
    let given = sql!(tx, run: "UPDATE places SET cancelled_at = $3
        WHERE session_id = $1 AND person_id = $2 AND cancelled_at IS NULL", session, person, now.0)?;
    seats::leave(tx, session, person).await?;
    Ok(given == 1)
}

/// Cancels a session; false when it was cancelled before.
pub async fn cancel(tx: &mut Tx, session: SessionId, now: Now) -> Result<bool> {
    let cancelled = sql!(tx, run: "UPDATE sessions SET cancelled_at = $2, sequence = sequence + 1
            WHERE id = $1 AND cancelled_at IS NULL", session, now.0)?;
    seats::clear(tx, session).await?;
    sql!(tx, run: "UPDATE places SET cancelled_at = $2 WHERE session_id = $1 AND cancelled_at IS NULL", session, now.0)?;
    Ok(cancelled == 1)
}

/// Everybody who holds a place.
pub async fn holders(c: &mut impl AsConn, session: SessionId) -> Result<Vec<Told>> {
    sql!(c, rows Told: "SELECT q.id, q.name FROM places p JOIN people q ON q.id = p.person_id
        WHERE p.session_id = $1 AND p.cancelled_at IS NULL ORDER BY q.name, q.id", session)
}

pub async fn person(c: &mut impl AsConn, id: PersonId) -> Result<Option<Told>> {
    sql!(c, row Told: "SELECT id, name FROM people WHERE id = $1 AND left_at IS NULL", id)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        accounts::testing::{librarian, trust},
        on_both_engines,
        store::Db,
    };

    fn now() -> Now {
        Now(DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    async fn someone(db: &Db) -> (OrganisationId, PersonId) {
        let trust = trust(db, "RXX").await;
        (trust, librarian(db, trust, "Dana").await)
    }

    async fn session(tx: &mut Tx, organisation: OrganisationId, starts_at: DateTime<Utc>) -> SessionId {
        let id = SessionId::random();
        let kind = Kind::IndividualSupervision;
        let new = NewSession {
            id,
            organisation,
            kind,
            facilitator: None,
            team: None,
            called_by: None,
            starts_at,
            place: "Room",
            space: None,
        };
        add(tx, &new).await.unwrap();
        id
    }

    on_both_engines! {
        async fn nobody_is_in_two_places_at_once_but_touching_ends_are_allowed(db: Db) {
            let (organisation, dana) = someone(&db).await;
            let (at, hour, minute) = (now().0, TimeDelta::hours(1), TimeDelta::minutes(1));
            let mut tx = db.write().await.unwrap();
            let first = session(&mut tx, organisation, at).await;
            let second = session(&mut tx, organisation, at).await;
            assert!(hold(&mut tx, dana, first, at, at + hour).await.unwrap());
            for (from, until) in [(at, at + hour), (at - hour, at + minute), (at + hour - minute, at + hour * 2), (at + minute, at + minute * 2)] {
                assert!(!hold(&mut tx, dana, second, from, until).await.unwrap(), "{from} to {until}");
            }
            assert!(hold(&mut tx, dana, second, at + hour, at + hour * 2).await.unwrap());
            free_all(&mut tx, first).await.unwrap();
            let third = session(&mut tx, organisation, at).await;
            assert!(hold(&mut tx, dana, third, at - hour, at + hour).await.unwrap());
            tx.commit().await.unwrap();
            let taken = taken(&mut db.read().await.unwrap(), organisation, at, at + hour).await.unwrap();
            assert_eq!(taken.len(), 1);
        }

        async fn a_diary_entry_is_never_moved(db: Db) {
            let (organisation, dana) = someone(&db).await;
            let mut tx = db.write().await.unwrap();
            let id = session(&mut tx, organisation, now().0).await;
            hold(&mut tx, dana, id, now().0, now().0 + TimeDelta::hours(1)).await.unwrap();
            assert!(sql!(&mut tx, run: "UPDATE diary SET owner_id = owner_id").is_err());
        }

        async fn a_place_is_taken_once_given_back_and_taken_again(db: Db) {
            let (organisation, dana) = someone(&db).await;
            let mut tx = db.write().await.unwrap();
            let id = session(&mut tx, organisation, now().0).await;
            assert!(take_place(&mut tx, id, dana, now()).await.unwrap());
            assert!(!take_place(&mut tx, id, dana, now()).await.unwrap());
            assert!(give_back(&mut tx, id, dana, now()).await.unwrap());
            assert!(!give_back(&mut tx, id, dana, now()).await.unwrap());
            assert!(holders(&mut tx, id).await.unwrap().is_empty());
            assert!(take_place(&mut tx, id, dana, now()).await.unwrap());
            assert!(cancel(&mut tx, id, now()).await.unwrap());
            assert!(!cancel(&mut tx, id, now()).await.unwrap());
            assert!(holders(&mut tx, id).await.unwrap().is_empty());
        }
    }
}
