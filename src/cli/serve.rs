//! Serving real people.

use std::{net::TcpListener, path::PathBuf, sync::Arc};

use rocket::figment::Figment;
use tracing::{info, warn};

use super::{Settings, Trouble, secret};
use crate::{
    Parts, app,
    kernel::{Clock, Keys, Now},
    messages::{self, Delivery, Sender, Transport},
    organisations,
    privacy::Table,
    retention::{self, Behind, Deleted},
    sessions, signposts,
    store::{self, Db, Ledger},
    uptake::{
        self,
        releases::{self, Making},
    },
    web::{PublicAddress, Site, Views},
};

/// Whether this is the program that real people are served with.
pub const RELEASE: bool = !cfg!(debug_assertions);

/// Everything that is checked before the service starts.
pub struct Ready {
    pub db: Db,
    pub figment: Figment,
    pub site: Site,
    pub delivery: Delivery,
    pub clock: Clock,
    pub table: Arc<Table>,
}

/// Starts the service: no demonstration data, no demonstration sign-in.
pub async fn run(settings: Settings) -> Result<(), Trouble> {
    let keys = secret::required(&settings, RELEASE)?;
    let figment = secret::figment(&keys);
    let address = own_address(&settings, &figment, RELEASE)?;
    let db = open(&settings, keys).await?;
    if organisations::demonstration(&mut db.read().await?).await? == Some(true) {
        return Err(Trouble::Demonstration);
    }
    before_serving(&settings, &db, Clock::System.now()).await?;
    let delivery = settings.mail.clone().unwrap_or_else(|| Delivery::Folder(settings.data.join("messages")));
    let site = Site { address, demonstration: false, contact: settings.contact.clone() };
    let ready = Ready { db, figment, site, delivery, clock: Clock::System, table: Arc::new(Table::product()) };
    launch(&settings, ready, &[]).await
}

/// Brings the tables up to date.
pub async fn migrate(settings: Settings) -> Result<(), Trouble> {
    let keys = secret::required(&settings, RELEASE)?;
    open(&settings, keys).await?.close().await;
    println!("The tables are up to date.");
    Ok(())
}

/// Launches what was made ready, and waits until it ends.
pub async fn launch(settings: &Settings, ready: Ready, also_say: &[String]) -> Result<(), Trouble> {
    let config: rocket::Config = ready.figment.extract().map_err(|error| Trouble::Launch(error.to_string()))?;
    // Rocket would find out too, but only after everything else has started.
    let listen = format!("{}:{}", config.address, config.port);
    TcpListener::bind((config.address, config.port))
        .map_err(|cause| Trouble::Port { address: listen.clone(), cause: cause.to_string() })?;
    let transport = Arc::new(Transport::prepare(&ready.delivery)?);
    let address = ready.site.address.clone();
    let rules = settings.rules(&address);
    let parts = Parts {
        db: ready.db.clone(),
        clock: ready.clock.clone(),
        table: ready.table,
        site: ready.site,
        rules,
        keep: settings.keep.clone(),
        provider: settings.provider.clone(),
        limits: settings.limits.clone(),
        releases: if settings.releases { Making::ByItself } else { Making::ByHand },
        views: Views::watched()?,
    };
    println!("Alongside is at {}", address.origin());
    for block in settings.limits.proxies.wide() {
        warn!(
            block,
            "whoever has an address in this block of ALONGSIDE_TRUSTED_PROXY can say that they come from anywhere: name the proxies' own addresses"
        );
    }
    match &ready.delivery {
        Delivery::Folder(folder) => println!("Messages are written into {}", folder.display()),
        Delivery::Smtp(relay) => println!("Messages are sent by mail, from {}", relay.from),
    }
    for line in also_say {
        println!("{line}");
    }
    let folder = match &ready.delivery {
        Delivery::Folder(folder) => Some(folder.clone()),
        Delivery::Smtp(_) => None,
    };
    let sender = Sender { db: ready.db.clone(), clock: ready.clock, transport, address: address.origin() };
    let reminding = tokio::spawn(signposts::reminding::run(ready.db.clone(), sender.clock.clone()));
    let ticking = tokio::spawn(sessions::ticking::run(ready.db.clone(), sender.clock.clone()));
    let keeping =
        tokio::spawn(retention::ticking::run_daily(ready.db.clone(), settings.keep.clone(), sender.clock.clone()));
    let releasing =
        settings.releases.then(|| tokio::spawn(releases::ticking::run(ready.db.clone(), sender.clock.clone())));
    let recording = tokio::spawn(uptake::recording::run(ready.db.clone(), sender.clock.clone()));
    let checking = settings.check_links.then(|| {
        let asker = signposts::asking::Asker::patient();
        tokio::spawn(signposts::checking::run(ready.db.clone(), sender.clock.clone(), asker))
    });
    let sweeping = folder.map(|folder| tokio::spawn(messages::sweep_daily(folder, sender.clock.clone())));
    let sending = tokio::spawn(messages::run(sender));
    let ended = app(ready.figment, parts).launch().await;
    sending.abort();
    reminding.abort();
    ticking.abort();
    recording.abort();
    keeping.abort();
    for task in [checking, releasing, sweeping].into_iter().flatten() {
        task.abort();
    }
    ready.db.close().await;
    info!("ended");
    ended.map(drop).map_err(|error| Trouble::Launch(error.kind().to_string()))
}

/// Opens the database of the settings, or the embedded one in the data folder. A secret that is not its own is refused.
pub async fn open(settings: &Settings, keys: Keys) -> Result<Db, Trouble> {
    let url = match &settings.database {
        Some(url) => url.clone(),
        None => {
            let path = &settings.data;
            std::fs::create_dir_all(path).map_err(|cause| Trouble::File { path: path.clone(), cause })?;
            format!("sqlite://{}", path.join("alongside.db").display())
        }
    };
    said_how_it_is_reached(&url, RELEASE)?;
    Ok(Db::open(&url, keys).await?.noting_in(ready_ledger(settings)?))
}

/// The ledger of what people erase, made where there is none: without it nobody could erase anything.
pub fn ready_ledger(settings: &Settings) -> Result<Ledger, Trouble> {
    let ledger = Ledger::at(ledger(settings));
    ledger
        .prepare()
        .map_err(|cause| Trouble::Erasures { path: ledger.path().to_owned(), cause: Behind::File(cause) })?;
    Ok(ledger)
}

/// Brings the database up to what was released and to what people have erased, and deletes what has reached its time: nobody is served before.
pub async fn before_serving(settings: &Settings, db: &Db, now: Now) -> Result<Vec<Deleted>, Trouble> {
    releases::outside::put_back(db, now).await.map_err(|cause| behind(settings, cause))?;
    retention::ticking::before_serving(db, &settings.keep, now).await.map_err(|cause| behind(settings, cause))
}

/// Why a database could not be brought up to the ledger.
pub fn behind(settings: &Settings, cause: Behind) -> Trouble {
    match cause {
        Behind::Store(cause) => cause.into(),
        cause => Trouble::Erasures { path: ledger(settings), cause },
    }
}

/// Where it is written down what people erase.
pub fn ledger(settings: &Settings) -> PathBuf {
    settings.erasures.clone().unwrap_or_else(|| settings.data.join("erasures.ledger"))
}

/// The address people use. For real people in the release profile it must be set, and encrypted.
fn own_address(settings: &Settings, figment: &Figment, release: bool) -> Result<PublicAddress, Trouble> {
    match &settings.address {
        Some(address) if address.is_secure() || address.is_loopback() => Ok(address.clone()),
        Some(_) => Err(Trouble::InsecureAddress),
        None if release => Err(Trouble::NoAddress),
        None => local_address(figment),
    }
}

/// The way to a database on another machine must be said in the release profile: a driver that is told nothing takes
/// what it gets, encrypted or not, and nobody would notice.
fn said_how_it_is_reached(url: &str, release: bool) -> Result<(), Trouble> {
    if release && !store::says_how_it_is_reached(url)? { Err(Trouble::UnsaidWay) } else { Ok(()) }
}

/// The address on this machine, as the web server's settings have it.
pub fn local_address(figment: &Figment) -> Result<PublicAddress, Trouble> {
    let config: rocket::Config = figment.extract().map_err(|error| Trouble::Launch(error.to_string()))?;
    let scheme = if config.tls_enabled() { "https" } else { "http" };
    Ok(PublicAddress::parse(&format!("{scheme}://{}:{}", config.address, config.port))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(address: Option<&str>) -> Settings {
        let address = address.map(str::to_owned);
        Settings::read(&|name| if name == "ALONGSIDE_URL" { address.clone() } else { None }).unwrap()
    }

    #[test]
    fn a_database_elsewhere_is_reached_as_somebody_has_said() {
        let of = |url: &str, release| said_how_it_is_reached(url, release).is_ok();
        for (url, fine) in [
            ("postgres://alongside@db.example/alongside", false),
            ("postgresql://alongside@10.1.2.3/alongside?sslmode=prefer", false),
            ("postgres://alongside@localhost/alongside?host=db.example", false),
            ("postgres://alongside@localhost/alongside?hostaddr=10.1.2.3", false),
            ("postgres://alongside@db.example/alongside?host=localhost&host=db.example", false),
            ("postgres://alongside@db.example/alongside?sslmode=verify-full&sslmode=prefer", false),
            ("postgres://alongside@db.example/alongside?sslmode=verify-full&ssl-mode=allow", false),
            ("postgres://alongside@db.example/alongside?sslmode=nonsense", false),
            ("postgres://alongside@db.example/alongside?sslmode=verify-full", true),
            ("postgres://alongside@db.example/alongside?sslmode=prefer&ssl-mode=require", true),
            ("postgres://alongside@db.example/alongside?ssl-mode=verify-ca", true),
            ("postgres://alongside@db.example/alongside?host=localhost", true),
            ("postgres://alongside@db.example/alongside?hostaddr=127.0.0.1", true),
            ("postgres://alongside@db.example/alongside?sslmode=disable", true),
            ("postgres://alongside@localhost/alongside", true),
            ("postgres://alongside@[::1]:5433/alongside", true),
            ("postgres://alongside@%2Frun%2Fpostgresql/alongside", true),
            ("postgres:///alongside?host=/run/postgresql", true),
            ("sqlite:///var/lib/alongside/alongside.db", true),
        ] {
            assert_eq!(of(url, true), fine, "{url}");
            assert!(of(url, false), "{url}");
        }
    }

    #[test]
    fn the_release_profile_needs_a_secret_and_an_encrypted_address() {
        let figment = rocket::Config::figment();
        assert!(matches!(secret::required(&settings(None), true), Err(Trouble::NoSecret)));
        assert!(matches!(own_address(&settings(None), &figment, true), Err(Trouble::NoAddress)));
        for release in [true, false] {
            let address = |text| own_address(&settings(Some(text)), &figment, release);
            assert!(matches!(address("http://alongside.example.nhs.uk"), Err(Trouble::InsecureAddress)));
            assert!(address("https://alongside.example.nhs.uk").is_ok_and(|address| address.is_secure()));
            assert!(address("http://localhost:8000").is_ok());
        }
        assert!(own_address(&settings(None), &figment, false).is_ok());
    }
}
