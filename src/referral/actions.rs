//! Taking over a directory file: first it is read and kept, then, once somebody has seen what it would change, done.

use std::convert::Infallible;

use super::{
    import::{self, Parsed, Plan, Unreadable},
    store,
};
use crate::{
    accounts::ServiceManager,
    audit,
    kernel::{
        Now,
        ids::{DirectoryImportId, OnceToken, OrganisationId, PersonId},
    },
    once::{self, Sent, Turn},
    signposts::exchange,
    store::{AsConn, Db, Result as Stored, Stop, Tx},
    web::File,
};

/// Why a file is not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Something in it must be mended first.
    #[error("Nothing was taken over. Mend what is listed under problems, and choose the file again")]
    Problems,
    /// The directory is not what it was when the preview was shown.
    #[error("The directory has changed since you looked. Nothing was taken over. Look again")]
    Changed,
}

/// Reads a file and keeps what it holds until it is confirmed. The directory does not change.
///
/// # Errors
/// Refused when it is no feed.
pub async fn upload(
    db: &Db,
    by: &ServiceManager<'_>,
    file: &File,
    token: OnceToken,
    now: Now,
) -> Result<DirectoryImportId, Stop<Unreadable>> {
    let parsed = import::read(&file.bytes, now).map_err(Stop::Refused)?;
    let sent = Sent { token, by: Some(by.0.id), action: "upload directory" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let id = DirectoryImportId::random();
    let name = file.name.parse().unwrap_or_else(|_| crate::kernel::Line::from_static("A file"));
    store::add(&mut tx, id, (by.0.organisation, by.0.id), &name, &parsed, now).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "directory file read", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// What taking over a file would do now.
///
/// # Errors
/// When the database does.
pub async fn plan(c: &mut impl AsConn, organisation: OrganisationId, parsed: &Parsed) -> Stored<Plan> {
    let kept = exchange::kept(c, organisation).await?;
    let keepers = exchange::keepers(c).await?;
    Ok(Plan::of(parsed, organisation, &kept, &keepers))
}

/// Takes over a file as its preview showed it: all of it or nothing.
///
/// # Errors
/// Not found when no such file waits; refused when it has problems, or the preview is no longer true.
pub async fn confirm(
    db: &Db,
    by: &ServiceManager<'_>,
    id: DirectoryImportId,
    mark: &str,
    token: OnceToken,
    now: Now,
) -> Result<DirectoryImportId, Stop<Refusal>> {
    let (organisation, sent) = (by.0.organisation, Sent { token, by: Some(by.0.id), action: "take over directory" });
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let waiting = store::find(&mut tx, organisation, id).await?.ok_or(Stop::NotFound)?;
    let plan = plan(&mut tx, organisation, &waiting.parsed).await?;
    if !plan.problems.is_empty() {
        return Err(Stop::Refused(Refusal::Problems));
    }
    if plan.mark() != mark {
        return Err(Stop::Refused(Refusal::Changed));
    }
    carry_out(&mut tx, &plan, Some(by.0.id), now).await?;
    store::remove(&mut tx, organisation, id).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "directory file taken over", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Does away with a file that waits. The directory does not change.
///
/// # Errors
/// Not found when no such file waits.
pub async fn withdraw(
    db: &Db,
    by: &ServiceManager<'_>,
    id: DirectoryImportId,
    token: OnceToken,
    now: Now,
) -> Result<DirectoryImportId, Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.0.id), action: "withdraw directory file" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    if !store::remove(&mut tx, by.0.organisation, id).await? {
        return Err(Stop::NotFound);
    }
    audit::changed(&mut tx, now, Some(by.0.id), "directory file withdrawn", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Takes over what was read, at once and without a preview that somebody else could have changed: for whoever
/// installs the service. With problems nothing happens but the plan.
///
/// # Errors
/// When the database does.
pub async fn take_over(db: &Db, organisation: OrganisationId, parsed: &Parsed, now: Now) -> Stored<Plan> {
    let mut tx = db.write().await?;
    let plan = plan(&mut tx, organisation, parsed).await?;
    if plan.problems.is_empty() {
        carry_out(&mut tx, &plan, None, now).await?;
        tx.commit().await?;
    }
    Ok(plan)
}

async fn carry_out(tx: &mut Tx, plan: &Plan, actor: Option<PersonId>, now: Now) -> Stored<()> {
    for change in &plan.changes {
        exchange::put(tx, change.id, &change.new, change.differs.is_some(), actor, now).await?;
    }
    // An entry may lead to one that comes after it in the file.
    for change in &plan.changes {
        exchange::link(tx, change.id, &change.links).await?;
    }
    Ok(())
}
