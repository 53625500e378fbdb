//! When people and spaces are taken, read once for a whole list of times.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Utc};
use uuid::Uuid;

use crate::kernel::{ids::SessionId, london};

/// A time at which somebody is taken, buffer included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Taken {
    /// Who, or which room.
    pub owner_id: Uuid,
    /// By which session.
    pub session_id: SessionId,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when: the instant itself is free again.
    pub until_at: DateTime<Utc>,
}

/// The times at which each owner is taken, earliest first. Of one owner no two overlap: the database sees to it.
#[derive(Clone, Debug, Default)]
pub struct Diary(HashMap<Uuid, Vec<Taken>>);

impl Diary {
    /// The diary without what the sessions in `without` hold: those that are about to be moved.
    #[must_use]
    pub fn of(taken: Vec<Taken>, without: &[SessionId]) -> Self {
        let mut by_owner: HashMap<Uuid, Vec<Taken>> = HashMap::new();
        for one in taken.into_iter().filter(|one| !without.contains(&one.session_id)) {
            by_owner.entry(one.owner_id).or_default().push(one);
        }
        for times in by_owner.values_mut() {
            times.sort_unstable_by_key(|one| one.starts_at);
        }
        Self(by_owner)
    }

    /// Whether an owner is free from one instant until another; touching ends are free.
    pub fn is_free(&self, owner: impl Into<Uuid>, from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
        let Some(times) = self.0.get(&owner.into()) else { return true };
        let first = times.partition_point(|one| one.until_at <= from);
        times.get(first).is_none_or(|one| one.starts_at >= until)
    }

    /// How many sessions an owner has in the week (Monday to Sunday, UK time) of an instant.
    pub fn in_week_of(&self, owner: impl Into<Uuid>, instant: DateTime<Utc>) -> usize {
        let week = |instant| london::date_of(instant).iso_week();
        let times = self.0.get(&owner.into()).map_or(&[][..], Vec::as_slice);
        times.iter().filter(|one| week(one.starts_at) == week(instant)).count()
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000, 0).unwrap() + TimeDelta::minutes(minutes)
    }

    fn taken(owner_id: Uuid, (from, until): (i64, i64)) -> Taken {
        Taken { owner_id, session_id: SessionId::random(), starts_at: at(from), until_at: at(until) }
    }

    proptest! {
        #[test]
        fn free_is_what_overlaps_nothing(gaps in proptest::collection::vec((0i64..40, 1i64..60), 0..30), from in 0i64..1500, length in 1i64..120) {
            let owner = Uuid::from_u128(1);
            let mut end = 0;
            let times: Vec<_> = gaps.iter().map(|(gap, length)| {
                let start = end + gap;
                end = start + length;
                (start, end)
            }).collect();
            let diary = Diary::of(times.iter().rev().map(|times| taken(owner, *times)).collect(), &[]);
            let overlaps = times.iter().any(|(start, end)| *start < from + length && from < *end);
            prop_assert_eq!(diary.is_free(owner, at(from), at(from + length)), !overlaps);
            prop_assert!(diary.is_free(Uuid::from_u128(2), at(from), at(from + length)));
        }
    }

    #[test]
    fn a_week_is_monday_to_sunday_by_the_clock_in_london() {
        let owner = Uuid::from_u128(1);
        // Sunday 25 October 2026 is the night on which the clocks go back; 23:30Z on it is still Sunday.
        let instant = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        let times = ["2026-10-18T23:30:00Z", "2026-10-19T09:00:00Z", "2026-10-25T23:30:00Z", "2026-10-26T00:30:00Z"];
        let all = times.map(|text| Taken {
            owner_id: owner,
            session_id: SessionId::random(),
            starts_at: instant(text),
            until_at: instant(text) + TimeDelta::minutes(15),
        });
        let diary = Diary::of(all.to_vec(), &[]);
        // In October London is an hour ahead: 23:30Z on Sunday 18 is half past midnight on Monday 19.
        assert_eq!(diary.in_week_of(owner, instant("2026-10-21T12:00:00Z")), 3);
        assert_eq!(diary.in_week_of(owner, instant("2026-10-28T12:00:00Z")), 1);
        let without = Diary::of(all.to_vec(), &[all[0].session_id]);
        assert_eq!(without.in_week_of(owner, instant("2026-10-21T12:00:00Z")), 2);
    }
}
