//! The one statement test: every SQL text of the service is one that both engines accept.

use sqlx::{Executor, SqlSafeStr};

use super::{AsConn, Conn, Db, STATEMENTS};
use crate::on_both_engines;

on_both_engines! {
    async fn every_statement_can_be_prepared(db: Db) {
        let mut refused = Vec::new();
        let mut texts: Vec<&str> = STATEMENTS.to_vec();
        texts.sort_unstable();
        texts.dedup();
        assert!(texts.len() > 10, "the list of statements was not gathered");
        for text in texts {
            // Each on a connection of its own: PostgreSQL abandons a transaction after an error.
            let mut tx = db.write().await.unwrap();
            let prepared = match tx.conn() {
                Conn::Sqlite(c) => c.prepare(text.into_sql_str()).await.map(drop),
                Conn::Postgres(c) => c.prepare(text.into_sql_str()).await.map(drop),
            };
            if let Err(error) = prepared {
                refused.push(format!("{error}\n    {text}"));
            }
        }
        assert!(refused.is_empty(), "{}", refused.join("\n"));
    }
}
