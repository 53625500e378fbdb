//! Saying what support a team has, and whether librarians are in it.

use std::convert::Infallible;

use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{ArrangementId, OnceToken, TeamId},
    },
    once::{self, Sent, Turn},
    store::{Db, Stop, Tx},
    teams::{
        Refusal,
        model::{ArrangementKind, Inclusion, NewOther, Standing},
        policy,
        store::arrangements,
    },
};

/// Says, for every kind that has a word of ours, whether the team has it and whether librarians are in it.
/// Saying so is a review of them all.
///
/// # Errors
/// Not found for anybody but a lead of the team.
pub async fn arrange(
    db: &Db,
    by: &Member,
    team: TeamId,
    standings: &[(ArrangementKind, Standing)],
    token: OnceToken,
    now: Now,
) -> Result<TeamId, Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.id), action: "arrange" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    led(&mut tx, by, team, now).await?;
    for (kind, standing) in standings {
        match standing {
            Standing::None => arrangements::remove_kind(&mut tx, team, *kind).await?,
            Standing::NotIncluded => arrangements::keep(&mut tx, team, *kind, None, now.today()).await?,
            Standing::Included => {
                arrangements::keep(&mut tx, team, *kind, Some(now.today()), now.today()).await?;
            }
        }
    }
    audit::changed(&mut tx, now, Some(by.id), "arrangements changed", team).await?;
    once::finish(tx, sent, team).await?;
    Ok(team)
}

/// Adds support under the team's own name for it.
///
/// # Errors
/// Not found for anybody but a lead of the team; refused when it has support of that name.
pub async fn add_other(
    db: &Db,
    by: &Member,
    team: TeamId,
    new: &NewOther,
    token: OnceToken,
    now: Now,
) -> Result<TeamId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.id), action: "add support" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    led(&mut tx, by, team, now).await?;
    let (id, since) = (ArrangementId::random(), new.included.then(|| now.today()));
    if !arrangements::add_other(&mut tx, id, team, &new.name, since, now.today()).await? {
        return Err(Stop::Refused(Refusal::KnownArrangement));
    }
    audit::changed(&mut tx, now, Some(by.id), "arrangement added", id).await?;
    once::finish(tx, sent, team).await?;
    Ok(team)
}

/// Includes librarians in an arrangement from today, in one click. One that includes them already keeps its day.
///
/// # Errors
/// Not found for anybody but a lead of the team.
pub async fn include(
    db: &Db,
    by: &Member,
    team: TeamId,
    id: ArrangementId,
    token: OnceToken,
    now: Now,
) -> Result<TeamId, Stop<Infallible>> {
    let sent = Sent { token: token.about(id), by: Some(by.id), action: "include librarians" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    led(&mut tx, by, team, now).await?;
    let standing = arrangements::find(&mut tx, team, id).await?.ok_or(Stop::NotFound)?;
    let since = standing.includes_since.filter(|since| *since <= now.today()).unwrap_or(now.today());
    arrangements::amend(&mut tx, team, id, Some(since), Some(now.today())).await?;
    audit::changed(&mut tx, now, Some(by.id), "librarians included", id).await?;
    once::finish(tx, sent, team).await?;
    Ok(team)
}

/// Writes since when an arrangement includes librarians, and when that was reviewed.
///
/// # Errors
/// Not found for anybody but a lead of the team.
pub async fn amend_arrangement(
    db: &Db,
    by: &Member,
    (team, id): (TeamId, ArrangementId),
    new: Inclusion,
    token: OnceToken,
    now: Now,
) -> Result<TeamId, Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.id), action: "amend arrangement" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    led(&mut tx, by, team, now).await?;
    if !arrangements::amend(&mut tx, team, id, new.since, new.reviewed_on).await? {
        return Err(Stop::NotFound);
    }
    audit::changed(&mut tx, now, Some(by.id), "arrangement amended", id).await?;
    once::finish(tx, sent, team).await?;
    Ok(team)
}

/// Removes an arrangement that the team no longer has.
///
/// # Errors
/// Not found for anybody but a lead of the team, and when it is gone.
pub async fn remove_arrangement(
    db: &Db,
    by: &Member,
    team: TeamId,
    id: ArrangementId,
    token: OnceToken,
    now: Now,
) -> Result<TeamId, Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.id), action: "remove arrangement" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    led(&mut tx, by, team, now).await?;
    if !arrangements::remove(&mut tx, team, id).await? {
        return Err(Stop::NotFound);
    }
    audit::changed(&mut tx, now, Some(by.id), "arrangement removed", id).await?;
    once::finish(tx, sent, team).await?;
    Ok(team)
}

async fn led<R>(tx: &mut Tx, by: &Member, team: TeamId, now: Now) -> Result<(), Stop<R>> {
    let found = crate::teams::find(tx, by, team, now).await?;
    found.filter(|team| policy::may_arrange(by, team)).map(drop).ok_or(Stop::NotFound)
}
