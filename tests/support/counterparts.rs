//! Programs by other people that read what the service writes: a strict reader of calendars, programs that
//! subscribe to them, a mail server. They are Python packages in `target/counterparts`, where CI and the command in
//! README.md put them (`tests/counterparts/requirements.txt`); and a provider of OpenID Connect, from npm.
//!
//! Include this file as a module named `counterparts` beside one named `engines`.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use serde_json::Value;

use super::engines::tether::{self, Tether};

static FOUND: OnceLock<Result<(), String>> = OnceLock::new();

/// What must be importable before any counterpart is used.
const MODULES: &str = "import aiosmtpd, cryptography, icalendar, khal, recurring_ical_events, vdirsyncer";

/// Whether the counterparts are there, or the reason why not. Blocks.
pub fn counterparts_available() -> Result<(), String> {
    let look = || {
        let missing = |why: String| {
            format!(
                "counterparts (Python): {why}; run `python3 -m venv target/counterparts && \
                 target/counterparts/bin/pip install -r tests/counterparts/requirements.txt`"
            )
        };
        let imported = Command::new(program("python")).args(["-c", MODULES]).output();
        match imported {
            Ok(output) if output.status.success() => Ok(()),
            Ok(output) => Err(missing(tether::last(&String::from_utf8_lossy(&output.stderr)))),
            Err(error) => Err(missing(format!("target/counterparts: {error}"))),
        }
    };
    FOUND.get_or_init(look).clone()
}

/// Whether to go on with a test that needs the counterparts: false when they are not on this machine (a failure where
/// `ALONGSIDE_TEST_ALL=1` asks for everything).
pub fn counterparts_or_skip() -> bool {
    tether::or_skip(counterparts_available()).is_some()
}

/// Node.js, where it and the provider of OpenID Connect from npm are there, or the reason why not.
pub fn provider_available() -> Result<PathBuf, String> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/oidc-provider");
    let node = tether::on_path(&["node"]).filter(|_| package.is_dir());
    node.ok_or_else(|| {
        "counterparts (Node.js): no node on PATH, or no oidc-provider in node_modules; run `npm ci`".to_owned()
    })
}

/// The path of a counterpart: `python`, `vdirsyncer`, `khal`.
pub fn program(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/counterparts/bin").join(name)
}

/// The path of a script in `tests/counterparts`.
pub fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/counterparts").join(name)
}

/// What a strict reader finds in each of these calendars, which must all have this method (`REQUEST`, `CANCEL`, or
/// `-` for none): an object with `method`, `name` and `entries`, and of each entry `uid`, `sequence`, `stamp`,
/// `start`, `end` (as `2026-11-26T14:30:00Z`), `summary`, `description`, `place`, `link`, `status`, `organizer` and
/// `attendee` (each with `address`, `name` and `rsvp`, or null). Panics with the reader's words when anything is wrong.
pub fn read_calendars(method: &str, calendars: &[impl AsRef<str>]) -> Vec<Value> {
    try_read_calendars(method, calendars).unwrap_or_else(|words| {
        let all: Vec<&str> = calendars.iter().map(AsRef::as_ref).collect();
        panic!("the strict reader refuses: {words}\n{}", all.join("\n"))
    })
}

/// The same, or the reader's words about what is wrong.
pub fn try_read_calendars(method: &str, calendars: &[impl AsRef<str>]) -> Result<Vec<Value>, String> {
    let folder = Tether::folder("calendars").expect("a folder for calendars");
    let mut files = Vec::new();
    for (number, calendar) in calendars.iter().enumerate() {
        let file = folder.path().join(format!("{number}.ics"));
        std::fs::write(&file, calendar.as_ref()).expect("a calendar can be written");
        files.push(file);
    }
    let output = Command::new(program("python"))
        .arg(script("read_calendar.py"))
        .arg(method)
        .args(&files)
        // No time zone database: nothing may need one.
        .env("PYTHONTZPATH", "")
        .output()
        .expect("the reader starts");
    if !output.status.success() {
        return Err(said(&output));
    }
    Ok(serde_json::from_slice(&output.stdout).expect("the reader answers with JSON"))
}

/// What a program printed, both ways.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
