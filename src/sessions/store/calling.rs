//! Whom a debrief invites, who may facilitate it, and what becomes of it when it is moved.

use chrono::NaiveDate;

use crate::{
    facilitators::{independence::Ties, ties},
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SessionId, TeamId},
    },
    sessions::store::bookings::Told,
    sql, sql_each,
    store::{AsConn, Result, Tx},
};

/// A facilitator who offers debriefs, and what ties them to one person of a team.
#[derive(sqlx::FromRow)]
pub struct Candidate {
    pub id: PersonId,
    pub name: String,
    pub hot_debrief: bool,
    pub team_reflection: bool,
    pub person_id: PersonId,
    #[sqlx(flatten)]
    pub ties: Ties,
}

/// The facilitators who offer debriefs: a line for each of them and each of the team's people that are not gone on a
/// day, and one for the lead, so that a team without librarians has them too.
pub async fn candidates(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    team: TeamId,
    lead: PersonId,
    day: NaiveDate,
) -> Result<Vec<Candidate>> {
    sql!(c, rows Candidate: concat!("SELECT f.id, f.name,
            EXISTS (SELECT 1 FROM availabilities a WHERE a.facilitator_id = f.id AND a.until_on >= $4
                AND a.hot_debrief) AS hot_debrief,
            EXISTS (SELECT 1 FROM availabilities a WHERE a.facilitator_id = f.id AND a.until_on >= $4
                AND a.team_reflection) AS team_reflection,
            m.id AS person_id, ", ties!("$4"), "
        FROM people f JOIN people m ON m.id = $3 OR m.id IN (SELECT p.person_id FROM placements p
            WHERE p.team_id = $2 AND (p.to_on IS NULL OR p.to_on >= $4))
        WHERE f.organisation_id = $1 AND f.left_at IS NULL
            AND EXISTS (SELECT 1 FROM roles r WHERE r.person_id = f.id AND r.role = 'facilitator')
            AND EXISTS (SELECT 1 FROM availabilities a WHERE a.facilitator_id = f.id AND a.until_on >= $4
                AND (a.hot_debrief OR a.team_reflection))
        ORDER BY f.name, f.id, m.id LIMIT 2000"), organisation, team, lead, day)
}

/// The people of a team whose time on it is not over on a day, by name.
pub async fn roster(c: &mut impl AsConn, team: TeamId, day: NaiveDate) -> Result<Vec<Told>> {
    sql!(c, rows Told: "SELECT q.id, q.name FROM people q
        WHERE q.left_at IS NULL AND EXISTS (SELECT 1 FROM placements p WHERE p.person_id = q.id AND p.team_id = $1
            AND (p.to_on IS NULL OR p.to_on >= $2)) ORDER BY q.name, q.id LIMIT 500", team, day)
}

/// Notes whom a lead leaves out of a debrief.
pub async fn leave_out(tx: &mut Tx, session: SessionId, people: Vec<PersonId>, by: PersonId, now: Now) -> Result<()> {
    sql_each!(
        tx,
        "INSERT INTO left_out (session_id, person_id, left_out_by, left_out_at) ",
        people,
        |person| session,
        person,
        by,
        now.0
    )?;
    Ok(())
}

/// Those left out of a debrief, by name.
pub async fn left_out(c: &mut impl AsConn, session: SessionId) -> Result<Vec<Told>> {
    sql!(c, rows Told: "SELECT q.id, q.name FROM left_out l JOIN people q ON q.id = l.person_id
        WHERE l.session_id = $1 ORDER BY q.name, q.id", session)
}

/// Whether somebody was left out of a debrief: they are not invited to it by coming back to the team.
pub async fn is_left_out(c: &mut impl AsConn, session: SessionId, person: PersonId) -> Result<bool> {
    let row = sql!(c, row (PersonId,): "SELECT person_id FROM left_out WHERE session_id = $1 AND person_id = $2",
        session, person)?;
    Ok(row.is_some())
}

/// Everybody who was invited to a session and has not left.
pub async fn invited(c: &mut impl AsConn, session: SessionId) -> Result<Vec<Told>> {
    sql!(c, rows Told: "SELECT q.id, q.name FROM invitations i JOIN people q ON q.id = i.person_id
        WHERE i.session_id = $1 AND q.left_at IS NULL ORDER BY q.name, q.id", session)
}

/// The leads of the team whose debrief a session is.
pub async fn leads(c: &mut impl AsConn, session: SessionId) -> Result<Vec<Told>> {
    sql!(c, rows Told: "SELECT q.id, q.name FROM sessions s
        JOIN team_leads l ON l.team_id = s.team_id JOIN people q ON q.id = l.person_id
        WHERE s.id = $1 AND q.left_at IS NULL ORDER BY q.name, q.id", session)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveTime, TimeDelta};

    use super::*;
    use crate::{
        accounts::{
            self, Role,
            testing::{librarian, registration, trust},
        },
        kernel::ids::{AvailabilityId, PlacementId},
        on_both_engines, organisations,
        sessions::{
            model::Kind,
            store::{bookings, debriefs},
        },
        store::Db,
        teams,
    };

    fn now() -> Now {
        Now(DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    /// A team that Ruth leads.
    async fn team(db: &Db) -> (OrganisationId, TeamId, PersonId) {
        let (trust, name) = (trust(db, "RXX").await, "Anytown".parse().unwrap());
        let code = "RXX01".parse().unwrap();
        let site = organisations::actions::open_site(db, trust, &code, &name, now()).await.unwrap();
        let ruth = librarian(db, trust, "ruth").await;
        let new = teams::model::Registration { name, code: None, site, specialty: "192" };
        (trust, teams::actions::register(db, trust, &new, ruth, now()).await.unwrap(), ruth)
    }

    async fn facilitator(db: &Db, trust: OrganisationId, name: &str, roles: &[Role]) -> PersonId {
        let mut new = registration(name);
        new.roles = [&[Role::Facilitator], roles].concat();
        let id = accounts::actions::register(db, trust, &new, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let (from, today) = (NaiveTime::MIN, now().today());
        sql!(&mut tx, run: "INSERT INTO availabilities (id, facilitator_id, weekday, from_time, until_time, place, from_on,
                until_on, team_reflection) VALUES ($1, $2, 1, $3, $4, 'Room', $5, $5, TRUE)",
            AvailabilityId::random(), id, from, from + TimeDelta::hours(2), today).unwrap();
        tx.commit().await.unwrap();
        id
    }

    on_both_engines! {
        async fn a_facilitator_has_a_line_for_each_of_the_team_and_for_its_lead(db: Db) {
            let (trust, team, ruth) = team(&db).await;
            let (mina, gone) = (librarian(&db, trust, "mina").await, librarian(&db, trust, "gone").await);
            let (dana, helen) = (facilitator(&db, trust, "dana", &[]).await, facilitator(&db, trust, "helen", &[Role::Hr]).await);
            let (today, day) = (now().today(), chrono::Days::new(1));
            let mut tx = db.write().await.unwrap();
            for (who, from, to) in [(mina, today + day, None), (gone, today - day, Some(today - day))] {
                sql!(&mut tx, run: "INSERT INTO placements (id, team_id, person_id, role, wte_hundredths, from_on, to_on, added_by)
                    VALUES ($1, $2, $3, 'x', 50, $4, $5, $3)", PlacementId::random(), team, who, from, to).unwrap();
            }
            let lines = candidates(&mut tx, trust, team, ruth, today).await.unwrap();
            let mut pairs: Vec<_> = lines.iter().map(|l| (l.id, l.person_id)).collect();
            let mut expected = vec![(dana, mina), (dana, ruth), (helen, mina), (helen, ruth)];
            pairs.sort_unstable();
            expected.sort_unstable();
            assert_eq!(pairs, expected);
            assert!(lines.iter().all(|l| l.team_reflection && !l.hot_debrief && l.ties.is_hr == (l.id == helen)));
            assert!(candidates(&mut tx, trust, team, ruth, today + day).await.unwrap().is_empty(), "what they published is over");
            let names: Vec<_> = roster(&mut tx, team, today).await.unwrap().into_iter().map(|one| one.name).collect();
            assert_eq!(names, ["mina"]);
        }

        async fn a_move_is_counted_and_nothing_cancelled_is_moved(db: Db) {
            let (trust, team, ruth) = team(&db).await;
            let mina = librarian(&db, trust, "mina").await;
            let (id, starts_at) = (SessionId::random(), now().0);
            let mut tx = db.write().await.unwrap();
            let new = bookings::NewSession { id, organisation: trust, kind: Kind::TeamReflection, facilitator: None, team: Some(team),
                called_by: Some(ruth), starts_at, place: "Room", space: None };
            bookings::add(&mut tx, &new).await.unwrap();
            debriefs::invite(&mut tx, id, vec![mina]).await.unwrap();
            leave_out(&mut tx, id, vec![ruth], mina, now()).await.unwrap();
            assert_eq!(left_out(&mut tx, id).await.unwrap()[0].name, "ruth");
            assert!(is_left_out(&mut tx, id, ruth).await.unwrap() && !is_left_out(&mut tx, id, mina).await.unwrap());
            assert_eq!(invited(&mut tx, id).await.unwrap()[0].id, mina);
            assert_eq!(leads(&mut tx, id).await.unwrap()[0].id, ruth);
            let later = starts_at + TimeDelta::hours(2);
            let to = (later, later + TimeDelta::hours(1));
            assert!(bookings::move_to(&mut tx, id, to, ("Hall", None)).await.unwrap());
            assert!(bookings::cancel(&mut tx, id, now()).await.unwrap());
            assert!(!bookings::move_to(&mut tx, id, to, ("Hall", None)).await.unwrap());
        }
    }
}
