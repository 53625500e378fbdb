//! Counts for HR. They take no person and return no person. Who came goes into releases alone, as one count for each
//! site, which leaves them as a band.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::store;
use crate::{
    kernel::ids::{OrganisationId, SiteId, TeamId},
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

/// An organisation's duties towards its teams, and to keep its directory, as exact counts (promise 1): the whole
/// organisation's, one site's, one specialty's or one team's.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counted {
    /// The team that is counted, when it is one; only teams with a librarian are counted one by one.
    pub team_id: Option<TeamId>,
    /// The site whose teams are counted; none for a specialty's, a team's and the whole.
    pub site_id: Option<SiteId>,
    /// The specialty (treatment function code) whose teams are counted; a team's own.
    pub specialty: Option<String>,
    /// The organisation's, the site's or the team's name; empty for a specialty.
    pub name: String,
    /// Librarians on a roster today: each once, however many teams they are on.
    pub librarians: i64,
    /// Teams.
    pub teams: i64,
    /// Teams with a librarian today.
    pub with_librarian: i64,
    /// The librarians' time on them today, in hundredths of a whole-time equivalent.
    pub wte_hundredths: i64,
    /// Arrangements that the teams with a librarian have.
    pub arrangements: i64,
    /// Those that include librarians.
    pub including: i64,
    /// Team debriefs called.
    pub debriefs: i64,
    /// Those to which a librarian was invited.
    pub inviting: i64,
    /// Entries of the directory that staff are shown; of the whole organisation alone.
    pub entries: Option<i64>,
    /// Those whose next check is not overdue.
    pub in_date: Option<i64>,
}

/// Counts the whole organisation, each of its sites, each specialty of its teams and each team with a librarian, in one
/// statement: rosters,
/// arrangements and the directory as of `today`, debriefs between two instants.
///
/// # Errors
/// When the database does.
pub async fn duties(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    today: NaiveDate,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> engines::Result<Vec<Counted>> {
    store::duties::counted(c, organisation, today, from, until).await
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
