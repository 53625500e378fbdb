//! Multidisciplinary teams, their rosters, and the support each already has.
//!
//! A librarian's placement on a team is what brings the team's arrangements to them (recommendation R2).
//! Its lead writes the roster and sees it; from here no booking, attendance or check-in can be reached.
//! What a placement's beginning and end mean for sessions is decided above, in `rosters`.

pub mod actions;
mod forms;
pub mod model;
mod pages;
mod policy;
mod routes;
pub mod specialties;
mod store;
pub mod tally;

use chrono::NaiveDate;
pub use model::{ArrangementKind, Lead, Placed, Refusal, Spell, Team, Term};
pub use policy::{may_call_debriefs, may_end, may_write_roster};
use rocket::{fairing::AdHoc, http::uri::Origin};
pub use store::about;

use crate::{
    accounts::Member,
    kernel::{
        Email, Now,
        ids::{PersonId, PlacementId, TeamId},
    },
    privacy::{Item, Viewer},
    store::{AsConn, Result, Tx},
};

/// Teams, rosters and arrangements.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("teams", |rocket| async { rocket.mount("/", routes::all()) })
}

/// Where a team's page is.
#[must_use]
pub fn address(id: TeamId) -> Origin<'static> {
    routes::address(id)
}

/// One team of the member's organisation, with what they are to it.
///
/// # Errors
/// When the database does.
pub async fn find(c: &mut impl AsConn, by: &Member, id: TeamId, now: Now) -> Result<Option<Team>> {
    store::find(c, by.id, by.organisation, id, now.today()).await
}

/// The teams that exist for a member: led, placed on, or all of them for a service manager.
///
/// # Errors
/// When the database does.
pub async fn list(c: &mut impl AsConn, by: &Member, now: Now) -> Result<Vec<Team>> {
    store::list(c, by.id, by.organisation, by.is_service_manager, now.today()).await
}

/// The teams that somebody is placed on today.
///
/// # Errors
/// When the database does.
pub async fn of_librarian(c: &mut impl AsConn, person: PersonId, now: Now) -> Result<Vec<Placed>> {
    store::placements::placed_on(c, person, now.today()).await
}

/// Somebody's placements that hold or are planned, by team.
///
/// # Errors
/// When the database does.
pub async fn spells_of(c: &mut impl AsConn, person: PersonId, now: Now) -> Result<Vec<Spell>> {
    store::placements::spells_of(c, person, now.today()).await
}

/// The member's own placements that hold or are planned and that they have not said are right.
///
/// # Errors
/// When the database does.
pub async fn unconfirmed(c: &mut impl AsConn, by: &Member, now: Now) -> Result<Vec<Spell>> {
    if !by.sees(Viewer::Librarian, Item::Placement) {
        return Ok(Vec::new());
    }
    store::placements::unconfirmed(c, by.id, now.today()).await
}

/// A placement of the member's organisation that is not over, with what they are to it.
///
/// # Errors
/// When the database does.
pub async fn spell(c: &mut impl AsConn, by: &Member, id: PlacementId, now: Now) -> Result<Option<Spell>> {
    store::placements::spell(c, by.id, by.organisation, id, now.today()).await
}

/// Adds a spell on a team, written down now; none when it would overlap another of the same person there.
///
/// # Errors
/// When the database does.
pub async fn add_spell(
    tx: &mut Tx,
    team: TeamId,
    person: PersonId,
    new: &Term,
    (by, now): (PersonId, Now),
) -> Result<Option<PlacementId>> {
    let id = PlacementId::random();
    Ok(store::placements::add(tx, id, team, person, new, (by, now.today())).await?.then_some(id))
}

/// Gives a spell its last day. One that would end before it begins leaves nothing.
///
/// # Errors
/// When the database does.
pub async fn end_spell(tx: &mut Tx, spell: &Spell, last: NaiveDate) -> Result<()> {
    store::placements::end(tx, spell, last).await
}

/// Writes a spell's role, share and last day, if it stands as it was seen; false when it does not.
///
/// # Errors
/// When the database does.
pub async fn rewrite_spell(tx: &mut Tx, id: PlacementId, stood: &Term, new: &Term) -> Result<bool> {
    store::placements::rewrite(tx, id, stood, new).await
}

/// Notes that a librarian says their own placement is right; false when it is not theirs or is over.
///
/// # Errors
/// When the database does.
pub async fn confirm_spell(tx: &mut Tx, person: PersonId, id: PlacementId, now: Now) -> Result<bool> {
    store::placements::confirm(tx, person, id, now).await
}

/// The leads of a team, by name.
///
/// # Errors
/// When the database does.
pub async fn leads(c: &mut impl AsConn, team: TeamId) -> Result<Vec<Lead>> {
    store::leads(c, team).await
}

/// The names of the teams that somebody leads, and whether nobody else does.
///
/// # Errors
/// When the database does.
pub async fn led_by(c: &mut impl AsConn, person: PersonId) -> Result<Vec<(String, bool)>> {
    store::led_by(c, person).await
}

/// Somebody leads no team any more, even if it then has no lead.
///
/// # Errors
/// When the database does.
pub async fn stop_leading(tx: &mut Tx, person: PersonId) -> Result<()> {
    store::drop_leads_of(tx, person).await
}

/// Who is on a team on a day, by address: whom a debrief's invitation goes to.
///
/// # Errors
/// When the database does.
pub async fn members_on(c: &mut impl AsConn, team: TeamId, day: NaiveDate) -> Result<Vec<(PersonId, Email)>> {
    store::placements::members_on(c, team, day).await
}
