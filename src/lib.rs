//! Alongside: psychological support for librarians who work inside NHS clinical teams.
//!
//! This file is the map. Modules stand on floors, lowest first, one group a rank; a module may use the
//! groups above its own in this list and nothing else (`tests/architecture` reads the order from here).

// Only the tests' list of SQL texts needs a linker section, which counts as unsafe (store/sql.rs).
#![cfg_attr(not(test), forbid(unsafe_code))]

pub mod kernel;

pub mod store;

pub mod ical;

pub mod audit;
pub mod hours;
pub mod messages;
pub mod once;
pub mod privacy;
pub mod sheets;
pub mod web;

pub mod organisations;

pub mod accounts;

pub mod retention;

pub mod spaces;
pub mod teams;

pub mod events;
pub mod facilitators;
pub mod outbox;
pub mod signposts;

pub mod sessions;

pub mod calendars;

pub mod checkins;
pub mod rosters;
pub mod staffing;

pub mod erasure;
pub mod home;
pub mod record;
pub mod referral;
pub mod uptake;

pub mod seed;

pub mod cli;

use std::sync::Arc;

use rocket::{Build, Rocket, figment::Figment};

/// What the service is made of.
pub struct Parts {
    /// Where everything is kept.
    pub db: store::Db,
    /// What time it is.
    pub clock: kernel::Clock,
    /// Who sees what.
    pub table: Arc<privacy::Table>,
    /// The service's own address, and whether this is the demonstration.
    pub site: web::Site,
    /// How long a sign-in lasts.
    pub rules: accounts::SignInRules,
    /// How long things are kept.
    pub keep: retention::Keep,
    /// The organisation's own sign-in, if there is one.
    pub provider: Option<accounts::Provider>,
    /// How often one network, and one person, may write and sign in.
    pub limits: web::Limits,
    /// Whether releases are made by themselves.
    pub releases: uptake::releases::Making,
    /// The compiled templates.
    pub views: web::Views,
}

/// The web service, ready to be launched, or to be asked by a test.
#[must_use]
pub fn app(figment: Figment, parts: Parts) -> Rocket<Build> {
    let demonstration = parts.site.demonstration;
    rocket::custom(figment)
        .manage(parts.db)
        .manage(parts.clock)
        .manage(parts.table)
        .attach(web::stage(parts.site, parts.views, parts.limits))
        .attach(accounts::stage(parts.rules, parts.provider, demonstration))
        .attach(retention::stage(parts.keep))
        .attach(teams::stage())
        .attach(spaces::stage())
        .attach(facilitators::stage())
        .attach(outbox::stage())
        .attach(signposts::stage())
        .attach(events::stage())
        .attach(sessions::stage())
        .attach(calendars::stage())
        .attach(checkins::stage())
        .attach(rosters::stage())
        .attach(staffing::stage())
        .attach(home::stage())
        .attach(record::stage())
        .attach(erasure::stage())
        .attach(referral::stage())
        .attach(uptake::stage(parts.releases))
}

#[cfg(test)]
#[path = "../tests/support/engines.rs"]
pub(crate) mod engines;

#[cfg(test)]
#[path = "../tests/support/website.rs"]
pub(crate) mod website;

#[cfg(test)]
#[path = "../tests/support/never_said.rs"]
pub(crate) mod never_said;

#[cfg(test)]
#[path = "../tests/support/corpus.rs"]
pub(crate) mod corpus;
