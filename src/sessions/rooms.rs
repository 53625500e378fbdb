//! When a space is in use: what its diary shows, and when something else may be held in it.
//!
//! What is offered holds a space, never what is booked: the weekly times that a facilitator published in it,
//! taken or not, and the debriefs that were called or offered for it, whoever comes. So "in use" on a
//! Thursday says that somebody offers times there, and nothing about the one librarian of a trust.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{facilitators::Availability, kernel::ids::PersonId};

/// A stretch of time, its end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct Stretch {
    /// Its first instant.
    pub starts_at: DateTime<Utc>,
    /// The instant it ends.
    pub ends_at: DateTime<Utc>,
}

impl Stretch {
    fn overlaps(self, other: Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }
}

/// When a space is in use on the days from `first` to `last`: what is set aside in it and what was offered, told
/// as one where they touch, so that nobody can take them apart.
#[must_use]
pub fn in_use(
    set_aside: &[(PersonId, Availability)],
    offered: &[Stretch],
    (first, last): (NaiveDate, NaiveDate),
) -> Vec<Stretch> {
    let windows = set_aside.iter().flat_map(|(_, availability)| stretches(availability, first, last));
    let mut all: Vec<_> = windows.chain(offered.iter().copied()).collect();
    all.sort_unstable();
    let mut merged: Vec<Stretch> = Vec::new();
    for next in all {
        match merged.last_mut() {
            Some(before) if next.starts_at <= before.ends_at => before.ends_at = before.ends_at.max(next.ends_at),
            _ => merged.push(next),
        }
    }
    merged
}

/// Whether a space is set aside at a time for somebody else than `by`.
#[must_use]
pub fn is_set_aside(
    set_aside: &[(PersonId, Availability)],
    by: Option<PersonId>,
    wanted: Stretch,
    day: NaiveDate,
) -> bool {
    let others = set_aside.iter().filter(|(facilitator, _)| Some(*facilitator) != by);
    others.into_iter().flat_map(|(_, availability)| stretches(availability, day, day)).any(|one| one.overlaps(wanted))
}

fn stretches(availability: &Availability, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = Stretch> {
    let windows = availability.windows(first, last).into_iter();
    windows.map(|window| Stretch { starts_at: window.from, ends_at: window.until })
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveTime, TimeDelta};

    use super::*;
    use crate::{
        facilitators::Kind,
        kernel::{ids::AvailabilityId, london},
    };

    /// Thursdays in November and December 2026.
    fn thursdays(from: u32, until: u32) -> (PersonId, Availability) {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let availability = Availability {
            id: AvailabilityId::random(),
            weekday: 4,
            from_time: time(from),
            until_time: time(until),
            place: "Quiet room".into(),
            space_id: None,
            from_on: day(1),
            until_on: day(1) + TimeDelta::days(60),
            kinds: [Kind::IndividualSupervision].into_iter().collect(),
            group_places: 8,
        };
        (PersonId::random(), availability)
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn on(date: u32, from: u32, until: u32) -> Stretch {
        let at = |hour| london::instant(day(date).and_hms_opt(hour, 0, 0).unwrap()).unwrap();
        Stretch { starts_at: at(from), ends_at: at(until) }
    }

    #[test]
    fn what_touches_is_told_as_one() {
        let days = (day(23), day(29));
        let windows = [thursdays(14, 17), thursdays(16, 18)];
        assert_eq!(in_use(&windows, &[], days), [on(26, 14, 18)]);
        assert_eq!(in_use(&windows, &[on(26, 15, 16), on(26, 18, 19)], days), [on(26, 14, 19)]);
        assert_eq!(in_use(&windows, &[on(24, 9, 10)], days), [on(24, 9, 10), on(26, 14, 18)]);
        assert_eq!(in_use(&[], &[], days), []);
    }

    #[test]
    fn a_space_is_set_aside_for_everybody_but_the_one_who_published() {
        let windows = [thursdays(14, 17)];
        let owner = windows[0].0;
        assert!(is_set_aside(&windows, None, on(26, 16, 18), day(26)));
        assert!(is_set_aside(&windows, Some(PersonId::random()), on(26, 16, 18), day(26)));
        assert!(!is_set_aside(&windows, Some(owner), on(26, 16, 18), day(26)));
        assert!(!is_set_aside(&windows, None, on(26, 17, 18), day(26)));
        assert!(!is_set_aside(&windows, None, on(25, 14, 17), day(25)));
    }
}
