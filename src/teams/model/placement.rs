//! Somebody's spell on a team.

use chrono::NaiveDate;

use crate::kernel::{
    Line, Wte,
    ids::{PersonId, PlacementId, TeamId},
};

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
    /// Their time on this team.
    #[sqlx(rename = "wte_hundredths")]
    pub wte: Wte,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day; none while it is open.
    pub to_on: Option<NaiveDate>,
    /// Whether the librarian has said that it is right: theirs alone to see, since not saying so is no answer.
    pub confirmed: bool,
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
    /// The last day; none while it is open.
    pub to_on: Option<NaiveDate>,
    /// Whether it is the asker's own.
    pub own: bool,
    /// Whether the asker leads the team.
    pub leads: bool,
}

/// What somebody does on a team, how much and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What they do there.
    pub role: Line,
    /// Their time on it.
    pub wte: Wte,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day; none while it is open.
    pub to_on: Option<NaiveDate>,
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

/// Whether two spells, their last days included, share a day.
#[must_use]
pub fn overlap(one: (NaiveDate, Option<NaiveDate>), other: (NaiveDate, Option<NaiveDate>)) -> bool {
    let begins_in = |(from, _): (NaiveDate, _), (_, to): (_, Option<NaiveDate>)| to.is_none_or(|to| from <= to);
    begins_in(one, other) && begins_in(other, one)
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::{option, prelude::*};

    use super::*;

    #[test]
    fn a_placement_is_planned_current_or_past_by_date() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let placement = Placement {
            id: PlacementId::random(),
            person_id: PersonId::random(),
            name: "A".into(),
            role: "B".into(),
            wte: "0.5".parse().unwrap(),
            from_on: day(10),
            to_on: Some(day(20)),
            confirmed: false,
        };
        assert_eq!(placement.time(day(9)), Time::Planned);
        assert_eq!(placement.time(day(10)), Time::Current);
        assert_eq!(placement.time(day(20)), Time::Current);
        assert_eq!(placement.time(day(21)), Time::Past);
    }

    proptest! {
        /// The rule on dates says what counting the days would say.
        #[test]
        fn two_spells_overlap_when_they_share_a_day(
            (a, b) in (0_u64..60, 0_u64..60), (m, n) in (option::of(0_u64..30), option::of(0_u64..30)),
        ) {
            let day = |n: u64| NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + Days::new(n);
            let (one, other) = ((day(a), m.map(|m| day(a + m))), (day(b), n.map(|n| day(b + n))));
            let holds = |(from, to): (NaiveDate, Option<NaiveDate>), on| from <= on && to.is_none_or(|to| on <= to);
            let shared = (0..200).map(day).any(|on| holds(one, on) && holds(other, on));
            prop_assert_eq!(overlap(one, other), shared);
            prop_assert_eq!(overlap(other, one), shared);
        }
    }
}
