//! What can go wrong below SQL.

use std::fmt;

/// What a store answers.
pub type Result<T> = std::result::Result<T, Error>;

/// A database that did not do what it was asked.
///
/// Written for a log by `Debug`: which rule of the database refused, and never the row it refused. PostgreSQL quotes
/// whole rows in what it tells beside its message, and the value itself in messages about data (SQLSTATE class 22).
#[derive(thiserror::Error)]
pub enum Error {
    /// It does not answer: stopped, unreachable or overloaded. Trying again later may help.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// It answered with an error, or with something unexpected.
    #[error("the database refused a statement")]
    Broken(#[source] sqlx::Error),
    /// What must outlast the database could not be written down, so it did not happen.
    #[error("the ledger outside the database could not be used")]
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

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(cause) | Self::Broken(cause) => write!(f, "{self}: {}", without_values(cause)),
            Self::Sealed(cause) => write!(f, "{cause}"),
            Self::Ledger(cause) => write!(f, "{self}: {cause}"),
        }
    }
}

/// What is wrong, without anything that stands in a row.
fn without_values(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(database) => {
            let code = database.code().unwrap_or_default();
            let quotes = code.len() == 5 && code.starts_with("22");
            let message = if quotes { "the data do not fit" } else { database.message() };
            let rule = database.constraint().map(|rule| format!(" ({rule})")).unwrap_or_default();
            format!("{code} {message}{rule}")
        }
        sqlx::Error::ColumnDecode { index, .. } => format!("column {index} cannot be read"),
        sqlx::Error::Decode(_) => "a value cannot be read".to_owned(),
        sqlx::Error::Encode(_) => "a value cannot be written".to_owned(),
        other => other.to_string(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both_engines, sql, store::Db};

    on_both_engines! {
        async fn a_refused_row_is_not_written_into_the_log_with_the_rule_that_refused_it(db: Db) {
            const ROW: &str = "INSERT INTO areas (id, name) VALUES ($1, $2)";
            let mut tx = db.write().await.unwrap();
            sql!(&mut tx, run: ROW, uuid::Uuid::nil(), "Mina Okafor").unwrap();
            let twice = sql!(&mut tx, run: ROW, uuid::Uuid::from_u128(1), "Mina Okafor").unwrap_err();
            let said = format!("{twice:?}");
            assert!(said.contains("areas") && said.contains("name"), "{said}");
            assert!(!said.contains("Mina"), "{said}");
        }

        async fn nor_is_a_value_that_has_another_form_than_its_column(db: Db) {
            let mut tx = db.write().await.unwrap();
            sql!(&mut tx, run: "INSERT INTO areas (id, name) VALUES ($1, $2)", uuid::Uuid::nil(), "Mina Okafor").unwrap();
            // PostgreSQL says it in the message itself; SQLite has no such form, and the reading fails instead.
            let other = sql!(&mut tx, value i64: "SELECT CAST(name AS BIGINT) / (CASE WHEN name = '' THEN 0 ELSE 1 END) FROM areas");
            let read = sql!(&mut tx, value uuid::Uuid: "SELECT name FROM areas");
            for said in [other.map(drop), read.map(drop)].into_iter().filter_map(Result::err).map(|e| format!("{e:?}")) {
                assert!(!said.contains("Mina") && said.len() > 20, "{said}");
            }
        }
    }
}
