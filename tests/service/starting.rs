//! The program itself: what it needs, and the sentence it says when something is missing or wrong.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};

use crate::{engines::tether::Tether, tables};

/// A secret as somebody would set it.
const SECRET: &str = "QSBzZWNyZXQgdGhhdCBvbmx5IHRoZXNlIHRlc3RzIGtub3c=";

/// What may be set where the tests run.
const SETTINGS: [&str; 13] = [
    "DATABASE_URL",
    "ROCKET_TLS",
    "ALONGSIDE_ERASURES",
    "ALONGSIDE_SECRET_KEY",
    "ALONGSIDE_SECRET_KEY_FILE",
    "ALONGSIDE_OLD_SECRET_KEY",
    "ALONGSIDE_OLD_SECRET_KEY_FILE",
    "ALONGSIDE_URL",
    "ALONGSIDE_SMTP_URL",
    "ALONGSIDE_MAIL_FROM",
    "ALONGSIDE_SMTP_USER",
    "ALONGSIDE_SMTP_PASSWORD",
    "ALONGSIDE_SMTP_CA",
];

/// The program with nothing set but what a test sets.
pub fn alongside(verb: &str, data: &Tether, settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
    command.arg(verb).env("ROCKET_PORT", free_port().to_string());
    for name in SETTINGS {
        command.env_remove(name);
    }
    command.env("ALONGSIDE_DATA", data.path());
    command.envs(settings.iter().copied()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn folder() -> Tether {
    Tether::folder("starting").unwrap()
}

pub fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "it should not have started");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A program that runs until the test ends.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn what_is_missing_or_wrong_is_said_in_a_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (settings, sentence) in [
        (&[("DATABASE_URL", "mysql://somewhere/else")][..], "The database cannot be opened"),
        (&[("DATABASE_URL", "sqlite:///nowhere/at/all/x.db")], "The database cannot be opened"),
        (&[("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")], "The database cannot be opened"),
        (&[("ALONGSIDE_SECRET_KEY", "c2hvcnQ=")], "ALONGSIDE_SECRET_KEY is too short or not base64"),
        (&[("ALONGSIDE_URL", "alongside")], "ALONGSIDE_URL cannot be used"),
        (&[("ALONGSIDE_URL", "http://alongside.example.nhs.uk")], "must begin with https://"),
        (&[("ALONGSIDE_SMTP_URL", "smtps://mail.example")], "Mail is half configured"),
        (
            &[("ALONGSIDE_SMTP_URL", "smtp://mail.example?tls=none"), ("ALONGSIDE_MAIL_FROM", "a@b.example")],
            "must be reached over TLS",
        ),
        (
            &[("ALONGSIDE_SMTP_URL", "smtps://us:pw@mail.example"), ("ALONGSIDE_MAIL_FROM", "a@b.example")],
            "must not hold a user name or a password",
        ),
        (
            &[
                ("ALONGSIDE_SMTP_URL", "smtp://mail.example"),
                ("ALONGSIDE_MAIL_FROM", "a@b.example"),
                ("ALONGSIDE_SMTP_CA", "/nowhere/ca.pem"),
            ],
            "the certificate /nowhere/ca.pem",
        ),
        (&[("ALONGSIDE_IDLE_MINUTES", "90")], "ALONGSIDE_IDLE_MINUTES must be a whole number from 1 to 60"),
        (
            &[("ALONGSIDE_KEEP_CHECK_INS_MONTHS", "120")],
            "ALONGSIDE_KEEP_CHECK_INS_MONTHS must be a whole number from 9 to 24",
        ),
        (&[("ROCKET_PORT", port.as_str())], "cannot be listened on"),
    ] {
        let said = refused(&alongside("serve", &folder(), settings).output().unwrap());
        assert!(said.contains(sentence), "{settings:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
    drop(taken);
}

#[test]
fn the_demonstration_says_where_it_is_and_who_may_be_signed_in_as() {
    let data = folder();
    let mut running = Running(alongside("demo", &data, &[]).spawn().unwrap());
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let said = [lines.next().unwrap(), lines.next().unwrap(), lines.next().unwrap(), lines.next().unwrap()].join("\n");
    for words in
        ["Alongside is at http://127.0.0.1:", "Messages are written into", "/demonstration", "Mina", "Helen of HR"]
    {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn a_block_of_trusted_proxies_that_may_hold_others_is_warned_of() {
    let data = folder();
    let blocks = [("ALONGSIDE_TRUSTED_PROXY", "10.0.0.0/8, 192.0.2.7")];
    let mut running = Running(alongside("demo", &data, &blocks).spawn().unwrap());
    let mut lines = BufReader::new(running.0.stderr.take().unwrap()).lines().map(Result::unwrap);
    let warned = lines.find(|line| line.contains("ALONGSIDE_TRUSTED_PROXY")).expect("it is said");
    assert!(warned.contains("10.0.0.0/8") && !warned.contains("192.0.2.7"), "{warned}");
}

#[test]
fn a_demonstration_and_real_people_are_never_mixed() {
    let data = folder();
    let file = data.path().join("kept.db");
    let url = format!("sqlite://{}", file.display());
    let settings = [("DATABASE_URL", url.as_str()), ("ALONGSIDE_SECRET_KEY", SECRET)];
    let mut running = Running(alongside("demo", &data, &settings).spawn().unwrap());
    BufReader::new(running.0.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    drop(running);
    let said = refused(&alongside("serve", &data, &settings).output().unwrap());
    assert!(said.contains("This database holds the demonstration"), "{said}");
    // Without one the demonstration keeps a secret of its own beside its own data, and opens nothing else.
    let said = refused(&alongside("serve", &data, &settings[..1]).output().unwrap());
    assert!(said.contains("sealed under another secret"), "{said}");
}

/// First what it would do, then doing it, then nothing more to do; a file with a problem and an unknown code stop it.
fn import_a_directory(data: &Tether) {
    let file = data.path().join("feed.json");
    let import = |services: &str, more: &[&str]| {
        std::fs::write(&file, services).unwrap();
        let mut command = alongside("import-directory", data, &[]);
        command.arg(&file).args(["--ods-code", "RXX"]).args(more).output().unwrap()
    };
    let said = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let one = r#"[{"id": "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b22", "name": "Walking group", "status": "active", "licences": "x"}]"#;
    let shown = said(&import(one, &[]));
    assert!(shown.contains("added: Walking group") && shown.contains("Nothing has changed"), "{shown}");
    assert!(shown.contains("not taken over: Walking group: not taken over: licences"), "{shown}");
    assert!(said(&import(one, &["--confirm"])).contains("The file is taken over"));
    assert!(said(&import(one, &["--confirm"])).contains("left alone: 1"));
    assert!(refused(&import(r#"[{"name": "Nameless"}]"#, &["--confirm"])).contains("mend the problems above first"));
    let mut elsewhere = alongside("import-directory", data, &[]);
    let output = elsewhere.arg(&file).args(["--ods-code", "RYY"]).output().unwrap();
    assert!(refused(&output).contains("no organisation with the code RYY is registered"));
}

#[test]
fn a_real_organisation_begins_with_its_service_manager() {
    let data = folder();
    let with = |code: &str| {
        let mut command = alongside("found", &data, &[]);
        command.args([
            "--ods-code",
            code,
            "--name",
            "Anytown Trust",
            "--site-code",
            "RXX01",
            "--site-name",
            "Infirmary",
        ]);
        command.args(["--manager-name", "Grace Lim", "--manager-email", "grace.lim@anytown.example"]);
        command.output().unwrap()
    };
    assert!(refused(&with("R")).contains("an ODS code has 3 to 10 letters and digits"));
    let done = with("RXX");
    assert!(String::from_utf8_lossy(&done.stdout).contains("grace.lim@anytown.example can sign in"));
    assert!(refused(&with("rxx")).contains("already registered"));
    import_a_directory(&data);
    // The way back, should nobody look after it any more: somebody registered is made a service manager, as often as one likes.
    let manager = |email: &str| alongside("manager", &data, &[]).args(["--email", email]).output().unwrap();
    assert!(refused(&manager("grace")).contains("--email"));
    assert!(refused(&manager("una.moss@anytown.example")).contains("nobody is registered with that address"));
    let url = format!("sqlite://{}", data.path().join("alongside.db").display());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let managers = "roles WHERE role = 'service_manager' AND NOT by_group";
    runtime.block_on(tables::change(&url, "UPDATE roles SET by_group = TRUE".to_owned()));
    for _ in 0..2 {
        assert!(
            String::from_utf8_lossy(&manager("Grace.Lim@anytown.example").stdout).contains("looks after this service")
        );
        assert_eq!(runtime.block_on(tables::count(&url, managers)), 1);
    }
    runtime.block_on(tables::change(&url, "DELETE FROM roles".to_owned()));
    assert!(manager("grace.lim@anytown.example").status.success());
    assert_eq!(runtime.block_on(tables::count(&url, managers)), 1);
    assert_eq!(runtime.block_on(tables::count(&url, "changes WHERE action = 'role given by hand'")), 3);
    // The same database now serves: the program starts and says where it is.
    let mut running = Running(alongside("serve", &data, &[]).spawn().unwrap());
    let first = BufReader::new(running.0.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    assert!(first.contains("Alongside is at"), "{first}");
}

#[test]
fn a_real_database_is_never_made_a_demonstration() {
    let data = folder();
    let url = format!("sqlite://{}", data.path().join("real.db").display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        use alongside::{kernel::Clock, kernel::Keys, organisations::actions::found, store::Db};
        let db = Db::open(&url, Keys::from_secret(&BASE64_STANDARD.decode(SECRET).unwrap()).unwrap()).await.unwrap();
        let name = "A real trust".parse().unwrap();
        found(&db, &"RXX".parse().unwrap(), &name, false, Clock::System.now()).await.unwrap();
        db.close().await;
    });
    let settings = [("DATABASE_URL", url.as_str()), ("ALONGSIDE_SECRET_KEY", SECRET)];
    let said = refused(&alongside("demo", &data, &settings).output().unwrap());
    assert!(said.contains("holds a real organisation"), "{said}");
    let said = refused(&alongside("demo", &data, &settings[..1]).output().unwrap());
    assert!(said.contains("sealed under another secret"), "{said}");
}

/// What the program answers to one request of somebody unknown.
fn ask(address: &str, path: &str) -> String {
    let connect = || TcpStream::connect(address).inspect_err(|_| thread::sleep(Duration::from_millis(100))).ok();
    let mut stream = (0..300).find_map(|_| connect()).expect("the program listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
}

#[test]
fn what_somebody_looks_for_stands_in_no_log_and_no_file() {
    let data = folder();
    let mut running = Running(alongside("demo", &data, &[]).spawn().unwrap());
    let mut said = String::new();
    let mut lines = BufReader::new(running.0.stdout.take().unwrap());
    lines.read_line(&mut said).unwrap();
    let address = said.trim().rsplit("http://").next().unwrap().to_owned();
    let found = ask(&address, "/find-support?q=marmalade&need=sleep&open=yes");
    assert!(found.starts_with("HTTP/1.1 200") && found.contains("marmalade"), "{found}");
    assert!(ask(&address, "/find-support/marmalade").starts_with("HTTP/1.1 404"));
    assert!(ask(&address, "/find-support/ours?q=marmalade").starts_with("HTTP/1.1 303"));
    running.0.kill().unwrap();
    running.0.wait().unwrap();
    lines.read_to_string(&mut said).unwrap();
    running.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(!said.contains("marmalade") && !said.contains("find-support"), "{said}");
    let files = files_under(data.path());
    assert!(files.len() > 1, "{files:?}");
    for file in files {
        let kept = std::fs::read(&file).unwrap();
        assert!(!kept.windows(9).any(|window| window == b"marmalade"), "{}", file.display());
    }
}
