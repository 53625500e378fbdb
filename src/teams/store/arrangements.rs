//! What support a team has.

use chrono::NaiveDate;

use crate::{
    kernel::{
        Line,
        ids::{ArrangementId, TeamId},
    },
    sql,
    store::{AsConn, Result, Tx},
    teams::model::{Arrangement, ArrangementKind},
};

pub async fn list(c: &mut impl AsConn, team: TeamId) -> Result<Vec<Arrangement>> {
    sql!(c, rows Arrangement: "SELECT id, kind, name, includes_since, reviewed_on FROM arrangements
        WHERE team_id = $1 ORDER BY lower(name), id LIMIT 200", team)
}

pub async fn find(c: &mut impl AsConn, team: TeamId, id: ArrangementId) -> Result<Option<Arrangement>> {
    sql!(c, row Arrangement: "SELECT id, kind, name, includes_since, reviewed_on FROM arrangements
        WHERE team_id = $1 AND id = $2", team, id)
}

pub async fn remove(tx: &mut Tx, team: TeamId, id: ArrangementId) -> Result<bool> {
    let removed = sql!(tx, run: "DELETE FROM arrangements WHERE team_id = $1 AND id = $2", team, id)?;
    Ok(removed == 1)
}

pub async fn remove_kind(tx: &mut Tx, team: TeamId, kind: ArrangementKind) -> Result<()> {
    sql!(tx, run: "DELETE FROM arrangements WHERE team_id = $1 AND kind = $2", team, kind)?;
    Ok(())
}

/// Keeps an arrangement that has a word of ours; one that included librarians already keeps its first day.
pub async fn keep(
    tx: &mut Tx,
    team: TeamId,
    kind: ArrangementKind,
    includes_since: Option<NaiveDate>,
    reviewed_on: NaiveDate,
) -> Result<()> {
    sql!(tx, run: "INSERT INTO arrangements (id, team_id, kind, name, includes_since, reviewed_on)
        VALUES ($1, $2, $3, '', $4, $5)
        ON CONFLICT (team_id, kind, lower(name)) DO UPDATE SET reviewed_on = excluded.reviewed_on,
            includes_since = CASE WHEN excluded.includes_since IS NULL THEN NULL
                ELSE COALESCE(arrangements.includes_since, excluded.includes_since) END",
        ArrangementId::random(), team, kind, includes_since, reviewed_on)?;
    Ok(())
}

/// Adds an arrangement under the team's own name for it; false when the team has one of that name.
pub async fn add_other(
    tx: &mut Tx,
    id: ArrangementId,
    team: TeamId,
    name: &Line,
    includes_since: Option<NaiveDate>,
    reviewed_on: NaiveDate,
) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO arrangements (id, team_id, kind, name, includes_since, reviewed_on)
        VALUES ($1, $2, 'other', $3, $4, $5) ON CONFLICT DO NOTHING", id, team, name, includes_since, reviewed_on)?;
    Ok(added == 1)
}

/// Writes since when an arrangement includes librarians, and when it was reviewed; false when the team has
/// no such arrangement.
pub async fn amend(
    tx: &mut Tx,
    team: TeamId,
    id: ArrangementId,
    includes_since: Option<NaiveDate>,
    reviewed_on: Option<NaiveDate>,
) -> Result<bool> {
    let amended = sql!(tx, run: "UPDATE arrangements SET includes_since = $3, reviewed_on = $4
        WHERE team_id = $1 AND id = $2", team, id, includes_since, reviewed_on)?;
    Ok(amended == 1)
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::{
        kernel::ids::PlacementId,
        on_both_engines,
        store::Db,
        teams::store::{placements, testing::*},
    };

    on_both_engines! {
        async fn an_arrangement_keeps_the_day_from_which_it_included_librarians(db: Db) {
            let (team, _, mina) = team(&db).await;
            let (team, today, later) = (team.id, now().today(), now().today() + Days::new(30));
            let kind = ArrangementKind::PeerSupport;
            let mut tx = db.write().await.unwrap();
            placements::add(&mut tx, PlacementId::random(), team, mina, &term(today, None), (mina, now().today())).await.unwrap();
            for (said, on, since) in [
                (None, today, None), (Some(today), today, Some(today)), (Some(later), later, Some(today)),
            ] {
                keep(&mut tx, team, kind, said, on).await.unwrap();
                let [kept] = &list(&mut tx, team).await.unwrap()[..] else { panic!("one arrangement") };
                assert_eq!((kept.kind, kept.includes_since, kept.reviewed_on), (kind, since, Some(on)));
            }
            keep(&mut tx, team, kind, None, today).await.unwrap();
            keep(&mut tx, team, kind, Some(later), later).await.unwrap();
            assert_eq!(list(&mut tx, team).await.unwrap()[0].includes_since, Some(later));
            remove_kind(&mut tx, team, kind).await.unwrap();
            assert!(list(&mut tx, team).await.unwrap().is_empty());
        }

        async fn a_team_has_its_own_names_for_other_support(db: Db) {
            let (team, _, _) = team(&db).await;
            let (team, today, id) = (team.id, now().today(), ArrangementId::random());
            let mut tx = db.write().await.unwrap();
            let name = |name: &str| name.parse::<Line>().unwrap();
            assert!(add_other(&mut tx, id, team, &name("Tea and talk"), None, today).await.unwrap());
            assert!(!add_other(&mut tx, ArrangementId::random(), team, &name("TEA AND TALK"), None, today).await.unwrap());
            assert!(add_other(&mut tx, ArrangementId::random(), team, &name("Buddies"), None, today).await.unwrap());
            assert!(amend(&mut tx, team, id, Some(today), None).await.unwrap());
            assert!(!amend(&mut tx, crate::kernel::ids::TeamId::random(), id, None, None).await.unwrap());
            let found = find(&mut tx, team, id).await.unwrap().unwrap();
            assert_eq!((found.title(), found.includes_since, found.reviewed_on), ("Tea and talk", Some(today), None));
            assert!(remove(&mut tx, team, id).await.unwrap() && !remove(&mut tx, team, id).await.unwrap());
        }
    }
}
