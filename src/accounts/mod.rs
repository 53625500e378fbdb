//! People who sign in, what they may be, and the sign-in itself.
//!
//! There are no passwords: a one-time code goes to the work address and is typed in, never followed as
//! a link; or the organisation's own sign-in says who somebody is (`provider`). Known and unknown
//! addresses get the same answer. A sign-in is a row that can be ended; the browser holds only its token.

pub mod actions;
mod browsers;
mod code;
mod forms;
mod guard;
pub mod model;
pub mod names;
mod pages;
pub mod provider;
mod refusal;
mod routes;
mod store;
mod telling;
#[cfg(test)]
pub(crate) mod testing;
mod underway;

use std::sync::Arc;

use chrono::TimeDelta;
pub use guard::{AreaReader, Facilitator, Librarian, Member, ServiceManager};
pub use model::{Person, Profession, Registered, Role};
pub use provider::Provider;
pub use refusal::{NoManager, Refusal};
use rocket::fairing::AdHoc;
pub use store::about;
pub use store::people::Listed;
pub use telling::tell_service_managers;

use crate::{
    kernel::Email,
    kernel::ids::{OrganisationId, PersonId},
    privacy::Table,
    store::{AsConn, Result},
};

/// The most people of one organisation that are read at once: a region's largest has 1,500.
const MOST_PEOPLE: i64 = 5_000;

/// How long a sign-in lasts.
#[derive(Clone, Copy, Debug)]
pub struct SignInRules {
    /// After this long without a page, it ends (shared computers on a ward).
    pub idle: TimeDelta,
    /// After this long it ends whatever happens.
    pub longest: TimeDelta,
    /// Whether its cookie travels over TLS alone.
    pub secure: bool,
}

impl SignInRules {
    /// 15 minutes idle, 12 hours at most.
    #[must_use]
    pub fn usual(secure: bool) -> Self {
        Self { idle: TimeDelta::minutes(15), longest: TimeDelta::hours(12), secure }
    }
}

/// Signing in and out: by code, and from the provider where there is one; with `demonstration`, also as one of the
/// invented people.
#[must_use]
pub fn stage(rules: SignInRules, provider: Option<Provider>, demonstration: bool) -> AdHoc {
    AdHoc::on_ignite("accounts", move |rocket| async move {
        let rocket = rocket.manage(rules).manage(provider).mount("/", routes::all());
        if demonstration { rocket.mount("/", routes::demonstration()) } else { rocket }
    })
}

/// A person of an organisation, by work address.
///
/// # Errors
/// When the database does.
pub async fn by_email(c: &mut impl AsConn, organisation: OrganisationId, email: &Email) -> Result<Option<Person>> {
    store::people::by_email(c, organisation, email).await
}

/// One person.
///
/// # Errors
/// When the database does.
pub async fn find(c: &mut impl AsConn, id: PersonId) -> Result<Option<Person>> {
    store::people::find(c, id).await
}

/// Somebody of an organisation who has not left, as their service manager sees them.
///
/// # Errors
/// When the database does.
pub async fn registered(c: &mut impl AsConn, organisation: OrganisationId, id: PersonId) -> Result<Option<Registered>> {
    store::people::registered(c, organisation, id).await
}

/// Everybody of an organisation who has not left, as their service manager sees them.
///
/// # Errors
/// When the database does.
pub async fn all_registered(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<Registered>> {
    store::people::all_registered(c, organisation, MOST_PEOPLE).await
}

/// The librarians of an organisation whose names hold what was typed, the first [`names::SHOWN`] of them.
///
/// # Errors
/// When the database does.
pub async fn librarians_named(c: &mut impl AsConn, organisation: OrganisationId, typed: &str) -> Result<Vec<Listed>> {
    let all = store::people::to_search(c, organisation, true, MOST_PEOPLE).await?;
    Ok(names::found(all, typed, |one| &one.name))
}

/// Somebody as a member without a sign-in: for the program's own doings (the demonstration's data), never
/// for a request.
///
/// # Errors
/// When the database does.
pub async fn acting(c: &mut impl AsConn, person: PersonId, table: &Arc<Table>) -> Result<Option<Member>> {
    let found = store::sign_in::acting(c, person).await?;
    Ok(found.map(|found| Member::from(found, Arc::clone(table))))
}
