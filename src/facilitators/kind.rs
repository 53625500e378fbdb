//! The kinds of sessions, how long each takes, and sets of them.

use chrono::TimeDelta;

use crate::word_enum;

word_enum! {
    /// What a session is (PRODUCT.md "Session kinds"). Never treatment, never an inquiry.
    pub enum Kind {
        /// One librarian and an independent facilitator.
        IndividualSupervision = "individual_supervision",
        /// A few librarians and a facilitator.
        GroupSupervision = "group_supervision",
        /// "Stop for five minutes", the same day.
        HotDebrief = "hot_debrief",
        /// A cold debrief of a team, 3 to 28 days after.
        TeamReflection = "team_reflection",
        /// A conversation with a trained peer, not before 72 hours.
        PeerSupport = "peer_support",
    }
}

impl Kind {
    /// Whether it is one librarian's with one facilitator.
    #[must_use]
    pub const fn is_of_two(self) -> bool {
        matches!(self, Self::IndividualSupervision | Self::PeerSupport)
    }

    /// Its name on a page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::IndividualSupervision => "One-to-one supervision",
            Self::GroupSupervision => "Group supervision",
            Self::HotDebrief => "Hot debrief",
            Self::TeamReflection => "Team reflection",
            Self::PeerSupport => "Peer support conversation",
        }
    }

    /// How long it takes.
    #[must_use]
    pub const fn length(self) -> TimeDelta {
        match self {
            Self::HotDebrief => TimeDelta::minutes(15),
            Self::GroupSupervision => TimeDelta::minutes(90),
            Self::IndividualSupervision | Self::TeamReflection | Self::PeerSupport => TimeDelta::minutes(60),
        }
    }

    /// How many places a session of this kind has: of a debrief, as many as any team has people.
    #[must_use]
    pub const fn places(self) -> i64 {
        match self {
            Self::IndividualSupervision | Self::PeerSupport => 1,
            Self::GroupSupervision => 8,
            Self::HotDebrief | Self::TeamReflection => 500,
        }
    }

    /// Whether it is a debrief of a team: its facilitator needs longer after it.
    #[must_use]
    pub const fn is_debrief(self) -> bool {
        matches!(self, Self::HotDebrief | Self::TeamReflection)
    }

    /// Whether a librarian books it from a list of times; the others are called by a lead or proposed.
    ///
    /// A peer support conversation is never within 72 hours of what it is about (PRODUCT.md "Session kinds").
    /// What it is about is not asked, so it is never within 72 hours of being booked: see [`Kind::least_notice`].
    #[must_use]
    pub const fn is_bookable(self) -> bool {
        matches!(self, Self::IndividualSupervision | Self::GroupSupervision | Self::PeerSupport)
    }

    /// The shortest notice of this kind, whatever a facilitator has chosen.
    #[must_use]
    pub const fn least_notice(self) -> TimeDelta {
        match self {
            Self::PeerSupport => TimeDelta::hours(72),
            _ => TimeDelta::zero(),
        }
    }
}

/// Some kinds of sessions: those that somebody offers at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Kinds {
    /// One-to-one supervision.
    pub individual_supervision: bool,
    /// Group supervision.
    pub group_supervision: bool,
    /// Hot debriefs.
    pub hot_debrief: bool,
    /// Team reflections.
    pub team_reflection: bool,
    /// Peer support conversations.
    pub peer_support: bool,
}

impl Kinds {
    /// Whether a kind is among them.
    #[must_use]
    pub const fn has(self, kind: Kind) -> bool {
        match kind {
            Kind::IndividualSupervision => self.individual_supervision,
            Kind::GroupSupervision => self.group_supervision,
            Kind::HotDebrief => self.hot_debrief,
            Kind::TeamReflection => self.team_reflection,
            Kind::PeerSupport => self.peer_support,
        }
    }

    /// Those among them, in the order of [`Kind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |kind| self.has(*kind))
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<T: IntoIterator<Item = Kind>>(kinds: T) -> Self {
        let mut all = Self::default();
        for kind in kinds {
            match kind {
                Kind::IndividualSupervision => all.individual_supervision = true,
                Kind::GroupSupervision => all.group_supervision = true,
                Kind::HotDebrief => all.hot_debrief = true,
                Kind::TeamReflection => all.team_reflection = true,
                Kind::PeerSupport => all.peer_support = true,
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_was_put_into_it_and_nothing_else() {
        for kind in Kind::ALL {
            let alone: Kinds = [*kind].into_iter().collect();
            assert_eq!(alone.iter().collect::<Vec<_>>(), [*kind]);
        }
        assert_eq!(Kinds::default().iter().count(), 0);
        assert_eq!(Kind::ALL.iter().copied().collect::<Kinds>().iter().count(), Kind::ALL.len());
    }

    #[test]
    fn nothing_probing_is_booked_within_72_hours() {
        assert_eq!(Kind::PeerSupport.least_notice(), TimeDelta::hours(72));
        assert!(!Kind::TeamReflection.is_bookable() && !Kind::HotDebrief.is_bookable());
    }
}
