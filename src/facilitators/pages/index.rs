//! What a facilitator has published, and when they offer nothing of it.

use serde::Serialize;

use crate::{
    facilitators::{
        Kind, Published,
        model::{Availability, Standing},
    },
    kernel::{
        ids::{AvailabilityId, TimeAwayId},
        london,
    },
    spaces::{PlaceWords, shown},
    web::{Filled, Page, field::ErrorSummary},
};

/// Everything that a facilitator offers, and when they do not.
#[derive(Serialize)]
pub struct Index {
    errors: Option<ErrorSummary>,
    weekly: Vec<Line>,
    single: Vec<Line>,
    away: Vec<Away>,
    closures: Vec<String>,
}

#[derive(Serialize)]
struct Line {
    id: AvailabilityId,
    day: String,
    times: String,
    offers: String,
    place: PlaceWords,
    dates: String,
    not_on: Option<String>,
    closed: bool,
}

#[derive(Serialize)]
struct Away {
    id: TimeAwayId,
    when: String,
}

impl Page for Index {
    const TEMPLATE: &'static str = "facilitators/index";
}

impl Index {
    pub fn new(published: &Published, filled: &Filled) -> Self {
        let (single, weekly): (Vec<_>, Vec<_>) =
            published.all.iter().partition(|standing| standing.availability.is_single());
        Self {
            errors: filled.summary(),
            weekly: weekly.into_iter().map(Line::from).collect(),
            single: single.into_iter().map(Line::from).collect(),
            away: published.off.away.iter().map(|away| Away { id: away.id, when: away.words() }).collect(),
            closures: published
                .off
                .closures
                .iter()
                .map(|closure| format!("{}: {}", london::day(closure.on), closure.name))
                .collect(),
        }
    }
}

impl From<&Standing> for Line {
    fn from(standing: &Standing) -> Self {
        let availability = &standing.availability;
        let (first, last) = (availability.from_on, availability.until_on);
        let single = availability.is_single();
        let changes: Vec<_> = availability.clock_changes(first, last).into_iter().map(london::day).collect();
        Self {
            id: availability.id,
            day: if single { london::day(first) } else { availability.day_name().to_owned() },
            times: times(availability),
            offers: offers(availability),
            place: shown(&availability.place),
            dates: format!("{} to {}", london::short_day(first), london::short_day(last)),
            not_on: (!changes.is_empty()).then(|| changes.join(" and ")),
            closed: !standing.usable,
        }
    }
}

/// The times of an availability in words.
pub fn times(availability: &Availability) -> String {
    format!("{} to {}", london::time(availability.from_time), london::time(availability.until_time))
}

fn offers(availability: &Availability) -> String {
    let named = |kind| match kind {
        Kind::GroupSupervision => format!("{} ({} places)", kind.name(), availability.group_places),
        _ => kind.name().to_owned(),
    };
    availability.kinds.iter().map(named).collect::<Vec<_>>().join(", ")
}
