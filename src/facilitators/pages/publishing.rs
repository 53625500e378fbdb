//! The pages of availability.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Kind,
    model::{Availability, GROUP_PLACES, WEEKDAYS, WEEKS_LIMIT},
};
use crate::{
    kernel::london,
    spaces::{Choosable, PlaceFields},
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, DateInput, ErrorSummary, Input, Radios},
    },
};

/// What a facilitator has published.
#[derive(Serialize)]
pub struct Index {
    published: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    day: &'static str,
    times: String,
    offers: String,
    place: String,
    dates: String,
}

/// The form that publishes a term of times.
#[derive(Serialize)]
pub struct Publish {
    errors: Option<ErrorSummary>,
    kinds: Checkboxes,
    group_places: Input,
    weekday: Radios,
    from_time: Input,
    until_time: Input,
    place: PlaceFields,
    from: DateInput,
    weeks: Input,
}

impl Page for Index {
    const TEMPLATE: &'static str = "facilitators/index";
}

impl Page for Publish {
    const TEMPLATE: &'static str = "facilitators/publish";
}

impl Index {
    pub fn new(published: &[Availability]) -> Self {
        Self { published: published.iter().map(Line::from).collect() }
    }
}

impl From<&Availability> for Line {
    fn from(availability: &Availability) -> Self {
        Self {
            day: availability.day_name(),
            times: format!("{} to {}", london::time(availability.from_time), london::time(availability.until_time)),
            offers: availability.kinds.iter().map(Kind::name).collect::<Vec<_>>().join(", "),
            place: availability.place.clone(),
            dates: format!(
                "{} to {}",
                london::short_day(availability.from_on),
                london::short_day(availability.until_on)
            ),
        }
    }
}

impl Publish {
    pub fn new(filled: &Filled, spaces: &[Choosable]) -> Self {
        let input = |name: &str, label| Input::new(name, label).value(filled.value(name)).error(filled.error(name));
        let kinds = Kind::ALL.iter().map(|kind| Choice::new(&kind.word(), kind.name())).collect();
        let days = WEEKDAYS.iter().map(|(day, name)| Choice::new(&day.number_from_monday(), name)).collect();
        Self {
            errors: filled.summary(),
            kinds: Checkboxes::new("kinds", "What do you offer?", kinds)
                .size("m")
                .values(filled.values("kinds"))
                .error(filled.error("kinds")),
            group_places: input("group_places", "If you offer groups: how many places?")
                .hint(&format!("{} to {}", GROUP_PLACES.start(), GROUP_PLACES.end()))
                .digits()
                .width(2),
            weekday: Radios::new("weekday", "Which day of the week?", days)
                .size("m")
                .value(filled.value("weekday"))
                .error(filled.error("weekday")),
            from_time: input("from_time", "From").hint("UK time, like 9:30am or 14:30").width(10),
            until_time: input("until_time", "Until").hint("UK time, like 11am or 16:00").width(10),
            place: PlaceFields::new(
                filled,
                spaces,
                "Where",
                "A room, or where the link to a video call will be. Librarians see it when they book.",
            ),
            from: DateInput::new("from", "First day")
                .hint("For example, 26 11 2026")
                .value(filled.value("from[day]"), filled.value("from[month]"), filled.value("from[year]"))
                .error(filled.date_error("from")),
            weeks: input("weeks", "For how many weeks?").hint(&format!("1 to {WEEKS_LIMIT}")).digits().width(2),
        }
    }

    /// What the form holds before anybody typed: six weeks from today.
    pub fn starting(today: NaiveDate) -> Filled {
        let one_to_one = Kind::IndividualSupervision.word();
        let [day, month, year] = ["%-d", "%-m", "%Y"].map(|part| today.format(part).to_string());
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
