//! For how long somebody wants their check-ins kept, and the check-ins whose time is over.

use chrono::NaiveDate;

use crate::{
    kernel::ids::PersonId,
    sql,
    store::{AsConn, Result, Tx},
};

/// For how many months somebody wants their check-ins kept; none: as long as the service keeps them.
///
/// # Errors
/// When the database does.
pub async fn chosen_months(c: &mut impl AsConn, person: PersonId) -> Result<Option<i64>> {
    let row = sql!(c, row (i64,): "SELECT months FROM check_in_lives WHERE person_id = $1", person)?;
    Ok(row.map(|(months,)| months))
}

/// Keeps what they want; none: as long as the service keeps them.
///
/// # Errors
/// When the database does.
pub async fn choose_months(tx: &mut Tx, person: PersonId, months: Option<i64>) -> Result<()> {
    let Some(months) = months else {
        sql!(tx, run: "DELETE FROM check_in_lives WHERE person_id = $1", person)?;
        return Ok(());
    };
    sql!(tx, run: "INSERT INTO check_in_lives (person_id, months) VALUES ($1, $2)
        ON CONFLICT (person_id) DO UPDATE SET months = excluded.months", person, months)?;
    Ok(())
}

/// The days before which check-ins go: of those who chose nothing, and of those who chose 1, 3, 6 or 12 months.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    pub usual: NaiveDate,
    pub chosen: [NaiveDate; 4],
}

/// Deletes check-ins that were made before these days; of one person alone, if one is named.
pub async fn delete(tx: &mut Tx, days: Days, only: Option<PersonId>, most: i64) -> Result<u64> {
    let [one, three, six, twelve] = days.chosen;
    sql!(tx, run: "DELETE FROM check_ins WHERE id IN (
        SELECT c.id FROM check_ins c LEFT JOIN check_in_lives l ON l.person_id = c.person_id
        WHERE (c.made_on < $1 OR (l.months = 1 AND c.made_on < $2) OR (l.months = 3 AND c.made_on < $3)
                OR (l.months = 6 AND c.made_on < $4) OR (l.months = 12 AND c.made_on < $5))
            AND (CAST($6 AS UUID) IS NULL OR c.person_id = $6)
        ORDER BY c.made_on, c.id LIMIT $7)", days.usual, one, three, six, twelve, only, most)
}

/// Deletes the keys that open nothing any more, so that copies of what they sealed cannot be read.
pub async fn delete_keys(tx: &mut Tx, most: i64) -> Result<()> {
    let rows = sql!(tx, rows (PersonId,): "SELECT k.person_id FROM person_keys k
        WHERE NOT EXISTS (SELECT 1 FROM check_ins c WHERE c.person_id = k.person_id) ORDER BY k.person_id LIMIT $1", most)?;
    for (person,) in rows {
        delete_key(tx, person).await?;
    }
    Ok(())
}

/// Deletes somebody's key if it opens nothing any more.
pub async fn delete_key(tx: &mut Tx, person: PersonId) -> Result<()> {
    // Locked first and looked at again then: a check-in that is being kept at this moment holds its key.
    sql!(tx, run: "UPDATE person_keys SET wrapped = wrapped WHERE person_id = $1", person)?;
    sql!(tx, run: "DELETE FROM person_keys WHERE person_id = $1
        AND NOT EXISTS (SELECT 1 FROM check_ins c WHERE c.person_id = $1)", person)?;
    Ok(())
}

/// How many of somebody's check-ins were made before each of four days.
pub async fn older(
    c: &mut impl AsConn,
    person: PersonId,
    [one, three, six, twelve]: [NaiveDate; 4],
) -> Result<[i64; 4]> {
    let row = sql!(c, row (i64, i64, i64, i64): "SELECT COUNT(*) FILTER (WHERE made_on < $2),
            COUNT(*) FILTER (WHERE made_on < $3), COUNT(*) FILTER (WHERE made_on < $4),
            COUNT(*) FILTER (WHERE made_on < $5) FROM check_ins WHERE person_id = $1", person, one, three, six, twelve)?;
    Ok(row.map_or([0; 4], |(one, three, six, twelve)| [one, three, six, twelve]))
}
