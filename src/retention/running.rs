//! One run: everything whose time is over goes, in portions, and a receipt stays.

use chrono::{Datelike, Months, NaiveDate};

use super::{
    MONTHS, RELEASABLE,
    bands::Band,
    keep::Keep,
    store::{lives, logs, people, receipts, sessions, short_lived, turn},
    table::Kind,
};
use crate::{
    audit,
    kernel::{
        Now,
        ids::{EntryId, PersonId},
        london,
    },
    store::{AsConn, Db, Result, Tx},
};

/// How many rows of a kind go in one transaction: on the embedded engine nobody else writes meanwhile.
const PORTION: i64 = 200;

/// How many of a kind were deleted, as it may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// Of what.
    pub kind: Kind,
    /// How many.
    pub band: Band,
}

/// Deletes everything whose time is over. Done again, it finds nothing to do; two at once take turns.
///
/// # Errors
/// When the database does; what was deleted before is deleted, and the next run goes on.
pub async fn run(db: &Db, keep: &Keep, now: Now) -> Result<Vec<Deleted>> {
    let id = EntryId::random();
    begin(db, keep, id, now).await?;
    let mut deleted = Vec::new();
    for kind in Kind::ALL {
        let number = delete_all(db, keep, *kind, now).await?;
        deleted.push(Deleted { kind: *kind, band: Band::of(*kind, number) });
    }
    let mut tx = db.write().await?;
    for one in &deleted {
        receipts::add(&mut tx, id, one.kind, one.band, now).await?;
    }
    tx.commit().await?;
    Ok(deleted)
}

/// Writes the line of the log that the horizons are measured by, then moves them on.
async fn begin(db: &Db, keep: &Keep, id: EntryId, now: Now) -> Result<()> {
    let mut tx = db.write().await?;
    audit::changed(&mut tx, now, None, "old records deleted", id).await?;
    logs::move_horizon(&mut tx, "changes", keep.from(Kind::Changes, now)).await?;
    logs::move_horizon(&mut tx, "looks", keep.from(Kind::Looks, now)).await?;
    tx.commit().await
}

async fn delete_all(db: &Db, keep: &Keep, kind: Kind, now: Now) -> Result<u64> {
    let mut all = 0;
    loop {
        let mut tx = db.write().await?;
        turn::alone(&mut tx).await?;
        let deleted = delete(&mut tx, keep, kind, now).await?;
        tx.commit().await?;
        all += deleted;
        if deleted < PORTION.unsigned_abs() {
            return Ok(all);
        }
    }
}

async fn delete(tx: &mut Tx, keep: &Keep, kind: Kind, now: Now) -> Result<u64> {
    let (before, day) = (keep.from(kind, now), keep.from_day(kind, now));
    match kind {
        Kind::CheckIns => {
            let deleted = lives::delete(tx, days(keep, now), None, PORTION).await?;
            lives::delete_keys(tx, PORTION).await?;
            Ok(deleted)
        }
        Kind::Bookings => sessions::delete(tx, before, PORTION).await,
        Kind::Requests => {
            let released = sessions::released(tx).await?;
            let made_before = london::start_of_day(unreleased_from(now.today(), &released));
            sessions::delete_requests(tx, (before, day), made_before, PORTION).await
        }
        Kind::Wishes => short_lived::delete_wishes(tx, before, PORTION).await,
        Kind::SignIns => short_lived::delete_sign_ins(tx, before, PORTION).await,
        Kind::Looks => logs::delete_looks(tx, before, PORTION).await,
        Kind::Changes => logs::delete_changes(tx, before, PORTION).await,
        Kind::Forms => short_lived::delete_forms(tx, before, PORTION).await,
        Kind::Messages => short_lived::delete_messages(tx, (before, day), PORTION).await,
        Kind::Events => short_lived::delete_events(tx, before, PORTION).await,
        Kind::Published => short_lived::delete_published(tx, (before, day), PORTION).await,
        Kind::Uploads => short_lived::delete_uploads(tx, before, PORTION).await,
        Kind::Placements => people::delete_placements(tx, day, PORTION).await,
        Kind::Leavers => people::forget(tx, before, PORTION).await,
        Kind::Receipts => receipts::delete(tx, before, PORTION).await,
    }
}

/// Chooses for how long somebody's check-ins are kept, and deletes at once those that are older.
///
/// # Errors
/// When the database does.
pub async fn keep_check_ins(tx: &mut Tx, person: PersonId, months: Option<i64>, keep: &Keep, now: Now) -> Result<()> {
    lives::choose_months(tx, person, months).await?;
    lives::delete(tx, days(keep, now), Some(person), i64::MAX).await?;
    lives::delete_key(tx, person).await
}

/// How many of somebody's check-ins would go at once if they chose each of [`MONTHS`].
///
/// # Errors
/// When the database does.
pub async fn older_check_ins(c: &mut impl AsConn, person: PersonId, keep: &Keep, now: Now) -> Result<[i64; 4]> {
    lives::older(c, person, days(keep, now).chosen).await
}

/// The days before which check-ins go.
fn days(keep: &Keep, now: Now) -> lives::Days {
    let earlier = |months: i64| {
        let months = Months::new(u32::try_from(months).unwrap_or_default());
        now.today().checked_sub_months(months).unwrap_or(NaiveDate::MIN)
    };
    lives::Days { usual: keep.from_day(Kind::CheckIns, now), chosen: MONTHS.map(earlier) }
}

/// The first day of the earliest quarter whose release may still be made: it has none, and it was over less than
/// [`RELEASABLE`] ago. `released` are the first days of those that have one.
fn unreleased_from(today: NaiveDate, released: &[NaiveDate]) -> NaiveDate {
    let earliest = today.checked_sub_months(RELEASABLE).unwrap_or(today);
    // Whatever was over by then is too old; the quarter that this day lies in ends after it.
    let mut first = earliest.with_day(1).and_then(|day| day.with_month0(earliest.month0() / 3 * 3)).unwrap_or(earliest);
    while released.contains(&first) {
        first = first + Months::new(3);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_counts_until_it_is_released_and_at_most_while_it_can_be() {
        let from = |day: &str, released: &[&str]| {
            let released: Vec<NaiveDate> = released.iter().map(|day| day.parse().unwrap()).collect();
            unreleased_from(day.parse().unwrap(), &released).to_string()
        };
        // Of October to December nothing is deleted until it is released, and six months at the most.
        assert_eq!(from("2027-01-16", &["2026-04-01", "2026-07-01"]), "2026-10-01");
        assert_eq!(from("2027-06-30", &[]), "2026-10-01");
        assert_eq!(from("2027-07-01", &[]), "2027-01-01");
        assert_eq!(from("2027-01-16", &["2026-07-01", "2026-10-01"]), "2027-01-01");
        // A quarter that was left out is waited for, whatever was released after it.
        assert_eq!(from("2027-01-16", &["2026-10-01"]), "2026-07-01");
    }
}
