//! Words that may stand in some files only. Each rule carries the faults it must find and the
//! lines it must let pass.

use crate::source::{code, lines_with, within};

/// Some words, the files in which they are refused, and the reason.
#[derive(Debug)]
pub struct Rule {
    words: &'static [&'static str],
    refused_in: fn(&str) -> bool,
    reason: &'static str,
    must_find: &'static [(&'static str, &'static str)],
    must_pass: &'static [(&'static str, &'static str)],
}

impl Rule {
    /// Where this file breaks the rule.
    pub fn faults(&self, path: &str, text: &str) -> Vec<String> {
        if !(self.refused_in)(path) {
            return Vec::new();
        }
        let code = code(text);
        let fault = |word, line| format!("{path}:{line}: `{word}`: {}", self.reason);
        let lines = |word| lines_with(&code, word).into_iter().map(move |line| fault(word, line));
        self.words.iter().copied().flat_map(lines).collect()
    }
}

fn in_src(path: &str) -> bool {
    path.starts_with("src/")
}

/// Every rule of this kind.
pub const RULES: &[Rule] = &[
    Rule {
        words: &["sql!", "sql_each!"],
        refused_in: |path| in_src(path) && !within(path, "store"),
        reason: "SQL stands in a capability's store",
        must_find: &[
            ("src/teams/actions.rs", "let n = sql!(tx, run: \"DELETE FROM team\")?;"),
            ("src/teams/stores.rs", "sql_each!(tx, \"INSERT INTO team (id)\", ids, |id| id)"),
        ],
        must_pass: &[
            ("src/teams/store.rs", "sql!(tx, run: \"DELETE FROM team\")"),
            ("src/teams/store/roster.rs", "sql!(tx, run: \"DELETE FROM roster\")"),
            ("src/teams/actions.rs", "// never sql!( here\nmysql!()"),
        ],
    },
    Rule {
        words: &["sqlx::query*", "Sqlite*", "Postgres*", "PgPool*", "PgConnection", "PgRow", "store::engine"],
        refused_in: |path| in_src(path) && !path.starts_with("src/store/"),
        reason: "only src/store/ knows that there are two engines",
        must_find: &[
            ("src/teams/store.rs", "sqlx::query_as(\"SELECT 1\")"),
            ("src/cli.rs", "use sqlx::SqlitePool;"),
            ("src/teams/store.rs", "use crate::store::engine::QueryBuilder;"),
            ("src/seed.rs", "match db { Db::Postgres(_) => {} }"),
        ],
        must_pass: &[
            ("src/store/db.rs", "Sqlite(SqlitePool)"),
            ("src/cli.rs", "/// Postgres or Sqlite.\nlet s = \"Postgres, PostgreSQL\";"),
            ("tests/journeys/main.rs", "sqlx::query(\"SELECT 1\")"),
        ],
    },
    Rule {
        words: &[
            "#[get(",
            "#[post(",
            "#[put(",
            "#[patch(",
            "#[delete(",
            "#[head(",
            "#[options(",
            "#[route(",
            "#[rocket::get(",
            "#[rocket::post(",
        ],
        refused_in: |path| in_src(path) && !within(path, "routes") && !path.starts_with("src/web/"),
        reason: "URLs stand in a capability's routes",
        must_find: &[
            ("src/teams/actions.rs", "#[get(\"/teams\")]\nfn index() {}"),
            ("src/teams/pages.rs", "#[post(\"/teams\", data = \"<form>\")]"),
            ("src/teams/pages.rs", "#[rocket::post(\"/teams\")]"),
        ],
        must_pass: &[
            ("src/teams/routes.rs", "#[get(\"/teams\")]"),
            ("src/teams/routes/roster.rs", "#[get(\"/teams/<id>\")]"),
            ("src/web/assets.rs", "#[get(\"/assets/<path..>\")]"),
            ("src/teams/guard.rs", "#[rocket::async_trait]"),
        ],
    },
    Rule {
        words: &["rocket", "Tx", "Lease", "async", "store"],
        refused_in: |path| in_src(path) && (within(path, "model") || within(path, "policy")),
        reason: "the rules of a capability are pure: values in, values out",
        must_find: &[
            ("src/teams/model.rs", "use rocket::form::FromForm;"),
            ("src/teams/policy.rs", "fn may_see(tx: &mut Tx) -> bool { true }"),
            ("src/teams/model.rs", "pub async fn open() {}"),
            ("src/teams/policy.rs", "use super::store;"),
        ],
        must_pass: &[
            ("src/teams/model.rs", "/// The store keeps it.\nstruct Stored { restored: bool }"),
            ("src/teams/actions.rs", "use super::store;"),
        ],
    },
    Rule {
        words: &["sqlx"],
        // A model may derive how it is read from a row, until its rules and its rows disagree.
        refused_in: |path| in_src(path) && within(path, "policy"),
        reason: "a policy knows nothing of rows",
        must_find: &[("src/teams/policy.rs", "#[derive(sqlx::FromRow)]")],
        must_pass: &[("src/teams/model.rs", "#[derive(sqlx::FromRow)]")],
    },
    Rule {
        words: &["Utc::now", "Local::now", "SystemTime::now"],
        refused_in: |path| in_src(path) && path != "src/kernel/clock.rs",
        reason: "time comes from the clock, so that a test can move it",
        must_find: &[
            ("src/teams/actions.rs", "let at = Utc::now();"),
            ("src/teams/actions.rs", "let at = std::time::SystemTime::now();"),
        ],
        must_pass: &[("src/kernel/clock.rs", "Utc::now()"), ("src/teams/actions.rs", "let at = clock.now();")],
    },
    Rule {
        words: &["env::var*"],
        refused_in: |path| in_src(path) && !path.starts_with("src/cli"),
        reason: "settings are read once, in cli",
        must_find: &[("src/store/db.rs", "std::env::var(\"DATABASE_URL\")"), ("src/main.rs", "env::vars_os()")],
        must_pass: &[
            ("src/cli.rs", "std::env::var(\"DATABASE_URL\")"),
            ("src/cli/settings.rs", "std::env::var(\"DATABASE_URL\")"),
            ("src/web/page.rs", "env!(\"CARGO_PKG_VERSION\")"),
        ],
    },
    Rule {
        words: &["#[allow(", "#![allow(", ", allow("],
        refused_in: |_| true,
        reason: "say #[expect(.., reason = \"..\")], which complains when it is no longer needed",
        must_find: &[
            ("src/teams/model.rs", "#[allow(dead_code)]"),
            ("src/lib.rs", "#![allow(clippy::pedantic)]"),
            ("tests/journeys/main.rs", "#[cfg_attr(test, allow(dead_code))]"),
        ],
        must_pass: &[
            ("src/teams/policy.rs", "if allow(by) {} // #[allow(dead_code)]"),
            ("src/teams/policy.rs", "#[expect(dead_code, reason = \"\")]"),
        ],
    },
];

/// An `expect` of a lint that does not say why.
pub fn unreasoned(path: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let attributes = ["#[expect(", "#![expect("].into_iter().flat_map(|a| code.match_indices(a));
    attributes
        .filter(|(at, _)| {
            let rest = &code[*at..];
            !rest[..rest.find(")]").unwrap_or(rest.len())].contains("reason")
        })
        .map(|(at, _)| format!("{path}:{}: an expect without a reason", crate::source::line(&code, at)))
        .collect()
}

#[test]
fn each_rule_finds_its_faults_and_no_others() {
    for rule in RULES {
        for (path, text) in rule.must_find {
            assert_eq!(rule.faults(path, text).len(), 1, "{path}: {text}");
        }
        for (path, text) in rule.must_pass {
            assert!(rule.faults(path, text).is_empty(), "{path}: {text}");
        }
        assert!(!rule.must_find.is_empty() && !rule.must_pass.is_empty());
    }
}

#[test]
fn an_expectation_needs_a_reason() {
    assert_eq!(unreasoned("src/a.rs", "#[expect(dead_code)]\n#[expect(x, reason = \"y\")]").len(), 1);
    assert_eq!(unreasoned("src/a.rs", "#[expect(\n    x,\n    reason = \"y\"\n)]"), [""; 0]);
}
