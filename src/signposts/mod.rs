//! The directory of help: what there is, when it is open, how to reach it, and who will know you did.
//!
//! Looking for help leaves no trace. These pages need no sign-in and read no cookie; nothing about the
//! reader, what they looked for or what they opened is stored or logged, so nobody can be shown it
//! (PAINS P25). Their routes are given a lease, which cannot write. The slice refuses to count readers,
//! to rank entries by use and to send a reader through an address that counts them.

pub mod actions;
pub mod audience;
pub mod demo;
pub mod description;
pub mod exchange;
mod forms;
pub mod keeping;
pub mod links;
pub mod model;
pub mod needs;
mod order;
mod pages;
mod policy;
pub mod reminding;
mod routes;
mod store;
pub mod tally;
pub mod ways;

#[cfg(test)]
mod journeys;

use rocket::fairing::AdHoc;

pub use description::Description;
pub use model::{NewSignpost, Passage, Pointer, Signpost};
pub use needs::Need;
pub use ways::{Means, Way};

use crate::{
    kernel::{Now, ids::OrganisationId},
    store::{AsConn, Result},
};
use model::{Wanted, Whose};

/// The directory's pages, open to everybody.
#[must_use]
pub fn stage() -> AdHoc {
    AdHoc::on_ignite("signposts", |rocket| async { rocket.mount("/", routes::all()) })
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
    let found = listed(c, &wanted, now).await?;
    Ok(found.iter().take(most).map(|signpost| signpost.pointer(now)).collect())
}

/// The entries that are wanted, in the order to show them.
async fn listed(c: &mut impl AsConn, wanted: &Wanted, now: Now) -> Result<Vec<Signpost>> {
    let mut found = store::list(c, wanted, now.today()).await?;
    found.retain(|signpost| !wanted.open || signpost.opening(now).is_open_now());
    order::put_in_order(&mut found, wanted.contract, now);
    Ok(found)
}
