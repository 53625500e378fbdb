//! What somebody wrote, opened for its author's own record.

use super::all;
use crate::{
    checkins::CheckIn,
    kernel::ids::PersonId,
    store::{AsConn, Result},
};

/// Somebody's own check-ins, the latest first, `most` of them.
///
/// # Errors
/// When the database does.
pub async fn written(c: &mut impl AsConn, author: PersonId, most: i64) -> Result<Vec<CheckIn>> {
    all(c, author, most).await
}
