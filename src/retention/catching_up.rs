//! Catching up: what the ledger says was erased and this database has forgotten is erased again.
//!
//! A line is on the disk before its transaction is committed. So whatever was erased is in the ledger; and a line without
//! a transaction is of somebody who asked for it at the moment the machine went down: it is done now. Entries that the
//! ledger lacks (it was lost, or the service ran without one) are written into it. Done again, it finds nothing to do.

use std::{collections::BTreeMap, io, sync::Arc};

use tracing::{info, warn};

use super::{
    erasures::{Entry, Kind, fingerprint},
    store::{erasing, erasures as store, lives},
};
use crate::{
    kernel::ids::PersonId,
    store::{AsConn, Db, Error, Ledger, Result, Tx},
};

/// Why a database cannot be brought up to its ledger. Then nobody may be served from it.
#[derive(Debug, thiserror::Error)]
pub enum Behind {
    /// The file cannot be used.
    #[error("{0}")]
    File(#[source] io::Error),
    /// A line that this service did not write.
    #[error("line {0} was not written by this service for this database, or was changed or cut since")]
    Forged(usize),
    /// The database failed.
    #[error("the database failed: {0}")]
    Store(#[from] Error),
}

/// Erases again what the ledger knows and the database does not, and completes the ledger; how many were erased again.
/// Without a ledger there is nothing to do.
///
/// # Errors
/// When a line of the ledger is not the service's own, or either cannot be read or written.
pub async fn catch_up(db: &Db) -> std::result::Result<usize, Behind> {
    let Some(ledger) = db.ledger() else { return Ok(0) };
    let lines = ledger.lines().await.map_err(Behind::File)?;
    let mut c = db.read().await?;
    let known = store::all(&mut c).await?;
    let mut written = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        written.push(Entry::read(line, c.keys()).ok_or(Behind::Forged(at + 1))?);
    }
    drop(c);
    let known_ids = store::ids(&known);
    let mut forgotten: Vec<&Entry> = written.iter().filter(|entry| !known_ids.contains(&entry.id)).collect();
    forgotten.sort_by_key(|entry| entry.at);
    let mut again = 0;
    if !forgotten.is_empty() {
        let people = people(db).await?;
        for entry in forgotten {
            again += usize::from(erase_again(db, entry, &people).await?);
        }
        info!(again, "erasures that this database had forgotten were carried out again");
    }
    complete(db, ledger, &known, &written).await?;
    Ok(again)
}

async fn complete(
    db: &Db,
    ledger: &Arc<Ledger>,
    known: &[Entry],
    written: &[Entry],
) -> std::result::Result<(), Behind> {
    let written = store::ids(written);
    let c = db.read().await?;
    let missing = known.iter().filter(|entry| !written.contains(&entry.id));
    let lines: Vec<String> = missing.map(|entry| entry.line(c.keys())).collect();
    if lines.is_empty() {
        return Ok(());
    }
    warn!(missing = lines.len(), ledger = %ledger.path().display(), "the ledger of erasures was not complete");
    ledger.append(lines).await.map_err(Behind::File)
}

/// Everybody by their fingerprint.
async fn people(db: &Db) -> Result<BTreeMap<String, PersonId>> {
    let mut c = db.read().await?;
    let everybody = store::everybody(&mut c).await?;
    Ok(everybody.into_iter().map(|person| (fingerprint(c.keys(), person), person)).collect())
}

/// Carries one out again; false when another process has. Of somebody whom this database does not know there is nothing.
async fn erase_again(db: &Db, entry: &Entry, people: &BTreeMap<String, PersonId>) -> Result<bool> {
    let mut tx = db.write().await?;
    if !store::add(&mut tx, entry).await? {
        return Ok(false);
    }
    if entry.kind == Kind::CheckIn {
        if let Some(id) = store::check_in(&entry.about) {
            store::delete_check_in(&mut tx, id).await?;
        }
    } else if let Some(person) = people.get(&entry.about) {
        of_person(&mut tx, entry, *person).await?;
    }
    tx.commit().await?;
    Ok(true)
}

async fn of_person(tx: &mut Tx, entry: &Entry, person: PersonId) -> Result<()> {
    match entry.kind {
        Kind::CheckIn => Ok(()),
        Kind::CheckIns => erasing::erase_check_ins(tx, person, entry.at).await,
        Kind::CheckInMonths if store::chosen_later(tx, entry).await? => Ok(()),
        // What is then too old goes with the run that follows.
        Kind::CheckInMonths => lives::choose_months(tx, person, entry.months).await,
        Kind::Record => erasing::erase(tx, person, entry.at, false).await,
        Kind::RecordAndSessions => erasing::erase(tx, person, entry.at, true).await,
    }
}
