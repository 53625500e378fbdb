//! The teams' SQL.

use chrono::NaiveDate;

use super::model::{ArrangementKind, NewPlacement, NewTeam, Placed, Placement, Spell, Team};
use crate::{
    kernel::{
        Email,
        ids::{ArrangementId, OrganisationId, PersonId, PlacementId, TeamId},
    },
    sql,
    store::{AsConn, Result, Tx},
};

/// The most lines one roster shows.
const ROSTER_LIMIT: i64 = 500;

/// Adds a team; false when the organisation has one of that name.
pub async fn add(tx: &mut Tx, id: TeamId, new: &NewTeam) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO teams (id, organisation_id, site_id, specialty, name)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        id, new.organisation, new.site, new.specialty, &new.name)?;
    Ok(added == 1)
}

pub async fn add_lead(tx: &mut Tx, team: TeamId, person: PersonId) -> Result<()> {
    sql!(tx, run: "INSERT INTO team_leads (team_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", team, person)?;
    Ok(())
}

pub async fn find(
    c: &mut impl AsConn,
    by: PersonId,
    organisation: OrganisationId,
    id: TeamId,
    today: NaiveDate,
) -> Result<Option<Team>> {
    sql!(c, row Team: "SELECT t.id, t.organisation_id, t.name, t.specialty, s.name AS site,
            EXISTS (SELECT 1 FROM team_leads l WHERE l.team_id = t.id AND l.person_id = $1) AS leads,
            EXISTS (SELECT 1 FROM placements p WHERE p.team_id = t.id AND p.person_id = $1
                AND p.from_on <= $4 AND (p.to_on IS NULL OR p.to_on >= $4)) AS placed
        FROM teams t JOIN sites s ON s.id = t.site_id WHERE t.id = $3 AND t.organisation_id = $2",
        by, organisation, id, today)
}

/// The teams that exist for somebody: led, placed on, or all of them for a service manager.
pub async fn list(
    c: &mut impl AsConn,
    by: PersonId,
    organisation: OrganisationId,
    all: bool,
    today: NaiveDate,
) -> Result<Vec<Team>> {
    sql!(c, rows Team: "SELECT * FROM (
            SELECT t.id, t.organisation_id, t.name, t.specialty, s.name AS site,
                EXISTS (SELECT 1 FROM team_leads l WHERE l.team_id = t.id AND l.person_id = $1) AS leads,
                EXISTS (SELECT 1 FROM placements p WHERE p.team_id = t.id AND p.person_id = $1
                    AND p.from_on <= $4 AND (p.to_on IS NULL OR p.to_on >= $4)) AS placed
            FROM teams t JOIN sites s ON s.id = t.site_id WHERE t.organisation_id = $2) known
        WHERE leads OR placed OR CAST($3 AS BOOLEAN) ORDER BY lower(name), id LIMIT 500",
        by, organisation, all, today)
}

pub async fn roster(c: &mut impl AsConn, team: TeamId) -> Result<Vec<Placement>> {
    sql!(c, rows Placement: "SELECT p.id, p.person_id, q.name, p.role, p.wte_hundredths, p.from_on, p.to_on
        FROM placements p JOIN people q ON q.id = p.person_id
        WHERE p.team_id = $1 ORDER BY p.from_on DESC, q.name, p.id LIMIT $2", team, ROSTER_LIMIT)
}

pub async fn own_spells(c: &mut impl AsConn, team: TeamId, person: PersonId) -> Result<Vec<Placement>> {
    sql!(c, rows Placement: "SELECT p.id, p.person_id, q.name, p.role, p.wte_hundredths, p.from_on, p.to_on
        FROM placements p JOIN people q ON q.id = p.person_id
        WHERE p.team_id = $1 AND p.person_id = $2 ORDER BY p.from_on DESC, p.id LIMIT $3", team, person, ROSTER_LIMIT)
}

pub async fn placed_on(c: &mut impl AsConn, person: PersonId, today: NaiveDate) -> Result<Vec<Placed>> {
    sql!(c, rows Placed: "SELECT t.id AS team_id, t.name AS team, p.role FROM placements p
        JOIN teams t ON t.id = p.team_id WHERE p.person_id = $1 AND p.from_on <= $2
        AND (p.to_on IS NULL OR p.to_on >= $2) ORDER BY lower(t.name), t.id", person, today)
}

pub async fn current_members(c: &mut impl AsConn, team: TeamId, today: NaiveDate) -> Result<Vec<(PersonId, Email)>> {
    sql!(c, rows (PersonId, Email): "SELECT q.id, q.email FROM placements p JOIN people q ON q.id = p.person_id
        WHERE p.team_id = $1 AND p.from_on <= $2 AND (p.to_on IS NULL OR p.to_on >= $2) AND q.left_at IS NULL
        ORDER BY q.id", team, today)
}

/// A spell that holds or is planned.
pub async fn spell(
    c: &mut impl AsConn,
    by: PersonId,
    organisation: OrganisationId,
    id: PlacementId,
    today: NaiveDate,
) -> Result<Option<Spell>> {
    sql!(c, row Spell: "SELECT p.id, p.team_id, t.name AS team, p.person_id, q.name, p.from_on, q.id = $1 AS own,
            EXISTS (SELECT 1 FROM team_leads l WHERE l.team_id = t.id AND l.person_id = $1) AS leads
        FROM placements p JOIN teams t ON t.id = p.team_id JOIN people q ON q.id = p.person_id
        WHERE p.id = $3 AND t.organisation_id = $2 AND (p.to_on IS NULL OR p.to_on >= $4)", by, organisation, id, today)
}

/// Yesterday becomes the last day of a spell that has held; one that begins today or later never was.
pub async fn end_spell(tx: &mut Tx, spell: &Spell, today: NaiveDate) -> Result<()> {
    if spell.from_on < today {
        sql!(tx, run: "UPDATE placements SET to_on = $2 WHERE id = $1", spell.id, today.pred_opt())?;
    } else {
        sql!(tx, run: "DELETE FROM placements WHERE id = $1", spell.id)?;
    }
    Ok(())
}

pub async fn leads(c: &mut impl AsConn, team: TeamId) -> Result<Vec<(PersonId, Email)>> {
    sql!(c, rows (PersonId, Email): "SELECT q.id, q.email FROM team_leads l JOIN people q ON q.id = l.person_id
        WHERE l.team_id = $1 AND q.left_at IS NULL ORDER BY q.id", team)
}

/// Adds a spell; false when it would overlap another on the same team.
pub async fn add_placement(
    tx: &mut Tx,
    id: PlacementId,
    team: TeamId,
    person: PersonId,
    new: &NewPlacement,
    by: PersonId,
) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO placements (id, team_id, person_id, role, wte_hundredths, from_on, added_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        id, team, person, &new.role, new.wte_hundredths, new.from_on, by)?;
    Ok(added == 1)
}

pub async fn arrangements(c: &mut impl AsConn, team: TeamId) -> Result<Vec<(ArrangementKind, Option<NaiveDate>)>> {
    sql!(c, rows (ArrangementKind, Option<NaiveDate>):
        "SELECT kind, includes_since FROM arrangements WHERE team_id = $1", team)
}

pub async fn drop_arrangement(tx: &mut Tx, team: TeamId, kind: ArrangementKind) -> Result<()> {
    sql!(tx, run: "DELETE FROM arrangements WHERE team_id = $1 AND kind = $2", team, kind)?;
    Ok(())
}

/// Keeps an arrangement; one that included librarians already keeps its first day.
pub async fn keep_arrangement(
    tx: &mut Tx,
    team: TeamId,
    kind: ArrangementKind,
    includes_since: Option<NaiveDate>,
) -> Result<()> {
    sql!(tx, run: "INSERT INTO arrangements (id, team_id, kind, includes_since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (team_id, kind) DO UPDATE SET includes_since = CASE
            WHEN excluded.includes_since IS NULL THEN NULL
            ELSE COALESCE(arrangements.includes_since, excluded.includes_since) END",
        ArrangementId::random(), team, kind, includes_since)?;
    Ok(())
}

/// Counts for HR, in the order of [`super::tally::Teams`].
pub async fn counts(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Result<super::tally::Teams> {
    sql!(c, row super::tally::Teams: "WITH placed AS (
            SELECT DISTINCT p.team_id, p.person_id FROM placements p JOIN teams t ON t.id = p.team_id
            WHERE t.organisation_id = $1 AND p.from_on <= $2 AND (p.to_on IS NULL OR p.to_on >= $2)),
        supported AS (
            SELECT a.includes_since FROM arrangements a WHERE a.team_id IN (SELECT team_id FROM placed))
        SELECT (SELECT COUNT(DISTINCT person_id) FROM placed) AS librarians,
            (SELECT COUNT(*) FROM teams WHERE organisation_id = $1) AS teams,
            (SELECT COUNT(DISTINCT team_id) FROM placed) AS with_librarian,
            (SELECT COUNT(*) FROM supported) AS arrangements,
            (SELECT COUNT(*) FROM supported WHERE includes_since <= $2) AS including", organisation, today)
    .map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::{
        accounts::testing::{librarian, trust},
        kernel::Now,
        on_both_engines, organisations,
        store::Db,
    };

    fn now() -> Now {
        Now(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap())
    }

    async fn team(db: &Db) -> (TeamId, OrganisationId, PersonId) {
        let (organisation, name) = (trust(db, "RXX").await, || "Anytown".parse().unwrap());
        let site = organisations::actions::open_site(db, organisation, &"RXX01".parse().unwrap(), &name(), now())
            .await
            .unwrap();
        let mina = librarian(db, organisation, "Mina").await;
        let new = NewTeam { organisation, site, specialty: "192", name: name() };
        (super::super::actions::register(db, &new, mina, now()).await.unwrap(), organisation, mina)
    }

    fn spell(from_on: NaiveDate) -> NewPlacement {
        let email = "mina@example.nhs.uk".parse().unwrap();
        NewPlacement { email, role: "Librarian".parse().unwrap(), wte_hundredths: 50, from_on }
    }

    on_both_engines! {
        async fn two_spells_on_one_team_never_overlap_and_rejoining_is_a_second_one(db: Db) {
            let (team, organisation, mina) = team(&db).await;
            let (today, day) = (now().today(), Days::new(1));
            let mut tx = db.write().await.unwrap();
            let first = PlacementId::random();
            assert!(add_placement(&mut tx, first, team, mina, &spell(today), mina).await.unwrap());
            for from in [today, today + day, today - day] {
                assert!(!add_placement(&mut tx, PlacementId::random(), team, mina, &spell(from), mina).await.unwrap(), "{from}");
            }
            sql!(&mut tx, run: "UPDATE placements SET to_on = $2 WHERE id = $1", first, today).unwrap();
            assert!(!add_placement(&mut tx, PlacementId::random(), team, mina, &spell(today), mina).await.unwrap());
            assert!(add_placement(&mut tx, PlacementId::random(), team, mina, &spell(today + day), mina).await.unwrap());
            tx.commit().await.unwrap();
            let mut c = db.read().await.unwrap();
            assert_eq!(roster(&mut c, team).await.unwrap().len(), 2);
            assert_eq!(current_members(&mut c, team, today).await.unwrap().len(), 1);
            assert_eq!(counts(&mut c, organisation, today).await.unwrap().librarians, 1);
            assert!(placed_on(&mut c, mina, today - day).await.unwrap().is_empty());
        }

        async fn a_spell_is_not_stretched_over_another(db: Db) {
            let (team, _, mina) = team(&db).await;
            let today = now().today();
            let mut tx = db.write().await.unwrap();
            let first = PlacementId::random();
            add_placement(&mut tx, first, team, mina, &spell(today - Days::new(9)), mina).await.unwrap();
            sql!(&mut tx, run: "UPDATE placements SET to_on = $2 WHERE id = $1", first, today - Days::new(5)).unwrap();
            add_placement(&mut tx, PlacementId::random(), team, mina, &spell(today), mina).await.unwrap();
            assert!(sql!(&mut tx, run: "UPDATE placements SET to_on = $2 WHERE id = $1", first, today).is_err());
        }

        async fn an_arrangement_keeps_the_day_from_which_it_included_librarians(db: Db) {
            let (team, organisation, mina) = team(&db).await;
            let (today, later) = (now().today(), now().today() + Days::new(30));
            let kind = ArrangementKind::PeerSupport;
            let mut tx = db.write().await.unwrap();
            add_placement(&mut tx, PlacementId::random(), team, mina, &spell(today), mina).await.unwrap();
            keep_arrangement(&mut tx, team, kind, None).await.unwrap();
            assert_eq!(arrangements(&mut tx, team).await.unwrap(), [(kind, None)]);
            keep_arrangement(&mut tx, team, kind, Some(today)).await.unwrap();
            keep_arrangement(&mut tx, team, kind, Some(later)).await.unwrap();
            assert_eq!(arrangements(&mut tx, team).await.unwrap(), [(kind, Some(today))]);
            let counted = counts(&mut tx, organisation, today).await.unwrap();
            assert_eq!((counted.arrangements, counted.including, counted.with_librarian, counted.teams), (1, 1, 1, 1));
            keep_arrangement(&mut tx, team, kind, None).await.unwrap();
            keep_arrangement(&mut tx, team, kind, Some(later)).await.unwrap();
            assert_eq!(arrangements(&mut tx, team).await.unwrap(), [(kind, Some(later))]);
            drop_arrangement(&mut tx, team, kind).await.unwrap();
            assert!(arrangements(&mut tx, team).await.unwrap().is_empty());
        }
    }
}
