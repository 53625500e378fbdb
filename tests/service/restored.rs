//! A backup is put back that still holds what people have erased since: the program itself deletes it again before it
//! serves anybody.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    sync::Arc,
};

use alongside::{
    accounts::{self, Member},
    checkins::{self, Point, Prompt, Written},
    erasure,
    kernel::{Clock, Now, ids::OnceToken},
    organisations,
    privacy::Table,
    retention::{self, Keep},
    store::{Db, Ledger},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::TimeDelta;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use crate::{
    engines::{self, tether::Tether},
    newcomers,
    starting::{Running, alongside, refused},
    tables::{self, count},
    world::{SECRET, database},
};

/// Four librarians of a real trust, each with check-ins.
struct Trust {
    mina: Member,
    sam: Member,
    priya: Member,
    zoe: Member,
}

fn now() -> Now {
    Clock::System.now()
}

fn data_of(folder: &Tether) -> PathBuf {
    folder.path().join("erasures.ledger")
}

/// Opens a database with the ledger of a folder.
pub async fn opened(url: &str, folder: &Tether) -> Db {
    database(url).await.noting_in(Ledger::at(data_of(folder)))
}

async fn checked_in(db: &Db, who: &Member, days_ago: i64) {
    let written = Written {
        answers: BTreeMap::from([(Prompt::Sleep, Point::Low)]),
        helps: [].into(),
        note: Some("A long week.".into()),
    };
    let at = Now(now().0 - TimeDelta::days(days_ago));
    checkins::actions::make(db, who.id, written, OnceToken::random(), at).await.unwrap();
}

async fn found(db: &Db) -> Trust {
    let name = "A real trust".parse().unwrap();
    let organisation = organisations::actions::found(db, &"RXX".parse().unwrap(), &name, false, now()).await.unwrap();
    let mut people = Vec::new();
    for name in ["Mina Okafor", "Sam Lindqvist", "Priya Shah", "Zoe Adler"] {
        let new = newcomers::registration(name, accounts::Profession::Librarian, &[]);
        let id = accounts::actions::register(db, organisation, &new, now()).await.unwrap();
        let member =
            accounts::acting(&mut db.read().await.unwrap(), id, &Arc::new(Table::product())).await.unwrap().unwrap();
        for days_ago in [1, 40] {
            checked_in(db, &member, days_ago).await;
        }
        people.push(member);
    }
    let [mina, sam, priya, zoe] = people.try_into().ok().unwrap();
    Trust { mina, sam, priya, zoe }
}

/// Copies a database that nobody uses at this moment.
pub async fn copied(url: &str, folder: &Tether) -> String {
    if url.starts_with("sqlite:") {
        let file = folder.path().join("backup.db");
        let mut c = SqliteConnection::connect(url).await.unwrap();
        sqlx::query(AssertSqlSafe(format!("VACUUM INTO '{}'", file.display()))).execute(&mut c).await.unwrap();
        return format!("sqlite://{}", file.display());
    }
    let (server, name) = url.rsplit_once('/').map(|(server, rest)| (server, rest.split('?').next().unwrap())).unwrap();
    let mut c = PgConnection::connect(&format!("{server}/postgres")).await.unwrap();
    let copy = format!("CREATE DATABASE {name}_backup TEMPLATE {name}");
    // Whoever has just let go of it may still be leaving.
    for _ in 0..50 {
        if sqlx::query(AssertSqlSafe(copy.clone())).execute(&mut c).await.is_ok() {
            return url.replace(name, &format!("{name}_backup"));
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the database cannot be copied");
}

/// What three of the four delete, each in their own way.
async fn erase(db: &Db, trust: &Trust) {
    let token = OnceToken::random;
    erasure::actions::erase(db, &trust.mina, false, token(), now()).await.unwrap();
    let first = checkins::actions::own(db, trust.sam.id).await.unwrap()[0].id;
    assert!(checkins::actions::delete(db, trust.sam.id, first, token(), now()).await.unwrap());
    checkins::actions::keep_for(db, trust.priya.id, Some(1), &Keep::usual(), token(), now()).await.unwrap();
}

async fn kept_of(url: &str, who: &Member) -> i64 {
    let id = who.id.to_string();
    let id = if url.starts_with("sqlite") { format!("X'{}'", id.replace('-', "")) } else { format!("'{id}'") };
    count(url, &format!("check_ins WHERE person_id = {id}")).await
}

/// The program serving a database, from its first word on.
fn serving(url: &str, folder: &Tether, ledger: &Path) -> Result<Running, String> {
    let (secret, ledger) = (BASE64_STANDARD.encode(SECRET), ledger.display().to_string());
    let settings = [
        ("DATABASE_URL", url),
        ("ALONGSIDE_SECRET_KEY", secret.as_str()),
        ("ALONGSIDE_ERASURES", ledger.as_str()),
        ("ALONGSIDE_CHECK_LINKS", "off"),
    ];
    let mut running = Running(alongside("serve", folder, &settings).spawn().unwrap());
    let mut said = String::new();
    BufReader::new(running.0.stdout.take().unwrap()).read_line(&mut said).unwrap();
    if said.contains("Alongside is at") {
        return Ok(running);
    }
    drop(running);
    Err(refused(&alongside("serve", folder, &settings).output().unwrap()))
}

async fn a_backup_is_put_back(url: String) {
    let folder = Tether::folder("restored").unwrap();
    let db = opened(&url, &folder).await;
    let trust = found(&db).await;
    db.close().await;
    let backup = copied(&url, &folder).await;
    let db = opened(&url, &folder).await;
    erase(&db, &trust).await;
    db.close().await;
    let lines = std::fs::read_to_string(data_of(&folder)).unwrap();
    assert_eq!(lines.lines().count(), 3);
    for who in [&trust.mina, &trust.sam, &trust.priya] {
        assert!(!lines.contains(&who.id.to_string()) && !lines.contains(&who.name), "{lines}");
    }

    assert_eq!(count(&backup, "check_ins").await, 8, "the backup holds everything");
    let running = tokio::task::block_in_place(|| serving(&backup, &folder, &data_of(&folder))).unwrap();
    // It serves, so it has done what is done before.
    for (who, left) in [(&trust.mina, 0), (&trust.sam, 1), (&trust.priya, 1), (&trust.zoe, 2)] {
        assert_eq!(kept_of(&backup, who).await, left, "{}", who.name);
    }
    assert_eq!(count(&backup, "person_keys").await, 3);
    assert_eq!(count(&backup, "check_in_lives").await, 1);
    let known = tables::read(&backup).await["erasures"].clone();
    assert_eq!(known, tables::read(&url).await["erasures"]);
    drop(running);

    // Again it finds nothing to do; without its ledger it writes a new one out of what the database knows.
    let another = folder.path().join("another.ledger");
    drop(tokio::task::block_in_place(|| serving(&backup, &folder, &another)).unwrap());
    assert_eq!(std::fs::read_to_string(&another).unwrap().lines().count(), 3);
    assert_eq!(tables::read(&backup).await["erasures"], known);

    // A line that somebody made or cut keeps it from serving, with a sentence.
    std::fs::write(&another, lines.replacen("record", "check_ins", 1)).unwrap();
    let said = tokio::task::block_in_place(|| serving(&backup, &folder, &another)).map(drop).unwrap_err();
    assert!(said.contains("another.ledger cannot be used: line 1 was not written by this service"), "{said}");
    std::fs::write(&another, &lines[..lines.len() - 9]).unwrap();
    let said = tokio::task::block_in_place(|| serving(&backup, &folder, &another)).map(drop).unwrap_err();
    assert!(said.contains("its last line was cut"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_put_back_forgets_again_what_was_erased_on_sqlite() {
    a_backup_is_put_back(engines::sqlite_url().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_put_back_forgets_again_what_was_erased_on_postgres() {
    if let Some(url) = engines::postgres_url().await {
        a_backup_is_put_back(url).await;
    }
}

#[tokio::test]
async fn retain_says_what_it_deleted_and_of_choices_no_number() {
    let (folder, url) = (Tether::folder("restored").unwrap(), engines::sqlite_url().await);
    let db = opened(&url, &folder).await;
    let trust = found(&db).await;
    checked_in(&db, &trust.zoe, 500).await;
    db.close().await;
    let secret = BASE64_STANDARD.encode(SECRET);
    let settings = [("DATABASE_URL", url.as_str()), ("ALONGSIDE_SECRET_KEY", secret.as_str())];
    let output = alongside("retain", &folder, &settings).output().unwrap();
    let (said, logged) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said} {logged}");
    assert!(said.contains("Your check-ins: 0 to 6"), "{said}");
    assert_eq!(count(&url, "check_ins").await, 8);
    for text in [said, logged] {
        assert!(!text.contains("Zoe") && !text.contains(&trust.zoe.id.to_string()), "{text}");
    }
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_erased() {
    let (folder, url) = (Tether::folder("restored").unwrap(), engines::sqlite_url().await);
    let db = opened(&url, &folder).await;
    let trust = found(&db).await;
    let nowhere = db.clone().noting_in(Ledger::at("/nowhere/at/all/erasures.ledger".into()));
    assert!(erasure::actions::erase(&nowhere, &trust.mina, false, OnceToken::random(), now()).await.is_err());
    assert_eq!((kept_of(&url, &trust.mina).await, count(&url, "erasures").await), (2, 0));
    erasure::actions::erase(&db, &trust.mina, false, OnceToken::random(), now()).await.unwrap();
    assert_eq!(kept_of(&url, &trust.mina).await, 0);
}

#[tokio::test]
async fn what_was_made_after_a_line_is_not_erased_by_it() {
    // The machine went down between the line and its transaction, and Mina goes on before anybody notices.
    let (folder, url) = (Tether::folder("restored").unwrap(), engines::sqlite_url().await);
    let db = opened(&url, &folder).await;
    let trust = found(&db).await;
    db.close().await;
    let backup = copied(&url, &folder).await;
    let db = opened(&url, &folder).await;
    erasure::actions::erase(&db, &trust.mina, false, OnceToken::random(), now()).await.unwrap();
    checkins::actions::delete_all(&db, trust.sam.id, OnceToken::random(), now()).await.unwrap();
    keeps_for(&db, &trust.sam, 1).await;
    for months in [1, 3] {
        keeps_for(&db, &trust.zoe, months).await;
    }
    db.close().await;

    let db = opened(&backup, &folder).await;
    for who in [&trust.mina, &trust.sam] {
        checked_in(&db, who, -1).await;
        // On the same day as the lines, and after them.
        keeps_for(&db, who, 6).await;
    }
    for again in [5, 0] {
        assert_eq!(retention::catch_up(&db).await.unwrap(), again);
        for who in [&trust.mina, &trust.sam] {
            let left = checkins::actions::own(&db, who.id).await.unwrap();
            assert!(left.len() == 1 && left[0].kept.is_some(), "{}: what is younger can be read", who.name);
        }
    }
    // A later choice is not undone by an earlier line, neither of a choice nor of a record.
    assert_eq!(count(&backup, "check_in_lives WHERE months = 6").await, 2);
    assert_eq!(count(&backup, "check_in_lives WHERE months = 3").await, 1, "the later of two on a day");
}

async fn keeps_for(db: &Db, who: &Member, months: i64) {
    let (keep, token) = (Keep::usual(), OnceToken::random());
    checkins::actions::keep_for(db, who.id, Some(months), &keep, token, now()).await.unwrap();
}
