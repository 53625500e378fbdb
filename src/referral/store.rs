//! The SQL of directory files between preview and confirmation.

use chrono::TimeDelta;

use super::import::Parsed;
use crate::{
    kernel::{
        Line, Now,
        ids::{DirectoryImportId, OrganisationId, PersonId},
    },
    sql,
    store::{AsConn, Error, Result, Tx},
};

/// A file that waits for its confirmation.
pub struct Waiting {
    /// What it was called.
    pub file_name: String,
    /// What it holds.
    pub parsed: Parsed,
}

/// Keeps a file; those that nobody confirmed within a day go.
pub async fn add(
    tx: &mut Tx,
    id: DirectoryImportId,
    (organisation, person): (OrganisationId, PersonId),
    file_name: &Line,
    parsed: &Parsed,
    now: Now,
) -> Result<()> {
    let entries = serde_json::to_string(parsed).map_err(Error::unreadable)?;
    sql!(tx, run: "DELETE FROM directory_imports WHERE uploaded_at < $1", now.0 - TimeDelta::days(1))?;
    sql!(tx, run: "INSERT INTO directory_imports (id, organisation_id, person_id, file_name, entries, uploaded_at)
        VALUES ($1, $2, $3, $4, $5, $6)", id, organisation, person, file_name, &entries, now.0)?;
    Ok(())
}

/// A file of an organisation that waits.
pub async fn find(c: &mut impl AsConn, organisation: OrganisationId, id: DirectoryImportId) -> Result<Option<Waiting>> {
    let row = sql!(c, row (String, String): "SELECT file_name, entries FROM directory_imports
        WHERE id = $1 AND organisation_id = $2", id, organisation)?;
    let Some((file_name, entries)) = row else { return Ok(None) };
    let parsed = serde_json::from_str(&entries).map_err(Error::unreadable)?;
    Ok(Some(Waiting { file_name, parsed }))
}

/// It waits no more; false when it did not.
pub async fn remove(tx: &mut Tx, organisation: OrganisationId, id: DirectoryImportId) -> Result<bool> {
    let removed =
        sql!(tx, run: "DELETE FROM directory_imports WHERE id = $1 AND organisation_id = $2", id, organisation)?;
    Ok(removed == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::testing::{librarian, trust},
        on_both_engines,
        store::Db,
    };

    on_both_engines! {
        async fn a_file_waits_for_a_day_and_for_its_own_organisation(db: Db) {
            let now = Now("2026-11-23T10:00:00Z".parse().unwrap());
            let (own, other) = (trust(&db, "RXX").await, trust(&db, "RYY").await);
            let (grace, name) = (librarian(&db, own, "Grace").await, "feed.json".parse().unwrap());
            let parsed = Parsed { notes: vec!["A note".into()], ..Parsed::default() };
            let (first, second) = (DirectoryImportId::random(), DirectoryImportId::random());
            let mut tx = db.write().await.unwrap();
            add(&mut tx, first, (own, grace), &name, &parsed, now).await.unwrap();
            let found = find(&mut tx, own, first).await.unwrap().unwrap();
            assert_eq!((found.file_name.as_str(), found.parsed), ("feed.json", parsed.clone()));
            assert!(find(&mut tx, other, first).await.unwrap().is_none());
            assert!(!remove(&mut tx, other, first).await.unwrap());
            let later = Now(now.0 + TimeDelta::hours(25));
            add(&mut tx, second, (own, grace), &name, &parsed, later).await.unwrap();
            assert!(find(&mut tx, own, first).await.unwrap().is_none());
            assert!(remove(&mut tx, own, second).await.unwrap());
            assert!(!remove(&mut tx, own, second).await.unwrap());
        }
    }
}
