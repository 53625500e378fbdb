//! The tables, in numbered steps under `migrations/`.
//!
//! A step is one file for both engines. Where the two must differ (a rule that one engine keeps with a
//! constraint and the other with a trigger) the same number has two files, `.sqlite.sql` and `.postgres.sql`.

use sqlx::{
    AssertSqlSafe, SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
};

use super::error::OpenError;

#[derive(rust_embed::RustEmbed)]
#[folder = "migrations"]
#[include = "*.sql"]
struct Files;

/// The steps for SQLite.
pub fn sqlite() -> Result<Migrator, OpenError> {
    steps(".sqlite.sql", ".postgres.sql")
}

/// The steps for PostgreSQL.
pub fn postgres() -> Result<Migrator, OpenError> {
    steps(".postgres.sql", ".sqlite.sql")
}

fn steps(own: &str, other: &str) -> Result<Migrator, OpenError> {
    let mut steps = Vec::new();
    for file in Files::iter().filter(|file| !file.ends_with(other)) {
        let unnumbered = || OpenError::UnnumberedMigration(file.to_string());
        let name = file.trim_end_matches(own).trim_end_matches(".sql");
        let (number, about) = name.split_once('_').ok_or_else(unnumbered)?;
        let number = number.parse().map_err(|_| unnumbered())?;
        let text = Files::get(&file).ok_or_else(unnumbered)?;
        let text = String::from_utf8(text.data.into_owned()).map_err(|_| unnumbered())?;
        steps.push(Migration::new(
            number,
            about.replace('_', " ").into(),
            MigrationType::Simple,
            // The text is this program's own file, not anything a person typed.
            AssertSqlSafe(text).into_sql_str(),
            false,
        ));
    }
    Ok(Migrator::with_migrations(steps))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_take_the_same_numbered_steps() {
        let numbers = |m: Migrator| m.iter().map(|step| step.version).collect::<Vec<_>>();
        let (sqlite, postgres) = (numbers(sqlite().unwrap()), numbers(postgres().unwrap()));
        assert_eq!(sqlite, postgres);
        // Work that is done side by side has numbers of its own, so there may be gaps.
        assert!(sqlite.is_sorted_by(|one, next| one < next), "{sqlite:?}");
    }
}
