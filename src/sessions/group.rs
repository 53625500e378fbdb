//! A group that meets already, as somebody who might join it finds it.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Kind,
    key::SlotKey,
    slots::{Gathered, Slot},
};
use crate::{
    facilitators::{Terms, independence},
    kernel::ids::{PersonId, SessionId, SpaceId},
};

/// Before its start, how long a place can last be offered to somebody who waits: nobody should have to find time
/// between two shifts. A facilitator whose notice is longer sets an earlier end.
pub const CUT_OFF: TimeDelta = TimeDelta::hours(12);

/// How long a place is held for whoever it is offered to, unless the end comes first (PAINS P06).
pub const HOLD: TimeDelta = TimeDelta::hours(24);

/// A group that meets already.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Meeting {
    /// Its session.
    pub id: SessionId,
    /// Who facilitates it.
    pub facilitator_id: PersonId,
    /// Their name.
    pub facilitator: String,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// The space it holds.
    pub space_id: Option<SpaceId>,
    /// How many places it has.
    pub places: i64,
    /// Whether every seat is somebody's, or somebody waits for one: a place that is freed is theirs first.
    pub is_full: bool,
    /// What ties its facilitator to the one who asks.
    #[sqlx(flatten)]
    pub ties: independence::Ties,
    /// On what terms its facilitator can be booked.
    #[sqlx(flatten)]
    pub terms: Terms,
}

impl Meeting {
    /// Whether its facilitator may meet the one who asks.
    #[must_use]
    pub fn is_independent(&self) -> bool {
        independence::may_meet(&self.ties).is_ok()
    }

    /// How long before its start a place can last be taken.
    #[must_use]
    pub fn notice(&self) -> TimeDelta {
        self.terms.notice(Kind::GroupSupervision)
    }

    /// The group as a slot of a list.
    #[must_use]
    pub fn slot(&self) -> Slot {
        Slot {
            key: SlotKey { starts_at: self.starts_at, facilitator: self.facilitator_id, kind: Kind::GroupSupervision },
            facilitator: self.facilitator.clone(),
            ends_at: self.ends_at,
            place: self.place.clone(),
            space: self.space_id,
            buffer: self.terms.buffer(Kind::GroupSupervision),
            most_a_week: self.terms.most_a_week,
            places: self.places,
            group: Some(Gathered { session: self.id, full: self.is_full }),
        }
    }
}

/// The instant from which no place of a session is offered to those who wait.
#[must_use]
pub fn cut_off(starts_at: DateTime<Utc>, terms: &Terms) -> DateTime<Utc> {
    starts_at - CUT_OFF.max(terms.notice(Kind::GroupSupervision))
}

/// Until when a place is held that is offered now; none when it is too late to offer it.
#[must_use]
pub fn held_until(starts_at: DateTime<Utc>, terms: &Terms, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let end = cut_off(starts_at, terms);
    (now < end).then(|| end.min(now + HOLD))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_is_held_a_day_and_never_beyond_the_end() {
        let start = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let before = |hours| start - TimeDelta::hours(hours);
        let usual = Terms::default();
        assert_eq!(held_until(start, &usual, before(100)), Some(before(76)));
        assert_eq!(held_until(start, &usual, before(30)), Some(before(24)));
        assert_eq!(held_until(start, &usual, before(24)), None);
        let at_once = Terms { notice_hours: 0, ..usual };
        assert_eq!(held_until(start, &at_once, before(13)), Some(before(12)));
        assert_eq!(held_until(start, &at_once, before(12)), None);
    }
}
