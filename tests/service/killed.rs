//! Processes that are killed while they send: on one PostgreSQL, at any moment, without a last word.

use std::{
    collections::BTreeSet,
    ffi::{OsStr, OsString},
    net::TcpListener,
    sync::Arc,
    thread::sleep,
    time::{Duration, Instant},
};

use alongside::{
    accounts,
    kernel::{
        Clock,
        ids::{OrganisationId, PersonId},
    },
    messages::{self, Delivery, Occasion, Sender, To, Transport},
    store::Db,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::TimeDelta;
use uuid::Uuid;

use crate::{
    engines::{self, tether, tether::Tether},
    mail::Note,
    mail_server::MailServer,
    tables::count,
    world::{ADDRESS, SECRET, database},
};

/// How many messages are to be told.
const MESSAGES: i64 = 500;

/// How often a process is killed, before both are.
const KILLS: usize = 12;

/// How long anything may take that takes less.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the moments begin, so that a run can be repeated as far as a machine's own pace allows.
const SEED: u64 = 20_261_123;

#[tokio::test(flavor = "multi_thread")]
async fn of_five_hundred_messages_none_is_sent_twice_and_none_is_lost_without_being_listed() {
    let Some(url) = engines::postgres_url().await else { return };
    // So slow that most of the time a message is on its way, and the server has it and has not said so.
    let Some(server) = MailServer::start(&["--slow", "32"]).await else { return };
    let (db, clock) = (database(&url).await, Clock::System);
    let (organisation, grace) = found(&db, &clock).await;
    write(&db, &clock, grace).await;

    tokio::task::block_in_place(|| kill_at_random(&url, &server));
    let left = count(&url, "messages WHERE state IN ('claimed', 'sending')").await;
    assert!(left > 0, "no process was killed with a message in its hands");
    let waiting = count(&url, "messages WHERE state = 'waiting'").await;
    assert!(waiting > 0, "everything was sent before the last process was killed");
    settle(&db, &clock, &server).await;

    let taken: Vec<_> = server.taken().into_iter().map(|message| message.reference).collect();
    let once: BTreeSet<_> = taken.iter().cloned().collect();
    assert_eq!(taken.len(), once.len(), "a message reached the server twice");
    let listed = messages::doubtful(&mut db.read().await.unwrap(), organisation, MESSAGES).await.unwrap();
    let listed: BTreeSet<_> = listed.into_iter().map(|one| one.reference).collect();
    let state = async |state: &str| usize::try_from(count(&url, &format!("messages WHERE state = '{state}'")).await);
    let (sent, unknown) = (state("sent").await.unwrap(), state("unknown").await.unwrap());
    println!(
        "{left} left in dead hands: {sent} sent, {unknown} of unknown fate, {} of those at the server",
        listed.intersection(&once).count()
    );
    assert_eq!(sent + unknown, usize::try_from(MESSAGES).unwrap(), "a message is neither sent nor listed");
    assert_eq!(listed.len(), unknown, "each of unknown fate is listed");
    // Every message at the server is marked sent or is listed; since these are as many as those marked sent, they are
    // the same.
    assert_eq!(once.difference(&listed).count(), sent, "a message is marked sent and is not at the server");
    assert!(unknown <= KILLS + 2, "a killed process leaves one in doubt at most");
}

/// An organisation with its service manager: the demonstration is not served.
async fn found(db: &Db, clock: &Clock) -> (OrganisationId, PersonId) {
    let founding = accounts::model::Founding {
        ods_code: "RXX".parse().unwrap(),
        name: "Anytown Trust".parse().unwrap(),
        site_code: "RXX01".parse().unwrap(),
        site_name: "Infirmary".parse().unwrap(),
        manager_name: "Grace Lim".parse().unwrap(),
        manager_email: "grace.lim@anytown.example".parse().unwrap(),
    };
    let grace = accounts::actions::found(db, &founding, clock.now()).await.unwrap();
    let table = Arc::new(alongside::privacy::Table::product());
    let member = accounts::acting(&mut db.read().await.unwrap(), grace, &table).await.unwrap().unwrap();
    (member.organisation, grace)
}

async fn write(db: &Db, clock: &Clock, person: PersonId) {
    let mut tx = db.write().await.unwrap();
    for number in 0..MESSAGES {
        let to = To { person, organisation: "Anytown Trust" };
        let occasion = Occasion::numbered(Uuid::from_u128(1), number);
        messages::post(&mut tx, clock.now(), occasion, to, &Note { code: "271828" }).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Two processes, one or the other of which is killed again and again at any moment of its work, and started anew; in
/// the end both are. Blocks.
fn kill_at_random(url: &str, server: &MailServer) {
    let mut processes = [Some(serve(url, server)), Some(serve(url, server))];
    let mut chance = SEED;
    for _ in 0..KILLS {
        chance = next(chance);
        let victim = &mut processes[usize::from(chance.is_multiple_of(2))];
        let up = victim
            .as_mut()
            .expect("it was started")
            .wait_for(PATIENCE, |log| log.contains("Alongside is at").then_some(()));
        up.expect("the program starts");
        // A few messages flow, and then it is any moment of any of them.
        let (begin, enough) = (Instant::now(), server.taken().len() + usize::try_from(chance / 2 % 16).unwrap());
        while server.taken().len() <= enough {
            assert!(begin.elapsed() < PATIENCE, "nothing is sent");
            sleep(Duration::from_millis(2));
        }
        sleep(Duration::from_millis(chance / 32 % 40));
        drop(victim.take());
        *victim = Some(serve(url, server));
    }
}

/// The program itself, in a process of its own, which is killed when this value goes.
fn serve(url: &str, server: &MailServer) -> Tether {
    let folder = tether::new_folder("killed").unwrap();
    let settings = [
        ("DATABASE_URL", url.to_owned()),
        ("ALONGSIDE_SECRET_KEY", BASE64_STANDARD.encode(SECRET)),
        ("ALONGSIDE_DATA", folder.display().to_string()),
        ("ALONGSIDE_SMTP_URL", format!("smtp://127.0.0.1:{}", server.port)),
        ("ALONGSIDE_SMTP_CA", server.authority().display().to_string()),
        ("ALONGSIDE_MAIL_FROM", "alongside@anytown.example".to_owned()),
        ("ALONGSIDE_CHECK_LINKS", "off".to_owned()),
        ("ROCKET_PORT", free_port().to_string()),
    ];
    let mut command: Vec<OsString> = vec!["env".into()];
    for name in ["ALONGSIDE_URL", "ALONGSIDE_SMTP_USER", "ALONGSIDE_SMTP_PASSWORD"] {
        command.extend(["-u".into(), name.into()]);
    }
    command.extend(settings.map(|(name, value)| format!("{name}={value}").into()));
    command.extend([env!("CARGO_BIN_EXE_alongside").into(), "serve".into()]);
    let command: Vec<&OsStr> = command.iter().map(AsRef::as_ref).collect();
    Tether::program(folder, "KILL", &command).unwrap()
}

/// What is left when every process is dead: nobody is spared by a lease any more, and the rest is sent.
async fn settle(db: &Db, clock: &Clock, server: &MailServer) {
    let transport = Arc::new(Transport::prepare(&Delivery::Smtp(Box::new(server.relay()))).unwrap());
    let clock = Clock::fixed(clock.now().0 + TimeDelta::hours(3));
    let sender = Sender { db: db.clone(), clock, transport, address: ADDRESS.to_owned() };
    let senders: Vec<_> = (0..4).map(|_| sender.clone()).collect();
    let running: Vec<_> =
        senders.into_iter().map(|sender| tokio::spawn(async move { sender.send_waiting().await.unwrap() })).collect();
    for one in running {
        one.await.unwrap();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The next number of a well-known sequence (`SplitMix64`).
const fn next(before: u64) -> u64 {
    let mut z = before.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
