//! The `sql!` macro: one text, two engines.

/// Every SQL text of the service, so that one test can prepare each of them on both engines.
#[cfg(test)]
#[linkme::distributed_slice]
pub static STATEMENTS: [&'static str];

/// Runs one SQL text on whichever engine is behind a [`Lease`](crate::store::Lease) or a
/// [`Tx`](crate::store::Tx).
///
/// * `sql!(c, rows T: "SELECT ..", binds)` gives a `Vec<T>`;
/// * `sql!(c, row T: ..)` gives an `Option<T>`;
/// * `sql!(c, value T: ..)` gives the single value of a statement that always has one;
/// * `sql!(tx, run: ..)` gives the number of rows that changed.
#[macro_export]
macro_rules! sql {
    ($c:expr, rows $t:ty: $text:expr $(, $bind:expr)* $(,)?) => {
        $crate::sql!(@as $c, query_as, $t, fetch_all, $text $(, $bind)*)
    };
    ($c:expr, row $t:ty: $text:expr $(, $bind:expr)* $(,)?) => {
        $crate::sql!(@as $c, query_as, $t, fetch_optional, $text $(, $bind)*)
    };
    ($c:expr, value $t:ty: $text:expr $(, $bind:expr)* $(,)?) => {
        $crate::sql!(@as $c, query_scalar, $t, fetch_one, $text $(, $bind)*)
    };
    ($c:expr, run: $text:expr $(, $bind:expr)* $(,)?) => {{
        let text = $crate::sql!(@register $text);
        match $crate::store::AsConn::writer($c) {
            $crate::store::Conn::Sqlite(c) => $crate::store::engine::query::<$crate::store::engine::Sqlite>(text)
                $(.bind($bind))*.execute(c).await.map(|done| done.rows_affected()),
            $crate::store::Conn::Postgres(c) => $crate::store::engine::query::<$crate::store::engine::Postgres>(text)
                $(.bind($bind))*.execute(c).await.map(|done| done.rows_affected()),
        }
        .map_err($crate::store::Error::from)
    }};
    (@as $c:expr, $query:ident, $t:ty, $fetch:ident, $text:expr $(, $bind:expr)*) => {{
        let text = $crate::sql!(@register $text);
        match $crate::store::AsConn::conn($c) {
            $crate::store::Conn::Sqlite(c) =>
                $crate::store::engine::$query::<$crate::store::engine::Sqlite, $t>(text)$(.bind($bind))*.$fetch(c).await,
            $crate::store::Conn::Postgres(c) =>
                $crate::store::engine::$query::<$crate::store::engine::Postgres, $t>(text)$(.bind($bind))*.$fetch(c).await,
        }
        .map_err($crate::store::Error::from)
    }};
    (@register $text:expr) => {{
        #[cfg(test)]
        #[expect(unsafe_code, reason = "linkme gathers the texts in a linker section")]
        #[linkme::distributed_slice($crate::store::STATEMENTS)]
        static TEXT: &'static str = $text;
        const WORDS: &str = $text;
        WORDS
    }};
}

/// Inserts many rows with one statement: `sql_each!(tx, "INSERT INTO t (a, b)", rows, |r| r.a, r.b)`.
///
/// With no rows nothing is sent. The text grows with the rows, so it cannot be among the prepared
/// statements; each use has a store test on both engines instead.
#[macro_export]
macro_rules! sql_each {
    ($tx:expr, $head:literal, $rows:expr, |$row:ident| $($bind:expr),+ $(,)?) => {{
        let rows = $rows;
        if rows.is_empty() {
            Ok(0)
        } else {
            match $crate::store::AsConn::writer($tx) {
                $crate::store::Conn::Sqlite(c) => {
                    let mut query = $crate::store::engine::QueryBuilder::<$crate::store::engine::Sqlite>::new($head);
                    query.push_values(rows, |mut values, $row| { $(values.push_bind($bind);)+ });
                    query.build().execute(c).await.map(|done| done.rows_affected())
                }
                $crate::store::Conn::Postgres(c) => {
                    let mut query = $crate::store::engine::QueryBuilder::<$crate::store::engine::Postgres>::new($head);
                    query.push_values(rows, |mut values, $row| { $(values.push_bind($bind);)+ });
                    query.build().execute(c).await.map(|done| done.rows_affected())
                }
            }
            .map_err($crate::store::Error::from)
        }
    }};
}
