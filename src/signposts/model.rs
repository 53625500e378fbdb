//! What a signpost is, and which of them somebody wants.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    audience::{Audience, Contract, Contracts},
    faults::Faulty,
    links::Link,
    needs::Need,
    ways::{Means, Way},
};
use crate::{
    hours::{Hours, Opening},
    kernel::{
        Line, Now,
        ids::{OrganisationId, PersonId, SignpostId},
        london,
        text::Unfit,
    },
};

/// A sentence or a short paragraph: 1 to 1,000 characters, none of them control characters.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct Passage(String);

impl FromStr for Passage {
    type Err = Unfit;

    fn from_str(text: &str) -> Result<Self, Unfit> {
        let text = text.trim();
        match text.chars().count() {
            0 => Err(Unfit::Empty),
            1..=1000 if text.chars().any(char::is_control) => Err(Unfit::Malformed),
            1..=1000 => Ok(Self(text.to_owned())),
            _ => Err(Unfit::TooLong),
        }
    }
}

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One entry of the directory.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Signpost {
    /// Its id.
    pub id: SignpostId,
    /// Whose staff it is for; none: everybody's.
    pub organisation_id: Option<OrganisationId>,
    /// That organisation's name.
    pub organisation: Option<String>,
    /// Whether it is shown to that organisation's members alone.
    pub members_only: bool,
    /// Whose service manager keeps it; none: it came with the installation.
    pub kept_by: Option<OrganisationId>,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Who it is for.
    pub who_for: String,
    /// Who it is not for, if anybody.
    pub not_for: Option<String>,
    /// The kinds of contract it is for.
    #[sqlx(flatten)]
    pub contracts: Contracts,
    /// When it is open.
    #[sqlx(try_from = "String")]
    pub hours: Hours,
    /// What it costs, in words.
    pub cost: String,
    /// How long people wait, in words.
    pub wait: String,
    /// Who will know that somebody made contact.
    pub who_will_know: String,
    /// Whether the employer is among them.
    pub employer_knows: bool,
    /// Whether it costs nothing.
    pub free: bool,
    /// When to try it among others for the same need: lowest first.
    pub try_order: i64,
    /// Who keeps this entry right, as readers are told.
    pub owner: String,
    /// The registered person who does.
    pub owner_id: Option<PersonId>,
    /// When they last looked at it.
    pub checked_on: NaiveDate,
    /// By when they must look again.
    pub next_check_on: NaiveDate,
    /// Since when it is no longer offered.
    pub withdrawn_on: Option<NaiveDate>,
    /// Where to go instead of a withdrawn entry, in words.
    pub forwarding: Option<String>,
    /// The entry to go to instead.
    pub forward_to: Option<SignpostId>,
    /// Whether it is an example of the demonstration, not a real service.
    pub example: bool,
    /// How to reach it, the best way first.
    #[sqlx(skip)]
    pub ways: Vec<Way>,
    /// Which of them did not work when they were last checked: for those who keep the entry, and only where
    /// one entry is read.
    #[sqlx(skip)]
    pub faults: Vec<Faulty>,
}

/// An entry to be added, or what one is to say from now on; the fields mean what they mean in [`Signpost`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is explained at the entry it becomes")]
pub struct NewSignpost {
    pub kept_by: Option<OrganisationId>,
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
    pub owner_id: Option<PersonId>,
    pub checked_on: NaiveDate,
    pub next_check_on: NaiveDate,
    pub example: bool,
    pub ways: Vec<Way>,
    pub needs: Vec<Need>,
    /// What to try before it, and what when it does not help.
    pub links: Vec<(Link, SignpostId)>,
}

/// An entry in brief, for a page about something else to link to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pointer {
    /// Which entry.
    pub id: SignpostId,
    /// Its page.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// The best way to reach it: "Call 116 123".
    pub reach: String,
    /// Whether it is open: "Open now until 5pm".
    pub opening: String,
    /// What to say beside an entry that is overdue for its check.
    pub caution: Option<String>,
}

/// Which entries somebody is looking for. What is left empty asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whose entries.
    pub whose: Whose,
    /// In their own words.
    pub words: String,
    /// For any of these needs.
    pub needs: Vec<Need>,
    /// Reached by any of these means.
    pub by: Vec<Means>,
    /// The reader's kind of contract: what is not for it comes last.
    pub contract: Option<Contract>,
    /// Open at this moment.
    pub open: bool,
    /// The employer does not get to know.
    pub private: bool,
    /// Costs nothing.
    pub free: bool,
}

/// Whose entries are looked at. Withdrawn ones are never among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Every organisation's, as on the public page: what is for members alone is left out.
    #[default]
    Every,
    /// Those that are there for everybody, and this organisation's own.
    OpenTo(Option<OrganisationId>),
}

impl Signpost {
    /// Whether its next check is past: the day itself still counts.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.next_check_on < today
    }

    /// What to say beside it when it is overdue.
    #[must_use]
    pub fn caution(&self, today: NaiveDate) -> Option<String> {
        let checked = london::short_day(self.checked_on);
        self.is_overdue(today).then(|| format!("Last checked {checked}: check before you rely on it"))
    }

    /// Its page: the public one, or the one for members.
    #[must_use]
    pub fn href(&self) -> String {
        let path = if self.members_only { "/find-support/ours" } else { "/find-support" };
        format!("{path}/{}", self.id)
    }

    /// Whether somebody with this kind of contract may use it; whoever has not said is taken to.
    #[must_use]
    pub fn is_for(&self, contract: Option<Contract>) -> bool {
        contract.is_none_or(|contract| self.contracts.include(contract))
    }

    /// Who it is shown to.
    #[must_use]
    pub fn audience(&self) -> Audience {
        match (self.organisation_id, self.members_only) {
            (None, _) => Audience::Everybody,
            (Some(_), false) => Audience::Staff,
            (Some(_), true) => Audience::Members,
        }
    }

    /// Whether it is open, and when that changes.
    #[must_use]
    pub fn opening(&self, now: Now) -> Opening {
        self.hours.opening(now.0)
    }

    /// The entry in brief.
    #[must_use]
    pub fn pointer(&self, now: Now) -> Pointer {
        let reach = self.ways.first().map_or_else(|| "How to reach it is not known".to_owned(), Way::words);
        let (opening, caution) = (self.opening(now).words(now.0), self.caution(now.today()));
        Pointer { id: self.id, href: self.href(), name: self.name.clone(), reach, opening, caution }
    }
}

impl NewSignpost {
    /// Whose staff it is for; none: everybody's.
    #[must_use]
    pub fn organisation(&self) -> Option<OrganisationId> {
        if self.audience == Audience::Everybody { None } else { self.kept_by }
    }

    /// Whether it is for members alone, which only an entry of an organisation can be.
    #[must_use]
    pub fn members_only(&self) -> bool {
        self.audience == Audience::Members && self.kept_by.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_neither_empty_nor_endless() {
        assert_eq!(" Free to call. ".parse::<Passage>().unwrap().to_string(), "Free to call.");
        assert_eq!(" ".parse::<Passage>(), Err(Unfit::Empty));
        assert_eq!("x".repeat(1001).parse::<Passage>(), Err(Unfit::TooLong));
        assert_eq!("a\u{7}b".parse::<Passage>(), Err(Unfit::Malformed));
    }
}
