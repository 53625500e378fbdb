//! A database for each test, on both engines. SQLite is always there: a file in a folder that
//! goes with the test process. PostgreSQL is the server that `TEST_DATABASE_URL` names, or else
//! a private cluster that the test process starts, on a free loopback port, never as root.
//!
//! Include this file as a module named `engines` at the root of the crate; see [`both_engines!`].

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};

#[path = "cluster.rs"]
mod cluster;
#[path = "tether.rs"]
pub mod tether;
use tether::Tether;

/// Turns one story into two tests, `name::sqlite` and `name::postgres`. The opener is an
/// `async fn(String) -> T` that opens the service's own database from a URL; it fails by
/// panicking. With `from` the URLs come from functions of one's own.
///
/// ```ignore
/// both_engines! { crate::store::testing::open;
///     /// Two people may not hold the same slot.
///     async fn a_slot_is_held_once(db: Db) { .. }
/// }
/// ```
macro_rules! both_engines {
    (@let $open:path, $url:ident, mut $arg:ident: $type:ty) => {
        let mut $arg: $type = $open($url).await;
    };
    (@let $open:path, $url:ident, $arg:ident: $type:ty) => {
        let $arg: $type = $open($url).await;
    };
    (from $sqlite:path, $postgres:path; $open:path; $($(#[$meta:meta])* async fn $name:ident($($arg:tt)+) $body:block)+) => { $(
        $(#[$meta])*
        async fn $name(url: String) {
            $crate::engines::both_engines!(@let $open, url, $($arg)+);
            $body
        }
        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name($sqlite().await).await;
            }
            #[tokio::test]
            async fn postgres() {
                if let Some(url) = $postgres().await {
                    super::$name(url).await;
                }
            }
        }
    )+ };
    ($open:path; $($story:tt)+) => {
        $crate::engines::both_engines! {
            from $crate::engines::sqlite_url, $crate::engines::postgres_url; $open; $($story)+
        }
    };
}
pub(crate) use both_engines;

static FILES: OnceLock<Tether> = OnceLock::new();
static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
static COUNT: AtomicU32 = AtomicU32::new(1);

/// The URL of a new, empty SQLite database: a file that does not exist yet. To be waited for like its PostgreSQL sister.
pub fn sqlite_url() -> std::future::Ready<String> {
    let files = FILES.get_or_init(|| Tether::folder("sqlite").expect("the temp folder can be written to"));
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let file = files.path().join(format!("{number}.db"));
    std::future::ready(format!("sqlite://{}", file.display()))
}

/// The URL of a new, empty PostgreSQL database, or nothing when there is no PostgreSQL here
/// (a failure where `ALONGSIDE_TEST_ALL=1` asks for everything).
pub async fn postgres_url() -> Option<String> {
    // template0 admits no visitors, so any number of tests may copy it at once.
    postgres_copy("template0").await
}

/// The URL of a new PostgreSQL database that is a copy of another, in which nobody may be; likewise nothing.
pub async fn postgres_copy(of: &str) -> Option<String> {
    // Starting the cluster takes seconds and may not hold up this test's other tasks.
    let found = tokio::task::spawn_blocking(postgres_available).await;
    tether::or_skip(found.expect("looking for PostgreSQL does not panic"))?;
    let options = server().ok()?.options.clone();
    let name = new_name();
    let url = options.clone().database(&name).to_url_lossy().to_string();
    let made = tell(&options, format!("CREATE DATABASE {name} TEMPLATE {of}")).await;
    made.expect("a database can be made for the test");
    Some(url)
}

/// Whether tests run on PostgreSQL here, or the reason why not. Starts the server, since only
/// that is proof. Blocks.
pub fn postgres_available() -> Result<(), String> {
    server().map(|_| ())
}

/// A server on which databases can be made, and the cluster behind it if it is ours.
#[derive(Debug)]
struct Server {
    options: PgConnectOptions,
    _cluster: Option<Tether>,
}

fn server() -> Result<&'static Server, String> {
    let server = SERVER.get_or_init(|| {
        let server = match tether::setting("TEST_DATABASE_URL") {
            Some(url) => given(&url),
            None => cluster::start().map(|(options, cluster)| Server { options, _cluster: Some(cluster) }),
        }?;
        // The migrations forbid overlapping slots with an index that needs this extension.
        let extension = "SELECT count(*)::text FROM pg_available_extensions \
                         WHERE name = 'btree_gist'";
        match wait_on(ask(&server.options, extension)).as_deref() {
            Ok("1") => Ok(server),
            Ok(_) => Err("PostgreSQL: its extension btree_gist (package contrib) is not installed".into()),
            Err(e) => Err(format!("PostgreSQL: {e}")),
        }
    });
    server.as_ref().map_err(Clone::clone)
}

fn given(url: &str) -> Result<Server, String> {
    let unusable = |e: sqlx::Error| format!("PostgreSQL: TEST_DATABASE_URL cannot be used: {e}");
    let options: PgConnectOptions = url.parse().map_err(unusable)?;
    wait_on(sweep(&options)).map_err(unusable)?;
    Ok(Server { options, _cluster: None })
}

/// Sends a statement that has no answer.
async fn tell(server: &PgConnectOptions, sql: String) -> sqlx::Result<()> {
    let mut connection = PgConnection::connect_with(server).await?;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await?;
    connection.close().await
}

/// Asks for one text.
async fn ask(server: &PgConnectOptions, sql: &'static str) -> sqlx::Result<String> {
    let mut connection = PgConnection::connect_with(server).await?;
    let answer = sqlx::query_scalar(sql).fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(answer)
}

/// `alongside_test_<seconds>_<random>`: the seconds tell [`sweep`] how old it is.
fn new_name() -> String {
    format!("alongside_test_{}_{}", seconds(), tether::random())
}

/// On a server that outlives us, drops what earlier runs left: nobody tells a test process that
/// it is about to end, so each run clears up after those that ended an hour ago.
async fn sweep(server: &PgConnectOptions) -> sqlx::Result<()> {
    let names = "SELECT COALESCE(string_agg(datname, ' '), '') FROM pg_database \
                 WHERE datname LIKE 'alongside\\_test\\_%'";
    for name in ask(server, names).await?.split(' ') {
        let made: Option<u64> = name.split('_').nth(2).and_then(|part| part.parse().ok());
        if made.is_some_and(|made| made + 3600 < seconds()) {
            tell(server, format!("DROP DATABASE IF EXISTS {name}")).await?;
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the age of a leftover is real time, not a test's")]
fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Runs async work from blocking code, on a thread of its own: the caller may be inside a runtime.
fn wait_on<T: Send>(work: impl Future<Output = T> + Send) -> T {
    std::thread::scope(|scope| {
        let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        scope.spawn(move || runtime().block_on(work)).join().expect("the work does not panic")
    })
}
