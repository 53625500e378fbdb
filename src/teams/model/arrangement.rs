//! The support that a team already has, and whether librarians are in it.

use chrono::NaiveDate;

use crate::{
    kernel::{Line, ids::ArrangementId},
    word_enum,
};

word_enum! {
    /// A kind of support that a team may already have.
    pub enum ArrangementKind {
        /// Hot debriefs.
        TeamDebrief = "team_debrief",
        /// Cold debriefs.
        TeamReflection = "team_reflection",
        /// Supervision in a group.
        GroupSupervision = "group_supervision",
        /// Supervision one to one.
        IndividualSupervision = "individual_supervision",
        /// Trained peers.
        PeerSupport = "peer_support",
        /// Schwartz Rounds, run by the organisation.
        SchwartzRounds = "schwartz_rounds",
        /// Anything else, under the team's own name for it.
        Other = "other",
    }
}

impl ArrangementKind {
    /// The kinds that have a word of ours, in the order to show them.
    pub const NAMED: [Self; 6] = [
        Self::TeamDebrief,
        Self::TeamReflection,
        Self::GroupSupervision,
        Self::IndividualSupervision,
        Self::PeerSupport,
        Self::SchwartzRounds,
    ];

    /// Its name on a page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TeamDebrief => "Team debriefs (hot)",
            Self::TeamReflection => "Team reflections (cold debriefs)",
            Self::GroupSupervision => "Group supervision",
            Self::IndividualSupervision => "One-to-one supervision",
            Self::PeerSupport => "Peer support",
            Self::SchwartzRounds => "Schwartz Rounds",
            Self::Other => "Other support",
        }
    }
}

/// A kind of support that a team has.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Arrangement {
    /// Its id.
    pub id: ArrangementId,
    /// What kind.
    pub kind: ArrangementKind,
    /// The team's own name for a kind that has no word of ours; empty for the others.
    pub name: String,
    /// The day from which it includes librarians; none while it does not.
    pub includes_since: Option<NaiveDate>,
    /// The day on which a lead last said that this is how it is.
    pub reviewed_on: Option<NaiveDate>,
}

impl Arrangement {
    /// Its name on a page.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.name.is_empty() { self.kind.name() } else { &self.name }
    }
}

/// What a lead writes of one arrangement: since when it includes librarians, and when that was reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// The day from which it includes librarians; none while it does not.
    pub since: Option<NaiveDate>,
    /// The day on which a lead last looked at it.
    pub reviewed_on: Option<NaiveDate>,
}

/// An arrangement under the team's own name for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOther {
    /// The team's name for it.
    pub name: Line,
    /// Whether librarians are in it from today.
    pub included: bool,
}

/// What a team's form says of one kind of support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The team has no such arrangement.
    None,
    /// It has, and librarians are not in it yet.
    NotIncluded,
    /// It has, and librarians are in it.
    Included,
}
