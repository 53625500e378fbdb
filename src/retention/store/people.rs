//! Placements that ended and people who left long ago.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    kernel::ids::PersonId,
    sql,
    store::{Result, Tx},
};

/// What is left of a name.
const NOBODY: &str = "Someone who has left";

/// Deletes placements whose last day lay before a day.
pub async fn delete_placements(tx: &mut Tx, before: NaiveDate, most: i64) -> Result<u64> {
    sql!(tx, run: "DELETE FROM placements WHERE id IN (
        SELECT p.id FROM placements p WHERE p.to_on < $1 ORDER BY p.to_on, p.id LIMIT $2)", before, most)
}

/// Deletes what is kept of people who left before an instant. Their row stays with nothing in it, since placements of
/// others say who added them and a row that others point at cannot go: its id leads to nobody.
pub async fn forget(tx: &mut Tx, before: DateTime<Utc>, most: i64) -> Result<u64> {
    let rows = sql!(tx, rows (PersonId,): "SELECT p.id FROM people p WHERE p.left_at < $1 AND p.name <> $2
        ORDER BY p.left_at, p.id LIMIT $3", before, NOBODY, most)?;
    let forgotten = rows.len();
    for (person,) in rows {
        sql!(tx, run: "DELETE FROM person_keys WHERE person_id = $1", person)?;
        sql!(tx, run: "DELETE FROM check_ins WHERE person_id = $1", person)?;
        sql!(tx, run: "DELETE FROM check_in_lives WHERE person_id = $1", person)?;
        sql!(tx, run: "DELETE FROM placements WHERE person_id = $1", person)?;
        sql!(tx, run: "DELETE FROM preferences WHERE person_id = $1", person)?;
        sql!(tx, run: "DELETE FROM feeds WHERE person_id = $1", person)?;
        sql!(tx, run: "DELETE FROM facilitator_terms WHERE facilitator_id = $1", person)?;
        sql!(tx, run: "DELETE FROM team_leads WHERE person_id = $1", person)?;
        sql!(tx, run: "DELETE FROM roles WHERE person_id = $1", person)?;
        sql!(tx, run: "DELETE FROM area_readers WHERE person_id = $1", person)?;
        sql!(tx, run: "DELETE FROM identities WHERE person_id = $1", person)?;
        sql!(tx, run: "UPDATE signposts SET owner_id = NULL WHERE owner_id = $1", person)?;
        sql!(tx, run: "UPDATE people SET name = $2, job_title = 'Not kept', profession = 'other', band = NULL,
                qualified_basis = NULL, wte_hundredths = NULL, line_manager_email = NULL, email = $3 WHERE id = $1",
            person, NOBODY, format!("{person}@left.invalid"))?;
    }
    Ok(u64::try_from(forgotten).unwrap_or(u64::MAX))
}
