//! Making a release: once for each quarter, for the whole service, in one transaction.

use super::{
    bands::Rules,
    drawing::{Heading, Numbers, Unsafe, draw},
    due::LEAST_DAYS,
    frozen::freeze,
    measures::Measure,
    outside,
    places::Places,
    store::{self, Kept},
};
use crate::{
    accounts::ServiceManager,
    audit,
    checkins::tally::checked_in,
    kernel::{
        Now,
        ids::{OnceToken, OrganisationId, PersonId},
        london,
    },
    once::{self, Sent, Turn},
    organisations::tally::{all_sites, areas},
    sessions::tally::choices,
    store::{AsConn, Db, Error, Result as Stored, Stop, Tx},
    teams::tally::population,
    uptake::model::Quarter,
};

/// Why a quarter is not released.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not over.
    #[error("{quarter} is not over: it can be released from {day}", quarter = .0.name(), day = london::day(.0.next))]
    NotOver(Quarter),
    /// It was too long ago.
    #[error("{} is too long ago: records of it may have been deleted since, and its figures would be too low", .0.name())]
    TooOld(Quarter),
    /// A later quarter is released: the figures would come out of order.
    #[error("{} cannot be released any more: a later quarter has been", .0.name())]
    Passed(Quarter),
    /// A figure could give somebody away.
    #[error("Nothing was published. {0}")]
    Unsafe(#[from] Unsafe),
}

impl Refusal {
    /// What a service manager of an organisation reads.
    #[must_use]
    pub fn words_for(&self, organisation: OrganisationId) -> String {
        match self {
            Self::Unsafe(found) => format!("Nothing was published. {}", found.words_for(organisation)),
            other => other.to_string(),
        }
    }
}

/// Releases a quarter, as a service manager asks by a form; its number. A quarter that is released stays as it is, and
/// its number is given again.
///
/// # Errors
/// Refused when it is not over, too long ago, or could give somebody away.
pub async fn publish(
    db: &Db,
    by: &ServiceManager<'_>,
    quarter: Quarter,
    token: OnceToken,
    now: Now,
) -> Result<i64, Stop<Refusal>> {
    outside::put_back(db, now).await.map_err(outside::as_error)?;
    let sent = Sent { token, by: Some(by.0.id), action: "release" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        // Sent again, it leads to the release that the first sending made or found, and makes none.
        Turn::Again(_) => {
            let kept = store::of_quarter(&mut db.read().await?, quarter.first).await?;
            return kept.map(|kept| kept.number).ok_or(Stop::NotFound);
        }
    };
    let (kept, is_new) = release_in(&mut tx, quarter, Some(by.0.id), now).await?;
    if is_new {
        once::finish(tx, sent, kept.id).await?;
    }
    Ok(kept.number)
}

/// Releases a quarter, as the program's own verb and its clock do. A quarter that is released stays as it is, and is
/// given again; the second value says whether it is new.
///
/// # Errors
/// As [`publish`].
pub async fn release(db: &Db, quarter: Quarter, now: Now) -> Result<(Kept, bool), Stop<Refusal>> {
    outside::put_back(db, now).await.map_err(outside::as_error)?;
    let mut tx = db.write().await?;
    let (kept, is_new) = release_in(&mut tx, quarter, None, now).await?;
    if is_new {
        tx.commit().await?;
    }
    Ok((kept, is_new))
}

async fn release_in(
    tx: &mut Tx,
    quarter: Quarter,
    by: Option<PersonId>,
    now: Now,
) -> Result<(Kept, bool), Stop<Refusal>> {
    if let Some(kept) = store::of_quarter(tx, quarter.first).await? {
        return Ok((kept, false));
    }
    let today = now.today();
    if !quarter.is_over(today) {
        return Err(Stop::Refused(Refusal::NotOver(quarter)));
    }
    if quarter.is_too_old(today) {
        return Err(Stop::Refused(Refusal::TooOld(quarter)));
    }
    let before = store::latest(tx).await?;
    if before.as_ref().is_some_and(|kept| kept.quarter_on > quarter.first) {
        return Err(Stop::Refused(Refusal::Passed(quarter)));
    }
    let (places, numbers) = count(tx, quarter).await?;
    let heading = Heading {
        number: before.as_ref().map_or(1, |kept| kept.number + 1),
        quarter: quarter.code(),
        made_on: today.to_string(),
        before: before.map(|kept| kept.fingerprint),
    };
    let contents = draw(&heading, &places, &numbers, Rules::PRODUCT).map_err(|why| Stop::Refused(why.into()))?;
    let kept = freeze(&contents, quarter, tx.keys(), now)?;
    if store::add(tx, &kept).await? {
        audit::changed(tx, now, by, "figures released", kept.id).await?;
        store::settle(tx, quarter.first).await?;
        outside::note(tx, &kept);
        return Ok((kept, true));
    }
    // Another process was quicker by a moment. If it released another quarter, trying again gives this one a number.
    let theirs = store::of_quarter(tx, quarter.first).await?;
    Ok((theirs.ok_or_else(|| Error::unreadable("another quarter was released at the same time: try again"))?, false))
}

/// Counts a quarter. No person comes out of any tally.
///
/// # Errors
/// When the database does.
pub async fn count(c: &mut impl AsConn, quarter: Quarter) -> Stored<(Places, Numbers)> {
    let (first, next) = (quarter.first, quarter.next);
    let places = Places { areas: areas(c).await?, sites: all_sites(c).await? };
    let population = population(c, first, next, LEAST_DAYS).await?;
    let chosen = choices(c, &population, london::start_of_day(first), london::start_of_day(next)).await?;
    let made = [
        (Measure::Supervision, chosen.supervision),
        (Measure::Debrief, chosen.debrief),
        (Measure::Request, chosen.request),
        (Measure::CheckIn, checked_in(c, &population, first, next).await?),
    ];
    let did = made
        .into_iter()
        .flat_map(|(measure, sites)| sites.into_iter().map(move |(site, people)| ((site, measure), people)));
    Ok((places, Numbers { people: population.by_site(), did: did.collect() }))
}
