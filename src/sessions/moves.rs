//! What moving one session means for those that were booked together with it.

use std::collections::BTreeMap;

use super::{
    key::SlotKey,
    series::{Later, Scope, moved_alike},
    slots::Slot,
};
use crate::{kernel::ids::SessionId, word_enum};

word_enum! {
    /// What to do with a session of a series that cannot move along.
    pub enum Else {
        /// It stays where it is.
        Stay = "stay",
        /// It is cancelled.
        Cancel = "cancel",
    }
}

/// A move as it was chosen.
#[derive(Clone, Debug)]
pub struct Move {
    /// The new time of the session itself.
    pub to: SlotKey,
    /// What it is meant for.
    pub scope: Scope,
    /// What was chosen for those that cannot move along.
    pub clashing: BTreeMap<SessionId, Else>,
}

/// A session of the series, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Shifted {
    /// Which.
    pub session: Later,
    /// What becomes of it.
    pub fate: Clashing,
}

/// What becomes of a session when another one of its series is moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clashing {
    /// It moves along.
    Moves(Box<Slot>),
    /// It cannot, and stays where it is, as was chosen.
    Stays,
    /// It cannot, and is cancelled, as was chosen.
    Cancelled,
    /// It cannot, and nothing was chosen.
    Undecided,
}

/// What becomes of each session that a move is meant for; the first of them takes the slot that was chosen, and
/// each other one moves by as much of the clock on the wall.
#[must_use]
pub fn shifted(meant: &[Later], first: Slot, slots: &[Slot], chosen: &BTreeMap<SessionId, Else>) -> Vec<Shifted> {
    let Some((own, others)) = meant.split_first() else { return Vec::new() };
    let (from, to) = (own.starts_at, first.key.starts_at);
    let along = |one: &Later| {
        let starts_at = moved_alike(one.starts_at, from, to)?;
        slots.iter().find(|slot| slot.key == SlotKey { starts_at, ..first.key }).cloned()
    };
    let others = others.iter().map(|one| {
        let fate = match (along(one), chosen.get(&one.id)) {
            (Some(slot), _) => Clashing::Moves(Box::new(slot)),
            (None, Some(Else::Stay)) => Clashing::Stays,
            (None, Some(Else::Cancel)) => Clashing::Cancelled,
            (None, None) => Clashing::Undecided,
        };
        Shifted { session: *one, fate }
    });
    let others: Vec<_> = others.collect();
    let own = Shifted { session: *own, fate: Clashing::Moves(Box::new(first)) };
    std::iter::once(own).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::*;
    use crate::{
        kernel::{ids::PersonId, london},
        sessions::Kind,
    };

    const KIND: Kind = Kind::IndividualSupervision;

    fn at(wall: &str) -> DateTime<Utc> {
        london::instant(wall.parse().unwrap()).unwrap()
    }

    fn slot(wall: &str) -> Slot {
        let key = SlotKey { starts_at: at(wall), facilitator: PersonId::from(uuid::Uuid::from_u128(1)), kind: KIND };
        Slot {
            key,
            facilitator: "Dana".into(),
            ends_at: key.starts_at + KIND.length(),
            place: "Room".into(),
            space: None,
            buffer: TimeDelta::minutes(15),
            most_a_week: None,
            places: 1,
            group: None,
        }
    }

    #[test]
    fn the_others_move_along_by_the_clock_and_a_clash_is_somebodys_decision() {
        let meant = ["2026-10-15T09:30:00", "2026-11-26T09:30:00", "2027-01-07T09:30:00"].map(|wall| Later {
            id: SessionId::random(),
            kind: KIND,
            starts_at: at(wall),
            ends_at: at(wall) + TimeDelta::hours(1),
        });
        let slots = [slot("2026-11-27T14:00:00")];
        let fates = |chosen: &[(SessionId, Else)]| {
            let all = shifted(&meant, slot("2026-10-16T14:00:00"), &slots, &chosen.iter().copied().collect());
            all.into_iter().map(|one| one.fate).collect::<Vec<_>>()
        };
        let moves = |slot: Slot| Clashing::Moves(Box::new(slot));
        let (own, along) = (moves(slot("2026-10-16T14:00:00")), moves(slots[0].clone()));
        let last = meant[2].id;
        assert_eq!(fates(&[]), [own.clone(), along.clone(), Clashing::Undecided]);
        assert_eq!(fates(&[(last, Else::Stay)]), [own.clone(), along.clone(), Clashing::Stays]);
        assert_eq!(fates(&[(last, Else::Cancel), (meant[1].id, Else::Cancel)]), [own, along, Clashing::Cancelled]);
    }
}
