//! Series: the same time by the clock every so many weeks, checked whole before anything is written (PAINS P05).

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};

use super::{Kind, key::SlotKey, slots::Slot};
use crate::{
    kernel::{ids::SessionId, london},
    word_enum,
};

/// The most sessions that one series has: with the longest interval that is more than a year.
pub const MOST: u8 = 6;

/// The most weeks between two sessions of a series: the organisation's interval is never longer (PRODUCT.md).
pub const MOST_WEEKS: u8 = 12;

word_enum! {
    /// What a change is meant for.
    pub enum Scope {
        /// This one.
        This = "this",
        /// This one and the later ones.
        Later = "later",
        /// All that are still to come.
        All = "all",
    }
}

impl Scope {
    /// The choice in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::This => "This one",
            Self::Later => "This one and the later ones",
            Self::All => "All that are still to come",
        }
    }
}

/// A session of a series that is still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Later {
    /// Its id.
    pub id: SessionId,
    /// What it is.
    pub kind: Kind,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
}

/// A series to be booked: its first slot, how often, how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSeries {
    /// The first.
    pub first: SlotKey,
    /// How many weeks lie between two.
    pub every_weeks: u8,
    /// How many there are to be, clashes included.
    pub times: u8,
    /// What the librarian chose for those that cannot be as they should.
    pub choices: BTreeMap<u8, Choice>,
}

/// What to do with a time that cannot be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Leave it out.
    Skip,
    /// Take this one instead.
    Instead(SlotKey),
}

/// One time of a series, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Which: 1 is the first.
    pub number: u8,
    /// Its day.
    pub day: NaiveDate,
    /// What becomes of it.
    pub fate: Fate,
    /// Where its own time cannot be booked: what there is in the same week instead.
    pub instead: Option<Vec<Slot>>,
}

/// What becomes of one time of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is booked: as it should be, or what was chosen instead.
    Booked(Box<Slot>),
    /// It is left out, as was chosen.
    Skipped,
    /// It cannot be booked, and nothing was chosen that can.
    Clash,
}

impl NewSeries {
    /// Every time of the series, each with what becomes of it. `slots` are those of the facilitator, the later ones
    /// beyond their horizon included.
    ///
    /// The wall time is what is repeated: a time that the clocks skip or repeat on a day is a clash on that day.
    #[must_use]
    pub fn plan(&self, slots: &[Slot]) -> Vec<Occurrence> {
        let wall = london::wall(self.first.starts_at);
        (1..=self.times)
            .map(|number| {
                let weeks = u64::from(number - 1) * u64::from(self.every_weeks);
                let day = wall.date() + Days::new(weeks * 7);
                let key = london::instant(day.and_time(wall.time()));
                let key = key.ok().map(|starts_at| SlotKey { starts_at, ..self.first });
                let own = key.and_then(|key| find(key, slots));
                let instead = own.is_none().then(|| in_week_of(day, slots));
                let fate = own.map_or_else(|| self.otherwise(number, slots, instead.as_deref()), Fate::Booked);
                Occurrence { number, day, fate, instead }
            })
            .collect()
    }

    /// What was chosen for a time that cannot be booked, if it can be had. The first is the one that was asked for.
    fn otherwise(&self, number: u8, slots: &[Slot], instead: Option<&[Slot]>) -> Fate {
        let is_there = |key: &SlotKey| instead.is_some_and(|others| others.iter().any(|slot| slot.key == *key));
        match self.choices.get(&number) {
            Some(Choice::Skip) if number > 1 => Fate::Skipped,
            Some(Choice::Instead(key)) if is_there(key) => find(*key, slots).map_or(Fate::Clash, Fate::Booked),
            _ => Fate::Clash,
        }
    }
}

fn find(key: SlotKey, slots: &[Slot]) -> Option<Box<Slot>> {
    slots.iter().find(|slot| slot.key == key).cloned().map(Box::new)
}

fn in_week_of(day: NaiveDate, slots: &[Slot]) -> Vec<Slot> {
    let in_week = |slot: &&Slot| london::date_of(slot.key.starts_at).iso_week() == day.iso_week();
    slots.iter().filter(in_week).cloned().collect()
}

/// Which of the sessions to come a change of one of them is meant for, that one first.
#[must_use]
pub fn meant(scope: Scope, this: SessionId, coming: &[Later]) -> Vec<Later> {
    let Some(own) = coming.iter().find(|one| one.id == this) else { return Vec::new() };
    let others = coming.iter().filter(|one| one.id != this).filter(|one| match scope {
        Scope::This => false,
        Scope::Later => one.starts_at > own.starts_at,
        Scope::All => true,
    });
    std::iter::once(own).chain(others).copied().collect()
}

/// When a session starts that is moved by as much of the clock on the wall as another one was; none when the
/// clocks skip or repeat that time.
#[must_use]
pub fn moved_alike(start: DateTime<Utc>, from: DateTime<Utc>, to: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let by: TimeDelta = london::wall(to) - london::wall(from);
    london::instant(london::wall(start) + by).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::PersonId;

    fn at(wall: &str) -> DateTime<Utc> {
        london::instant(wall.parse().unwrap()).unwrap()
    }

    fn slot(wall: &str) -> Slot {
        let kind = Kind::IndividualSupervision;
        let key = SlotKey { starts_at: at(wall), facilitator: PersonId::from(uuid::Uuid::from_u128(1)), kind };
        Slot {
            key,
            facilitator: "Dana".into(),
            ends_at: key.starts_at + kind.length(),
            place: "Room".into(),
            space: None,
            buffer: TimeDelta::minutes(15),
            most_a_week: None,
            places: 1,
            group: None,
        }
    }

    fn series(first: &Slot, choices: &[(u8, Choice)]) -> NewSeries {
        NewSeries { first: first.key, every_weeks: 6, times: 4, choices: choices.iter().copied().collect() }
    }

    const WALLS: [&str; 4] =
        ["2026-09-24T09:30:00", "2026-11-05T09:30:00", "2026-12-17T09:30:00", "2027-01-28T09:30:00"];

    #[test]
    fn the_clock_on_the_wall_is_repeated_across_the_change() {
        let slots = WALLS.map(slot);
        let plan = series(&slots[0], &[]).plan(&slots);
        let booked: Vec<_> = plan.iter().map(|one| one.fate.clone()).collect();
        assert_eq!(booked, slots.map(|slot| Fate::Booked(Box::new(slot))));
        assert_eq!((slot(WALLS[1]).key.starts_at - slot(WALLS[0]).key.starts_at).num_hours(), 42 * 24 + 1);
    }

    #[test]
    fn a_clash_is_skipped_or_moved_within_its_week_and_nothing_else() {
        let mut slots = WALLS.map(slot).to_vec();
        let (other, elsewhere) = (slot("2026-12-18T14:00:00"), slot("2026-12-21T09:30:00"));
        slots[2] = other.clone();
        slots.push(elsewhere.clone());
        let fate = |choices: &[(u8, Choice)]| {
            let third = series(&slots[0], choices).plan(&slots).swap_remove(2);
            assert_eq!(third.instead, Some(vec![other.clone()]), "whatever was chosen, it stays a choice");
            third.fate
        };
        assert_eq!(fate(&[]), Fate::Clash);
        assert_eq!(fate(&[(3, Choice::Skip)]), Fate::Skipped);
        assert_eq!(fate(&[(3, Choice::Instead(other.key))]), Fate::Booked(Box::new(other.clone())));
        assert_eq!(fate(&[(3, Choice::Instead(elsewhere.key))]), Fate::Clash);
        // What can be booked is booked, whatever was chosen for it before.
        let plan = series(&slots[0], &[(2, Choice::Skip)]).plan(&slots);
        assert!(matches!(plan[1].fate, Fate::Booked(_)) && plan[1].instead.is_none());
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_a_clash() {
        let first = slot("2026-02-15T01:30:00");
        let plan = series(&first, &[]).plan(std::slice::from_ref(&first));
        assert_eq!(plan[1].day, NaiveDate::from_ymd_opt(2026, 3, 29).unwrap());
        assert_eq!((&plan[1].fate, plan[1].instead.as_deref()), (&Fate::Clash, Some(&[][..])));
    }

    #[test]
    fn a_change_is_meant_for_this_one_the_later_ones_or_all() {
        let later = |wall: &str| Later {
            id: SessionId::random(),
            kind: Kind::IndividualSupervision,
            starts_at: at(wall),
            ends_at: at(wall) + TimeDelta::hours(1),
        };
        let coming = WALLS.map(later);
        let ids = |scope| meant(scope, coming[1].id, &coming).into_iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(ids(Scope::This), [coming[1].id]);
        assert_eq!(ids(Scope::Later), [coming[1].id, coming[2].id, coming[3].id]);
        assert_eq!(ids(Scope::All), [coming[1].id, coming[0].id, coming[2].id, coming[3].id]);
        assert!(meant(Scope::All, SessionId::random(), &coming).is_empty());
        let moved = moved_alike(at(WALLS[1]), at(WALLS[0]), at("2026-09-25T11:00:00")).unwrap();
        assert_eq!(london::wall(moved).to_string(), "2026-11-06 11:00:00");
    }
}
