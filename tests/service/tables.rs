//! Everything the database holds, read behind the service's back.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

/// Every table with its rows as text, in order.
pub type Tables = BTreeMap<String, Vec<String>>;

/// Reads every table of the database at `url`.
pub async fn read(url: &str) -> Tables {
    if url.starts_with("sqlite:") { of_sqlite(url).await } else { of_postgres(url).await }
}

/// Counts the rows that a condition leaves: `count(url, "sessions WHERE cancelled_at IS NULL")`.
pub async fn count(url: &str, from: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {from}");
    if url.starts_with("sqlite:") {
        let mut c = SqliteConnection::connect(url).await.unwrap();
        sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut c).await.unwrap()
    } else {
        let mut c = PgConnection::connect(url).await.unwrap();
        sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut c).await.unwrap()
    }
}

/// Changes rows behind the service's back, to set a scene that no form can set.
pub async fn change(url: &str, sql: String) {
    if url.starts_with("sqlite:") {
        let mut c = SqliteConnection::connect(url).await.unwrap();
        sqlx::query(AssertSqlSafe(sql)).execute(&mut c).await.unwrap();
    } else {
        let mut c = PgConnection::connect(url).await.unwrap();
        sqlx::query(AssertSqlSafe(sql)).execute(&mut c).await.unwrap();
    }
}

/// Every column that holds an id and is neither its row's own nor another table's than the people's, by table and name.
/// One of several columns that point to another table together is among them.
pub async fn of_ids(url: &str) -> BTreeSet<(String, String)> {
    if url.starts_with("sqlite:") {
        let sql = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND c.type = 'UUID' AND c.name <> 'id' AND NOT EXISTS (
                SELECT 1 FROM pragma_foreign_key_list(m.name) f WHERE f.\"from\" = c.name AND f.\"table\" <> 'people'
                AND (SELECT COUNT(*) FROM pragma_foreign_key_list(m.name) g WHERE g.id = f.id) = 1)";
        let mut c = SqliteConnection::connect(url).await.unwrap();
        let rows: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&mut c).await.unwrap();
        rows.into_iter().collect()
    } else {
        let sql = "SELECT t.relname::text, a.attname::text FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
            WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND a.atttypid = 'uuid'::regtype
            AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'id' AND NOT EXISTS (
                SELECT 1 FROM pg_constraint f WHERE f.conrelid = t.oid AND f.contype = 'f'
                AND f.confrelid <> 'people'::regclass AND f.conkey = ARRAY[a.attnum])";
        let mut c = PgConnection::connect(url).await.unwrap();
        let rows: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&mut c).await.unwrap();
        rows.into_iter().collect()
    }
}

/// Insists that nothing changed but lines added at the end of the log of who looked.
#[track_caller]
pub fn only_looks_differ(before: &Tables, after: &Tables, what: &str) {
    only_differ(before, after, &["looks"], what);
}

/// Insists that some tables have grown at most, and that no other has changed.
#[track_caller]
pub fn only_differ(before: &Tables, after: &Tables, but: &[&str], what: &str) {
    assert!(before.len() > 10, "the tables were not found");
    for (table, rows) in before {
        if but.contains(&table.as_str()) {
            let gone = rows.iter().find(|row| after[table].binary_search(row).is_err());
            assert_eq!(gone, None, "{what}: a line of {table} was changed or lost");
        } else {
            let new: Vec<_> = after[table].iter().filter(|row| rows.binary_search(row).is_err()).collect();
            assert_eq!(&after[table], rows, "{what}: {table} changed: {new:?}");
        }
    }
}

async fn of_sqlite(url: &str) -> Tables {
    let mut c = SqliteConnection::connect(url).await.unwrap();
    let names: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .fetch_all(&mut c)
        .await
        .unwrap();
    let mut tables = Tables::new();
    for name in names {
        let columns =
            format!("SELECT group_concat('quote(' || name || ')', ' || '','' || ') FROM pragma_table_info('{name}')");
        let columns: String = sqlx::query_scalar(AssertSqlSafe(columns)).fetch_one(&mut c).await.unwrap();
        let rows = format!("SELECT {columns} FROM {name}");
        tables.insert(name, sorted(sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(&mut c).await.unwrap()));
    }
    tables
}

async fn of_postgres(url: &str) -> Tables {
    let mut c = PgConnection::connect(url).await.unwrap();
    let names = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";
    let names: Vec<String> = sqlx::query_scalar(names).fetch_all(&mut c).await.unwrap();
    let mut tables = Tables::new();
    for name in names {
        let rows = format!("SELECT t::text FROM {name} t");
        tables.insert(name, sorted(sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(&mut c).await.unwrap()));
    }
    tables
}

fn sorted(mut rows: Vec<String>) -> Vec<String> {
    rows.sort_unstable();
    rows
}
