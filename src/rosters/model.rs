//! What is written into a roster, and what can be refused.

use chrono::NaiveDate;

use crate::{
    kernel::{Email, london},
    teams::{Spell, Term},
};

/// A placement to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlacement {
    /// The librarian's work address.
    pub email: Email,
    /// What they will do, how much and for how long.
    pub term: Term,
}

/// When a placement is to end: its last day, or none for "from today it no longer holds".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastDay(pub Option<NaiveDate>);

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
    /// Two spells would overlap.
    #[error("That person is already on this team's roster in that time")]
    AlreadyPlaced,
    /// The last day is before the first.
    #[error("The last day must not be before the first day, {}", london::short_day(*.0))]
    BeforeItBegins(NaiveDate),
    /// The placement ends earlier anyway.
    #[error("This placement ends on {} already. Choose that day or an earlier one", london::short_day(*.0))]
    AfterItEnds(NaiveDate),
    /// Whoever ends a record must still be there afterwards.
    #[error("You cannot end your own record. Ask another service manager to do it")]
    OwnRecord,
    /// Nobody would look after the organisation's part of the service.
    #[error("Somebody must look after this service. Let somebody else do it before this person leaves")]
    LastManager,
}

impl LastDay {
    /// The last day of a spell that is to end, seen from `today`: yesterday, unless another was chosen.
    ///
    /// # Errors
    /// Refused when the chosen day is before the spell's first, or after the day on which it ends anyway.
    pub fn of(self, spell: &Spell, today: NaiveDate) -> Result<NaiveDate, Refusal> {
        match self.0 {
            None => Ok(today.pred_opt().unwrap_or(today)),
            Some(last) if last < spell.from_on => Err(Refusal::BeforeItBegins(spell.from_on)),
            Some(last) => match spell.to_on {
                Some(to_on) if last > to_on => Err(Refusal::AfterItEnds(to_on)),
                _ => Ok(last),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{PersonId, PlacementId, TeamId};

    #[test]
    fn a_placement_ends_yesterday_or_on_a_day_that_it_holds() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let spell = Spell {
            id: PlacementId::random(),
            team_id: TeamId::random(),
            team: "A".into(),
            person_id: PersonId::random(),
            name: "B".into(),
            from_on: day(10),
            to_on: Some(day(28)),
            own: false,
            leads: true,
        };
        let ends = |last| LastDay(last).of(&spell, day(23));
        assert_eq!(ends(None), Ok(day(22)));
        for last in [10, 22, 23, 28] {
            assert_eq!(ends(Some(day(last))), Ok(day(last)));
        }
        assert_eq!(ends(Some(day(9))), Err(Refusal::BeforeItBegins(day(10))));
        let refused = ends(Some(day(29))).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "This placement ends on 28 November 2026 already. Choose that day or an earlier one"
        );
        let open = Spell { to_on: None, ..spell };
        assert_eq!(LastDay(Some(day(30))).of(&open, day(23)), Ok(day(30)));
    }
}
