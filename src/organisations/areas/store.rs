//! The areas' SQL.

use super::Area;
use crate::{
    kernel::{
        Line,
        ids::{AreaId, OrganisationId, PersonId},
    },
    sql,
    store::{AsConn, Result, Tx},
};

pub async fn named(c: &mut impl AsConn, name: &Line) -> Result<Option<Area>> {
    sql!(c, row Area: "SELECT id, name, within_id FROM areas WHERE lower(name) = lower($1)", name)
}

pub async fn add(tx: &mut Tx, id: AreaId, name: &Line, within: Option<AreaId>) -> Result<()> {
    sql!(tx, run: "INSERT INTO areas (id, name, within_id) VALUES ($1, $2, $3)", id, name, within)?;
    Ok(())
}

/// Lets every other writer of areas wait until this transaction is over: two moves at once could close a circle that
/// neither of them sees.
pub async fn alone(tx: &mut Tx) -> Result<()> {
    sql!(tx, run: "UPDATE areas SET name = name")?;
    Ok(())
}

/// Whether an area is another, or the other lies in it, however deep.
pub async fn holds(c: &mut impl AsConn, area: AreaId, other: AreaId) -> Result<bool> {
    let found = sql!(c, value i64: "WITH RECURSIVE around (id) AS (SELECT id FROM areas WHERE id = $2
            UNION SELECT a.within_id FROM areas a JOIN around r ON a.id = r.id WHERE a.within_id IS NOT NULL)
        SELECT COUNT(*) FROM around WHERE id = $1", area, other)?;
    Ok(found > 0)
}

pub async fn put(tx: &mut Tx, area: AreaId, within: Option<AreaId>) -> Result<()> {
    sql!(tx, run: "UPDATE areas SET within_id = $2 WHERE id = $1", area, within)?;
    Ok(())
}

/// Puts an organisation into an area, or into none; false when it lies there.
pub async fn put_organisation(tx: &mut Tx, organisation: OrganisationId, area: Option<AreaId>) -> Result<bool> {
    let moved = sql!(tx, run: "UPDATE organisations SET area_id = $2
        WHERE id = $1 AND area_id IS DISTINCT FROM CAST($2 AS UUID)", organisation, area)?;
    Ok(moved == 1)
}

/// Lets somebody read an area; false when they do.
pub async fn add_reader(tx: &mut Tx, area: AreaId, person: PersonId) -> Result<bool> {
    let added = sql!(tx, run: "INSERT INTO area_readers (area_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        area, person)?;
    Ok(added == 1)
}

/// Ends somebody's reading of an area; false when they do not read it.
pub async fn end_reader(tx: &mut Tx, area: AreaId, person: PersonId) -> Result<bool> {
    let ended = sql!(tx, run: "DELETE FROM area_readers WHERE area_id = $1 AND person_id = $2", area, person)?;
    Ok(ended == 1)
}

pub async fn read_by(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Area>> {
    sql!(c, rows Area: "WITH RECURSIVE inside (id) AS (SELECT area_id FROM area_readers WHERE person_id = $1
            UNION SELECT a.id FROM areas a JOIN inside i ON a.within_id = i.id)
        SELECT a.id, a.name, a.within_id FROM areas a JOIN inside i ON i.id = a.id ORDER BY lower(a.name), a.id LIMIT 500",
        person)
}
