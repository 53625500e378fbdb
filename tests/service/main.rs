//! The journeys of people through the service, over HTTP, on both engines: one binary for all of them.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test fails by panicking")]

#[path = "../support/browser.rs"]
mod browser;
mod counted;
#[path = "../support/counterparts.rs"]
mod counterparts;
mod crawl;
mod desk;
#[path = "../support/engines.rs"]
mod engines;
mod journal;
mod kept;
mod launched;
mod letters;
mod looks;
mod mail_server;
mod many;
mod neighbours;
#[path = "../support/never_said.rs"]
mod never_said;
mod newcomers;
mod page;
mod person;
mod planted;
mod provider;
mod put_back;
#[path = "../support/schemas.rs"]
mod schemas;
mod served;
mod tables;
mod things;
#[path = "../support/website.rs"]
mod website;
mod who_is_named;
mod world;

mod abuse;
mod areas;
mod arranging;
mod availability;
mod booking;
mod browser_jobs;
mod cadence;
mod calendars;
mod called;
mod checking_in;
mod checking_links;
mod conflicts;
mod cpd;
mod debriefs;
mod departures;
mod doors;
mod duties;
mod duties_and_choices;
mod encrypted;
mod erasing;
mod error_states;
mod events;
mod every_page;
mod evidence;
mod export;
mod facilitating;
mod feed;
mod feed_synced;
mod front_door;
mod front_door_elsewhere;
mod front_door_forged;
mod governed;
mod groups;
mod guessing;
mod importing;
mod importing_the_corpus;
mod independence;
mod killed;
mod leaving;
mod limits;
mod linked;
mod links;
mod mail;
mod moved;
mod moving;
mod my_record;
mod one_event;
mod opened;
mod outbox;
mod overwritten;
mod pages;
mod quarter_edge;
mod race;
mod race_groups;
mod reading;
mod referral;
mod registering;
mod releases;
mod releases_due;
mod releases_put_back;
mod reminders;
mod requests;
mod restored;
mod retention;
mod rooms;
mod rosters;
mod secret;
mod sequences;
mod signposts;
mod spaces;
mod staffing;
mod starting;
mod statements;
mod strictly_read;
mod ticking;
mod time_zones;
mod told;
mod took_place;
mod trouble;
mod uptake;
mod who_sees_what;

pub use letters::Letter;
pub use person::Person;
pub use world::World;

/// Opens a world on a fresh database: what each story begins with.
async fn open(url: String) -> World {
    journal::begin();
    World::open(&url).await
}

/// Turns one story into two tests, one on each engine.
macro_rules! on_both_engines {
    ($($story:tt)+) => { $crate::engines::both_engines! {
        from $crate::planted::sqlite_url, $crate::planted::postgres_url; crate::open; $($story)+ } };
}
pub(crate) use on_both_engines;
