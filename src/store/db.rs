//! The database as the rest of the service sees it: leases to read with, transactions to write in.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction, pool::PoolConnection, query};

use tracing::warn;

use super::{
    error::{Error, OpenError, Result},
    ledger::Ledger,
    migrations,
    pools::{Pools, open_postgres, open_sqlite},
    service_key,
};
use crate::kernel::Keys;

/// The database, whichever engine it is, with the keys that seal what it must not read.
///
/// Cloning it shares the connections.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    keys: Arc<Keys>,
    statements: Arc<AtomicU64>,
    ledger: Option<Arc<Ledger>>,
}

/// A connection lent for reading.
pub struct Lease {
    held: Held<PoolConnection<Sqlite>, PoolConnection<Postgres>>,
    keys: Arc<Keys>,
    statements: Arc<AtomicU64>,
}

/// A transaction: everything written through it happens together, at [`Tx::commit`], or not at all.
pub struct Tx {
    held: Held<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>,
    keys: Arc<Keys>,
    statements: Arc<AtomicU64>,
    ledger: Option<Arc<Ledger>>,
    outside: Vec<String>,
    /// Of the embedded engine, whose log of writes is emptied after what must outlast the database.
    emptied: Option<SqlitePool>,
}

enum Held<S, P> {
    Sqlite(S),
    Postgres(P),
}

/// A connection of either engine, for the `sql!` macro.
pub enum Conn<'a> {
    /// The embedded engine.
    Sqlite(&'a mut SqliteConnection),
    /// The server engine.
    Postgres(&'a mut PgConnection),
}

/// What SQL can be read through.
pub trait AsConn: Send {
    /// The connection for one statement.
    fn conn(&mut self) -> Conn<'_>;

    /// The keys that seal and open what is kept unreadable.
    fn keys(&self) -> &Keys;

    /// The connection for one statement that writes: only a [`Tx`] has it.
    fn writer(&mut self) -> Conn<'_>
    where
        Self: Writes,
    {
        self.conn()
    }
}

/// The mark of what may write.
pub trait Writes {}

impl Writes for Tx {}

impl Db {
    /// Opens the database at `url` (`sqlite://path` or `postgres://..`), brings its tables up to date and opens its
    /// service key: the first thing that shows whether the secret is the right one.
    ///
    /// # Errors
    /// When the address is of neither engine, nothing answers there, the file cannot be read or
    /// written, a migration does not apply, or the database was sealed under another secret.
    pub async fn open(url: &str, keys: Keys) -> std::result::Result<Self, OpenError> {
        let pools = if url.starts_with("sqlite:") {
            open_sqlite(url).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            open_postgres(url).await?
        } else {
            return Err(OpenError::UnknownAddress);
        };
        let db = Self { pools, keys: Arc::new(keys), statements: Arc::default(), ledger: None };
        match &db.pools {
            Pools::Sqlite { write, .. } => migrations::sqlite()?.run(write).await,
            Pools::Postgres(pool) => migrations::postgres()?.run(pool).await,
        }
        .map_err(OpenError::Migration)?;
        let keys = service_key::held_by(&db).await?;
        Ok(Self { keys: Arc::new(keys), ..db })
    }

    /// The same database with a ledger, in which its transactions write what must outlast it.
    #[must_use]
    pub fn noting_in(self, ledger: Ledger) -> Self {
        Self { ledger: Some(Arc::new(ledger)), ..self }
    }

    /// Where its transactions write what must outlast it, if anywhere.
    #[must_use]
    pub const fn ledger(&self) -> Option<&Arc<Ledger>> {
        self.ledger.as_ref()
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(&self) -> Result<Lease> {
        let held = match &self.pools {
            Pools::Sqlite { read, .. } => Held::Sqlite(read.acquire().await?),
            Pools::Postgres(pool) => Held::Postgres(pool.acquire().await?),
        };
        Ok(Lease { held, keys: Arc::clone(&self.keys), statements: Arc::clone(&self.statements) })
    }

    /// A transaction to write in. Dropped without a commit, it leaves nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn write(&self) -> Result<Tx> {
        let held = match &self.pools {
            // Taking the write lock at once, not at the first write, is what lets a reader of this
            // transaction trust what it read.
            Pools::Sqlite { write, .. } => Held::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Held::Postgres(pool.begin().await?),
        };
        Ok(Tx {
            held,
            keys: Arc::clone(&self.keys),
            statements: Arc::clone(&self.statements),
            ledger: self.ledger.clone(),
            outside: Vec::new(),
            emptied: match &self.pools {
                Pools::Sqlite { write, .. } => Some(write.clone()),
                Pools::Postgres(_) => None,
            },
        })
    }

    /// The keys that seal and recognise.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// How many SQL statements have run since the database was opened.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Closes every connection; whatever is asked afterwards is unavailable.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Notes a line for the ledger, if there is one: it is written as this transaction is committed.
    pub fn note_outside(&mut self, line: String) {
        self.outside.push(line);
    }

    /// Makes everything written through this transaction permanent, together.
    ///
    /// What was noted for the ledger stands there before: a line without its transaction is caught up with at the next
    /// start, a transaction without its line never.
    ///
    /// # Errors
    /// When the database cannot keep it, or the ledger cannot; then nothing of it is kept.
    pub async fn commit(self) -> Result<()> {
        let erases = !self.outside.is_empty();
        if let Some(ledger) = self.ledger.filter(|_| erases) {
            ledger.append(self.outside).await.map_err(Error::Ledger)?;
        }
        match self.held {
            Held::Sqlite(tx) => tx.commit().await,
            Held::Postgres(tx) => tx.commit().await,
        }
        .map_err(Error::from)?;
        match self.emptied {
            // What was overwritten in the file still stands in the log of writes. A reader in the middle of a page holds
            // this up, and then the next one does it: that is no reason to say that the erasure failed.
            Some(writer) if erases => match query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&writer).await {
                Ok(_) => Ok(()),
                Err(cause) => {
                    warn!(%cause, "the log of writes could not be emptied");
                    Ok(())
                }
            },
            _ => Ok(()),
        }
    }
}

impl AsConn for Lease {
    fn keys(&self) -> &Keys {
        &self.keys
    }

    fn conn(&mut self) -> Conn<'_> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &mut self.held {
            Held::Sqlite(c) => Conn::Sqlite(c),
            Held::Postgres(c) => Conn::Postgres(c),
        }
    }
}

impl AsConn for Tx {
    fn keys(&self) -> &Keys {
        &self.keys
    }

    fn conn(&mut self) -> Conn<'_> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &mut self.held {
            Held::Sqlite(c) => Conn::Sqlite(c),
            Held::Postgres(c) => Conn::Postgres(c),
        }
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.pools {
            Pools::Sqlite { .. } => "Db(SQLite)",
            Pools::Postgres(_) => "Db(PostgreSQL)",
        })
    }
}
