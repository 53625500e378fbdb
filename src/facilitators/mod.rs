//! Facilitators: supervisors, psychologists and trained peers; when they offer sessions, and whom they
//! may meet.
//!
//! A facilitator is independent of the person they meet: the rule is applied when times are listed and
//! again when one is booked. Slots themselves are computed above, in `sessions`, which knows the diary.

pub mod actions;
mod forms;
#[cfg(test)]
mod graphs;
pub mod independence;
mod kind;
pub mod model;
mod off;
mod pages;
mod publishing;
mod routes;
mod store;
pub mod tally;
mod terms;

pub use kind::{Kind, Kinds};
pub use model::{Availability, Offered, Published, Window};
pub use off::{Away, Closure, Off};
use rocket::fairing::AdHoc;
pub use store::about;
pub(crate) use store::{terms_columns, ties};
pub use terms::Terms;

use crate::{
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SpaceId},
    },
    store::{AsConn, Result},
};

/// Publishing availability.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("facilitators", |rocket| async { rocket.mount("/", routes::all()) })
}

/// On what terms a facilitator can be booked.
///
/// # Errors
/// When the database does.
pub async fn terms(c: &mut impl AsConn, facilitator: PersonId) -> Result<Terms> {
    store::terms(c, facilitator).await
}

/// What a facilitator of an organisation has published that is not over, and when they offer nothing of it.
///
/// # Errors
/// When the database does.
pub async fn published(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    facilitator: PersonId,
    now: Now,
) -> Result<Published> {
    let lines = store::own(c, organisation, facilitator, now).await?;
    let off = off::Offs::of(lines.iter().map(|line| &line.off)).off(facilitator);
    Ok(Published { all: lines.iter().filter_map(store::Own::standing).collect(), off })
}

/// Every availability of the organisation that a librarian may be offered times from: published, not
/// over, and by a facilitator who is independent of them.
///
/// # Errors
/// When the database does.
pub async fn open_to(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    librarian: PersonId,
    now: Now,
) -> Result<Vec<Offered>> {
    let candidates = store::offered(c, organisation, librarian, now.today()).await?;
    let offs = off::Offs::of(&store::off(c, organisation, now).await?);
    let independent = candidates.into_iter().filter(|candidate| independence::may_meet(&candidate.ties).is_ok());
    Ok(independent
        .map(|candidate| {
            let off = offs.off(candidate.facilitator_id);
            candidate.into_offered(off)
        })
        .collect())
}

/// For what a space is set aside: the availabilities in it that are not over, each with its facilitator. A closure
/// day, time away or a change takes nothing out: what is booked then still holds the space.
///
/// # Errors
/// When the database does.
pub async fn set_aside(c: &mut impl AsConn, space: SpaceId, now: Now) -> Result<Vec<(PersonId, Availability)>> {
    let set_aside = store::in_space(c, space, now.today()).await?;
    Ok(set_aside.into_iter().map(|one| (one.facilitator_id, one.availability)).collect())
}

/// Whether a facilitator may meet a librarian: asked again when a session is booked.
///
/// # Errors
/// When the database does.
pub async fn may_meet(c: &mut impl AsConn, facilitator: PersonId, librarian: PersonId, now: Now) -> Result<bool> {
    let ties = store::between(c, facilitator, librarian, now.today()).await?;
    Ok(ties.is_some_and(|ties| independence::may_meet(&ties).is_ok()))
}
