//! Counts for HR. They take no person and return no person, and no booking changes them.

use std::collections::BTreeSet;

use chrono::{Days, TimeDelta};

use super::{independence::may_meet, off::Offs, store};
use crate::{
    kernel::{Now, ids::OrganisationId},
    store::{AsConn, Result},
};

/// The organisation's duty to offer supervision, as exact counts (promise 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Supervision {
    /// Librarians on a roster today whom an independent facilitator offers times within the interval.
    pub librarians_offered: usize,
    /// Hours that facilitators offer within the interval, booked or not.
    pub hours: i64,
}

/// Counts what is on offer between today and the end of the organisation's interval of `weeks`: bank holidays,
/// closure days and time away are not.
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
    let lines = store::on_offer(c, organisation, now, last).await?;
    let offs = Offs::of(lines.iter().map(|line| &line.own.off));
    let (mut published, mut supervising) = (TimeDelta::zero(), BTreeSet::new());
    for line in &lines {
        let (Some(facilitator), Some(standing)) = (line.facilitator_id, line.own.standing()) else { continue };
        let availability = standing.availability;
        let windows = offs.off(facilitator).leave(availability.windows(today, last));
        if !windows.is_empty() && (availability.kinds.individual_supervision || availability.kinds.group_supervision) {
            supervising.insert(facilitator);
        }
        published += windows.iter().map(|window| window.until - window.from).sum::<TimeDelta>();
    }
    let met = |line: &&store::OnOffer| {
        may_meet(&line.ties).is_ok() && line.facilitator_id.is_some_and(|who| supervising.contains(&who))
    };
    let offered: BTreeSet<_> = lines.iter().filter(met).filter_map(|line| line.librarian_id).collect();
    Ok(Supervision { librarians_offered: offered.len(), hours: published.num_hours() })
}
