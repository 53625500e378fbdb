//! Signing out everywhere.

use super::store;
use crate::{
    audit,
    kernel::{Now, ids::PersonId},
    store::{Db, Result},
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
