//! What a team, a placement and an arrangement are.

use chrono::NaiveDate;

use crate::{
    kernel::{
        Email, Line,
        ids::{OrganisationId, PersonId, PlacementId, SiteId, TeamId},
    },
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
    }
}

impl ArrangementKind {
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
        }
    }
}

/// A team, and what the person who asks is to it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// Its local name.
    pub name: String,
    /// Its treatment function code.
    pub specialty: String,
    /// Where it works.
    pub site: String,
    /// Whether the one who asks leads it.
    pub leads: bool,
    /// Whether the one who asks is placed on it today.
    pub placed: bool,
}

/// A team to be registered.
#[derive(Clone, Debug)]
pub struct NewTeam {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Where it works.
    pub site: SiteId,
    /// Its treatment function code.
    pub specialty: &'static str,
    /// Its local name.
    pub name: Line,
}

/// A team to be registered by its service manager.
#[derive(Clone, Debug)]
pub struct Registration {
    /// Its local name.
    pub name: Line,
    /// Where it works.
    pub site: SiteId,
    /// Its treatment function code.
    pub specialty: &'static str,
    /// Its lead's work address.
    pub lead: Email,
}

/// One line of a roster.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Placement {
    /// Its id.
    pub id: PlacementId,
    /// Who.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// What they do on this team.
    pub role: String,
    /// Their time on this team, in hundredths of a whole-time equivalent.
    pub wte_hundredths: i64,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day; none while it is open.
    pub to_on: Option<NaiveDate>,
}

/// A placement that still holds or is planned, and what the one who asks is to it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Spell {
    /// Its id.
    pub id: PlacementId,
    /// The team.
    pub team_id: TeamId,
    /// Its name.
    pub team: String,
    /// Who.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// Whether it is the asker's own.
    pub own: bool,
    /// Whether the asker leads the team.
    pub leads: bool,
}

/// A placement to be made.
#[derive(Clone, Debug)]
pub struct NewPlacement {
    /// The librarian's work address.
    pub email: Email,
    /// What they will do on the team.
    pub role: Line,
    /// Their time on it, in hundredths of a whole-time equivalent.
    pub wte_hundredths: i64,
    /// The first day.
    pub from_on: NaiveDate,
}

/// A team somebody is placed on.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Placed {
    /// The team.
    pub team_id: TeamId,
    /// Its name.
    pub team: String,
    /// What they do there.
    pub role: String,
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

/// When a placement is, seen from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// It has not begun.
    Planned,
    /// It holds.
    Current,
    /// It is over.
    Past,
}

/// Why the service says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody of the organisation has that address.
    #[error(
        "We do not know that address in your organisation. Check it, or ask your service manager to register the person"
    )]
    UnknownAddress,
    /// The person is not a librarian.
    #[error("That person is not registered as a librarian or knowledge specialist. Ask your service manager to check")]
    NotALibrarian,
    /// Nobody of the organisation has the lead's address.
    #[error("Nobody in your organisation has that address. Register the person first")]
    UnknownLead,
    /// The organisation has a team of that name.
    #[error("Your organisation already has a team with that name")]
    KnownName,
    /// Two spells would overlap.
    #[error("That person is already on this team's roster on that day")]
    AlreadyPlaced,
}

impl Placement {
    /// When it is, seen from `today`.
    #[must_use]
    pub fn time(&self, today: NaiveDate) -> Time {
        if self.from_on > today {
            Time::Planned
        } else if self.to_on.is_some_and(|last| last < today) {
            Time::Past
        } else {
            Time::Current
        }
    }
}

/// Hundredths of a whole-time equivalent as they are written: 60 is "0.6", 100 is "1".
#[must_use]
pub fn wte(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A whole-time equivalent as people type it, in hundredths: more than 0, at most 1, no finer than 0.01.
#[must_use]
pub fn parse_wte(text: &str) -> Option<i64> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 2 || (whole.is_empty() && part.is_empty()) || whole.len() > 1 {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole * 100 + part).filter(|hundredths| (1..=100).contains(hundredths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wte_is_read_as_it_is_written() {
        for hundredths in 1..=100 {
            assert_eq!(parse_wte(&wte(hundredths)), Some(hundredths));
        }
        for (typed, meant) in [("0.5", 50), (".5", 50), ("1", 100), ("1.00", 100), (" 0.05 ", 5)] {
            assert_eq!(parse_wte(typed), Some(meant), "{typed}");
        }
        for typed in ["", ".", "0", "0.00", "1.01", "2", "O.5", "0.555", "-0.5", "37.5"] {
            assert_eq!(parse_wte(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_placement_is_planned_current_or_past_by_date() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let placement = Placement {
            id: PlacementId::random(),
            person_id: PersonId::random(),
            name: "A".into(),
            role: "B".into(),
            wte_hundredths: 50,
            from_on: day(10),
            to_on: Some(day(20)),
        };
        assert_eq!(placement.time(day(9)), Time::Planned);
        assert_eq!(placement.time(day(10)), Time::Current);
        assert_eq!(placement.time(day(20)), Time::Current);
        assert_eq!(placement.time(day(21)), Time::Past);
    }
}
