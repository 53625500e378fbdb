//! What a keeper writes about an entry: everything but who keeps it and when it was checked.

use chrono::{Months, NaiveDate};

use super::{
    Need, NewSignpost, Passage, Signpost, Way,
    audience::{Audience, Contracts},
    keeping::Refusal,
    links::Link,
};
use crate::{
    hours::Hours,
    kernel::{
        Email, Line,
        ids::{OrganisationId, PersonId, SignpostId},
    },
};

/// An entry as its keeper describes it; the fields mean what they mean in [`Signpost`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is explained at the entry it becomes")]
pub struct Description {
    pub audience: Audience,
    pub name: Line,
    pub about: Passage,
    pub who_for: Passage,
    pub not_for: Option<Passage>,
    pub contracts: Contracts,
    pub hours: Hours,
    pub cost: Line,
    pub wait: Line,
    pub who_will_know: Passage,
    pub employer_knows: bool,
    pub free: bool,
    pub try_order: i64,
    pub owner: Line,
    /// The owner's work address, when they are registered.
    pub owner_email: Option<Email>,
    pub next_check_on: NaiveDate,
    pub ways: Vec<Way>,
    pub needs: Vec<Need>,
    pub links: Vec<(Link, SignpostId)>,
}

impl Description {
    /// The entry it makes for an organisation that checks it today.
    #[must_use]
    pub fn begun(&self, kept_by: OrganisationId, owner_id: Option<PersonId>, today: NaiveDate) -> NewSignpost {
        self.entry(Some(kept_by), owner_id, today, false)
    }

    /// What an entry says from now on.
    #[must_use]
    pub fn instead_of(&self, entry: &Signpost, owner_id: Option<PersonId>) -> NewSignpost {
        self.entry(entry.kept_by, owner_id, entry.checked_on, entry.example)
    }

    /// Why the next check may not be on the day that is written, when the last was on `checked_on`.
    ///
    /// # Errors
    /// Before the day after the last check; after two years from today.
    pub fn check_in_time(&self, checked_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
        if self.next_check_on <= checked_on {
            return Err(Refusal::CheckTooSoon);
        }
        let latest = today.checked_add_months(Months::new(24));
        if latest.is_some_and(|latest| self.next_check_on > latest) { Err(Refusal::CheckTooLate) } else { Ok(()) }
    }

    fn entry(
        &self,
        kept_by: Option<OrganisationId>,
        owner_id: Option<PersonId>,
        checked_on: NaiveDate,
        example: bool,
    ) -> NewSignpost {
        let from = self.clone();
        NewSignpost {
            kept_by,
            audience: from.audience,
            name: from.name,
            about: from.about,
            who_for: from.who_for,
            not_for: from.not_for,
            contracts: from.contracts,
            hours: from.hours,
            cost: from.cost,
            wait: from.wait,
            who_will_know: from.who_will_know,
            employer_knows: from.employer_knows,
            free: from.free,
            try_order: from.try_order,
            owner: from.owner,
            owner_id,
            checked_on,
            next_check_on: from.next_check_on,
            example,
            ways: from.ways,
            needs: from.needs,
            links: from.links,
        }
    }
}
