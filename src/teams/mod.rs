//! Multidisciplinary teams, their rosters, and the support each already has.
//!
//! A librarian's placement on a team is what brings the team's arrangements to them (recommendation R2).
//! Its lead writes the roster and sees it; from here no booking, attendance or check-in can be reached.

pub mod actions;
mod forms;
pub mod model;
mod pages;
mod policy;
mod routes;
pub mod specialties;
mod store;
pub mod tally;

pub use model::{ArrangementKind, Placed, Refusal, Team};
pub use policy::{may_lead, may_open};
use rocket::fairing::AdHoc;

use crate::{
    accounts::Member,
    kernel::{
        Now,
        ids::{PersonId, TeamId},
    },
    store::{AsConn, Result},
};

/// Teams, rosters and arrangements.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("teams", |rocket| async { rocket.mount("/", routes::all()) })
}

/// One team of the member's organisation, with what they are to it.
///
/// # Errors
/// When the database does.
pub async fn find(c: &mut impl AsConn, by: &Member, id: TeamId, now: Now) -> Result<Option<Team>> {
    store::find(c, by.id, by.organisation, id, now.today()).await
}

/// The teams that somebody is placed on today.
///
/// # Errors
/// When the database does.
pub async fn of_librarian(c: &mut impl AsConn, person: PersonId, now: Now) -> Result<Vec<Placed>> {
    store::placed_on(c, person, now.today()).await
}

/// Who is placed on a team today, by address: whom a debrief's invitation goes to.
///
/// # Errors
/// When the database does.
pub async fn current_members(
    c: &mut impl AsConn,
    team: TeamId,
    now: Now,
) -> Result<Vec<(PersonId, crate::kernel::Email)>> {
    store::current_members(c, team, now.today()).await
}
