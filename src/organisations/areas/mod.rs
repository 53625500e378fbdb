//! Areas: the regions and the nation that organisations lie in, and who reads the figures of one.
//!
//! Whoever runs the service writes them from the command line. An area lies in another or in none; a circle of areas is
//! refused. A reader of an area reads it and the areas within it, and nothing above or beside.

pub mod actions;
mod store;

use crate::{
    kernel::ids::{AreaId, PersonId},
    store::{AsConn, Result},
};

/// An area.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Area {
    /// Its id.
    pub id: AreaId,
    /// Its name.
    pub name: String,
    /// The area that it lies in; none for the outermost.
    pub within_id: Option<AreaId>,
}

/// The areas that somebody reads, those within them included, by name.
///
/// # Errors
/// When the database does.
pub async fn read_by(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Area>> {
    store::read_by(c, person).await
}
