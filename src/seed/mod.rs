//! The demonstration: one believable trust, made by calling the same actions that people's forms call.
//!
//! Every person, team and local service is invented; specialties are real treatment function codes and the
//! national lines are real. It refuses a database that holds a real organisation.

mod people;
mod rooms;
mod stories;
mod years;

use std::sync::Arc;

use crate::{
    kernel::{Now, text::Unfit, wte::NotAShare},
    organisations::{self, model::NotAnOdsCode},
    privacy::Table,
    store::{Db, Error},
};

/// Why the demonstration could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The database holds a real organisation.
    #[error("this database holds a real organisation: the demonstration is never mixed with one")]
    RealDatabase,
    /// The database did not do its part.
    #[error("the demonstration could not be written: {0}")]
    Database(#[from] Error),
    /// A text of the demonstration is not one the service takes.
    #[error("a text of the demonstration {0}")]
    Text(#[from] Unfit),
    /// A share of a post in the demonstration is none.
    #[error("a share of a post {0}")]
    Share(#[from] NotAShare),
    /// A code of the demonstration is not one the service takes.
    #[error("{0}")]
    Code(#[from] NotAnOdsCode),
    /// The service refused something that the demonstration does.
    #[error("the service refused to {0}")]
    Refused(String),
}

/// Plants the demonstration as of `now`, unless it stands there already.
///
/// # Errors
/// When the database holds a real organisation, or an action refuses.
pub async fn plant(db: &Db, table: &Arc<Table>, now: Now) -> Result<(), SeedError> {
    match organisations::demonstration(&mut db.read().await?).await? {
        Some(true) => return Ok(()),
        Some(false) => return Err(SeedError::RealDatabase),
        None => {}
    }
    let trust = people::plant(db, table, now).await?;
    stories::tell(db, &trust, now).await?;
    years::count(db, &trust, now).await
}

/// What an action said no to, in words for whoever starts the program.
fn refused<R: std::fmt::Debug>(what: &'static str) -> impl Fn(crate::store::Stop<R>) -> SeedError {
    move |stop| SeedError::Refused(format!("{what}: {stop:?}"))
}
