//! Which quarter is released next. The oldest first: a later release would keep it from ever being made.

use chrono::NaiveDate;

use super::store;
use crate::{
    store::{AsConn, Result},
    teams::tally::population,
    uptake::model::Quarter,
};

/// On how many days of the quarter somebody must have been on a roster to be counted.
pub const LEAST_DAYS: usize = 14;

/// Whether releases are made by themselves, or by service managers and the program's verb alone (`ALONGSIDE_RELEASES`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Making {
    /// Each is made when it is due.
    ByItself,
    /// None is made unless somebody asks.
    ByHand,
}

/// The release that comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// Of which quarter.
    pub quarter: Quarter,
    /// Whether anybody is counted in it. Of a quarter of which the service knows nobody, none is made by itself.
    pub has_people: bool,
}

/// The release that comes next: of the oldest quarter that is due, can still be released and has people; else of the
/// one that was over last; else of the one that runs. `latest` is the first day of the quarter that was released last.
///
/// # Errors
/// When the database does.
pub async fn next(c: &mut impl AsConn, latest: Option<NaiveDate>, today: NaiveDate) -> Result<Next> {
    for quarter in Quarter::releasable(today, latest) {
        if has_people(c, quarter).await? {
            return Ok(Next { quarter, has_people: true });
        }
    }
    let over = Quarter::over_before(today);
    let is_open = latest.is_none_or(|latest| latest < over.first);
    let quarter = if is_open { over } else { Quarter::of(today) };
    Ok(Next { quarter, has_people: !quarter.is_due(today) })
}

/// The same, when nothing is known of what was released.
///
/// # Errors
/// When the database does.
pub async fn next_of_all(c: &mut impl AsConn, today: NaiveDate) -> Result<Next> {
    let latest = store::latest(c).await?.map(|kept| kept.quarter_on);
    next(c, latest, today).await
}

/// Whether anybody is counted in a quarter. A service that was set up after it has nothing to say about it.
///
/// # Errors
/// When the database does.
pub async fn has_people(c: &mut impl AsConn, quarter: Quarter) -> Result<bool> {
    Ok(!population(c, quarter.first, quarter.next, LEAST_DAYS).await?.by_site().is_empty())
}
