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

pub use model::{ArrangementKind, Placed, Refusal, Spell, Team};
pub use policy::{may_call_debriefs, may_end};
use rocket::fairing::AdHoc;

use crate::{
    accounts::Member,
    kernel::{
        Now,
        ids::{PersonId, PlacementId, TeamId},
    },
    store::{AsConn, Result, Tx},
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

/// A placement of the member's organisation that is not over, with what they are to it.
///
/// # Errors
/// When the database does.
pub async fn spell(c: &mut impl AsConn, by: &Member, id: PlacementId, now: Now) -> Result<Option<Spell>> {
    store::spell(c, by.id, by.organisation, id, now.today()).await
}

/// Ends a spell: from today on it no longer holds. One that never held leaves nothing.
///
/// # Errors
/// When the database does.
pub async fn end_spell(tx: &mut Tx, spell: &Spell, now: Now) -> Result<()> {
    store::end_spell(tx, spell, now.today()).await
}

/// The leads of a team, by address.
///
/// # Errors
/// When the database does.
pub async fn leads(c: &mut impl AsConn, team: TeamId) -> Result<Vec<(PersonId, crate::kernel::Email)>> {
    store::leads(c, team).await
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
