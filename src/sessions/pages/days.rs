//! A list of days with times to choose from: there is no date picker (PAINS P21).

use serde::Serialize;

use crate::{
    kernel::london,
    sessions::slots::Slot,
    spaces::shown,
    web::{
        Filled,
        field::{Choice, ErrorSummary, Radios},
    },
};

/// The starts that one page lists: more than that is a wall, fewer a keyhole.
const LISTED: usize = 20;

/// One page of a long list of times.
#[derive(Serialize)]
pub struct Days {
    days: Vec<Radios>,
    earlier: Option<Jump>,
    later: Option<Jump>,
}

/// The way to another page of the list.
#[derive(Serialize)]
struct Jump {
    page: usize,
}

impl Days {
    /// Pages count from 0, and one beyond the last is the last.
    pub fn new(slots: &[Slot], filled: &Filled, page: usize) -> Self {
        let pages = slots.len().div_ceil(LISTED).max(1);
        let page = page.min(pages - 1);
        let listed: Vec<&Slot> = slots.iter().skip(page * LISTED).take(LISTED).collect();
        let by_day =
            listed.chunk_by(|one, next| london::date_of(one.key.starts_at) == london::date_of(next.key.starts_at));
        Self {
            days: by_day.enumerate().map(|(number, slots)| day(number, slots, filled)).collect(),
            earlier: page.checked_sub(1).map(|page| Jump { page }),
            later: (page + 1 < pages).then_some(Jump { page: page + 1 }),
        }
    }
}

/// What is wrong, for the top of the page. Where no time is left there is no field to lead to.
pub fn errors(slots: &[Slot], filled: &Filled) -> Option<ErrorSummary> {
    match filled.error("slot") {
        Some(sentence) if slots.is_empty() => Filled::default().but("", sentence).summary(),
        _ => filled.summary(),
    }
}

fn day(number: usize, slots: &[&Slot], filled: &Filled) -> Radios {
    let name = slots.first().map(|slot| london::day(london::date_of(slot.key.starts_at))).unwrap_or_default();
    let radios = Radios::new("slot", &name, slots.iter().map(|slot| choice(slot, &name)).collect())
        .size("m")
        .value(filled.value("slot"));
    // The first has the field's own name, so that an error summary finds it; the sentence is said once.
    if number == 0 { radios.error(filled.error("slot")) } else { radios.id_prefix(&format!("slot-day-{}", number + 1)) }
}

/// Each choice reads whole by itself: weekday, date, time, place and with whom.
pub fn choice(slot: &Slot, day: &str) -> Choice {
    let (starts, ends) = (london::wall(slot.key.starts_at).time(), london::wall(slot.ends_at).time());
    let times = format!("{} to {}", london::time(starts), london::time(ends));
    let full = slot.group.is_some_and(|group| group.full);
    let place = shown(&slot.place).words;
    let waiting = if full { ". Full: you can join the waiting list" } else { "" };
    Choice::new(&slot.key, &times)
        .heard(&format!("UK time, {day}, with {}, {}{waiting}", slot.facilitator, place))
        .hint(&format!("With {}. {}{waiting}", slot.facilitator, place))
}
