//! Signing out everywhere, and the ticks of the CPD log.
//!
//! That somebody counts a session says that they had one. The log of changes outlives the session by years, so of a tick it
//! names nobody and gives the day alone, as of a check-in (docs/decisions/0024-my-record.md).

use std::collections::BTreeSet;

use super::{
    cpd::{Log, Period},
    forms::Ticks,
    store,
};
use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{EntryId, OnceToken, PersonId},
        london,
    },
    once::{self, Sent, Turn},
    sessions,
    store::{AsConn, Db, Result},
};

/// Ends every sign-in of a person, the one that asks for it too: whoever doubts where they are still
/// signed in is sure only when nothing is left.
///
/// # Errors
/// When the database does.
pub async fn sign_out_everywhere(db: &Db, by: PersonId, now: Now) -> Result<()> {
    let mut tx = db.write().await?;
    store::end_sign_ins(&mut tx, by, now).await?;
    audit::changed(&mut tx, now, Some(by), "signed out everywhere", by).await?;
    tx.commit().await
}

/// Somebody's CPD log of a period.
///
/// # Errors
/// When the database does.
pub async fn log(c: &mut impl AsConn, by: &Member, period: Period, now: Now) -> Result<Log> {
    let mine = sessions::mine(c, by, now).await?;
    let ticked = store::cpd::ticks(c, by.id).await?.iter().map(|tick| tick.session_id).collect::<BTreeSet<_>>();
    Ok(Log::of(&mine, &ticked, period, now))
}

/// Counts those sessions of a period that are ticked, and no others of it. What is not the member's own, or did not take
/// place, is passed over: the page has changed since it was shown.
///
/// # Errors
/// When the database does.
pub async fn tick(db: &Db, by: &Member, ticks: &Ticks, token: OnceToken, now: Now) -> Result<()> {
    let day = Now(london::start_of_day(now.today()));
    let sent = Sent { token, by: None, action: "cpd log kept" };
    let mut tx = match once::begin(db, sent, day).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(()),
    };
    let shown = log(&mut tx, by, ticks.period, now).await?;
    let wanted = |line: &&super::cpd::Line| ticks.sessions.contains(&line.id);
    let (count, leave): (Vec<_>, Vec<_>) = shown.lines.iter().partition(wanted);
    for line in count.iter().filter(|line| !line.ticked) {
        store::cpd::tick(&mut tx, by.id, line.id).await?;
    }
    for line in leave.iter().filter(|line| line.ticked) {
        store::cpd::untick(&mut tx, by.id, line.id).await?;
    }
    let nothing = EntryId::random();
    audit::changed(&mut tx, day, None, "cpd log kept", nothing).await?;
    once::finish(tx, sent, nothing).await
}
