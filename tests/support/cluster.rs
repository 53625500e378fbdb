//! A PostgreSQL cluster that belongs to this test process: made in a temp folder, reachable on
//! the loopback address only, in a hurry rather than durable, and gone when the process is.

use std::ffi::{OsStr, OsString};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::tether::{self, Tether};

/// `$1` holds the programs, `$2` is the data folder, `$3` the port. The C locale sorts text by
/// its bytes, as SQLite does. No socket file: its path may be at most 107 bytes and a temp
/// folder's can be longer.
const MAKE_AND_RUN: &str = r#"
"$1/initdb" --pgdata="$2" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync &&
exec "$1/postgres" -D "$2" -c port="$3" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c max_connections=200 \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off
"#;

/// Starts a cluster of our own. Another program may take the free port between our asking and
/// the server's: then a second and a third try.
pub fn start() -> Result<(PgConnectOptions, Tether), String> {
    let programs = programs().ok_or(
        "PostgreSQL: no postgres and initdb on PATH or under /usr/lib/postgresql, and \
         TEST_DATABASE_URL is not set",
    )?;
    let mut last = String::new();
    for _ in 0..3 {
        match start_once(&programs) {
            Ok(cluster) => return Ok(cluster),
            Err(reason) => last = reason,
        }
    }
    Err(format!("PostgreSQL: {last}"))
}

fn start_once(programs: &Path) -> Result<(PgConnectOptions, Tether), String> {
    let told = |e: std::io::Error| format!("the private cluster could not be set up: {e}");
    let port =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr()).map_err(told)?.port();
    let user = other_user()?;
    let folder = tether::new_folder("postgres").map_err(told)?;
    let data = folder.join("data");
    std::fs::create_dir(&data).map_err(told)?;
    let mut command = Vec::new();
    if let Some((uid, gid)) = user {
        chown(&data, Some(uid), Some(gid)).map_err(told)?;
        let user = [format!("--reuid={uid}"), format!("--regid={gid}"), "--clear-groups".into()];
        command.push("setpriv".into());
        command.extend(user.map(OsString::from));
    }
    command.extend(["sh", "-c", MAKE_AND_RUN, "cluster"].map(OsString::from));
    command.extend([programs.into(), data.clone().into(), port.to_string().into()]);
    let command: Vec<&OsStr> = command.iter().map(AsRef::as_ref).collect();
    // QUIT is PostgreSQL's immediate shutdown: nobody will need these rows again.
    let mut cluster = Tether::program(folder, "QUIT", &command).map_err(told)?;
    let options = PgConnectOptions::new_without_pgpass()
        .host("127.0.0.1")
        .port(port)
        .username("postgres")
        .database("postgres")
        .ssl_mode(PgSslMode::Disable);
    cluster
        .wait_for(Duration::from_mins(1), |_| {
            let folder = super::wait_on(super::ask(&options, "SHOW data_directory"));
            // Whoever answers on the port must be our cluster and not another's.
            folder.ok().filter(|folder: &String| Path::new(folder) == data)
        })
        .map_err(|e| format!("the private cluster {e}"))?;
    Ok((options, cluster))
}

/// The folder that holds `postgres` and `initdb`: on `PATH`, or else where Debian keeps them,
/// highest version first.
fn programs() -> Option<PathBuf> {
    let complete = |bin: &PathBuf| ["postgres", "initdb"].iter().all(|p| bin.join(p).is_file());
    let on_path = tether::on_path(&["postgres"]).and_then(|p| p.parent().map(Path::to_path_buf));
    if let Some(bin) = on_path.filter(complete) {
        return Some(bin);
    }
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, bin)| complete(bin))
        .collect();
    versions.sort();
    versions.pop().map(|(_, bin)| bin)
}

/// Whom the server should run as when we are root, which PostgreSQL refuses to be.
fn other_user() -> Result<Option<(u32, u32)>, String> {
    let id = |arguments: &[&str]| -> Option<u32> {
        let said = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8(said.stdout).ok()?.trim().parse().ok()
    };
    if id(&["-u"]) != Some(0) {
        return Ok(None);
    }
    if tether::on_path(&["setpriv"]).is_none() {
        return Err("the tests run as root and setpriv is not there to start it as another".into());
    }
    ["postgres", "nobody"]
        .iter()
        .find_map(|user| Some((id(&["-u", user])?, id(&["-g", user])?)))
        .map(Some)
        .ok_or_else(|| "the tests run as root and no other user is there to start it as".into())
}
