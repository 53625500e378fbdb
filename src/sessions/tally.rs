//! Counts for HR. They take no person and return no person. Who came goes into releases alone, as one count for each
//! site, which leaves them as a band.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::store;
use crate::{
    kernel::ids::{OrganisationId, SiteId},
    store::{self as engines, AsConn},
    teams::tally::Population,
    word_enum,
};

word_enum! {
    /// What a librarian can choose to do about sessions.
    pub enum Choice {
        /// Supervision that took place.
        Supervision = "supervision",
        /// A debrief or a conversation with a peer that took place.
        Debrief = "debrief",
        /// A request for a debrief.
        Request = "request",
    }
}

/// The organisation's duty to invite librarians to debriefs, as exact counts (promise 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Debriefs {
    /// Team debriefs called.
    pub called: i64,
    /// Those to which a librarian was invited.
    pub inviting: i64,
}

/// Counts the team debriefs called between two instants.
///
/// # Errors
/// When the database does.
pub async fn debriefs(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> engines::Result<Debriefs> {
    store::debriefs::count(c, organisation, from, until).await
}

/// What people of a population chose to do, by site: how many of them did it at least once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Took up supervision that took place.
    pub supervision: BTreeMap<SiteId, u32>,
    /// Joined a debrief, or a conversation with a peer, that took place.
    pub debrief: BTreeMap<SiteId, u32>,
    /// Asked for a debrief.
    pub request: BTreeMap<SiteId, u32>,
}

/// Counts what people of a population did between two instants, each of them once for each choice.
///
/// # Errors
/// When the database does.
pub async fn choices(
    c: &mut impl AsConn,
    population: &Population,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> engines::Result<Choices> {
    let made = store::choices::made(c, from, until).await?;
    let of = |choice| population.count(made.iter().filter(|one| one.choice == choice).map(|one| one.person_id));
    Ok(Choices { supervision: of(Choice::Supervision), debrief: of(Choice::Debrief), request: of(Choice::Request) })
}
