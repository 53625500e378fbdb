//! Slots: the starts that a librarian may book, computed from what is published and what the diary holds.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::Kind;
use crate::{
    facilitators::Offered,
    kernel::{
        Now,
        ids::{PersonId, SpaceId},
    },
};

/// The most weeks ahead that anybody can be booked.
pub const HORIZON_WEEKS: u64 = 26;

/// A bookable start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Which start, with whom.
    pub key: SlotKey,
    /// The facilitator's name.
    pub facilitator: String,
    /// When it would end.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// The space it would be held in.
    pub space: Option<SpaceId>,
    /// How long the facilitator is kept free after it.
    pub buffer: TimeDelta,
}

/// What a form sends to name a slot: a facilitator and a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SlotKey {
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// With whom.
    pub facilitator: PersonId,
}

/// A time at which somebody is taken, buffer included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Taken {
    /// Who, or which room.
    pub owner_id: uuid::Uuid,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when: the instant itself is free again.
    pub until_at: DateTime<Utc>,
}

impl Taken {
    fn overlaps(&self, owner: impl Into<uuid::Uuid>, from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
        self.owner_id == owner.into() && self.starts_at < until && from < self.until_at
    }
}

/// The slots for one librarian, earliest first.
///
/// A window holds as many as fit with their buffers between them; a start is left out when either person or
/// the space is taken, on short notice, or beyond the horizon.
#[must_use]
pub fn open(kind: Kind, offered: &[Offered], taken: &[Taken], librarian: PersonId, now: Now) -> Vec<Slot> {
    let today = now.today();
    let mut slots = Vec::new();
    for offer in offered.iter().filter(|offer| offer.availability.kinds.has(kind)) {
        let horizon = u64::try_from(offer.terms.horizon_weeks).unwrap_or(0).min(HORIZON_WEEKS);
        let space = offer.availability.space_id;
        for window in offer.windows(today, today + Days::new(horizon * 7)) {
            let mut start = window.from;
            while start + kind.length() <= window.until {
                let (ends_at, until) = (start + kind.length(), start + kind.length() + offer.terms.buffer(kind));
                let in_the_way = |t: &Taken| {
                    t.overlaps(offer.facilitator, start, until)
                        || t.overlaps(librarian, start, ends_at)
                        || space.is_some_and(|space| t.overlaps(space, start, ends_at))
                };
                let free = start >= now.0 + offer.terms.notice(kind) && !taken.iter().any(in_the_way);
                if free {
                    slots.push(Slot {
                        key: SlotKey { starts_at: start, facilitator: offer.facilitator },
                        facilitator: offer.name.clone(),
                        ends_at,
                        place: offer.availability.place.clone(),
                        buffer: offer.terms.buffer(kind),
                        space,
                    });
                }
                start = until;
            }
        }
    }
    slots.sort_by_key(|slot| slot.key);
    // Two patterns of one facilitator may offer the same start.
    slots.dedup_by_key(|slot| slot.key);
    slots
}

impl fmt::Display for SlotKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.facilitator, self.starts_at.timestamp())
    }
}

/// Not a slot's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASlot;

impl FromStr for SlotKey {
    type Err = NotASlot;

    fn from_str(text: &str) -> Result<Self, NotASlot> {
        let (facilitator, seconds) = text.split_once('.').ok_or(NotASlot)?;
        let starts_at = seconds.parse().ok().and_then(|s| DateTime::from_timestamp(s, 0)).ok_or(NotASlot)?;
        Ok(Self { starts_at, facilitator: facilitator.parse().map_err(|_| NotASlot)? })
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};
    use proptest::prelude::*;

    use super::*;
    use crate::{
        facilitators::{Availability, Off, Terms},
        kernel::ids::AvailabilityId,
        kernel::london,
    };

    fn thursdays(from: u32, until: u32) -> Offered {
        let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        Offered {
            facilitator: PersonId::from(uuid::Uuid::from_u128(1)),
            name: "Dana".into(),
            availability: Availability {
                id: AvailabilityId::random(),
                weekday: 4,
                from_time: time(from),
                until_time: time(until),
                place: "Room 4".into(),
                space_id: None,
                from_on: NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(),
                until_on: NaiveDate::from_ymd_opt(2027, 3, 31).unwrap(),
                kinds: [Kind::IndividualSupervision].into_iter().collect(),
                group_places: 8,
            },
            terms: Terms::default(),
            off: Off::default(),
        }
    }

    fn monday_noon() -> Now {
        Now(DateTime::parse_from_rfc3339("2026-11-23T12:00:00Z").unwrap().into())
    }

    fn walls(slots: &[Slot]) -> Vec<String> {
        slots.iter().take(3).map(|slot| london::wall(slot.key.starts_at).format("%d %H:%M").to_string()).collect()
    }

    #[test]
    fn a_window_holds_sessions_with_their_buffers_between_them() {
        let me = PersonId::random();
        let slots = open(Kind::IndividualSupervision, &[thursdays(9, 12)], &[], me, monday_noon());
        assert_eq!(walls(&slots), ["26 09:00", "26 10:15", "03 09:00"]);
    }

    #[test]
    fn what_is_taken_is_left_out_and_touching_ends_are_allowed() {
        let (me, offer) = (PersonId::random(), thursdays(9, 12));
        let nine =
            open(Kind::IndividualSupervision, std::slice::from_ref(&offer), &[], me, monday_noon())[0].key.starts_at;
        let hour = TimeDelta::hours(1);
        let busy = |owner: PersonId, from, until_at| Taken { owner_id: owner.into(), starts_at: from, until_at };
        let left =
            |taken: Taken| walls(&open(Kind::IndividualSupervision, &[thursdays(9, 12)], &[taken], me, monday_noon()));
        assert_eq!(left(busy(offer.facilitator, nine, nine + hour)), ["26 10:15", "03 09:00", "03 10:15"]);
        assert_eq!(left(busy(offer.facilitator, nine - hour, nine)), ["26 09:00", "26 10:15", "03 09:00"]);
        // The librarian needs no buffer after a session; the facilitator does.
        assert_eq!(left(busy(me, nine + hour, nine + hour * 2)), ["26 09:00", "03 09:00", "03 10:15"]);
        assert_eq!(left(busy(offer.facilitator, nine + hour, nine + hour * 2))[0], "03 09:00");
        assert_eq!(left(busy(PersonId::random(), nine, nine + hour))[0], "26 09:00");
    }

    #[test]
    fn a_start_is_left_out_while_something_else_holds_the_space() {
        let (me, mut offer, room) = (PersonId::random(), thursdays(9, 12), SpaceId::random());
        offer.availability.space_id = Some(room);
        let all = open(Kind::IndividualSupervision, std::slice::from_ref(&offer), &[], me, monday_noon());
        assert_eq!(all[0].space, Some(room));
        let (nine, hour) = (all[0].key.starts_at, TimeDelta::hours(1));
        let left = |from, until_at| {
            let held = [Taken { owner_id: room.into(), starts_at: from, until_at }];
            walls(&open(Kind::IndividualSupervision, std::slice::from_ref(&offer), &held, me, monday_noon()))
        };
        assert_eq!(left(nine, nine + hour)[0], "26 10:15");
        // The space needs no time between two sessions, as their facilitators do.
        assert_eq!(left(nine + hour, nine + hour + TimeDelta::minutes(15))[..2], ["26 09:00", "26 10:15"]);
        assert_eq!(left(nine - hour, nine)[0], "26 09:00");
    }

    #[test]
    fn short_notice_and_the_far_future_are_left_out() {
        let me = PersonId::random();
        let wednesday = Now(DateTime::parse_from_rfc3339("2026-11-25T09:01:00Z").unwrap().into());
        let slots = open(Kind::IndividualSupervision, &[thursdays(9, 12)], &[], me, wednesday);
        assert_eq!(walls(&slots)[0], "26 10:15");
        assert!(slots.last().unwrap().key.starts_at < wednesday.0 + TimeDelta::weeks(12) + TimeDelta::days(1));
    }

    proptest! {
        #[test]
        fn no_slot_ever_overlaps_what_is_taken(
            starts in proptest::collection::vec((0i64..60_000, 1i64..300), 0..40), from in 0u32..12, length in 1u32..11
        ) {
            let (me, offer) = (PersonId::random(), thursdays(from, from + length));
            let taken: Vec<Taken> = starts.iter().map(|(start, minutes)| {
                let starts_at = monday_noon().0 + TimeDelta::minutes(*start);
                Taken { owner_id: offer.facilitator.into(), starts_at, until_at: starts_at + TimeDelta::minutes(*minutes) }
            }).collect();
            for slot in open(Kind::IndividualSupervision, &[offer], &taken, me, monday_noon()) {
                let until = slot.ends_at + Terms::default().buffer(Kind::IndividualSupervision);
                prop_assert!(taken.iter().all(|t| t.until_at <= slot.key.starts_at || until <= t.starts_at));
            }
        }

        #[test]
        fn a_key_is_read_as_it_is_written(seconds in 0i64..4_000_000_000) {
            let key = SlotKey { starts_at: DateTime::from_timestamp(seconds, 0).unwrap(), facilitator: PersonId::random() };
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }
    }

    #[test]
    fn what_is_not_a_key_is_refused() {
        for text in ["", ".", "x.1", "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11", "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11.x"] {
            assert_eq!(text.parse::<SlotKey>(), Err(NotASlot), "{text}");
        }
    }
}
