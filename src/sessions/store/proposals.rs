//! Times proposed for a request, and who has it in hand.

use chrono::{DateTime, Utc};

use crate::{
    kernel::{
        Now,
        ids::{PersonId, RequestId, SessionId},
    },
    sessions::{request::Proposed, store::bookings},
    sql,
    store::{AsConn, Result, Tx},
};

/// Takes an open request; false when a colleague has it, or it is open no more.
pub async fn take(tx: &mut Tx, request: RequestId, facilitator: PersonId) -> Result<bool> {
    let taken = sql!(tx, run: "UPDATE requests SET taken_by = $2
        WHERE id = $1 AND taken_by IS NULL AND session_id IS NULL AND withdrawn_at IS NULL", request, facilitator)?;
    Ok(taken == 1)
}

/// Puts a request back into the open queue; false when this facilitator has not taken it.
pub async fn release(tx: &mut Tx, request: RequestId, facilitator: PersonId) -> Result<bool> {
    let released = sql!(tx, run: "UPDATE requests SET taken_by = NULL
        WHERE id = $1 AND taken_by = $2 AND session_id IS NULL AND withdrawn_at IS NULL", request, facilitator)?;
    Ok(released == 1)
}

/// Puts a request back for whoever made it: it waits from now on. False when nobody has taken it.
pub async fn ask_again(tx: &mut Tx, request: RequestId, person: PersonId, now: Now) -> Result<bool> {
    let asked = sql!(tx, run: "UPDATE requests SET taken_by = NULL, waits_since = $3, reminded_at = NULL
        WHERE id = $1 AND person_id = $2 AND taken_by IS NOT NULL AND session_id IS NULL AND withdrawn_at IS NULL",
        request, person, now.0)?;
    Ok(asked == 1)
}

pub async fn add(tx: &mut Tx, request: RequestId, session: SessionId) -> Result<()> {
    sql!(tx, run: "INSERT INTO proposals (session_id, request_id) VALUES ($1, $2)", session, request)?;
    Ok(())
}

/// The times proposed for a request that can still be chosen, earliest first.
pub async fn live(c: &mut impl AsConn, request: RequestId, now: Now) -> Result<Vec<Proposed>> {
    sql!(c, rows Proposed: "SELECT s.id, s.kind, s.team_id, s.starts_at, s.ends_at, s.place,
            s.facilitator_id, f.name AS facilitator
        FROM proposals x JOIN sessions s ON s.id = x.session_id JOIN people f ON f.id = s.facilitator_id
        WHERE x.request_id = $1 AND s.cancelled_at IS NULL AND s.starts_at > $2 ORDER BY s.starts_at, s.id",
        request, now.0)
}

/// Lets go of what was proposed for a request, all but what was chosen: the times are free, and nothing of it is kept.
pub async fn drop_all_but(tx: &mut Tx, request: RequestId, chosen: Option<SessionId>) -> Result<()> {
    let rows = sql!(tx, rows (SessionId,): "SELECT session_id FROM proposals WHERE request_id = $1", request)?;
    for (session,) in rows {
        sql!(tx, run: "DELETE FROM proposals WHERE session_id = $1", session)?;
        if chosen != Some(session) {
            drop_session(tx, session).await?;
        }
    }
    Ok(())
}

/// Lets go of proposals that are over: nobody chose them, so they are no sessions.
pub async fn drop_past(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    let rows = sql!(tx, rows (SessionId,): "SELECT s.id FROM proposals x JOIN sessions s ON s.id = x.session_id
        WHERE s.starts_at <= $1 ORDER BY s.id LIMIT 500", now)?;
    for (session,) in rows {
        sql!(tx, run: "DELETE FROM proposals WHERE session_id = $1", session)?;
        drop_session(tx, session).await?;
    }
    Ok(())
}

async fn drop_session(tx: &mut Tx, session: SessionId) -> Result<()> {
    bookings::free_all(tx, session).await?;
    // Its facilitator may have said that it stays although it no longer fitted.
    sql!(tx, run: "DELETE FROM kept_sessions WHERE session_id = $1", session)?;
    sql!(tx, run: "DELETE FROM sessions WHERE id = $1", session)?;
    Ok(())
}

/// The open requests that somebody has taken.
pub async fn taken_by(c: &mut impl AsConn, facilitator: PersonId) -> Result<Vec<RequestId>> {
    let rows = sql!(c, rows (RequestId,): "SELECT id FROM requests
        WHERE taken_by = $1 AND session_id IS NULL AND withdrawn_at IS NULL ORDER BY id", facilitator)?;
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
            request::{NewRequest, Parts},
            store::requests,
            window::Company,
        },
        store::Db,
    };

    fn now() -> Now {
        Now(DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    async fn asked(tx: &mut Tx, trust: OrganisationId, by: PersonId) -> RequestId {
        let (id, today) = (RequestId::random(), now().today());
        let parts = Parts { mornings: true, afternoons: false, evenings: false };
        let new = NewRequest { team: None, company: Company::OneOther, window: (today, today), parts };
        requests::add(tx, id, by, trust, &new, now()).await.unwrap();
        id
    }

    async fn proposed(tx: &mut Tx, trust: OrganisationId, request: RequestId, by: PersonId, hours: i64) -> SessionId {
        let (id, starts_at) = (SessionId::random(), now().0 + TimeDelta::hours(hours));
        let new = bookings::NewSession {
            id,
            organisation: trust,
            kind: Kind::PeerSupport,
            facilitator: Some(by),
            team: None,
            called_by: None,
            starts_at,
            place: "Room",
            space: None,
        };
        bookings::add(tx, &new).await.unwrap();
        assert!(bookings::hold(tx, by, id, starts_at, starts_at + TimeDelta::hours(1)).await.unwrap());
        add(tx, request, id).await.unwrap();
        id
    }

    on_both_engines! {
        async fn a_request_is_taken_by_one_and_put_back_by_that_one(db: Db) {
            let trust = trust(&db, "RXX").await;
            let [mina, dana, idris] = [librarian(&db, trust, "Mina").await, librarian(&db, trust, "Dana").await, librarian(&db, trust, "Idris").await];
            let mut tx = db.write().await.unwrap();
            let id = asked(&mut tx, trust, mina).await;
            assert!(!ask_again(&mut tx, id, mina, now()).await.unwrap(), "nobody has answered");
            assert!(take(&mut tx, id, dana).await.unwrap() && !take(&mut tx, id, idris).await.unwrap());
            assert_eq!(taken_by(&mut tx, dana).await.unwrap(), [id]);
            assert!(!release(&mut tx, id, idris).await.unwrap() && release(&mut tx, id, dana).await.unwrap());
            assert!(take(&mut tx, id, idris).await.unwrap());
            assert!(!ask_again(&mut tx, id, dana, now()).await.unwrap(), "not hers");
            assert!(ask_again(&mut tx, id, mina, now()).await.unwrap() && take(&mut tx, id, idris).await.unwrap());
        }

        async fn what_was_not_chosen_leaves_no_row_and_no_time_held(db: Db) {
            let trust = trust(&db, "RXX").await;
            let (mina, dana) = (librarian(&db, trust, "Mina").await, librarian(&db, trust, "Dana").await);
            let mut tx = db.write().await.unwrap();
            let id = asked(&mut tx, trust, mina).await;
            let (past, first) = (proposed(&mut tx, trust, id, dana, -2).await, proposed(&mut tx, trust, id, dana, 2).await);
            let second = proposed(&mut tx, trust, id, dana, 4).await;
            let ids = |all: Vec<Proposed>| all.into_iter().map(|one| one.id).collect::<Vec<_>>();
            assert_eq!(ids(live(&mut tx, id, now()).await.unwrap()), [first, second]);
            drop_past(&mut tx, now().0).await.unwrap();
            drop_all_but(&mut tx, id, Some(second)).await.unwrap();
            assert!(live(&mut tx, id, now()).await.unwrap().is_empty(), "it is a session now, and no proposal");
            let kept = sql!(&mut tx, rows (SessionId,): "SELECT s.id FROM sessions s JOIN diary d ON d.session_id = s.id").unwrap();
            assert_eq!(kept, [(second,)]);
            assert_ne!(past, first);
        }
    }
}
