//! For the tests of the slices above: people to be, and a browser for one slice.

use std::sync::Arc;

use chrono::DateTime;
use rocket::{fairing::AdHoc, local::asynchronous::Client};

use super::{
    Profession, SignInRules, actions,
    model::{Details, Post, Registration},
};
use crate::{
    kernel::{
        Clock, Email, Now,
        ids::{OrganisationId, PersonId},
    },
    organisations,
    privacy::Table,
    store::Db,
    web::{self, Limits, PublicAddress, Site, Views},
};

/// When such tests happen, where the time does not matter.
pub const NOON: Now = Now(DateTime::UNIX_EPOCH);

/// A trust.
pub async fn trust(db: &Db, code: &str) -> OrganisationId {
    let name = "Sample Trust".parse().unwrap();
    organisations::actions::found(db, &code.parse().unwrap(), &name, true, NOON).await.unwrap()
}

/// A librarian of it.
pub async fn librarian(db: &Db, organisation: OrganisationId, name: &str) -> PersonId {
    managed(db, organisation, name, None).await
}

/// A librarian of it with a line manager.
pub async fn managed(db: &Db, organisation: OrganisationId, name: &str, line_manager: Option<&str>) -> PersonId {
    let mut new = registration(name);
    new.details.line_manager = line_manager.map(address);
    actions::register(db, organisation, &new, NOON).await.unwrap()
}

/// A librarian as their service manager would register them.
pub fn registration(name: &str) -> Registration {
    Registration {
        email: address(name),
        details: Details {
            name: name.parse().unwrap(),
            job_title: "Librarian".parse().unwrap(),
            profession: Profession::Librarian,
            post: Post::default(),
            line_manager: None,
        },
        roles: Vec::new(),
    }
}

fn address(name: &str) -> Email {
    format!("{name}@example.nhs.uk").parse().unwrap()
}

/// A browser before a service of one slice, on Thursday 26 November 2026 at 2:30pm.
pub async fn browser(db: &Db, table: Table, slice: AdHoc) -> Client {
    let address = PublicAddress::parse("http://localhost").unwrap();
    let site = Site { address, demonstration: true, contact: None };
    let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::debug_default() };
    let rocket = rocket::custom(config)
        .manage(db.clone())
        .manage(Arc::new(table))
        .manage(Clock::fixed("2026-11-26T14:30:00Z".parse().unwrap()))
        .attach(web::stage(site, Views::load().unwrap(), Limits::default()))
        .attach(super::stage(SignInRules::usual(false), None, true))
        .attach(slice);
    Client::tracked(rocket).await.unwrap()
}
