//! Catching up: what the ledger says was erased and this database has forgotten is erased again.
//!
//! A line is on the disk before its transaction is committed. So whatever was erased is in the ledger; and a line without
//! a transaction is of somebody who asked for it at the moment the machine went down: it is done now. Entries that the
//! ledger lacks (it was lost, or the service ran without one) are written into it. Done again, it finds nothing to do.
//!
//! Lines of releases stand in the same file and are read by whoever puts releases back (src/uptake/releases/outside.rs).
//!
//! What of check-ins is noted by the day alone has its order by where the line stands in the ledger.

use std::{collections::BTreeMap, io, sync::Arc};

use chrono::NaiveDate;
use tracing::{info, warn};

use super::{
    erasures::{Entry, Kind},
    store::{erasing, erasures as store, lives},
};
use crate::{
    kernel::{
        ids::{EntryId, PersonId},
        london,
    },
    store::{AsConn, Db, Error, Ledger, RELEASE_LINE, Result, Tx},
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
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.starts_with(RELEASE_LINE)) {
        written.push(Entry::read(line, c.keys()).ok_or(Behind::Forged(at + 1))?);
    }
    drop(c);
    let known_ids = store::ids(&known);
    let mut forgotten: Vec<&Entry> = written.iter().filter(|entry| !known_ids.contains(&entry.id)).collect();
    let order = Order(written.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect());
    forgotten.sort_by_key(|entry| order.of(entry));
    let mut again = 0;
    if !forgotten.is_empty() {
        let people = store::everybody(&mut db.read().await?).await?;
        for entry in forgotten {
            again += usize::from(erase_again(db, entry, &people, &order).await?);
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

/// Where each line stands.
struct Order(BTreeMap<EntryId, usize>);

impl Order {
    /// By the day, and on a day by the line. What the ledger lacks is later than what it has.
    fn of(&self, entry: &Entry) -> (NaiveDate, usize) {
        (london::date_of(entry.at), self.0.get(&entry.id).copied().unwrap_or(usize::MAX))
    }
}

/// Carries one out again; false when another process has. Of somebody whom this database does not know there is nothing.
async fn erase_again(db: &Db, entry: &Entry, people: &[PersonId], order: &Order) -> Result<bool> {
    let mut tx = db.write().await?;
    if !store::add(&mut tx, entry).await? {
        return Ok(false);
    }
    if entry.kind == Kind::CheckIn {
        if let Some(id) = store::check_in(&entry.about) {
            store::delete_check_in(&mut tx, id).await?;
        }
    } else if let Some(person) = people.iter().find(|person| entry.is_of(**person, tx.keys())) {
        of_person(&mut tx, entry, *person, order).await?;
    }
    tx.commit().await?;
    Ok(true)
}

async fn of_person(tx: &mut Tx, entry: &Entry, person: PersonId, order: &Order) -> Result<()> {
    match entry.kind {
        Kind::CheckIn => return Ok(()),
        Kind::CheckIns => return erasing::erase_check_ins(tx, person, entry.at).await,
        Kind::CheckInMonths => {}
        Kind::Record => erasing::erase_but_months(tx, person, entry.at, false).await?,
        Kind::RecordAndSessions => erasing::erase_but_months(tx, person, entry.at, true).await?,
    }
    if settled_later(tx, entry, person, order).await? {
        return Ok(());
    }
    // What is then too old goes with the run that follows.
    lives::choose_months(tx, person, entry.months).await
}

/// Whether for how long their check-ins are kept was chosen, or their record erased, later than this entry.
async fn settled_later(tx: &mut Tx, entry: &Entry, person: PersonId, order: &Order) -> Result<bool> {
    let day = london::start_of_day(london::date_of(entry.at));
    let since = store::settled_since(tx, day).await?;
    Ok(since.iter().any(|one| order.of(one) > order.of(entry) && one.is_of(person, tx.keys())))
}
