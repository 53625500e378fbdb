//! Counts for HR. They take no person and return no person, and no booking changes them.

use std::collections::BTreeSet;

use chrono::{Days, TimeDelta};

use super::{independence::may_meet, store};
use crate::{
    kernel::{Now, ids::OrganisationId},
    store::{AsConn, Result},
};

/// The organisation's duty to offer supervision, as exact counts (promise 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Supervision {
    /// Librarians on a roster today whom an independent facilitator offers times within the interval.
    pub librarians_offered: usize,
    /// Hours that facilitators have published within the interval, booked or not.
    pub hours: i64,
}

/// Counts what is on offer between today and the end of the organisation's interval of `weeks`.
///
/// # Errors
/// When the database does.
pub async fn supervision(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    weeks: i64,
    now: Now,
) -> Result<Supervision> {
    let today = now.today();
    let last = today + Days::new(u64::try_from(weeks * 7).unwrap_or(0));
    let offered: BTreeSet<_> = store::reaches(c, organisation, today, last)
        .await?
        .into_iter()
        .filter(|reach| may_meet(&reach.ties).is_ok())
        .map(|reach| reach.librarian_id)
        .collect();
    let published: TimeDelta = store::all_published(c, organisation, today)
        .await?
        .iter()
        .flat_map(|availability| availability.windows(today, last))
        .map(|window| window.until - window.from)
        .sum();
    Ok(Supervision { librarians_offered: offered.len(), hours: published.num_hours() })
}
