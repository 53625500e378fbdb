//! Counts for HR: no person goes in and none comes out.

use chrono::NaiveDate;

use crate::{
    kernel::ids::OrganisationId,
    sql,
    store::{AsConn, Result},
    teams::tally::Covered,
};

/// By specialty and site, in the order of their codes and names.
pub async fn coverage(c: &mut impl AsConn, organisation: OrganisationId, today: NaiveDate) -> Result<Vec<Covered>> {
    sql!(c, rows Covered: "SELECT t.specialty, s.name AS site, COUNT(*) AS teams, COUNT(w.team_id) AS with_librarian,
            CAST(COALESCE(SUM(w.wte), 0) AS BIGINT) AS wte_hundredths
        FROM teams t JOIN sites s ON s.id = t.site_id LEFT JOIN (
            SELECT p.team_id, SUM(p.wte_hundredths) AS wte FROM placements p
            WHERE p.from_on <= $2 AND (p.to_on IS NULL OR p.to_on >= $2) GROUP BY p.team_id) w ON w.team_id = t.id
        WHERE t.organisation_id = $1 GROUP BY t.specialty, s.id, s.name ORDER BY t.specialty, s.name, s.id",
        organisation, today)
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::{
        accounts::testing::librarian,
        kernel::ids::{PlacementId, TeamId},
        on_both_engines,
        store::Db,
        teams::{
            model::Registration,
            store::{add, placements, testing::*},
        },
    };

    on_both_engines! {
        async fn coverage_counts_teams_with_and_without_a_librarian_and_their_time(db: Db) {
            let (team, organisation, mina) = team(&db).await;
            let (today, day) = (now().today(), Days::new(1));
            let sam = librarian(&db, organisation, "Sam").await;
            let mut tx = db.write().await.unwrap();
            let another = |name: &str, specialty| Registration {
                name: name.parse().unwrap(), specialty, ..registration(team.site_id)
            };
            add(&mut tx, TeamId::random(), organisation, &another("Ward 2", "192")).await.unwrap();
            add(&mut tx, TeamId::random(), organisation, &another("Renal", "361")).await.unwrap();
            for (person, from, to) in [
                (mina, today, None), (sam, today - day, Some(today)), (sam, today + day, None), (mina, today - day - day, Some(today - day)),
            ] {
                assert!(placements::add(&mut tx, PlacementId::random(), team.id, person, &term(from, to), (mina, now().today())).await.unwrap());
            }
            let covered = |specialty: &str, teams, with_librarian, wte_hundredths| Covered {
                specialty: specialty.into(), site: "Anytown".into(), teams, with_librarian, wte_hundredths,
            };
            let found = coverage(&mut tx, organisation, today).await.unwrap();
            assert_eq!(found, [covered("192", 2, 1, 100), covered("361", 1, 0, 0)]);
        }
    }
}
