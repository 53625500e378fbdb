//! Entries whole, as they leave for other directories and come from them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Need, NewSignpost, Signpost, links::Link, store};
use crate::{
    audit,
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SignpostId},
    },
    store::{AsConn, Result, Tx},
};

/// An entry with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The entry and its ways.
    pub entry: Signpost,
    /// What it helps with.
    pub needs: Vec<Need>,
    /// Where it leads.
    pub links: Vec<(Link, SignpostId)>,
    /// When somebody last wrote or checked it.
    pub changed_at: Option<DateTime<Utc>>,
}

/// Every entry that anybody may see: not for members alone, and not withdrawn. By name.
///
/// # Errors
/// When the database does.
pub async fn public(c: &mut impl AsConn) -> Result<Vec<Whole>> {
    store::whole(c, None).await
}

/// Every entry that an organisation keeps, whoever it is for, withdrawn or not. By name.
///
/// # Errors
/// When the database does.
pub async fn kept(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<Whole>> {
    store::whole(c, Some(organisation)).await
}

/// Whose every entry is: none for what came with the installation.
///
/// # Errors
/// When the database does.
pub async fn keepers(c: &mut impl AsConn) -> Result<HashMap<SignpostId, Option<OrganisationId>>> {
    Ok(store::keepers(c).await?.into_iter().collect())
}

/// Writes an entry that came from elsewhere: one of a new id is added, one that is there says this from now on
/// and counts as checked when the other directory checked it. Its links follow with [`link`].
///
/// # Errors
/// When the database does.
pub async fn put(
    tx: &mut Tx,
    id: SignpostId,
    new: &NewSignpost,
    is_there: bool,
    actor: Option<PersonId>,
    now: Now,
) -> Result<()> {
    let alone = NewSignpost { links: Vec::new(), ..new.clone() };
    if is_there {
        store::rewrite(tx, id, &alone).await?;
        store::recheck(tx, id, new.checked_on, new.next_check_on).await?;
    } else {
        store::add(tx, id, &alone).await?;
    }
    audit::changed(tx, now, actor, "signpost imported", id).await
}

/// Writes where an entry leads, once all that it may lead to are there.
///
/// # Errors
/// When the database does.
pub async fn link(tx: &mut Tx, id: SignpostId, links: &[(Link, SignpostId)]) -> Result<()> {
    store::link(tx, id, links).await
}
