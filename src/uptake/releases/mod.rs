//! Releases: what people chose to do in a quarter, published so that nobody can be picked out.
//!
//! One a quarter for the whole service, made once, frozen, numbered, and never made again (PRODUCT.md "Uptake: what HR
//! sees"). Which groups it is about follows from the rosters alone; what is published of each is a band of seven; and
//! before it is published the program attacks it itself (`audit`). It refuses filters, shorter stretches of time,
//! teams, and anything about one organisation for the eyes of another.

pub mod actions;
pub mod bands;
mod chart;
pub mod contents;
pub mod drawing;
pub mod due;
pub mod failing;
pub mod figures;
mod files;
pub mod form;
mod forms;
pub mod frozen;
pub mod measures;
pub mod outside;
mod pages;
pub mod places;
mod quarter;
mod routes;
mod store;
pub mod ticking;

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod between;

pub use due::Making;
pub use figures::Figures;
pub use frozen::{Changed, Release};
pub use pages::Shown;
pub use routes::all as routes;

use crate::{
    kernel::ids::{AreaId, OrganisationId},
    store::{AsConn, Result},
};

/// The latest release; none when there is none, or when it was changed, which its own page says.
///
/// # Errors
/// When the database does.
pub async fn latest(c: &mut impl AsConn) -> Result<Option<Release>> {
    let kept = store::latest(c).await?;
    Ok(kept.and_then(|kept| Release::open(&kept, c.keys()).ok()))
}

/// What an organisation sees of a release. Its name is as the reader knows it.
#[must_use]
pub fn rows_for(release: &Release, organisation: OrganisationId, name: &str) -> Figures {
    Figures::of_organisation(release, organisation, name)
}

/// What a reader of an area sees of a release: one row for all of it.
#[must_use]
pub fn rows_for_area(release: &Release, area: AreaId, name: &str) -> Figures {
    Figures::of_area(release, area, name)
}
