//! Floor 1: the only code that knows there are two engines.
//!
//! SQLite is embedded and needs no server; PostgreSQL serves a region. A slice's `store.rs` writes one
//! SQL text with [`sql!`](crate::sql) and cannot tell which one is running. Readers hold a [`Lease`],
//! writers a [`Tx`]: a write outside a transaction does not compile.

mod db;
mod error;
mod ledger;
mod migrations;
mod pools;
#[macro_use]
mod sql;

mod service_key;
mod way;

#[cfg(test)]
mod statements;
#[cfg(test)]
pub(crate) mod testing;

pub use db::{AsConn, Conn, Db, Lease, Tx};
pub use error::{Error, OpenError, Result, Stop};
pub use ledger::{Ledger, RELEASE_LINE};
pub use service_key::renew as renew_service_key;
#[cfg(test)]
pub use sql::STATEMENTS;
pub use way::says_how_it_is_reached;

/// What the macros name from inside other modules.
#[doc(hidden)]
pub mod engine {
    pub use sqlx::{Postgres, QueryBuilder, Sqlite, query, query_as, query_scalar};
}
