//! Counts for HR. They take no person and return no person; who uses a space is not stored.

use chrono::NaiveDate;

use super::{Space, store};
use crate::{
    kernel::ids::OrganisationId,
    store::{AsConn, Result},
};

/// The organisation's duty to open spaces outside staffed hours, as exact counts (promise 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spaces {
    /// Spaces that are not closed.
    pub spaces: usize,
    /// Those that staff get into while nobody staffs them, in an ordinary week.
    pub open_unstaffed: usize,
}

/// Counts an organisation's spaces.
///
/// # Errors
/// When the database does.
pub async fn spaces(c: &mut impl AsConn, organisation: OrganisationId, today: NaiveDate) -> Result<Spaces> {
    let mut all = store::list(c, organisation).await?;
    all.retain(|space| !space.closed);
    let opens = |space: &&Space| space.opens_unstaffed(today);
    Ok(Spaces { spaces: all.len(), open_unstaffed: all.iter().filter(opens).count() })
}
