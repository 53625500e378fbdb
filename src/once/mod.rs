//! Floor 2: a form counts once. Sending it twice gives the first result again (PAINS P04).
//!
//! The token of a form is claimed in the same transaction as what the form does: if that is undone, so
//! is the claim, and the second sending is the first.

mod store;

pub use store::about;
use uuid::Uuid;

use crate::{
    kernel::{
        Now,
        ids::{OnceToken, PersonId},
    },
    store::{Db, Result, Tx},
};

/// Whether a form is being acted on for the first time.
pub enum Turn {
    /// It is: act in this transaction, then [`finish`].
    First(Tx),
    /// It was acted on before, and made this.
    Again(Uuid),
}

/// A form on its way to being acted on.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    /// The token that the page put into the form.
    pub token: OnceToken,
    /// Who sent it: a person's id, or none before sign-in.
    pub by: Option<PersonId>,
    /// What it does: the same token may stand in several forms of one page.
    pub action: &'static str,
}

/// Begins the one transaction of a form, unless the form was acted on before.
///
/// # Errors
/// When the database does.
pub async fn begin(db: &Db, sent: Sent, now: Now) -> Result<Turn> {
    let mut tx = db.write().await?;
    if store::claim(&mut tx, sent, now).await? {
        return Ok(Turn::First(tx));
    }
    Ok(Turn::Again(store::made(&mut tx, sent).await?))
}

/// Notes what the form made, and commits.
///
/// # Errors
/// When the database does; then nothing of the form's work is kept.
pub async fn finish(mut tx: Tx, sent: Sent, made: impl Into<Uuid> + Send) -> Result<()> {
    store::settle(&mut tx, sent, made.into()).await?;
    tx.commit().await
}
