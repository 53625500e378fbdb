//! Alongside: psychological support for librarians who work inside NHS clinical teams.
//!
//! This file is the map. Modules stand on floors, lowest first, one group a rank; a module may use the
//! groups above its own in this list and nothing else (`tests/architecture` reads the order from here).

// Only the tests' list of SQL texts needs a linker section, which counts as unsafe (store/sql.rs).
#![cfg_attr(not(test), forbid(unsafe_code))]

pub mod kernel;

pub mod store;

pub mod audit;
pub mod messages;
pub mod once;
pub mod privacy;
pub mod web;

pub mod organisations;

pub mod accounts;

pub mod teams;

pub mod facilitators;
pub mod signposts;

pub mod sessions;

pub mod checkins;

pub mod home;
pub mod record;
pub mod uptake;

pub mod seed;

#[cfg(test)]
#[path = "../tests/support/engines.rs"]
pub(crate) mod engines;
