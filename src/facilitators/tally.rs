//! Counts for HR. They take no person and return no person, and no booking changes them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::{Kind, independence::may_meet, off::Offs, store};
use crate::{
    kernel::{
        Now,
        ids::{OrganisationId, SiteId},
    },
    store::{AsConn, Result},
};

/// The organisation's duty to offer supervision, as exact counts (promise 1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supervision {
    /// Librarians on a roster today whom an independent facilitator offers times within the interval.
    pub offered: i64,
    /// The same by the site of their teams: somebody on two sites counts at each.
    pub offered_by_site: BTreeMap<SiteId, i64>,
    /// The same by the specialty of their teams.
    pub offered_by_specialty: BTreeMap<String, i64>,
    /// Minutes that facilitators offer within the interval, booked or not.
    pub minutes: i64,
}

/// Counts what is on offer from this moment on, on as many days as the organisation's interval of `weeks` has, today
/// the first of them: bank holidays, closure days, time away and what is over today are not.
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
    let last = today + Days::new(u64::try_from(weeks * 7 - 1).unwrap_or(0));
    let lines = store::on_offer(c, organisation, now, last).await?;
    let offs = Offs::of(lines.iter().map(|line| &line.own.off));
    let (mut published, mut supervising) = (TimeDelta::zero(), BTreeSet::new());
    for line in &lines {
        let (Some(facilitator), Some(standing)) = (line.facilitator_id, line.own.standing()) else { continue };
        let availability = standing.availability;
        let windows = offs.off(facilitator).leave(availability.windows(today, last));
        let windows: Vec<_> =
            windows.into_iter().flat_map(|window| window.without(DateTime::<Utc>::MIN_UTC, now.0)).collect();
        // What is left of a window must hold a session.
        let holds = |kind: Kind| windows.iter().any(|window| window.until - window.from >= kind.length());
        let kinds = availability.kinds;
        if (kinds.individual_supervision && holds(Kind::IndividualSupervision))
            || (kinds.group_supervision && holds(Kind::GroupSupervision))
        {
            supervising.insert(facilitator);
        }
        published += windows.iter().map(|window| window.until - window.from).sum::<TimeDelta>();
    }
    let met = |line: &&store::OnOffer| {
        may_meet(&line.ties).is_ok() && line.facilitator_id.is_some_and(|who| supervising.contains(&who))
    };
    let (mut whole, mut by_site, mut by_specialty) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for line in lines.iter().filter(met) {
        whole.extend(line.librarian_id);
        by_site.extend(line.site_id.zip(line.librarian_id));
        by_specialty.extend(line.specialty.clone().zip(line.librarian_id));
    }
    Ok(Supervision {
        offered: i64::try_from(whole.len()).unwrap_or(i64::MAX),
        offered_by_site: counted(by_site.into_iter().map(|(site, _)| site)),
        offered_by_specialty: counted(by_specialty.into_iter().map(|(specialty, _)| specialty)),
        minutes: published.num_minutes(),
    })
}

/// How often each thing is there.
fn counted<K: Ord>(things: impl Iterator<Item = K>) -> BTreeMap<K, i64> {
    let mut counts = BTreeMap::new();
    for thing in things {
        *counts.entry(thing).or_default() += 1;
    }
    counts
}
