//! A facilitator keeps a session that no longer fits what they offer.

use std::convert::Infallible;

use crate::{
    accounts::{Facilitator, Member},
    audit, facilitators,
    kernel::{
        Now,
        ids::{OnceToken, SessionId},
    },
    once::{self, Sent, Turn},
    sessions::{
        conflicts::{self, Conflict},
        model::Run,
        policy, store,
    },
    store::{AsConn, Db, Result as Stored, Stop, Tx},
};

/// The sessions of one's own to come that no longer fit what one offers, and about which one has not decided.
///
/// # Errors
/// When the database does.
pub async fn undecided(c: &mut impl AsConn, by: &Member, now: Now) -> Stored<Vec<(Run, Vec<Conflict>)>> {
    if !policy::may_see_run(by) {
        return Ok(Vec::new());
    }
    let run = store::run_by(c, by.id, (now.0, now.0), now).await?;
    let published = facilitators::published(c, by.organisation, by.id, now).await?;
    let undecided = conflicts::undecided(&run, &published, now);
    Ok(undecided.into_iter().map(|(run, conflicts)| (run.clone(), conflicts)).collect())
}

/// Keeps a session of one's own: it is not listed again unless something changes.
///
/// # Errors
/// Not found for anybody but its facilitator, and once it has begun.
pub async fn keep(
    db: &Db,
    by: &Facilitator<'_>,
    id: SessionId,
    token: OnceToken,
    now: Now,
) -> Result<SessionId, Stop<Infallible>> {
    let sent = Sent { token: token.about(id), by: Some(by.0.id), action: "keep session" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    if !policy::may_see_run(by.0) || !keep_in(&mut tx, by.0, id, now).await? {
        return Err(Stop::NotFound);
    }
    audit::changed(&mut tx, now, Some(by.0.id), "session kept", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// The same within a transaction of the caller's; false when there is no such session to come.
///
/// # Errors
/// When the database does.
pub async fn keep_in(tx: &mut Tx, by: &Member, id: SessionId, now: Now) -> Stored<bool> {
    let run = store::run_by(tx, by.id, (now.0, now.0), now).await?;
    let Some(run) = run.into_iter().find(|run| run.id == id && run.starts_at > now.0) else { return Ok(false) };
    let published = facilitators::published(tx, by.organisation, by.id, now).await?;
    let conflicts = conflicts::of(&run, &published);
    if !conflicts.is_empty() {
        store::keeping::keep(tx, id, by.id, &conflicts::mark(&run, &conflicts)).await?;
    }
    Ok(true)
}
