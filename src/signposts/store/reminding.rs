//! Whose check is due, and the words that the directory is searched by.

use chrono::NaiveDate;

use super::MOST;
use crate::{
    kernel::ids::{PersonId, SignpostId},
    sql,
    store::{AsConn, Result, Tx},
};

/// Somebody to be reminded of a check, and the organisation that the message comes from.
#[derive(Debug, sqlx::FromRow)]
pub struct Reminded {
    pub id: PersonId,
    pub name: String,
    pub organisation: String,
}

/// One piece of an entry's words.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Said {
    pub id: SignpostId,
    pub name: String,
    pub about: String,
}

/// Entries whose check is due and of which nobody was reminded, each with the day it fell due.
pub async fn due(c: &mut impl AsConn, today: NaiveDate) -> Result<Vec<(SignpostId, NaiveDate)>> {
    sql!(c, rows (SignpostId, NaiveDate): "SELECT id, next_check_on FROM signposts
        WHERE kept_by IS NOT NULL AND withdrawn_on IS NULL AND next_check_on <= $1
            AND (reminded_for IS NULL OR reminded_for <> next_check_on)
        ORDER BY next_check_on, id LIMIT 100", today)
}

/// Notes that the reminder of this due day is written; false when another process has written it, or the
/// entry was checked in the meantime.
pub async fn remind(tx: &mut Tx, id: SignpostId, due: NaiveDate) -> Result<bool> {
    let noted = sql!(tx, run: "UPDATE signposts SET reminded_for = next_check_on
        WHERE id = $1 AND next_check_on = $2 AND withdrawn_on IS NULL
            AND (reminded_for IS NULL OR reminded_for <> next_check_on)", id, due)?;
    Ok(noted == 1)
}

/// The owner of an entry; without a registered one who is still there, the service managers who keep it.
pub async fn to_remind(c: &mut impl AsConn, id: SignpostId) -> Result<Vec<Reminded>> {
    sql!(c, rows Reminded: "SELECT p.id, p.name, o.name AS organisation
        FROM signposts s JOIN organisations o ON o.id = s.kept_by
            JOIN people p ON p.organisation_id = s.kept_by AND p.left_at IS NULL
            LEFT JOIN people w ON w.id = s.owner_id AND w.organisation_id = s.kept_by AND w.left_at IS NULL
        WHERE s.id = $1 AND (p.id = w.id OR (w.id IS NULL
            AND EXISTS (SELECT 1 FROM roles r WHERE r.person_id = p.id AND r.role = 'service_manager')))
        ORDER BY p.id LIMIT 20", id)
}

/// How often the directory has been changed.
pub async fn version(c: &mut impl AsConn) -> Result<i64> {
    sql!(c, value i64: "SELECT version FROM signpost_directory")
}

/// What every entry says, in the words people search by: a row for its text and one for each of its needs.
pub async fn words(c: &mut impl AsConn) -> Result<Vec<Said>> {
    sql!(c, rows Said: "SELECT id, name, about || ' ' || who_for AS about FROM signposts WHERE withdrawn_on IS NULL
        UNION ALL SELECT n.signpost_id AS id, '' AS name, n.need AS about
        FROM signpost_needs n JOIN signposts s ON s.id = n.signpost_id WHERE s.withdrawn_on IS NULL
        LIMIT $1", i64::from(MOST) * 20)
}
