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
    let lines = store::on_offer(c, organisation, today, last).await?;
    let offered: BTreeSet<_> =
        lines.iter().filter(|line| may_meet(&line.ties).is_ok()).filter_map(|line| line.librarian_id).collect();
    let published: TimeDelta = lines
        .iter()
        .filter_map(store::OnOffer::availability)
        .flat_map(|availability| availability.windows(today, last))
        .map(|window| window.until - window.from)
        .sum();
    Ok(Supervision { librarians_offered: offered.len(), hours: published.num_hours() })
}
