//! Keeping entries right: what a keeper sees of them, where withdrawn ones lead, how long a check holds.

use chrono::{Months, NaiveDate};

use super::{Need, Passage, links::Link};
use crate::{kernel::ids::SignpostId, word_enum};

/// One line of the list that a keeper sees.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Kept {
    /// Which entry.
    pub id: SignpostId,
    /// What it is called.
    pub name: String,
    /// Who keeps it right, as readers are told.
    pub owner: String,
    /// Whether it is for members alone.
    pub members_only: bool,
    /// When it was last checked.
    pub checked_on: NaiveDate,
    /// By when it must be checked again.
    pub next_check_on: NaiveDate,
    /// Since when it is no longer offered.
    pub withdrawn_on: Option<NaiveDate>,
}

/// What a form holds of an entry beside the entry itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// What it can help with.
    pub needs: Vec<Need>,
    /// Where it leads.
    pub links: Vec<(Link, SignpostId)>,
    /// The registered owner's address; empty when there is none.
    pub owner_email: String,
}

/// Where to go instead of an entry that is withdrawn.
#[derive(Clone, Debug)]
pub struct Forwarding {
    /// In words.
    pub words: Passage,
    /// Another entry.
    pub entry: Option<SignpostId>,
}

word_enum! {
    /// How long a check holds.
    pub enum Holds {
        /// Three months: for what changes often.
        Quarter = "3",
        /// Six months.
        HalfYear = "6",
        /// A year: for what hardly changes.
        Year = "12",
    }
}

impl Holds {
    /// The day by which an entry must be looked at again when it was checked on `today`.
    #[must_use]
    pub fn until(self, today: NaiveDate) -> NaiveDate {
        let months = match self {
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        };
        today.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
    }

    /// The words to choose it by.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Quarter => "In 3 months",
            Self::HalfYear => "In 6 months",
            Self::Year => "In a year",
        }
    }
}

/// Why the service says no to a keeper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody has the owner's address.
    #[error("Nobody in this organisation has that address. Register the person first, or leave this empty")]
    UnknownOwner,
    /// What to try first is no entry that is offered here, or the entry itself.
    #[error("Choose another entry from the list, or none")]
    UnknownFirst,
    /// What to try next is no entry that is offered here, or the entry itself.
    #[error("Choose another entry from the list, or none")]
    UnknownNext,
    /// The next check is not after the last.
    #[error("The next check must be after the last check")]
    CheckTooSoon,
    /// The next check is too far away.
    #[error("The next check must be within 2 years")]
    CheckTooLate,
    /// It was withdrawn before.
    #[error("This entry is withdrawn. Put it back into the directory first")]
    Withdrawn,
}

impl Refusal {
    /// The field of the form that it is said beside.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::UnknownOwner => "owner_email",
            Self::UnknownFirst => Link::TryFirst.word(),
            Self::UnknownNext => Link::IfThisFails.word(),
            Self::CheckTooSoon | Self::CheckTooLate => "next_check-day",
            Self::Withdrawn => "",
        }
    }

    /// That a link of this kind leads to no entry that is offered here.
    #[must_use]
    pub const fn unknown(kind: Link) -> Self {
        match kind {
            Link::TryFirst => Self::UnknownFirst,
            Link::IfThisFails => Self::UnknownNext,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_holds_for_months_of_the_calendar() {
        let on = |holds: Holds, day: &str| holds.until(day.parse().unwrap()).to_string();
        assert_eq!(on(Holds::Quarter, "2026-11-30"), "2027-02-28");
        assert_eq!(on(Holds::HalfYear, "2026-11-23"), "2027-05-23");
        assert_eq!(on(Holds::Year, "2028-02-29"), "2029-02-28");
    }
}
