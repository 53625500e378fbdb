//! Releases in the ledger outside the database: what was published stays published, whatever backup is put back.
//!
//! A release is made once. A backup from before it has forgotten it, and made again it could differ: somebody has erased
//! their record since, or a session was spoken of too late. So each is noted whole in the ledger, before its transaction is
//! committed, and a database that lacks it takes it from there, to the last byte. It holds nothing but what was published.

use std::{collections::HashSet, sync::Arc};

use chrono::{DateTime, NaiveDate, SecondsFormat};
use serde::Deserialize;
use tracing::{info, warn};

use super::{
    frozen,
    store::{self, Kept},
};
use crate::{
    audit,
    kernel::{Keys, Now, seal::digits},
    retention::Behind,
    store::{AsConn, Db, Error, Ledger, RELEASE_LINE, Result as Stored, Tx},
    uptake::model::Quarter,
};

/// What of a release's text says where it belongs. Whatever else it says is kept as it is, also of an earlier version.
#[derive(Deserialize)]
struct Place {
    number: i64,
    quarter: String,
}

/// Notes a release for the ledger, in the transaction that makes it.
pub fn note(tx: &mut Tx, kept: &Kept) {
    let line = line(kept, tx.keys());
    tx.note_outside(line);
}

/// Puts back every release that the ledger knows and the database does not, and writes into the ledger what it lacks; how
/// many were put back. Without a ledger there is nothing to do.
///
/// # Errors
/// When a line of the ledger is not the service's own, or either cannot be read or written.
pub async fn put_back(db: &Db, now: Now) -> Result<usize, Behind> {
    let Some(ledger) = db.ledger() else { return Ok(0) };
    let lines = ledger.lines().await.map_err(Behind::File)?;
    let mut c = db.read().await?;
    let mut noted = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with(RELEASE_LINE)) {
        noted.push(read(line, c.keys()).ok_or(Behind::Forged(at + 1))?);
    }
    let there = store::all(&mut c).await?;
    drop(c);
    noted.sort_by_key(|kept| kept.number);
    let mut again = 0;
    for kept in &noted {
        match there.iter().find(|one| one.quarter_on == kept.quarter_on) {
            Some(one) if one.fingerprint == kept.fingerprint => {}
            Some(_) => warn!(number = kept.number, "the database holds another release of a quarter than the ledger"),
            None => again += usize::from(put(db, kept, now).await?),
        }
    }
    if again > 0 {
        info!(again, "releases that this database had forgotten were put back");
    }
    complete(db, ledger, &there, &noted).await?;
    Ok(again)
}

/// Puts one back; false when another process has.
async fn put(db: &Db, kept: &Kept, now: Now) -> Stored<bool> {
    let mut tx = db.write().await?;
    if store::of_quarter(&mut tx, kept.quarter_on).await?.is_some() {
        return Ok(false);
    }
    if !store::add(&mut tx, kept).await? {
        warn!(number = kept.number, "a release of the ledger could not be put back: its number is taken");
        return Ok(false);
    }
    audit::changed(&mut tx, now, None, "release put back", kept.id).await?;
    tx.commit().await?;
    Ok(true)
}

async fn complete(db: &Db, ledger: &Arc<Ledger>, there: &[Kept], noted: &[Kept]) -> Result<(), Behind> {
    let written: HashSet<NaiveDate> = noted.iter().map(|kept| kept.quarter_on).collect();
    let c = db.read().await?;
    // The oldest first, as they were made.
    let missing = there.iter().rev().filter(|kept| !written.contains(&kept.quarter_on));
    let lines: Vec<String> = missing.map(|kept| line(kept, c.keys())).collect();
    if lines.is_empty() {
        return Ok(());
    }
    warn!(missing = lines.len(), "the ledger did not know all releases");
    ledger.append(lines).await.map_err(Behind::File)
}

fn line(kept: &Kept, keys: &Keys) -> String {
    let made_at = kept.made_at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let body = format!("{} {made_at} {}", kept.id, kept.contents);
    format!("{RELEASE_LINE}{} {body}", code(&body, keys))
}

/// The release of a line; none when this service did not write it so.
fn read(line: &str, keys: &Keys) -> Option<Kept> {
    let (written, body) = line.strip_prefix(RELEASE_LINE)?.split_once(' ')?;
    let (id, rest) = body.split_once(' ')?;
    let (made_at, contents) = rest.split_once(' ')?;
    if code(body, keys) != written {
        return None;
    }
    let place: Place = serde_json::from_str(contents).ok()?;
    Some(Kept {
        id: id.parse().ok()?,
        number: place.number,
        quarter_on: place.quarter.parse::<Quarter>().ok()?.first,
        made_at: DateTime::parse_from_rfc3339(made_at).ok()?.into(),
        fingerprint: frozen::fingerprint(contents),
        signature: keys.sign_release(contents),
        contents: contents.to_owned(),
    })
}

fn code(body: &str, keys: &Keys) -> String {
    digits(&keys.fingerprint("releases.line", body))
}

/// What stopped putting back, for an action.
#[must_use]
pub fn as_error(behind: Behind) -> Error {
    match behind {
        Behind::File(cause) => Error::Ledger(cause),
        Behind::Store(cause) => cause,
        forged @ Behind::Forged(_) => Error::unreadable(forged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::ReleaseId;

    fn kept() -> Kept {
        let keys = keys();
        let contents = r#"{"number":3,"quarter":"2026-Q4","groups":[{"name":"St Anne's, old wing"}]}"#.to_owned();
        Kept {
            id: ReleaseId::random(),
            number: 3,
            quarter_on: "2026-10-01".parse().unwrap(),
            made_at: "2027-01-15T12:00:00.000123Z".parse().unwrap(),
            fingerprint: frozen::fingerprint(&contents),
            signature: keys.sign_release(&contents),
            contents,
        }
    }

    fn keys() -> Keys {
        Keys::from_secret(&[7; 32]).unwrap()
    }

    #[test]
    fn a_release_is_read_from_its_line_as_it_was_and_from_no_other() {
        let (kept, keys) = (kept(), keys());
        let line = line(&kept, &keys);
        assert!(!line.contains('\n'));
        assert_eq!(read(&line, &keys), Some(kept));
        let (another, cut) = (line.replace("old wing", "new wing"), &line[..line.len() - 1]);
        let later = line.replace("2027-01-15", "2027-01-16");
        for forged in [another.as_str(), cut, later.as_str(), RELEASE_LINE, ""] {
            assert_eq!(read(forged, &keys), None, "{forged}");
        }
        assert_eq!(read(&line, &Keys::from_secret(&[8; 32]).unwrap()), None, "of another service");
    }
}
