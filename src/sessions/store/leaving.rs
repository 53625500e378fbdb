//! What somebody who leaves was part of, and the sessions that then need another facilitator.

use chrono::{DateTime, Utc};

use crate::{
    facilitators::{independence::Ties, ties},
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SessionId},
    },
    sessions::model::Kind,
    sql,
    store::{AsConn, Result, Tx},
};

/// A session to come.
#[derive(sqlx::FromRow)]
pub struct Coming {
    pub id: SessionId,
    pub kind: Kind,
    pub starts_at: DateTime<Utc>,
    pub place: String,
    pub facilitator_id: Option<PersonId>,
    /// Whether a lead called it.
    pub called: bool,
}

/// A session without a facilitator and one of its people, with what ties a facilitator to that person.
#[derive(sqlx::FromRow)]
pub struct Unled {
    #[sqlx(flatten)]
    pub session: Coming,
    pub ends_at: DateTime<Utc>,
    pub person_id: PersonId,
    pub name: String,
    #[sqlx(flatten)]
    pub ties: Ties,
}

/// The sessions to come, called by no lead, that nobody but this person holds or was offered.
pub async fn alone(c: &mut impl AsConn, person: PersonId, now: Now) -> Result<Vec<Coming>> {
    sql!(c, rows Coming: "SELECT s.id, s.kind, s.starts_at, s.place, s.facilitator_id,
            FALSE AS called FROM sessions s
        WHERE s.called_by IS NULL AND NOT (s.in_list AND s.kind = 'group_supervision')
            AND s.cancelled_at IS NULL AND s.starts_at > $2
            AND (EXISTS (SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id = $1
                    AND p.cancelled_at IS NULL)
                OR EXISTS (SELECT 1 FROM invitations i WHERE i.session_id = s.id AND i.person_id = $1))
            AND NOT EXISTS (SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id <> $1
                AND p.cancelled_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.session_id = s.id AND i.person_id <> $1)
        ORDER BY s.starts_at, s.id", person, now.0)
}

/// The sessions to come in which somebody holds a place.
pub async fn held(c: &mut impl AsConn, person: PersonId, now: Now) -> Result<Vec<SessionId>> {
    let rows = sql!(c, rows (SessionId,): "SELECT s.id FROM places p JOIN sessions s ON s.id = p.session_id
        WHERE p.person_id = $1 AND p.cancelled_at IS NULL AND s.starts_at > $2 ORDER BY s.id", person, now.0)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes back every offer to somebody of a session to come, and every open request of theirs.
pub async fn drop_offers(tx: &mut Tx, person: PersonId, now: Now) -> Result<()> {
    sql!(tx, run: "DELETE FROM invitations WHERE person_id = $1
        AND session_id IN (SELECT id FROM sessions WHERE starts_at > $2)", person, now.0)?;
    sql!(tx, run: "UPDATE requests SET withdrawn_at = $2
        WHERE person_id = $1 AND session_id IS NULL AND withdrawn_at IS NULL", person, now.0)?;
    Ok(())
}

/// The sessions to come that somebody facilitates.
pub async fn led(c: &mut impl AsConn, facilitator: PersonId, now: Now) -> Result<Vec<Coming>> {
    sql!(c, rows Coming: "SELECT id, kind, starts_at, place, facilitator_id,
            called_by IS NOT NULL AS called FROM sessions
        WHERE facilitator_id = $1 AND cancelled_at IS NULL AND starts_at > $2 ORDER BY starts_at, id",
        facilitator, now.0)
}

/// Nobody facilitates a session any more; one that a lead called waits for another from then on.
pub async fn unassign(tx: &mut Tx, session: SessionId) -> Result<()> {
    sql!(tx, run: "UPDATE sessions SET facilitator_id = NULL, facilitator_wanted = (called_by IS NOT NULL)
        WHERE id = $1", session)?;
    Ok(())
}

/// Gives a session that has no facilitator one; false when a colleague was faster or it was cancelled.
pub async fn assign(tx: &mut Tx, session: SessionId, facilitator: PersonId) -> Result<bool> {
    let assigned = sql!(tx, run: "UPDATE sessions SET facilitator_id = $2, facilitator_wanted = FALSE
        WHERE id = $1 AND facilitator_id IS NULL AND cancelled_at IS NULL", session, facilitator)?;
    Ok(assigned == 1)
}

/// The sessions of an organisation that need a facilitator, or the one named: a line for each of their people.
pub async fn unled(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    facilitator: PersonId,
    only: Option<SessionId>,
    now: Now,
) -> Result<Vec<Unled>> {
    sql!(c, rows Unled: concat!("SELECT s.id, s.kind, s.starts_at, s.place, s.facilitator_id, s.ends_at, m.id AS person_id, m.name,
            s.called_by IS NOT NULL AS called,
            ", ties!("$5"), "
        FROM sessions s JOIN people f ON f.id = $2 JOIN people m ON m.id IN (
            SELECT p.person_id FROM places p WHERE p.session_id = s.id AND p.cancelled_at IS NULL
            UNION SELECT i.person_id FROM invitations i WHERE i.session_id = s.id)
        WHERE s.organisation_id = $1 AND s.facilitator_id IS NULL AND (s.called_by IS NULL OR s.facilitator_wanted)
            AND s.cancelled_at IS NULL AND s.starts_at > $4 AND (CAST($3 AS UUID) IS NULL OR s.id = $3)
        ORDER BY s.starts_at, s.id, m.id LIMIT 500"), organisation, facilitator, only, now.0, now.today())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        accounts::testing::{librarian, managed, trust},
        on_both_engines,
        sessions::store::{bookings, debriefs},
        store::Db,
    };

    fn now() -> Now {
        Now(DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    async fn session(tx: &mut Tx, organisation: OrganisationId, facilitator: PersonId, hours: i64) -> SessionId {
        let id = SessionId::random();
        let new = bookings::NewSession {
            id,
            organisation,
            kind: Kind::GroupSupervision,
            facilitator: Some(facilitator),
            team: None,
            called_by: None,
            starts_at: now().0 + TimeDelta::hours(hours),
            place: "Room",
            space: None,
        };
        bookings::add(tx, &new).await.unwrap();
        id
    }

    on_both_engines! {
        async fn what_is_somebodys_alone_is_told_from_what_they_share(db: Db) {
            let trust = trust(&db, "RXX").await;
            let (mina, sam, dana) = (librarian(&db, trust, "Mina").await, librarian(&db, trust, "Sam").await, librarian(&db, trust, "Dana").await);
            let mut tx = db.write().await.unwrap();
            let (booked, shared, offered, past) = (
                session(&mut tx, trust, dana, 1).await, session(&mut tx, trust, dana, 2).await,
                session(&mut tx, trust, dana, 3).await, session(&mut tx, trust, dana, -3).await,
            );
            for (id, who) in [(booked, mina), (shared, mina), (shared, sam), (past, mina)] {
                assert!(bookings::take_place(&mut tx, id, who, now()).await.unwrap());
            }
            debriefs::invite(&mut tx, offered, vec![mina]).await.unwrap();
            let ids = |all: Vec<Coming>| all.into_iter().map(|one| one.id).collect::<Vec<_>>();
            assert_eq!(ids(alone(&mut tx, mina, now()).await.unwrap()), [booked, offered]);
            assert_eq!(held(&mut tx, mina, now()).await.unwrap().len(), 2);
            drop_offers(&mut tx, mina, now()).await.unwrap();
            assert_eq!(ids(alone(&mut tx, mina, now()).await.unwrap()), [booked]);
            assert_eq!(ids(led(&mut tx, dana, now()).await.unwrap()), [booked, shared, offered]);
        }

        async fn a_session_without_a_facilitator_waits_for_one_who_is_independent(db: Db) {
            let trust = trust(&db, "RXX").await;
            let mina = managed(&db, trust, "Mina", Some("clare")).await;
            let (dana, clare, idris) = (librarian(&db, trust, "Dana").await, librarian(&db, trust, "clare").await, librarian(&db, trust, "Idris").await);
            let mut tx = db.write().await.unwrap();
            let id = session(&mut tx, trust, dana, 1).await;
            bookings::take_place(&mut tx, id, mina, now()).await.unwrap();
            assert!(unled(&mut tx, trust, idris, None, now()).await.unwrap().is_empty());
            assert!(!assign(&mut tx, id, idris).await.unwrap(), "it has one");
            unassign(&mut tx, id).await.unwrap();
            let [found] = &unled(&mut tx, trust, idris, Some(id), now()).await.unwrap()[..] else { panic!("one line") };
            assert_eq!((found.session.id, found.name.as_str(), found.ties), (id, "Mina", Ties::default()));
            assert!(unled(&mut tx, trust, clare, None, now()).await.unwrap()[0].ties.manages);
            assert!(unled(&mut tx, trust, idris, None, Now(now().0 + TimeDelta::hours(1))).await.unwrap().is_empty());
            assert!(assign(&mut tx, id, idris).await.unwrap() && !assign(&mut tx, id, dana).await.unwrap());
        }
    }
}
