//! Adding an entry to the directory.

use super::{NewSignpost, store};
use crate::{
    audit,
    kernel::{
        Now,
        ids::{PersonId, SignpostId},
    },
    store::{Db, Result},
};

/// Adds an entry; without an actor it comes with the installation.
///
/// # Errors
/// When the database does.
pub async fn add(db: &Db, new: &NewSignpost, actor: Option<PersonId>, now: Now) -> Result<SignpostId> {
    let id = SignpostId::random();
    let mut tx = db.write().await?;
    store::add(&mut tx, id, new).await?;
    audit::changed(&mut tx, now, actor, "signpost added", id).await?;
    tx.commit().await?;
    Ok(id)
}
