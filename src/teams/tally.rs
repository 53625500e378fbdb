//! Counts for HR. They take no person and return no person.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::store::{counts, population};
use crate::{
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SiteId},
    },
    store::{AsConn, Result},
};

/// How far the teams of one specialty at one site have a librarian: what the staff ratio policy asks
/// employers to allocate embedded posts by (FACTS 1.3).
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Covered {
    /// The treatment function code.
    pub specialty: String,
    /// The site's name.
    pub site: String,
    /// Teams.
    pub teams: i64,
    /// Those with a librarian today.
    pub with_librarian: i64,
    /// The librarians' time on them today, in hundredths of a whole-time equivalent.
    pub wte_hundredths: i64,
}

/// Counts an organisation's teams by specialty and site.
///
/// # Errors
/// When the database does.
pub async fn coverage(c: &mut impl AsConn, organisation: OrganisationId, now: Now) -> Result<Vec<Covered>> {
    counts::coverage(c, organisation, now.today()).await
}

/// A specialty's name.
#[must_use]
pub fn specialty(code: &str) -> &str {
    super::specialties::name(code)
}

/// Who is counted in a stretch of days, and at which site. Who they are never comes out: it takes in people and gives
/// back how many of them are counted where.
#[derive(Clone, Debug, Default)]
pub struct Population(HashMap<PersonId, SiteId>);

impl Population {
    /// How many people are counted at each site.
    #[must_use]
    pub fn by_site(&self) -> BTreeMap<SiteId, u32> {
        self.count(self.0.keys().copied())
    }

    /// How many of these people are counted at each site, each of them once.
    pub fn count(&self, people: impl IntoIterator<Item = PersonId>) -> BTreeMap<SiteId, u32> {
        let unique: std::collections::HashSet<PersonId> = people.into_iter().collect();
        let mut counts = BTreeMap::new();
        for site in unique.iter().filter_map(|person| self.0.get(person)) {
            *counts.entry(*site).or_default() += 1;
        }
        counts
    }
}

/// Who was placed on a team on at least `least` days from `first` until before `next`, in every organisation. Days on two
/// teams at once count once, and days before a placement was written down do not. Each is counted at the site where they were on most days; of two alike, at the first by id.
///
/// # Errors
/// When the database does.
pub async fn population(c: &mut impl AsConn, first: NaiveDate, next: NaiveDate, least: usize) -> Result<Population> {
    let spells = population::spells(c, first, next).await?;
    Ok(Population(population::homes(&spells, first, next, least)))
}
