//! Placements: spells on a team.

use chrono::NaiveDate;

use crate::{
    kernel::{
        Email, Now,
        ids::{OrganisationId, PersonId, PlacementId, TeamId},
    },
    sql,
    store::{AsConn, Result, Tx},
    teams::model::{Placed, Placement, Spell, Term},
};

/// The most lines one roster shows.
const ROSTER_LIMIT: i64 = 500;

pub async fn roster(c: &mut impl AsConn, team: TeamId) -> Result<Vec<Placement>> {
    sql!(c, rows Placement: "SELECT p.id, p.person_id, q.name, p.role, p.wte_hundredths, p.from_on, p.to_on,
            p.confirmed_at IS NOT NULL AS confirmed
        FROM placements p JOIN people q ON q.id = p.person_id
        WHERE p.team_id = $1 ORDER BY p.from_on DESC, q.name, p.id LIMIT $2", team, ROSTER_LIMIT)
}

pub async fn own_spells(c: &mut impl AsConn, team: TeamId, person: PersonId) -> Result<Vec<Placement>> {
    sql!(c, rows Placement: "SELECT p.id, p.person_id, q.name, p.role, p.wte_hundredths, p.from_on, p.to_on,
            p.confirmed_at IS NOT NULL AS confirmed
        FROM placements p JOIN people q ON q.id = p.person_id
        WHERE p.team_id = $1 AND p.person_id = $2 ORDER BY p.from_on DESC, p.id LIMIT $3", team, person, ROSTER_LIMIT)
}

pub async fn placed_on(c: &mut impl AsConn, person: PersonId, today: NaiveDate) -> Result<Vec<Placed>> {
    sql!(c, rows Placed: "SELECT t.id AS team_id, t.name AS team, p.role FROM placements p
        JOIN teams t ON t.id = p.team_id WHERE p.person_id = $1 AND p.from_on <= $2
        AND (p.to_on IS NULL OR p.to_on >= $2) ORDER BY lower(t.name), t.id", person, today)
}

/// Somebody's spells that hold or are planned and that they have not said are right.
pub async fn unconfirmed(c: &mut impl AsConn, person: PersonId, today: NaiveDate) -> Result<Vec<Spell>> {
    sql!(c, rows Spell: "SELECT p.id, p.team_id, t.name AS team, p.person_id, q.name, p.from_on, p.to_on,
            TRUE AS own, FALSE AS leads
        FROM placements p JOIN teams t ON t.id = p.team_id JOIN people q ON q.id = p.person_id
        WHERE p.person_id = $1 AND p.confirmed_at IS NULL AND (p.to_on IS NULL OR p.to_on >= $2)
        ORDER BY p.from_on, p.id LIMIT 50", person, today)
}

/// Notes that a librarian says their placement is right; false when it is not theirs or is over.
pub async fn confirm(tx: &mut Tx, person: PersonId, id: PlacementId, now: Now) -> Result<bool> {
    let confirmed = sql!(tx, run: "UPDATE placements SET confirmed_at = COALESCE(confirmed_at, $3)
        WHERE id = $1 AND person_id = $2 AND (to_on IS NULL OR to_on >= $4)", id, person, now.0, now.today())?;
    Ok(confirmed == 1)
}

/// Who is on a team on a day, by address.
pub async fn members_on(c: &mut impl AsConn, team: TeamId, day: NaiveDate) -> Result<Vec<(PersonId, Email)>> {
    sql!(c, rows (PersonId, Email): "SELECT q.id, q.email FROM placements p JOIN people q ON q.id = p.person_id
        WHERE p.team_id = $1 AND p.from_on <= $2 AND (p.to_on IS NULL OR p.to_on >= $2) AND q.left_at IS NULL
        ORDER BY q.id", team, day)
}

/// A spell that holds or is planned.
pub async fn spell(
    c: &mut impl AsConn,
    by: PersonId,
    organisation: OrganisationId,
    id: PlacementId,
    today: NaiveDate,
) -> Result<Option<Spell>> {
    sql!(c, row Spell: "SELECT p.id, p.team_id, t.name AS team, p.person_id, q.name, p.from_on, p.to_on,
            q.id = $1 AS own,
            EXISTS (SELECT 1 FROM team_leads l WHERE l.team_id = t.id AND l.person_id = $1) AS leads
        FROM placements p JOIN teams t ON t.id = p.team_id JOIN people q ON q.id = p.person_id
        WHERE p.id = $3 AND t.organisation_id = $2 AND (p.to_on IS NULL OR p.to_on >= $4)", by, organisation, id, today)
}

/// Somebody's spells that hold or are planned, as their service manager finds them.
pub async fn spells_of(c: &mut impl AsConn, person: PersonId, today: NaiveDate) -> Result<Vec<Spell>> {
    sql!(c, rows Spell: "SELECT p.id, p.team_id, t.name AS team, p.person_id, q.name, p.from_on, p.to_on,
            FALSE AS own, FALSE AS leads
        FROM placements p JOIN teams t ON t.id = p.team_id JOIN people q ON q.id = p.person_id
        WHERE p.person_id = $1 AND (p.to_on IS NULL OR p.to_on >= $2) ORDER BY lower(t.name), p.from_on, p.id",
        person, today)
}

/// Gives a spell its last day. One that would end before it begins never was, and leaves nothing.
pub async fn end(tx: &mut Tx, spell: &Spell, last: NaiveDate) -> Result<()> {
    if last < spell.from_on {
        sql!(tx, run: "DELETE FROM placements WHERE id = $1", spell.id)?;
    } else {
        sql!(tx, run: "UPDATE placements SET to_on = $2 WHERE id = $1", spell.id, last)?;
    }
    Ok(())
}

/// Writes a spell anew, but for its first day; false when it does not stand as it was seen.
pub async fn rewrite(tx: &mut Tx, id: PlacementId, stood: &Term, new: &Term) -> Result<bool> {
    let written = sql!(tx, run: "UPDATE placements SET role = $2, wte_hundredths = $3, to_on = $4
        WHERE id = $1 AND role = $5 AND wte_hundredths = $6 AND from_on = $7
            AND (to_on = $8 OR (to_on IS NULL AND CAST($8 AS DATE) IS NULL))",
        id, &new.role, new.wte, new.to_on, &stood.role, stood.wte, stood.from_on, stood.to_on)?;
    Ok(written == 1)
}

/// Adds a spell, written down on a day; false when it would overlap another on the same team.
pub async fn add(
    tx: &mut Tx,
    id: PlacementId,
    team: TeamId,
    person: PersonId,
    new: &Term,
    (by, on): (PersonId, NaiveDate),
) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO placements
            (id, team_id, person_id, role, wte_hundredths, from_on, to_on, added_by, recorded_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        id, team, person, &new.role, new.wte, new.from_on, new.to_on, by, on)?;
    Ok(added == 1)
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::{collection, option, prelude::*, strategy::ValueTree, test_runner::TestRunner};

    use super::*;
    use crate::{
        accounts::testing::librarian,
        on_both_engines,
        store::Db,
        teams::{
            model::{Team, overlap},
            store::{counts, testing::*},
        },
    };

    fn open_spell(team: &Team, person: PersonId) -> Spell {
        let (id, from_on) = (PlacementId::random(), now().today());
        let (name, of) = (String::new(), team.name.clone());
        Spell { id, team_id: team.id, team: of, person_id: person, name, from_on, to_on: None, own: false, leads: true }
    }

    on_both_engines! {
        async fn two_spells_on_one_team_never_overlap_and_rejoining_is_a_second_one(db: Db) {
            let (team, organisation, mina) = team(&db).await;
            let (today, day) = (now().today(), Days::new(1));
            let mut tx = db.write().await.unwrap();
            let first = PlacementId::random();
            assert!(add(&mut tx, first, team.id, mina, &term(today, None), (mina, now().today())).await.unwrap());
            for from in [today, today + day, today - day] {
                assert!(!add(&mut tx, PlacementId::random(), team.id, mina, &term(from, None), (mina, now().today())).await.unwrap(), "{from}");
            }
            let before = term(today - Days::new(9), Some(today - day));
            assert!(add(&mut tx, PlacementId::random(), team.id, mina, &before, (mina, now().today())).await.unwrap(), "a spell before it");
            let spells = spells_of(&mut tx, mina, today).await.unwrap();
            assert_eq!(spells.len(), 1, "the past one is over");
            end(&mut tx, &spells[0], today).await.unwrap();
            assert!(!add(&mut tx, PlacementId::random(), team.id, mina, &term(today, None), (mina, now().today())).await.unwrap());
            assert!(add(&mut tx, PlacementId::random(), team.id, mina, &term(today + day, None), (mina, now().today())).await.unwrap());
            tx.commit().await.unwrap();
            let mut c = db.read().await.unwrap();
            assert_eq!(roster(&mut c, team.id).await.unwrap().len(), 3);
            assert_eq!(members_on(&mut c, team.id, today).await.unwrap().len(), 1);
            assert_eq!(counts::coverage(&mut c, organisation, today).await.unwrap()[0].with_librarian, 1);
            assert!(placed_on(&mut c, mina, today - Days::new(10)).await.unwrap().is_empty());
        }

        async fn a_spell_is_written_anew_as_long_as_it_stands_as_it_was_seen(db: Db) {
            let (team, _, mina) = team(&db).await;
            let (today, id) = (now().today(), PlacementId::random());
            let mut tx = db.write().await.unwrap();
            let stood = term(today, None);
            add(&mut tx, id, team.id, mina, &stood, (mina, now().today())).await.unwrap();
            let new = Term { wte: "0.25".parse().unwrap(), to_on: Some(today + Days::new(9)), ..stood.clone() };
            assert!(rewrite(&mut tx, id, &stood, &new).await.unwrap());
            assert!(!rewrite(&mut tx, id, &stood, &stood).await.unwrap(), "it is not as it was");
            let line = roster(&mut tx, team.id).await.unwrap().remove(0);
            assert_eq!((line.wte, line.to_on), (new.wte, new.to_on));
            assert!(rewrite(&mut tx, id, &new, &stood).await.unwrap());
        }

        /// Whatever is added and ended in whatever order: the database takes a spell exactly when it shares no day
        /// with another, and what is over is never merged with what begins.
        async fn spells_never_overlap_and_history_is_never_merged(db: Db) {
            let (team, organisation, mina) = team(&db).await;
            let mut runner = TestRunner::deterministic();
            let act = (0_u64..60, option::of(0_u64..20), any::<bool>());
            for case in 0..40 {
                let person = librarian(&db, organisation, &format!("case{case}")).await;
                let acts = collection::vec(act.clone(), 1..14).new_tree(&mut runner).unwrap().current();
                let mut expected: Vec<(PlacementId, NaiveDate, Option<NaiveDate>)> = Vec::new();
                let mut tx = db.write().await.unwrap();
                for (from, length, ends) in &acts {
                    let day = |n: u64| now().today() + Days::new(n);
                    if let (true, Some(at)) = (*ends, expected.iter().position(|(_, _, to)| to.is_none())) {
                        let (id, from_on, _) = expected[at];
                        let spell = Spell { id, from_on, ..open_spell(&team, person) };
                        end(&mut tx, &spell, day(*from)).await.unwrap();
                        if day(*from) < from_on { expected.remove(at); } else { expected[at].2 = Some(day(*from)); }
                        continue;
                    }
                    let (id, from_on, to_on) = (PlacementId::random(), day(*from), length.map(|n| day(from + n)));
                    let fits = expected.iter().all(|(_, from, to)| !overlap((*from, *to), (from_on, to_on)));
                    let added = add(&mut tx, id, team.id, person, &term(from_on, to_on), (mina, now().today())).await.unwrap();
                    assert_eq!(added, fits, "case {case}: {acts:?}");
                    if added { expected.push((id, from_on, to_on)); }
                }
                let found = own_spells(&mut tx, team.id, person).await.unwrap();
                let mut found: Vec<_> = found.into_iter().map(|p| (p.id, p.from_on, p.to_on)).collect();
                found.sort_unstable();
                expected.sort_unstable();
                assert_eq!(found, expected, "case {case}: {acts:?}");
            }
        }

        async fn a_spell_is_not_stretched_over_another(db: Db) {
            let (team, _, mina) = team(&db).await;
            let today = now().today();
            let mut tx = db.write().await.unwrap();
            let first = PlacementId::random();
            let past = term(today - Days::new(9), Some(today - Days::new(5)));
            add(&mut tx, first, team.id, mina, &past, (mina, now().today())).await.unwrap();
            add(&mut tx, PlacementId::random(), team.id, mina, &term(today, None), (mina, now().today())).await.unwrap();
            assert!(sql!(&mut tx, run: "UPDATE placements SET to_on = $2 WHERE id = $1", first, today).is_err());
        }

        async fn a_spell_ended_before_it_began_leaves_nothing(db: Db) {
            let (team, _, mina) = team(&db).await;
            let today = now().today();
            let mut tx = db.write().await.unwrap();
            add(&mut tx, PlacementId::random(), team.id, mina, &term(today, None), (mina, now().today())).await.unwrap();
            let spell = spells_of(&mut tx, mina, today).await.unwrap().remove(0);
            end(&mut tx, &spell, today - Days::new(1)).await.unwrap();
            assert!(roster(&mut tx, team.id).await.unwrap().is_empty());
        }

        async fn only_the_librarian_says_that_it_is_right_and_is_asked_once(db: Db) {
            let (team, _, mina) = team(&db).await;
            let (today, id) = (now().today(), PlacementId::random());
            let mut tx = db.write().await.unwrap();
            add(&mut tx, id, team.id, mina, &term(today + Days::new(3), None), (mina, now().today())).await.unwrap();
            let asked: Vec<_> = unconfirmed(&mut tx, mina, today).await.unwrap().iter().map(|spell| spell.id).collect();
            assert_eq!(asked, [id]);
            assert!(!confirm(&mut tx, PersonId::random(), id, now()).await.unwrap());
            assert!(confirm(&mut tx, mina, id, now()).await.unwrap());
            assert!(confirm(&mut tx, mina, id, now()).await.unwrap(), "saying it again changes nothing");
            assert!(unconfirmed(&mut tx, mina, today).await.unwrap().is_empty());
            assert!(own_spells(&mut tx, team.id, mina).await.unwrap()[0].confirmed);
        }
    }
}
