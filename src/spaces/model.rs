//! What a space is, and when somebody can get in.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::{
    hours::{Hours, Opening},
    kernel::{
        Line, Now,
        ids::{OrganisationId, SiteId, SpaceId},
    },
};

/// The most people a space may be said to hold.
pub const CAPACITY_LIMIT: i64 = 500;

/// What a space is for: the four uses of the learning space policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Uses {
    /// Quiet reflection and study.
    #[sqlx(rename = "for_reflection")]
    pub reflection: bool,
    /// Rest and wellbeing.
    #[sqlx(rename = "for_wellbeing")]
    pub wellbeing: bool,
    /// Working together.
    #[sqlx(rename = "for_collaboration")]
    pub collaboration: bool,
    /// Computers and other technology.
    #[sqlx(rename = "for_technology")]
    pub technology: bool,
}

/// A space.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Space {
    /// Its id.
    pub id: SpaceId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// That organisation's name.
    pub organisation: String,
    /// Where it is.
    pub site_id: SiteId,
    /// That site's name.
    pub site: String,
    /// What it is called.
    pub name: String,
    /// How to find it.
    pub how_to_find: String,
    /// How many people fit.
    pub capacity: i64,
    /// What it is for.
    #[sqlx(flatten)]
    pub uses: Uses,
    /// Whether it can be reached without steps.
    pub step_free: bool,
    /// Whether people can meet in it unheard, so that a session can be held there.
    pub holds_sessions: bool,
    /// When somebody staffs it.
    #[sqlx(try_from = "String")]
    pub staffed_hours: Hours,
    /// When people get in although nobody staffs it.
    #[sqlx(try_from = "String")]
    pub unstaffed_hours: Hours,
    /// How to get in then.
    pub way_in: Option<String>,
    /// Who manages it.
    pub managed_by: String,
    /// Whether it is closed for now.
    pub closed: bool,
}

/// A space as its form describes it; the fields mean what they mean in [`Space`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is explained at the space it becomes")]
pub struct NewSpace {
    pub site: SiteId,
    pub name: Line,
    pub how_to_find: Line,
    pub capacity: i64,
    pub uses: Uses,
    pub step_free: bool,
    pub holds_sessions: bool,
    pub staffed_hours: Hours,
    pub unstaffed_hours: Hours,
    pub way_in: Option<Line>,
    pub managed_by: Line,
    pub closed: bool,
}

/// Why the service says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The site has one of that name.
    #[error("There is a space with that name at this site already")]
    KnownName,
    /// The site is not one of the organisation's.
    #[error("Choose one of your organisation's sites")]
    UnknownSite,
}

impl Uses {
    /// Its uses, each with the word a form sends for it and its name on a page.
    #[must_use]
    pub const fn named(self) -> [(bool, &'static str, &'static str); 4] {
        [
            (self.reflection, "reflection", "Quiet reflection and study"),
            (self.wellbeing, "wellbeing", "Rest and wellbeing"),
            (self.collaboration, "collaboration", "Working together"),
            (self.technology, "technology", "Computers and technology"),
        ]
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl Space {
    /// Whether it is open, by one kind of hours or the other, and when that changes.
    #[must_use]
    pub fn opening(&self, now: Now) -> Opening {
        match self.closing(now.0) {
            Some(end) if end < now.0 + TimeDelta::days(7) => Opening::OpenUntil(end),
            Some(_) => Opening::DayAndNight,
            None => self.next(now.0),
        }
    }

    /// Whether somebody staffs it now.
    #[must_use]
    pub fn is_staffed(&self, now: Now) -> bool {
        self.staffed_hours.opening(now.0).is_open_now()
    }

    /// Whether in an ordinary week people get in at a time at which nobody staffs it.
    #[must_use]
    pub fn opens_unstaffed(&self, today: NaiveDate) -> bool {
        !self.closed && self.unstaffed_hours.reach_beyond(&self.staffed_hours, today)
    }

    /// Whether a session that is arranged today can be held in it.
    #[must_use]
    pub fn can_be_chosen(&self) -> bool {
        self.holds_sessions && !self.closed
    }

    /// The space in words, as a session keeps it.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{}, {}", self.name, self.site)
    }

    fn both(&self, at: DateTime<Utc>) -> [Opening; 2] {
        [self.staffed_hours.opening(at), self.unstaffed_hours.opening(at)]
    }

    /// When it closes, if it is open: the two kinds of hours hand over to each other.
    fn closing(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let week = now + TimeDelta::days(7);
        let mut at = now;
        while at < week {
            let ends = self.both(at).into_iter().filter_map(|opening| match opening {
                Opening::DayAndNight => Some(week),
                Opening::OpenUntil(end) => Some(end),
                _ => None,
            });
            match ends.max() {
                Some(end) => at = end,
                None => break,
            }
        }
        (at > now).then_some(at)
    }

    /// When it opens next, if that is known.
    fn next(&self, now: DateTime<Utc>) -> Opening {
        let both = self.both(now);
        let first = both.into_iter().filter_map(|opening| match opening {
            Opening::OpensAt(start) => Some(start),
            _ => None,
        });
        let otherwise = [Opening::ByAppointment, Opening::NotKnown].into_iter().find(|known| both.contains(known));
        first.min().map_or_else(|| otherwise.unwrap_or(Opening::Closed), Opening::OpensAt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn space(staffed: &str, unstaffed: &str) -> Space {
        Space {
            id: SpaceId::random(),
            organisation_id: OrganisationId::random(),
            organisation: "Anytown".into(),
            site_id: SiteId::random(),
            site: "Infirmary".into(),
            name: "Quiet room".into(),
            how_to_find: "Level 2".into(),
            capacity: 4,
            uses: Uses { reflection: true, ..Uses::default() },
            step_free: true,
            holds_sessions: true,
            staffed_hours: Hours::parse(staffed).unwrap(),
            unstaffed_hours: Hours::parse(unstaffed).unwrap(),
            way_in: None,
            managed_by: "Library".into(),
            closed: false,
        }
    }

    /// On Thursday 26 November 2026.
    fn says(staffed: &str, unstaffed: &str, time: &str) -> String {
        let now = Now(format!("2026-11-26T{time}:00Z").parse().unwrap());
        space(staffed, unstaffed).opening(now).words(now.0)
    }

    #[test]
    fn one_kind_of_hours_hands_over_to_the_other() {
        let (office, evenings) = ("Mo-Fr 09:00-17:00; PH off", "Mo-Fr 07:00-09:00,17:00-22:00");
        assert_eq!(says(office, evenings, "08:00"), "Open now until 10pm");
        assert_eq!(says(office, evenings, "21:59"), "Open now until 10pm");
        assert_eq!(says(office, evenings, "22:00"), "Opens at 7am tomorrow");
        assert_eq!(says(office, "off", "18:00"), "Opens at 9am tomorrow");
        assert_eq!(says(office, "24/7", "03:00"), "Open now, day and night");
        assert_eq!(says("Mo-Fr 06:00-18:00", "18:00-06:00; Sa,Su 00:00-24:00", "03:00"), "Open now, day and night");
    }

    #[test]
    fn what_is_not_known_is_said() {
        assert_eq!(says("", "off", "12:00"), "Hours not known");
        assert_eq!(says("off", "by appointment", "12:00"), "By appointment");
        assert_eq!(says("off", "off", "12:00"), "Closed");
        assert_eq!(says("Fr 09:00-17:00", "", "12:00"), "Opens at 9am tomorrow");
    }

    #[test]
    fn a_closed_space_is_open_to_nobody_and_chosen_for_nothing() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let mut space = space("Mo-Fr 09:00-17:00", "24/7");
        assert!(space.opens_unstaffed(today) && space.can_be_chosen());
        space.closed = true;
        assert!(!space.opens_unstaffed(today) && !space.can_be_chosen());
    }
}
