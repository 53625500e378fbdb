//! The service on a database of its own, with the demonstration's people and a clock that stands still.

use std::{
    path::PathBuf,
    sync::{Arc, LazyLock},
};

use alongside::{
    Parts,
    accounts::{self, Member, Provider, SignInRules},
    app,
    kernel::{Clock, Keys, Now},
    messages::{Delivery, Sender, Transport},
    privacy::Table,
    retention::Keep,
    seed,
    store::Db,
    uptake::releases::Making,
    web::{Limits, PublicAddress, Site, Views},
};
use chrono::{DateTime, TimeDelta, Utc};
use rocket::{Config, figment::Figment, local::asynchronous::Client};

use crate::{Letter, Person, engines::tether::Tether};

/// Where the service believes it is.
pub const ADDRESS: &str = "http://alongside.example";

/// Monday 23 November 2026, 10am in London: when every story begins.
pub const BEGINNING: &str = "2026-11-23T10:00:00Z";

/// The service's secret in every story.
pub const SECRET: [u8; 48] = [9; 48];

/// Compiled once for all stories: it takes longer than most of them do.
static VIEWS: LazyLock<Views> = LazyLock::new(|| Views::load().expect("the templates compile"));

/// Everything a story needs.
pub struct World {
    /// Where the database is, for looking into it behind the service's back.
    pub url: String,
    /// The database, for counting statements and for taking it away.
    pub db: Db,
    /// The clock: it moves only when a story moves it.
    pub clock: Clock,
    /// The service itself.
    pub client: Client,
    sender: Sender,
    folder: Tether,
}

impl World {
    /// The demonstration as of the beginning.
    pub async fn open(url: &str) -> Self {
        Self::with(url, Table::product()).await
    }

    /// The same under another table of who sees what.
    pub async fn with(url: &str, table: Table) -> Self {
        let clock = Clock::fixed(DateTime::parse_from_rfc3339(BEGINNING).unwrap().into());
        let db = database(url).await;
        // The demonstration is planted under the product's own table: its people may do what they do.
        seed::plant(&db, &Arc::new(Table::product()), clock.now()).await.expect("the demonstration is planted");
        Self::on(url, db, clock, table).await
    }

    /// The same database and the same clock under another table of who sees what.
    pub async fn under(&self, table: Table) -> Self {
        Self::on(&self.url, self.db.clone(), self.clock.clone(), table).await
    }

    /// The same database with the organisation's own sign-in, at the time of the machine's clock, which the provider
    /// goes by.
    pub async fn with_provider(&self, provider: Provider) -> Self {
        let clock = Clock::fixed(Clock::System.now().0);
        let parts = Parts { provider: Some(provider), ..parts(&self.db, &clock, Table::product(), ADDRESS) };
        Self::of(&self.url, parts).await
    }

    /// The same database and clock under other limits of how often.
    pub async fn limited(&self, limits: Limits) -> Self {
        let parts = Parts { limits, ..parts(&self.db, &self.clock, Table::product(), ADDRESS) };
        Self::of(&self.url, parts).await
    }

    /// The same database and clock where releases are made in this way.
    pub async fn releasing(&self, releases: Making) -> Self {
        let parts = Parts { releases, ..parts(&self.db, &self.clock, Table::product(), ADDRESS) };
        Self::of(&self.url, parts).await
    }

    async fn on(url: &str, db: Db, clock: Clock, table: Table) -> Self {
        Self::of(url, parts(&db, &clock, table, ADDRESS)).await
    }

    async fn of(url: &str, parts: Parts) -> Self {
        let (db, clock) = (parts.db.clone(), parts.clock.clone());
        let service = app(figment(), parts);
        let client = Client::untracked(service).await.expect("the service starts");
        let folder = Tether::folder("messages").expect("a folder for messages");
        let transport = Transport::prepare(&Delivery::Folder(folder.path().to_path_buf())).unwrap();
        let sender = Sender {
            db: db.clone(),
            clock: clock.clone(),
            transport: Arc::new(transport),
            address: ADDRESS.to_owned(),
        };
        Self { url: url.to_owned(), db, clock, client, sender, folder }
    }

    /// What time it is.
    pub fn now(&self) -> Now {
        self.clock.now()
    }

    /// Lets time pass.
    pub fn pass(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// Somebody with a browser, not signed in.
    pub fn stranger(&self) -> Person<'_> {
        Person::stranger(self)
    }

    /// One of the demonstration's people, signed in. `name` is a first name.
    pub async fn person(&self, name: &str) -> Person<'_> {
        let person = self.stranger();
        let list = person.get("/demonstration").await;
        let action = list.form_of(&format!("Be {name}"));
        person.submit(&list, &action, &[]).await.leads_to("/support");
        person
    }

    /// The same person as actions take them: for setting a scene quicker than by forms.
    pub async fn member(&self, name: &str) -> Member {
        let list = self.stranger().get("/demonstration").await;
        let action = list.form_of(&format!("Be {name}"));
        let id = action.rsplit('/').next().unwrap().parse().unwrap();
        let found = accounts::acting(&mut self.db.read().await.unwrap(), id, &Arc::new(Table::product())).await;
        found.unwrap().expect("the person is there")
    }

    /// The same as of a later instant, by which the task has run every twelve hours: what is due in that time is sent when
    /// it is due, and the story's own clock stands where it stood.
    pub async fn post_by(&self, at: DateTime<Utc>) -> Vec<Letter> {
        let clock = Clock::fixed(self.now().0);
        let sender = Sender { clock: clock.clone(), ..self.sender.clone() };
        sender.send_waiting().await.expect("the outbox is read");
        while clock.now().0 < at {
            clock.advance(TimeDelta::hours(12).min(at - clock.now().0));
            sender.send_waiting().await.expect("the outbox is read");
        }
        self.post().await
    }

    /// Sends what waits in the outbox, and gives every message sent so far, oldest first by date then name.
    pub async fn post(&self) -> Vec<Letter> {
        self.sender.send_waiting().await.expect("the outbox is read");
        self.letters()
    }

    /// What empties the outbox.
    pub fn sender(&self) -> &Sender {
        &self.sender
    }

    /// Every message sent so far.
    pub fn letters(&self) -> Vec<Letter> {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
        // What is being written has another ending until it is whole.
        files.retain(|file| file.extension().is_some_and(|ending| ending == "eml"));
        files.sort();
        files.iter().map(|file| Letter::read(&std::fs::read(file).unwrap())).collect()
    }

    /// The messages to one address.
    pub async fn post_of(&self, address: &str) -> Vec<Letter> {
        self.post().await.into_iter().filter(|message| message.to == address).collect()
    }
}

/// Opens a database with the keys of every story.
pub async fn database(url: &str) -> Db {
    Db::open(url, Keys::from_secret(&SECRET).unwrap()).await.expect("the database opens")
}

/// What the service is made of, at an address.
pub fn parts(db: &Db, clock: &Clock, table: Table, address: &str) -> Parts {
    Parts {
        db: db.clone(),
        clock: clock.clone(),
        table: Arc::new(table),
        site: Site { address: PublicAddress::parse(address).unwrap(), demonstration: true, contact: None },
        rules: SignInRules::usual(false),
        keep: Keep::usual(),
        provider: None,
        // In a story time stands still, and everybody writes in the same second.
        limits: Limits { sign_in: u32::MAX, writes: u32::MAX, own_writes: u32::MAX, ..Limits::default() },
        releases: Making::ByItself,
        views: VIEWS.clone(),
    }
}

/// The service's settings.
pub fn figment() -> Figment {
    Figment::from(Config { log_level: rocket::config::LogLevel::Off, ..Config::debug_default() })
        .merge(("ip_header", false))
        .merge(("limits.bytes", "32 KiB"))
}
