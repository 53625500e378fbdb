//! Slots: the starts that may be chosen, computed from what is published and what the diary holds.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::{Kind, diary::Diary, group::Meeting, key::SlotKey};
use crate::{
    facilitators::Offered,
    kernel::{
        Now,
        ids::{PersonId, SessionId, SpaceId},
    },
};

/// The most weeks ahead for which times are computed. A series may reach further than a facilitator's horizon,
/// within what they have published.
pub const LOOK_AHEAD_WEEKS: u64 = 53;

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
    /// The most sessions a week that the facilitator takes.
    pub most_a_week: Option<i64>,
    /// How many places it has.
    pub places: i64,
    /// The group that meets then already.
    pub group: Option<Gathered>,
}

/// A group that somebody is in already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// Its session.
    pub session: SessionId,
    /// Whether somebody must wait for a place.
    pub full: bool,
}

/// Which starts are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What.
    pub kind: Kind,
    /// For whom: all of them must be free.
    pub people: &'a [PersonId],
    /// Whether a facilitator's horizon counts: it does for a first time, not for the later ones of a series.
    pub within_horizon: bool,
}

/// The slots there are, earliest first.
///
/// A window holds as many as fit with their buffers between them; a start is left out when the facilitator, one of
/// the people or the space is taken, on short notice, beyond the horizon, or in a week that is full.
#[must_use]
pub fn open(wanted: &Wanted<'_>, offered: &[Offered], diary: &Diary, now: Now) -> Vec<Slot> {
    let today = now.today();
    let mut slots = Vec::new();
    for offer in offered.iter().filter(|offer| offer.availability.kinds.has(wanted.kind)) {
        let weeks = if wanted.within_horizon { offer.terms.horizon_weeks } else { i64::MAX };
        let weeks = u64::try_from(weeks).unwrap_or(0).min(LOOK_AHEAD_WEEKS);
        for window in offer.windows(today, today + Days::new(weeks * 7)) {
            let mut start = window.from;
            while start + wanted.kind.length() <= window.until {
                let slot = slot(wanted.kind, offer, start);
                start = slot.ends_at + slot.buffer;
                if start_is_free(wanted, offer, &slot, diary, now) {
                    slots.push(slot);
                }
            }
        }
    }
    slots.sort_by_key(|slot| slot.key);
    // Two patterns of one facilitator may offer the same start.
    slots.dedup_by_key(|slot| slot.key);
    slots
}

fn slot(kind: Kind, offer: &Offered, starts_at: DateTime<Utc>) -> Slot {
    Slot {
        key: SlotKey { starts_at, facilitator: offer.facilitator, kind },
        facilitator: offer.name.clone(),
        ends_at: starts_at + kind.length(),
        place: offer.availability.place.clone(),
        space: offer.availability.space_id,
        buffer: offer.terms.buffer(kind),
        most_a_week: offer.terms.most_a_week,
        places: if kind == Kind::GroupSupervision { offer.availability.group_places } else { 1 },
        group: None,
    }
}

fn start_is_free(wanted: &Wanted<'_>, offer: &Offered, slot: &Slot, diary: &Diary, now: Now) -> bool {
    let (from, until) = (slot.key.starts_at, slot.ends_at);
    from >= now.0 + offer.terms.notice(wanted.kind)
        && diary.is_free(offer.facilitator, from, until + slot.buffer)
        && wanted.people.iter().all(|person| diary.is_free(*person, from, until))
        && slot.space.is_none_or(|space| diary.is_free(space, from, until))
        && slot.most_a_week.is_none_or(|most| has_room(diary, offer.facilitator, from, most))
}

/// Whether a facilitator who takes so many sessions a week takes one more in the week of an instant.
#[must_use]
pub fn has_room(diary: &Diary, facilitator: PersonId, instant: DateTime<Utc>, most: i64) -> bool {
    i64::try_from(diary.in_week_of(facilitator, instant)).is_ok_and(|booked| booked < most)
}

/// The slots of groups: those that nobody is in yet, and those that meet already, full or not.
#[must_use]
pub fn with_groups(mut slots: Vec<Slot>, meetings: &[Meeting], diary: &Diary, person: PersonId, now: Now) -> Vec<Slot> {
    let may_join = |meeting: &&Meeting| {
        meeting.is_independent()
            && meeting.starts_at >= now.0 + meeting.notice()
            && diary.is_free(person, meeting.starts_at, meeting.ends_at)
    };
    slots.extend(meetings.iter().filter(may_join).map(Meeting::slot));
    slots.sort_by_key(|slot| slot.key);
    slots
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{
        facilitators::{Availability, Off, Terms},
        kernel::{ids::AvailabilityId, london},
        sessions::diary::Taken,
    };

    const ONE_TO_ONE: Kind = Kind::IndividualSupervision;

    fn thursdays(from: u32, until: u32) -> Offered {
        let time = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
        Offered {
            facilitator: PersonId::from(Uuid::from_u128(1)),
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
                kinds: [ONE_TO_ONE, Kind::PeerSupport].into_iter().collect(),
                group_places: 8,
            },
            terms: Terms::default(),
            off: Off::default(),
        }
    }

    fn monday_noon() -> Now {
        Now(DateTime::parse_from_rfc3339("2026-11-23T12:00:00Z").unwrap().into())
    }

    fn taken(owner: impl Into<Uuid>, starts_at: DateTime<Utc>, until_at: DateTime<Utc>) -> Taken {
        Taken { owner_id: owner.into(), session_id: SessionId::random(), starts_at, until_at }
    }

    fn open_to(me: PersonId, offer: &Offered, times: &[Taken], now: Now) -> Vec<Slot> {
        let wanted = Wanted { kind: ONE_TO_ONE, people: &[me], within_horizon: true };
        open(&wanted, std::slice::from_ref(offer), &Diary::of(times.to_vec(), &[]), now)
    }

    fn walls(slots: &[Slot]) -> Vec<String> {
        slots.iter().take(3).map(|slot| london::wall(slot.key.starts_at).format("%d %H:%M").to_string()).collect()
    }

    #[test]
    fn a_window_holds_sessions_with_their_buffers_between_them() {
        let (me, mut offer) = (PersonId::random(), thursdays(9, 12));
        assert_eq!(walls(&open_to(me, &offer, &[], monday_noon())), ["26 09:00", "26 10:15", "03 09:00"]);
        offer.terms.buffer_minutes = 0;
        assert_eq!(walls(&open_to(me, &offer, &[], monday_noon())), ["26 09:00", "26 10:00", "26 11:00"]);
    }

    #[test]
    fn only_what_is_offered_is_listed_and_a_conversation_is_three_days_away() {
        let (me, offer) = (PersonId::random(), thursdays(9, 12));
        let of = |kind, now| {
            let wanted = Wanted { kind, people: &[me], within_horizon: true };
            walls(&open(&wanted, std::slice::from_ref(&offer), &Diary::default(), now))
        };
        assert!(of(Kind::GroupSupervision, monday_noon()).is_empty());
        let monday_nine = Now(DateTime::parse_from_rfc3339("2026-11-23T09:00:00Z").unwrap().into());
        assert_eq!(of(Kind::PeerSupport, monday_nine)[0], "26 09:00");
        assert_eq!(of(Kind::PeerSupport, Now(monday_nine.0 + TimeDelta::seconds(1)))[0], "26 10:15");
    }

    #[test]
    fn what_is_taken_is_left_out_and_touching_ends_are_allowed() {
        let (me, offer) = (PersonId::random(), thursdays(9, 12));
        let nine = open_to(me, &offer, &[], monday_noon())[0].key.starts_at;
        let (hour, dana) = (TimeDelta::hours(1), offer.facilitator);
        let left = |one: Taken| walls(&open_to(me, &offer, &[one], monday_noon()));
        assert_eq!(left(taken(dana, nine, nine + hour)), ["26 10:15", "03 09:00", "03 10:15"]);
        assert_eq!(left(taken(dana, nine - hour, nine)), ["26 09:00", "26 10:15", "03 09:00"]);
        // The librarian needs no buffer after a session; the facilitator does.
        assert_eq!(left(taken(me, nine + hour, nine + hour * 2)), ["26 09:00", "03 09:00", "03 10:15"]);
        assert_eq!(left(taken(dana, nine + hour, nine + hour * 2))[0], "03 09:00");
        assert_eq!(left(taken(PersonId::random(), nine, nine + hour))[0], "26 09:00");
    }

    #[test]
    fn a_start_is_left_out_while_something_else_holds_the_space() {
        let (me, mut offer, room) = (PersonId::random(), thursdays(9, 12), SpaceId::random());
        offer.availability.space_id = Some(room);
        let all = open_to(me, &offer, &[], monday_noon());
        assert_eq!(all[0].space, Some(room));
        let (nine, hour) = (all[0].key.starts_at, TimeDelta::hours(1));
        let left = |from, until| walls(&open_to(me, &offer, &[taken(room, from, until)], monday_noon()));
        assert_eq!(left(nine, nine + hour)[0], "26 10:15");
        // The space needs no time between two sessions, as their facilitators do.
        assert_eq!(left(nine + hour, nine + hour + TimeDelta::minutes(15))[..2], ["26 09:00", "26 10:15"]);
        assert_eq!(left(nine - hour, nine)[0], "26 09:00");
    }

    #[test]
    fn short_notice_and_the_far_future_are_left_out() {
        let (me, offer) = (PersonId::random(), thursdays(9, 12));
        let wednesday = Now(DateTime::parse_from_rfc3339("2026-11-25T09:01:00Z").unwrap().into());
        let slots = open_to(me, &offer, &[], wednesday);
        assert_eq!(walls(&slots)[0], "26 10:15");
        assert!(slots.last().unwrap().key.starts_at < wednesday.0 + TimeDelta::weeks(12) + TimeDelta::days(1));
        let wanted = Wanted { kind: ONE_TO_ONE, people: &[me], within_horizon: false };
        let all = open(&wanted, &[offer], &Diary::default(), wednesday);
        assert_eq!(walls(&all[all.len() - 1..]), ["25 10:15"], "until what is published ends, in March");
    }

    #[test]
    fn a_week_that_is_full_has_no_more() {
        let (me, mut offer) = (PersonId::random(), thursdays(9, 12));
        let nine = open_to(me, &offer, &[], monday_noon())[0].key.starts_at;
        // On Wednesday, elsewhere in the same week.
        let one = taken(offer.facilitator, nine - TimeDelta::days(1), nine - TimeDelta::hours(23));
        offer.terms.most_a_week = Some(2);
        assert_eq!(walls(&open_to(me, &offer, &[one], monday_noon()))[0], "26 09:00");
        offer.terms.most_a_week = Some(1);
        assert_eq!(walls(&open_to(me, &offer, &[one], monday_noon()))[0], "03 09:00");
    }

    proptest! {
        #[test]
        fn no_slot_ever_overlaps_what_is_taken(
            gaps in proptest::collection::vec((0i64..3_000, 1i64..300), 0..40), from in 0u32..12, length in 1u32..11
        ) {
            let (me, offer) = (PersonId::random(), thursdays(from, from + length));
            let mut end = monday_noon().0;
            let all: Vec<Taken> = gaps.iter().map(|(gap, minutes)| {
                let starts_at = end + TimeDelta::minutes(*gap);
                end = starts_at + TimeDelta::minutes(*minutes);
                taken(offer.facilitator, starts_at, end)
            }).collect();
            for slot in open_to(me, &offer, &all, monday_noon()) {
                let until = slot.ends_at + slot.buffer;
                prop_assert!(all.iter().all(|t| t.until_at <= slot.key.starts_at || until <= t.starts_at));
            }
        }
    }
}
