//! The weekly check of the ways: which are due, and what was found.

use chrono::NaiveDate;

use super::reading::WayRow;
use crate::{
    kernel::ids::{OrganisationId, PersonId, SignpostId},
    signposts::{
        Means,
        faults::{Fault, Faulty},
    },
    sql,
    store::{AsConn, Result, Tx},
};

/// A way to be checked, as it stood when it was chosen.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    pub signpost_id: SignpostId,
    pub position: i64,
    pub means: Means,
    pub value: String,
}

/// The ways that were not checked after `before` and not tried today, of entries that somebody keeps and
/// that are offered.
pub async fn ways_due(c: &mut impl AsConn, before: NaiveDate, today: NaiveDate, most: i64) -> Result<Vec<Due>> {
    sql!(c, rows Due: "SELECT w.signpost_id, w.position, w.means, w.value
        FROM signpost_ways w JOIN signposts s ON s.id = w.signpost_id
        WHERE s.kept_by IS NOT NULL AND s.withdrawn_on IS NULL AND w.means <> 'in_person'
            AND (w.checked_on IS NULL OR w.checked_on <= $1) AND (w.tried_on IS NULL OR w.tried_on < $2)
        ORDER BY w.signpost_id, w.position LIMIT $3", before, today, most)
}

/// Notes that a way is tried today; false when another process tries it, or it was written anew.
pub async fn try_way(tx: &mut Tx, due: &Due, today: NaiveDate) -> Result<bool> {
    let tried = sql!(tx, run: "UPDATE signpost_ways SET tried_on = $5
        WHERE signpost_id = $1 AND position = $2 AND means = $3 AND value = $4
            AND (tried_on IS NULL OR tried_on < $5)",
        due.signpost_id, due.position, due.means, &due.value, today)?;
    Ok(tried == 1)
}

/// Keeps what was found; false when the way was written anew in the meantime, and has to be tried again.
pub async fn keep_found(tx: &mut Tx, due: &Due, today: NaiveDate, fault: Option<Fault>) -> Result<bool> {
    let kept = sql!(tx, run: "UPDATE signpost_ways SET checked_on = $5, fault = CAST($6 AS TEXT)
        WHERE signpost_id = $1 AND position = $2 AND means = $3 AND value = $4 AND tried_on = $5",
        due.signpost_id, due.position, due.means, &due.value, today, fault.map(Fault::word))?;
    Ok(kept == 1)
}

/// Links that answered when they were last tried, the latest first.
pub async fn answering(c: &mut impl AsConn) -> Result<Vec<String>> {
    let rows = sql!(c, rows (String,): "SELECT value FROM signpost_ways
        WHERE means = 'web' AND fault IS NULL AND checked_on = tried_on
        GROUP BY value ORDER BY MAX(checked_on) DESC, value LIMIT 3")?;
    Ok(rows.into_iter().map(|(link,)| link).collect())
}

/// What is wrong with the ways of the entries that [`super::kept_list`] lists on the same page.
pub async fn kept_faults(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    owner: Option<PersonId>,
    most: i64,
    skipped: i64,
) -> Result<Vec<(SignpostId, Faulty)>> {
    let rows = sql!(c, rows WayRow: concat!("SELECT w.signpost_id, w.means, w.value, w.note, w.fault, w.checked_on
        FROM signpost_ways w WHERE w.fault IS NOT NULL AND w.signpost_id IN (SELECT s.id ", super::kept_page!(), ")
        ORDER BY w.signpost_id, w.position"), organisation, owner.is_none(), owner, most, skipped)?;
    Ok(rows.into_iter().filter_map(|row| Some((row.signpost_id, row.faulty()?))).collect())
}

/// Makes ways lead elsewhere, as if never tried when `anew`: only tests do that without writing an entry.
#[cfg(test)]
pub async fn lead(tx: &mut Tx, position: i64, to: &str, anew: bool) -> Result<()> {
    sql!(tx, run: "UPDATE signpost_ways SET value = $2, tried_on = CASE WHEN $3 THEN NULL ELSE tried_on END,
            checked_on = CASE WHEN $3 THEN NULL ELSE checked_on END, fault = CASE WHEN $3 THEN NULL ELSE fault END
        WHERE position = $1", position, to, anew)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::Now,
        on_both_engines, organisations,
        signposts::{NewSignpost, Way, demo, keeping::Forwarding, store},
        store::Db,
    };

    const LINK: &str = "https://www.example.org/help";

    fn day(days: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() + chrono::Days::new(days)
    }

    /// An entry with a link, a number and a place.
    async fn entry(db: &Db) -> (OrganisationId, SignpostId, NewSignpost) {
        let (name, now) = ("Anytown".parse().unwrap(), Now("2026-11-23T10:00:00Z".parse().unwrap()));
        let trust = organisations::actions::found(db, &"A1B2C".parse().unwrap(), &name, true, now).await.unwrap();
        let mut new = demo::entries(trust, now.today()).remove(0);
        let way = |means, value| Way::new(means, value).unwrap();
        new.kept_by = Some(trust);
        new.ways = vec![way(Means::Web, LINK), way(Means::Phone, "116 123"), way(Means::InPerson, "the chapel")];
        let (id, mut tx) = (SignpostId::random(), db.write().await.unwrap());
        store::add(&mut tx, id, &new).await.unwrap();
        tx.commit().await.unwrap();
        (trust, id, new)
    }

    async fn due_on(c: &mut impl AsConn, days: u64) -> Vec<Due> {
        ways_due(c, day(days) - chrono::Days::new(7), day(days), 100).await.unwrap()
    }

    on_both_engines! {
        async fn a_way_is_tried_once_a_day_until_it_is_checked_and_then_once_a_week(db: Db) {
            entry(&db).await;
            let mut tx = db.write().await.unwrap();
            let due = due_on(&mut tx, 0).await;
            assert_eq!(due.iter().map(|due| due.means).collect::<Vec<_>>(), [Means::Web, Means::Phone]);
            assert_eq!(ways_due(&mut tx, day(0), day(0), 1).await.unwrap().len(), 1);
            assert!(!keep_found(&mut tx, &due[0], day(0), None).await.unwrap(), "it was not tried");
            for due in &due {
                assert!(try_way(&mut tx, due, day(0)).await.unwrap());
                assert!(!try_way(&mut tx, due, day(0)).await.unwrap(), "by another process");
            }
            assert!(due_on(&mut tx, 0).await.is_empty());
            assert_eq!(due_on(&mut tx, 1).await.len(), 2);
            assert!(answering(&mut tx).await.unwrap().is_empty());
            assert!(keep_found(&mut tx, &due[0], day(0), None).await.unwrap());
            assert_eq!(due_on(&mut tx, 6).await, due[1..]);
            assert_eq!(due_on(&mut tx, 7).await, due);
            assert_eq!(answering(&mut tx).await.unwrap(), [LINK]);
            assert!(try_way(&mut tx, &due[0], day(7)).await.unwrap());
            assert!(answering(&mut tx).await.unwrap().is_empty(), "tried since, with no outcome");
        }

        async fn what_is_wrong_is_seen_by_keepers_until_the_way_is_written_anew(db: Db) {
            let (trust, id, new) = entry(&db).await;
            let mut tx = db.write().await.unwrap();
            let due = due_on(&mut tx, 0).await;
            assert!(try_way(&mut tx, &due[0], day(0)).await.unwrap());
            assert!(keep_found(&mut tx, &due[0], day(0), Some(Fault::NotFound)).await.unwrap());
            let faulty = Faulty { way: new.ways[0].clone(), fault: Fault::NotFound, on: day(0) };
            let kept = store::kept(&mut tx, id, trust).await.unwrap().unwrap();
            assert_eq!((&kept.faults, kept.ways.len()), (&vec![faulty.clone()], 3));
            assert_eq!(store::find(&mut tx, id, None).await.unwrap().unwrap().faults, kept.faults);
            assert_eq!(kept_faults(&mut tx, trust, None, 50, 0).await.unwrap(), [(id, faulty)]);
            assert!(kept_faults(&mut tx, trust, None, 50, 1).await.unwrap().is_empty(), "on another page");
            assert!(kept_faults(&mut tx, OrganisationId::random(), None, 50, 0).await.unwrap().is_empty());
            let not_it = Due { value: "https://other.example".to_owned(), ..due[0].clone() };
            assert!(!keep_found(&mut tx, &not_it, day(0), None).await.unwrap(), "written anew in the meantime");
            store::rewrite(&mut tx, id, &new).await.unwrap();
            assert!(kept_faults(&mut tx, trust, None, 50, 0).await.unwrap().is_empty());
            assert_eq!(due_on(&mut tx, 0).await, due);
        }

        async fn an_entry_with_a_fault_comes_before_one_without(db: Db) {
            let (trust, id, new) = entry(&db).await;
            let mut tx = db.write().await.unwrap();
            let sooner = NewSignpost { next_check_on: new.checked_on.succ_opt().unwrap(), ..new };
            let other = SignpostId::random();
            store::add(&mut tx, other, &sooner).await.unwrap();
            assert_eq!(store::kept_list(&mut tx, trust, None, 50, 0).await.unwrap()[0].id, other);
            let due = due_on(&mut tx, 0).await.into_iter().find(|due| due.signpost_id == id).unwrap();
            assert!(try_way(&mut tx, &due, day(0)).await.unwrap());
            assert!(keep_found(&mut tx, &due, day(0), Some(Fault::NoAnswer)).await.unwrap());
            assert_eq!(store::kept_list(&mut tx, trust, None, 50, 0).await.unwrap()[0].id, id);
        }

        async fn nobody_checks_what_is_withdrawn_or_what_nobody_keeps(db: Db) {
            let (_, id, new) = entry(&db).await;
            let to = Forwarding { words: "It has closed.".parse().unwrap(), entry: None };
            let mut tx = db.write().await.unwrap();
            assert!(store::withdraw(&mut tx, id, day(0), &to).await.unwrap());
            let of_nobody = NewSignpost { kept_by: None, audience: crate::signposts::audience::Audience::Everybody, ..new };
            store::add(&mut tx, SignpostId::random(), &of_nobody).await.unwrap();
            assert!(due_on(&mut tx, 0).await.is_empty());
        }

        async fn the_database_keeps_no_fault_without_a_check(db: Db) {
            entry(&db).await;
            let mut tx = db.write().await.unwrap();
            assert!(sql!(&mut tx, run: "UPDATE signpost_ways SET fault = 'refused'").is_err());
            drop(tx);
            let mut tx = db.write().await.unwrap();
            let unknown = sql!(&mut tx, run: "UPDATE signpost_ways SET tried_on = $1, checked_on = $1, fault = 'dull'", day(0));
            assert!(unknown.is_err());
            drop(tx);
            let mut tx = db.write().await.unwrap();
            assert!(sql!(&mut tx, run: "UPDATE signpost_ways SET tried_on = $1, checked_on = $2", day(0), day(1)).is_err());
        }
    }
}
