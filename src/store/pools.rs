//! The connections to each engine.

use std::{str::FromStr, time::Duration};

use sqlx::{
    PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::error::OpenError;

/// The connections to one of them.
#[derive(Clone)]
pub enum Pools {
    // SQLite has one writer at a time: a pool of one queues them instead of failing with "busy".
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// The embedded engine, in a file that is made where there is none.
pub async fn open_sqlite(url: &str) -> std::result::Result<Pools, OpenError> {
    let options = SqliteConnectOptions::from_str(url)
        .map_err(OpenError::BadAddress)?
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: a confirmed booking survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        // What is deleted is overwritten: whoever has a copy of the file finds nothing between its rows.
        .pragma("secure_delete", "ON")
        .busy_timeout(Duration::from_secs(5));
    // The writer opens first: it makes the file that the readers then open read-only.
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await
        .map_err(OpenError::NoAnswer)?;
    let read = SqlitePoolOptions::new()
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(5))
        .connect_with(options.read_only(true))
        .await
        .map_err(OpenError::NoAnswer)?;
    Ok(Pools::Sqlite { read, write })
}

/// The server's.
pub async fn open_postgres(url: &str) -> std::result::Result<Pools, OpenError> {
    let options = PgConnectOptions::from_str(url).map_err(OpenError::BadAddress)?;
    PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(5))
        .connect_with(options)
        .await
        .map(Pools::Postgres)
        .map_err(OpenError::NoAnswer)
}
