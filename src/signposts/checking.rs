//! The weekly check of every way to reach an entry: whether its link answers, whether its number can be
//! dialled. What is found is told to those who keep the entry. Nothing of an entry is changed by it.

use std::time::Duration;

use chrono::TimeDelta;
use tracing::warn;

use super::{
    Means,
    asking::Asker,
    faults::Fault,
    store::{self, Due},
};
use crate::{
    kernel::{Clock, Now},
    store::{Db, Result},
};

/// How long the task rests between two looks for what is due.
const REST: Duration = Duration::from_mins(15);

/// The days that a check holds.
const WEEK: i64 = 7;

/// The most ways that are checked before the task rests.
const MOST: i64 = 100;

/// Checks what is due, for as long as the program runs.
pub async fn run(db: Db, clock: Clock, asker: Asker) {
    loop {
        if let Err(cause) = check_due(&db, &asker, clock.now()).await {
            warn!(%cause, "links and numbers of the directory could not be checked");
        }
        clock.rest(REST).await;
    }
}

/// Checks every way that was not checked this week and not tried today; how many outcomes were kept.
///
/// Links that do not answer are held back to the end: when no link answers at all, the way out of this
/// network is at fault, nobody is blamed, and they are tried again tomorrow.
///
/// # Errors
/// When the database does; what was found before is kept.
pub async fn check_due(db: &Db, asker: &Asker, now: Now) -> Result<usize> {
    let (mut kept, mut silent, mut any_answered) = (0, Vec::new(), false);
    for due in tried(db, now).await? {
        if due.means != Means::Web {
            kept += keep(db, &due, Fault::of_form(due.means, &due.value), now).await?;
            continue;
        }
        match asker.ask(&due.value).await {
            Ok(Some(Fault::NoAnswer)) => silent.push(due),
            Ok(fault) => {
                any_answered |= fault != Some(Fault::NotAnAddress);
                kept += keep(db, &due, fault, now).await?;
            }
            Err(cause) => warn!(%cause, "a link of the directory could not be asked"),
        }
    }
    if !silent.is_empty() && (any_answered || is_way_out(db, asker).await?) {
        for due in silent {
            kept += keep(db, &due, Some(Fault::NoAnswer), now).await?;
        }
    }
    Ok(kept)
}

/// What is due, noted as tried today, so that two processes never ask for the same.
async fn tried(db: &Db, now: Now) -> Result<Vec<Due>> {
    let today = now.today();
    let due = store::ways_due(&mut db.read().await?, today - TimeDelta::days(WEEK), today, MOST).await?;
    if due.is_empty() {
        return Ok(due);
    }
    let (mut ours, mut tx) = (Vec::new(), db.write().await?);
    for due in due {
        if store::try_way(&mut tx, &due, today).await? {
            ours.push(due);
        }
    }
    tx.commit().await?;
    Ok(ours)
}

async fn keep(db: &Db, due: &Due, fault: Option<Fault>, now: Now) -> Result<usize> {
    let mut tx = db.write().await?;
    let kept = store::keep_found(&mut tx, due, now.today(), fault).await?;
    tx.commit().await?;
    Ok(usize::from(kept))
}

/// Whether one of the links that answered last still does.
async fn is_way_out(db: &Db, asker: &Asker) -> Result<bool> {
    let answering = store::answering(&mut db.read().await?).await?;
    for link in answering {
        if matches!(asker.ask(&link).await, Ok(fault) if fault != Some(Fault::NoAnswer)) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::ids::SignpostId,
        on_both_engines, organisations,
        signposts::{Way, demo},
        website::{Website, closed},
    };

    const BEGINNING: &str = "2026-11-23T10:00:00Z";

    fn on(days: i64) -> Now {
        let beginning: chrono::DateTime<chrono::Utc> = BEGINNING.parse().unwrap();
        Now(beginning + TimeDelta::days(days))
    }

    /// One entry with these links.
    async fn entry(db: &Db, links: &[String]) -> SignpostId {
        let (code, name) = ("A1B2C".parse().unwrap(), "Anytown".parse().unwrap());
        let trust = organisations::actions::found(db, &code, &name, true, on(0)).await.unwrap();
        let mut new = demo::entries(trust, on(0).today()).remove(0);
        new.kept_by = Some(trust);
        new.ways = links.iter().map(|link| Way::kept(Means::Web, link.clone(), None)).collect();
        let (id, mut tx) = (SignpostId::random(), db.write().await.unwrap());
        store::add(&mut tx, id, &new).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn faults(db: &Db, id: SignpostId) -> Vec<Fault> {
        let entry = store::find(&mut db.read().await.unwrap(), id, None).await.unwrap().unwrap();
        entry.faults.into_iter().map(|faulty| faulty.fault).collect()
    }

    on_both_engines! {
        async fn when_no_link_answers_nobody_is_blamed_and_tomorrow_is_another_day(db: Db) {
            let asker = Asker::nearby(Duration::from_secs(2));
            let id = entry(&db, &[closed(), closed()]).await;
            assert_eq!(check_due(&db, &asker, on(0)).await.unwrap(), 0);
            assert!(faults(&db, id).await.is_empty());
            // The way out is there again the same day: it is still tomorrow's work.
            let site = Website::open();
            let value = site.link("/good");
            let mut tx = db.write().await.unwrap();
            store::lead(&mut tx, 1, &value, false).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(check_due(&db, &asker, on(0)).await.unwrap(), 0);
            assert!(site.asked().is_empty());
            assert_eq!(check_due(&db, &asker, on(1)).await.unwrap(), 2);
            assert_eq!(faults(&db, id).await, [Fault::NoAnswer]);
        }

        async fn one_silent_link_alone_is_blamed_when_another_still_answers(db: Db) {
            let (asker, site) = (Asker::nearby(Duration::from_secs(2)), Website::open());
            let id = entry(&db, &[site.link("/good"), site.link("/missing")]).await;
            assert_eq!(check_due(&db, &asker, on(0)).await.unwrap(), 2);
            assert_eq!(faults(&db, id).await, [Fault::NotFound]);
            let mut tx = db.write().await.unwrap();
            store::lead(&mut tx, 2, &closed(), true).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(check_due(&db, &asker, on(1)).await.unwrap(), 1);
            assert_eq!(faults(&db, id).await, [Fault::NoAnswer]);
        }
    }
}
