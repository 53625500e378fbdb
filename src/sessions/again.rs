//! Meeting again: four weeks after a first peer support conversation the librarian, alone, is offered another.

use chrono::TimeDelta;

use super::model::{Kind, Mine};
use crate::kernel::{Now, ids::PersonId};

/// How long after a session its follow-up or check-back is due.
pub const AFTER: TimeDelta = TimeDelta::days(28);

/// How long the offer to meet again stands.
const STANDS: TimeDelta = TimeDelta::days(28);

/// With whom a librarian can meet again, out of their own sessions. Nothing is kept about whether they do; the offer
/// ends by itself, and when another conversation is booked.
#[must_use]
pub fn with_whom(mine: &[Mine], now: Now) -> Option<(PersonId, &str)> {
    let held = || mine.iter().filter(|one| one.kind == Kind::PeerSupport && one.holds_place && !one.cancelled);
    let first = held().min_by_key(|one| one.starts_at)?;
    let due = first.ends_at + AFTER;
    let booked = held().any(|one| one.starts_at > now.0);
    (due <= now.0 && now.0 < due + STANDS && !booked)
        .then_some(first.facilitator_id.zip(first.facilitator.as_deref()))
        .flatten()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::{kernel::ids::SessionId, sessions::occurrence::Said};

    fn at(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000, 0).unwrap() + TimeDelta::days(day)
    }

    fn conversation(day: i64, facilitator: &str) -> Mine {
        Mine {
            id: SessionId::random(),
            kind: Kind::PeerSupport,
            starts_at: at(day) - TimeDelta::hours(1),
            ends_at: at(day),
            place: "Room".into(),
            facilitator_id: Some(PersonId::random()),
            facilitator: Some(facilitator.into()),
            cancelled: false,
            said: Said::default(),
            holds_place: true,
        }
    }

    #[test]
    fn the_offer_stands_from_28_days_after_the_first_for_28_days() {
        let mine = [conversation(9, "Idris"), conversation(0, "Dana")];
        let second = TimeDelta::seconds(1);
        for (now, with) in
            [(at(28) - second, None), (at(28), Some("Dana")), (at(56) - second, Some("Dana")), (at(56), None)]
        {
            assert_eq!(with_whom(&mine, Now(now)).map(|(_, name)| name), with, "{now}");
        }
        assert_eq!(with_whom(&[], Now(at(28))), None);
    }

    #[test]
    fn what_was_cancelled_or_is_of_another_kind_offers_nothing_and_what_is_booked_ends_it() {
        let now = Now(at(30));
        let first = conversation(0, "Dana");
        let mut cancelled = first.clone();
        cancelled.cancelled = true;
        let mut other = first.clone();
        other.kind = Kind::TeamReflection;
        let mut offered = first.clone();
        offered.holds_place = false;
        for mine in [cancelled, other, offered] {
            assert_eq!(with_whom(&[mine], now), None);
        }
        assert_eq!(with_whom(&[first.clone(), conversation(40, "Idris")], now), None);
        assert_eq!(with_whom(&[first], now).map(|(_, name)| name), Some("Dana"));
    }
}
