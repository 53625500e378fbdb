//! What can go wrong below SQL.

/// What a store answers.
pub type Result<T> = std::result::Result<T, Error>;

/// A database that did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not answer: stopped, unreachable or overloaded. Trying again later may help.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// It answered with an error, or with something unexpected.
    #[error("the database refused a statement")]
    Broken(#[source] sqlx::Error),
    /// What must outlast the database could not be written down, so it did not happen.
    #[error("the ledger of erasures could not be written")]
    Ledger(#[source] std::io::Error),
    /// A sealed text in it could not be opened.
    #[error(transparent)]
    Sealed(#[from] crate::kernel::seal::NotOpened),
}

/// What stops an action. `R` is the slice's own list of refusals.
#[derive(Debug)]
pub enum Stop<R> {
    /// There is no such thing, or not for this person: the two look the same.
    NotFound,
    /// The service says no, in words for a person. Nothing was written.
    Refused(R),
    /// The database did not do its part.
    Failed(Error),
}

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address names neither engine.
    #[error("the address starts neither with sqlite: nor with postgres:")]
    UnknownAddress,
    /// The address is of an engine but cannot be read.
    #[error("the address cannot be read: {0}")]
    BadAddress(#[source] sqlx::Error),
    /// Nothing usable is there.
    #[error("{0}")]
    NoAnswer(#[source] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date: {0}")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// What it holds was sealed under another secret.
    #[error("it was sealed under another secret")]
    OtherSecret,
    /// It opened, and then did not give or take its service key.
    #[error("its service key could not be read: {0}")]
    ServiceKey(#[from] Error),
    /// A migration file of this program is named wrongly.
    #[error("the migration file {0} has no number")]
    UnnumberedMigration(String),
}

impl<R> From<Error> for Stop<R> {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Error {
    /// A row that does not hold what was put there, or what cannot be put into one.
    pub fn unreadable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Broken(sqlx::Error::Decode(cause.into()))
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if unavailable(&error) { Self::Unavailable(error) } else { Self::Broken(error) }
    }
}

fn unavailable(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        // SQLSTATE classes 08 (connection), 53 (resources) and 57 (operator intervention); for SQLite
        // its own codes: 5 busy, 10 I/O, 13 full, 14 cannot open.
        sqlx::Error::Database(database) => database.code().is_some_and(|code| {
            ["08", "53", "57"].iter().any(|class| code.len() == 5 && code.starts_with(class))
                || ["5", "10", "13", "14"].contains(&code.as_ref())
        }),
        _ => false,
    }
}
