//! Spaces: rooms for reflection, wellbeing, collaboration and technology, open to all staff in and outside
//! staffed hours (the learning space policy), and where a session can be held.
//!
//! Looking for a quiet place leaves no trace: those pages need no sign-in, read no cookie and store nothing.
//! A session in a space holds it in the diary, which refuses a second one; that is done above, in
//! `sessions`. This slice refuses to say who uses a space.

pub mod actions;
mod forms;
pub mod model;
mod pages;
mod place;
mod routes;
mod store;
pub mod tally;
mod video;

#[cfg(fuzzing)]
pub use forms::fuzzed;
pub use forms::place as place_typed;
pub use model::Space;
pub use pages::{Choosable, PlaceFields};
pub use place::{Spot, Unchoosable, Where};
use rocket::fairing::AdHoc;
pub use video::{PlaceWords, VideoLink, shown};

use crate::{
    kernel::ids::{OrganisationId, SpaceId},
    store::{AsConn, Result},
};

/// The quiet places, open to everybody, and their keeping by the service manager.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("spaces", |rocket| async { rocket.mount("/", routes::all()) })
}

/// One space of an organisation, closed or not.
///
/// # Errors
/// When the database does.
pub async fn find(c: &mut impl AsConn, organisation: OrganisationId, id: SpaceId) -> Result<Option<Space>> {
    Ok(store::find(c, id).await?.filter(|space| space.organisation_id == organisation))
}

/// The spaces of an organisation in which a session can be held, by site and name.
///
/// # Errors
/// When the database does.
pub async fn choosable(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<Choosable>> {
    store::choosable(c, organisation).await
}

/// Where a session would be: in a space that can still be chosen, where it was typed, or in a video call.
///
/// # Errors
/// When the database does.
pub async fn settle(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    place: &Where,
) -> Result<std::result::Result<Spot, Unchoosable>> {
    let id = match place {
        Where::Elsewhere(typed) => return Ok(Ok(Spot { space: None, words: typed.to_string() })),
        Where::Video(link) => return Ok(Ok(Spot { space: None, words: link.to_string() })),
        Where::Space(id) => *id,
    };
    let space = find(c, organisation, id).await?.filter(Space::can_be_chosen);
    Ok(space.map(|space| Spot { space: Some(id), words: space.words() }).ok_or(Unchoosable))
}
