//! The directory of help: what there is, when it is open, how to reach it, and who will know you did.
//!
//! Looking for help leaves no trace. The public pages need no sign-in and read no cookie; nothing about the
//! reader, what they looked for or what they opened is stored or logged, so nobody can be shown it
//! (PAINS P25). Their routes are given a lease, which cannot write. What an organisation shows to its
//! members alone stands on pages of their own, `/find-support/ours`, that ask for the sign-in and keep no
//! more of what is read there. The slice refuses to count readers, to rank entries by use and to send a
//! reader through an address that counts them.
//!
//! Each entry has an owner, who is reminded once when its check falls due; an overdue one sinks and says
//! so, a withdrawn one leaves word where to go instead. Once a week every link, number and address is checked and
//! what does not work is told to those who keep the entry, and to nobody else (PAINS P33).

pub mod actions;
pub mod asking;
pub mod audience;
pub mod checking;
pub mod demo;
pub mod description;
pub mod exchange;
pub mod faults;
mod forms;
pub mod keeping;
mod lines;
pub mod links;
mod listing;
pub mod model;
pub mod needs;
mod order;
mod pages;
mod policy;
pub mod reminding;
mod routes;
mod search;
mod shelf;
mod store;
mod synonyms;
pub mod tally;
pub mod ways;

#[cfg(test)]
mod journeys;

#[cfg(fuzzing)]
pub use forms::fuzzed;
use rocket::fairing::AdHoc;

pub use description::Description;
pub use model::{NewSignpost, Passage, Pointer, Signpost};
pub use needs::Need;
pub use store::about;
pub use ways::{Means, Way};

use crate::{
    kernel::{Now, ids::OrganisationId},
    store::{AsConn, Result},
};
use model::{Wanted, Whose};
use shelf::Shelf;

/// The directory's pages, open to everybody.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("signposts", |rocket| async { rocket.manage(Shelf::default()).mount("/", routes::all()) })
}

/// The first entries to show somebody of an organisation with any of these needs, or with whatever need
/// when none is named. Without an organisation, only what is there for everybody.
///
/// # Errors
/// When the database does.
pub async fn for_need(
    c: &mut impl AsConn,
    organisation: Option<OrganisationId>,
    now: Now,
    needs: &[Need],
    most: usize,
) -> Result<Vec<Pointer>> {
    let wanted = Wanted { whose: Whose::OpenTo(organisation), needs: needs.to_vec(), ..Wanted::default() };
    let found = listing::plain(c, &wanted, now).await?;
    Ok(found.entries.iter().take(most).map(|signpost| signpost.pointer(now)).collect())
}
