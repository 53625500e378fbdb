//! The forms that publish times, weekly or on one day, and change them.

use chrono::NaiveDate;
use serde::Serialize;

use super::index::times;
use crate::{
    facilitators::{
        Kind, Terms,
        model::{Availability, GROUP_PLACES, WEEKDAYS, WEEKS_LIMIT},
    },
    kernel::{ids::AvailabilityId, london},
    spaces::{Choosable, PlaceFields, shown},
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, DateInput, ErrorSummary, Input, Radios},
        form,
    },
};

/// The form that publishes a term of times.
#[derive(Serialize)]
pub struct Publish {
    errors: Option<ErrorSummary>,
    kept_free: i64,
    weekday: Radios,
    times: TimesFields,
    from: DateInput,
    weeks: Input,
}

/// The form that publishes times on one day.
#[derive(Serialize)]
pub struct AddExtra {
    errors: Option<ErrorSummary>,
    kept_free: i64,
    on: DateInput,
    times: TimesFields,
}

/// The form that changes a weekly pattern, and the one that stops it.
#[derive(Serialize)]
pub struct ChangeTimes {
    errors: Option<ErrorSummary>,
    id: AvailabilityId,
    day: &'static str,
    now: String,
    times: TimesFields,
    until: DateInput,
}

/// The fields that every one of these forms has.
#[derive(Serialize)]
struct TimesFields {
    kinds: Checkboxes,
    group_places: Input,
    from_time: Input,
    until_time: Input,
    place: PlaceFields,
}

impl Page for Publish {
    const TEMPLATE: &'static str = "facilitators/publish";
}

impl Page for AddExtra {
    const TEMPLATE: &'static str = "facilitators/extra";
}

impl Page for ChangeTimes {
    const TEMPLATE: &'static str = "facilitators/change";
}

impl Publish {
    pub fn new(filled: &Filled, spaces: &[Choosable], terms: &Terms) -> Self {
        let days = WEEKDAYS.iter().map(|(day, name)| Choice::new(&day.number_from_monday(), name)).collect();
        Self {
            errors: filled.summary(),
            kept_free: terms.buffer_minutes,
            weekday: Radios::new("weekday", "Which day of the week?", days)
                .size("m")
                .value(filled.value("weekday"))
                .error(filled.error("weekday")),
            times: TimesFields::new(filled, spaces),
            from: date(filled, "from", "First day"),
            weeks: input(filled, "weeks", "For how many weeks?").hint(&format!("1 to {WEEKS_LIMIT}")).digits().width(2),
        }
    }

    /// What the form holds before anybody typed: six weeks from today.
    pub fn starting(today: NaiveDate) -> Filled {
        let one_to_one = Kind::IndividualSupervision.word();
        let [day, month, year] = form::parts(Some(today));
        Filled::with(&[
            ("from[day]", &day),
            ("from[month]", &month),
            ("from[year]", &year),
            ("weeks", "6"),
            ("group_places", "8"),
            ("kinds", one_to_one),
        ])
    }
}

impl AddExtra {
    pub fn new(filled: &Filled, spaces: &[Choosable], terms: &Terms) -> Self {
        Self {
            errors: filled.summary(),
            kept_free: terms.buffer_minutes,
            on: date(filled, "on", "Which day?"),
            times: TimesFields::new(filled, spaces),
        }
    }

    /// What the form holds before anybody typed.
    pub fn starting() -> Filled {
        Filled::with(&[("group_places", "8"), ("kinds", Kind::IndividualSupervision.word())])
    }
}

impl ChangeTimes {
    pub fn new(availability: &Availability, filled: &Filled, spaces: &[Choosable]) -> Self {
        Self {
            errors: filled.summary(),
            id: availability.id,
            day: availability.day_name(),
            now: times(availability),
            times: TimesFields::new(filled, spaces),
            until: date(filled, "until", "Last day"),
        }
    }

    /// What the form holds before anybody typed: the pattern as it is.
    pub fn standing(availability: &Availability) -> Filled {
        let [day, month, year] = form::parts(Some(availability.until_on));
        let (from, until) = (london::time(availability.from_time), london::time(availability.until_time));
        let places = availability.group_places.to_string();
        let space = availability.space_id.map(|space| space.to_string()).unwrap_or_default();
        let link = shown(&availability.place).link.unwrap_or_default();
        let words = if space.is_empty() && link.is_empty() { availability.place.as_str() } else { "" };
        let mut fields = vec![
            ("until[day]", day.as_str()),
            ("until[month]", &month),
            ("until[year]", &year),
            ("from_time", &from),
            ("until_time", &until),
            ("group_places", &places),
            ("space", &space),
            ("place", words),
            ("video", &link),
        ];
        fields.extend(availability.kinds.iter().map(|kind| ("kinds", kind.word())));
        Filled::with(&fields)
    }
}

impl TimesFields {
    fn new(filled: &Filled, spaces: &[Choosable]) -> Self {
        let kinds = Kind::ALL.iter().map(|kind| Choice::new(&kind.word(), kind.name())).collect();
        Self {
            kinds: Checkboxes::new("kinds", "What do you offer?", kinds)
                .size("m")
                .values(filled.values("kinds"))
                .error(filled.error("kinds")),
            group_places: input(filled, "group_places", "If you offer groups: how many places?")
                .hint(&format!("{} to {}", GROUP_PLACES.start(), GROUP_PLACES.end()))
                .digits()
                .width(2),
            from_time: input(filled, "from_time", "From").hint("UK time, like 9:30am or 14:30").width(10),
            until_time: input(filled, "until_time", "Until").hint("UK time, like 11am or 16:00").width(10),
            place: PlaceFields::new(
                filled,
                spaces,
                "Where",
                "A room, as people call it. Librarians see it when they book.",
            ),
        }
    }
}

fn input(filled: &Filled, name: &str, label: &str) -> Input {
    Input::new(name, label).value(filled.value(name)).error(filled.error(name))
}

/// A date as three numbers.
pub fn date(filled: &Filled, name: &str, legend: &str) -> DateInput {
    let part = |part: &str| filled.value(&format!("{name}[{part}]"));
    DateInput::new(name, legend)
        .hint("For example, 26 11 2026")
        .value(part("day"), part("month"), part("year"))
        .error(filled.date_error(name))
}
