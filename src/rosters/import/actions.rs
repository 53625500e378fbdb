//! Uploading a roster, looking at what it would do, and doing it.

use std::convert::Infallible;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Known, Plan, Scope,
    applied::{Moved, apply},
    known::KnownTeam,
    plan, store,
};
use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{OnceToken, RosterImportId},
    },
    once::{self, Sent, Turn},
    privacy::{Item, Viewer},
    sheets::Sheet,
    store::{AsConn, Db, Error, Result as Stored, Stop},
};

/// How long a file waits to be confirmed.
const LIFE: TimeDelta = TimeDelta::days(1);

/// How many placements were added, changed and ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// New ones.
    pub added: usize,
    /// With another role, share or last day.
    pub changed: usize,
    /// With a last day.
    pub ended: usize,
}

/// How far a member's files reach, if they write rosters at all.
#[must_use]
pub fn scope(by: &Member) -> Option<Scope> {
    if by.is_service_manager && by.sees(Viewer::ServiceManager, Item::Placement) {
        Some(Scope::Organisation)
    } else {
        by.sees(Viewer::Lead, Item::Placement).then_some(Scope::Led)
    }
}

/// The teams that a member's files may be about; none when they write no roster.
///
/// # Errors
/// When the database does.
pub async fn reach(c: &mut impl AsConn, by: &Member) -> Stored<Option<(Scope, Vec<KnownTeam>)>> {
    let Some(scope) = scope(by) else { return Ok(None) };
    let teams = store::teams(c, by.id, by.organisation, scope).await?;
    Ok(Some((scope, teams)).filter(|(scope, teams)| *scope == Scope::Organisation || !teams.is_empty()))
}

/// Keeps a file until it is confirmed, in place of the one that the same member uploaded before. Files that
/// nobody came back to are let go of.
///
/// # Errors
/// Not found for whoever writes no roster.
pub async fn upload(
    db: &Db,
    by: &Member,
    sheet: &Sheet,
    token: OnceToken,
    now: Now,
) -> Result<RosterImportId, Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.id), action: "upload roster" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    reach(&mut tx, by).await?.ok_or(Stop::NotFound)?;
    store::drop_before(&mut tx, oldest(now)).await?;
    let id = RosterImportId::random();
    store::keep(&mut tx, id, by.id, sheet, now).await?;
    audit::changed(&mut tx, now, Some(by.id), "roster uploaded", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// What a member's own file would do now; none when there is no such file any more.
///
/// # Errors
/// When the database does.
pub async fn look(c: &mut impl AsConn, by: &Member, id: RosterImportId, now: Now) -> Stored<Option<(Scope, Plan)>> {
    let Some(sheet) = store::find(c, id, by.id, oldest(now)).await? else { return Ok(None) };
    let Some((scope, teams)) = reach(c, by).await? else { return Ok(None) };
    let people = store::people(c, by.organisation).await?;
    let spells = store::spells(c, by.id, by.organisation, scope).await?;
    let known = Known::new(scope, teams, people, spells);
    // It was looked at before it was kept.
    let plan = plan(&sheet, &known, now.today()).map_err(Error::unreadable)?;
    Ok(Some((scope, plan)))
}

/// Does what a file says: all of it or nothing, and nothing but what was shown. None when it was done before.
///
/// # Errors
/// Not found when there is no such file any more; refused when it would do something else by now, or cannot be done.
pub async fn confirm(
    db: &Db,
    by: &Member,
    id: RosterImportId,
    shown: &str,
    token: OnceToken,
    now: Now,
) -> Result<Option<Done>, Stop<Moved>> {
    let sent = Sent { token, by: Some(by.id), action: "import roster" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(None),
    };
    let (_, plan) = look(&mut tx, by, id, now).await?.ok_or(Stop::NotFound)?;
    if !plan.can_be_done() || plan.fingerprint() != shown {
        return Err(Stop::Refused(Moved));
    }
    // Whoever lets go of it does what it says; a second confirmation finds nothing.
    if !store::drop(&mut tx, id, by.id).await? {
        return Err(Stop::NotFound);
    }
    apply(&mut tx, by, id, &plan, now).await?;
    audit::changed(&mut tx, now, Some(by.id), "roster imported", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(Some(Done { added: plan.added.len(), changed: plan.changed.len(), ended: plan.ended.len() }))
}

/// Lets go of a file without doing anything of it.
///
/// # Errors
/// Not found when there is no such file of the member's.
pub async fn withdraw(
    db: &Db,
    by: &Member,
    id: RosterImportId,
    token: OnceToken,
    now: Now,
) -> Result<(), Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.id), action: "withdraw roster" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(_) => return Ok(()),
    };
    reach(&mut tx, by).await?.ok_or(Stop::NotFound)?;
    if !store::drop(&mut tx, id, by.id).await? {
        return Err(Stop::NotFound);
    }
    audit::changed(&mut tx, now, Some(by.id), "roster withdrawn", id).await?;
    Ok(once::finish(tx, sent, id).await?)
}

fn oldest(now: Now) -> DateTime<Utc> {
    now.0 - LIFE
}
