//! The teams' SQL: teams and their leads; placements and arrangements have files of their own.

pub mod about;
pub mod arrangements;
pub mod counts;
pub mod placements;
pub mod population;

use chrono::NaiveDate;

use super::model::{Lead, Registration, Team};
use crate::{
    kernel::ids::{OrganisationId, PersonId, TeamId},
    sql,
    store::{AsConn, Result, Tx},
};

/// Adds a team; false when the organisation has one of that name or code.
pub async fn add(tx: &mut Tx, id: TeamId, organisation: OrganisationId, new: &Registration) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO teams (id, organisation_id, site_id, specialty, name, code)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        id, organisation, new.site, new.specialty, &new.name, &new.code)?;
    Ok(added == 1)
}

/// Whether another team of the organisation has that name, or else that code.
pub async fn known(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    but: Option<TeamId>,
    new: &Registration,
) -> Result<(bool, bool)> {
    let known = sql!(c, row (bool, bool): "SELECT
            EXISTS (SELECT 1 FROM teams WHERE organisation_id = $1 AND lower(name) = lower($3)
                AND (CAST($2 AS UUID) IS NULL OR id <> $2)) AS name,
            EXISTS (SELECT 1 FROM teams WHERE organisation_id = $1 AND upper(code) = upper($4)
                AND (CAST($2 AS UUID) IS NULL OR id <> $2)) AS code", organisation, but, &new.name, &new.code)?;
    Ok(known.unwrap_or_default())
}

/// Writes a team's registration in place of what stood there. Whoever changes teams of an organisation waits
/// for whoever else does, so that a name found to be free stays free.
pub async fn amend(tx: &mut Tx, id: TeamId, new: &Registration) -> Result<()> {
    sql!(tx, run: "UPDATE teams SET site_id = $2, specialty = $3, name = $4, code = $5 WHERE id = $1",
        id, new.site, new.specialty, &new.name, &new.code)?;
    Ok(())
}

/// Takes the organisation's row until the transaction ends.
pub async fn hold_organisation(tx: &mut Tx, organisation: OrganisationId) -> Result<()> {
    sql!(tx, run: "UPDATE organisations SET name = name WHERE id = $1", organisation)?;
    Ok(())
}

pub async fn add_lead(tx: &mut Tx, team: TeamId, person: PersonId) -> Result<()> {
    sql!(tx, run: "INSERT INTO team_leads (team_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", team, person)?;
    Ok(())
}

/// Takes a lead from a team; false when there would be none left. The team's row is taken first, so that of
/// two leads taken away at once the second is seen to be the last.
pub async fn drop_lead(tx: &mut Tx, team: TeamId, person: PersonId) -> Result<bool> {
    sql!(tx, run: "UPDATE teams SET name = name WHERE id = $1", team)?;
    let dropped = sql!(tx, run: "DELETE FROM team_leads WHERE team_id = $1 AND person_id = $2
        AND EXISTS (SELECT 1 FROM team_leads o WHERE o.team_id = $1 AND o.person_id <> $2)", team, person)?;
    Ok(dropped == 1)
}

/// Somebody leads no team any more.
pub async fn drop_leads_of(tx: &mut Tx, person: PersonId) -> Result<()> {
    sql!(tx, run: "DELETE FROM team_leads WHERE person_id = $1", person)?;
    Ok(())
}

pub async fn find(
    c: &mut impl AsConn,
    by: PersonId,
    organisation: OrganisationId,
    id: TeamId,
    today: NaiveDate,
) -> Result<Option<Team>> {
    sql!(c, row Team: "SELECT t.id, t.organisation_id, t.name, t.code, t.specialty, t.site_id, s.name AS site,
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
            SELECT t.id, t.organisation_id, t.name, t.code, t.specialty, t.site_id, s.name AS site,
                EXISTS (SELECT 1 FROM team_leads l WHERE l.team_id = t.id AND l.person_id = $1) AS leads,
                EXISTS (SELECT 1 FROM placements p WHERE p.team_id = t.id AND p.person_id = $1
                    AND p.from_on <= $4 AND (p.to_on IS NULL OR p.to_on >= $4)) AS placed
            FROM teams t JOIN sites s ON s.id = t.site_id WHERE t.organisation_id = $2) known
        WHERE leads OR placed OR CAST($3 AS BOOLEAN) ORDER BY lower(name), id LIMIT 500",
        by, organisation, all, today)
}

/// The leads of a team, by name.
pub async fn leads(c: &mut impl AsConn, team: TeamId) -> Result<Vec<Lead>> {
    sql!(c, rows Lead: "SELECT q.id, q.name, q.email FROM team_leads l JOIN people q ON q.id = l.person_id
        WHERE l.team_id = $1 AND q.left_at IS NULL ORDER BY lower(q.name), q.id LIMIT 100", team)
}

/// The teams of an organisation that nobody leads, by name.
pub async fn without_lead(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<(TeamId, String)>> {
    sql!(c, rows (TeamId, String): "SELECT t.id, t.name FROM teams t WHERE t.organisation_id = $1
            AND NOT EXISTS (SELECT 1 FROM team_leads l WHERE l.team_id = t.id)
        ORDER BY lower(t.name), t.id LIMIT 500", organisation)
}

/// The teams that somebody leads, and whether they are the only one who does.
pub async fn led_by(c: &mut impl AsConn, person: PersonId) -> Result<Vec<(String, bool)>> {
    sql!(c, rows (String, bool): "SELECT t.name,
            NOT EXISTS (SELECT 1 FROM team_leads o WHERE o.team_id = t.id AND o.person_id <> $1) AS alone
        FROM team_leads l JOIN teams t ON t.id = l.team_id WHERE l.person_id = $1
        ORDER BY lower(t.name), t.id LIMIT 500", person)
}

#[cfg(test)]
pub mod testing;

#[cfg(test)]
mod tests {
    use super::{testing::*, *};
    use crate::{accounts::testing::librarian, on_both_engines, store::Db};

    on_both_engines! {
        async fn a_team_has_a_name_and_a_code_of_its_own_whatever_the_case(db: Db) {
            let (team, organisation, _) = team(&db).await;
            let mut tx = db.write().await.unwrap();
            let with = |name: &str, code: &str| Registration {
                name: name.parse().unwrap(), code: code.parse().ok(), ..registration(team.site_id)
            };
            amend(&mut tx, team.id, &with("Critical care", "itu1")).await.unwrap();
            for taken in [with("CRITICAL CARE", ""), with("Stroke", "ITU1")] {
                assert!(!add(&mut tx, TeamId::random(), organisation, &taken).await.unwrap());
            }
            assert_eq!(known(&mut tx, organisation, None, &with("critical Care", "x")).await.unwrap(), (true, false));
            assert_eq!(known(&mut tx, organisation, None, &with("Stroke", "ITU1")).await.unwrap(), (false, true));
            assert_eq!(known(&mut tx, organisation, Some(team.id), &with("Critical care", "ITU1")).await.unwrap(), (false, false));
            // Teams without a code are many.
            for name in ["Stroke", "Renal"] {
                assert!(add(&mut tx, TeamId::random(), organisation, &with(name, "")).await.unwrap());
            }
        }

        async fn a_team_keeps_a_lead_until_its_last_one_leaves(db: Db) {
            let (team, organisation, mina) = team(&db).await;
            let ruth = librarian(&db, organisation, "Ruth").await;
            let mut tx = db.write().await.unwrap();
            assert!(!drop_lead(&mut tx, team.id, mina).await.unwrap());
            assert_eq!(led_by(&mut tx, mina).await.unwrap(), [(team.name.clone(), true)]);
            for _ in 0..2 {
                add_lead(&mut tx, team.id, ruth).await.unwrap();
            }
            let names: Vec<_> = leads(&mut tx, team.id).await.unwrap().into_iter().map(|lead| lead.name).collect();
            assert_eq!(names, ["Mina", "Ruth"]);
            assert!(drop_lead(&mut tx, team.id, mina).await.unwrap());
            assert!(without_lead(&mut tx, organisation).await.unwrap().is_empty());
            drop_leads_of(&mut tx, ruth).await.unwrap();
            assert_eq!(without_lead(&mut tx, organisation).await.unwrap(), [(team.id, team.name)]);
        }
    }
}
