//! Floor 2: who changed what, and who looked at whose record.
//!
//! Both logs are append-only: the database itself refuses to change or delete a row. They hold ids and
//! the kind of thing, never content. Each row is written in the transaction of the act it records.

mod store;

use chrono::{DateTime, Utc};
pub use store::about;
use uuid::Uuid;

use crate::{
    kernel::{Now, ids::PersonId, london},
    store::{AsConn, Db, Result, Tx},
};

/// One time somebody else opened something about a person.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Look {
    /// When.
    pub looked_at: DateTime<Utc>,
    /// Who looked.
    pub viewer_id: PersonId,
    /// What kind of thing they opened.
    pub item: String,
}

/// Notes that `actor` did `action` to a thing; nobody signed in when there is no actor.
///
/// # Errors
/// When the database does.
pub async fn changed(
    tx: &mut Tx,
    now: Now,
    actor: Option<PersonId>,
    action: &'static str,
    thing: impl Into<Uuid> + Send,
) -> Result<()> {
    store::add_change(tx, now, actor, action, thing.into()).await
}

/// Notes that somebody chose something for themselves: a booking, a place, a request, and taking any of these back. Who
/// it was stands in the thing itself and goes with it; this log outlives it by years, so it names nobody and gives the
/// day alone (promise 4).
///
/// # Errors
/// When the database does.
pub async fn chosen(tx: &mut Tx, now: Now, action: &'static str, thing: impl Into<Uuid> + Send) -> Result<()> {
    let day = Now(london::start_of_day(now.today()));
    changed(tx, day, None, action, thing).await
}

/// Notes that `viewer` opened something about each of `subjects`. Looking at oneself is not noted.
///
/// # Errors
/// When the database does.
pub async fn looked(tx: &mut Tx, now: Now, viewer: PersonId, item: &'static str, subjects: &[PersonId]) -> Result<()> {
    let others: Vec<PersonId> = subjects.iter().copied().filter(|subject| *subject != viewer).collect();
    store::add_looks(tx, now, viewer, item, others).await
}

/// The same in a transaction of its own, for a page that writes nothing else: the page is given once the look is kept.
///
/// # Errors
/// When the database does.
pub async fn shown(db: &Db, now: Now, viewer: PersonId, item: &'static str, subjects: &[PersonId]) -> Result<()> {
    if subjects.iter().all(|subject| *subject == viewer) {
        return Ok(());
    }
    let mut tx = db.write().await?;
    looked(&mut tx, now, viewer, item, subjects).await?;
    tx.commit().await
}

/// The latest times anybody looked at something about `subject`, newest first.
///
/// # Errors
/// When the database does.
pub async fn looks_at(c: &mut impl AsConn, subject: PersonId, most: i64) -> Result<Vec<Look>> {
    store::looks_at(c, subject, most).await
}
