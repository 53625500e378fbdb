//! What a facilitator may send.

use chrono::{NaiveTime, Weekday};

use super::{
    Kind, Kinds,
    model::{GROUP_PLACES, NewAvailability, WEEKDAYS, WEEKS_LIMIT},
};
use crate::{
    kernel::london,
    spaces,
    web::{Parse, Reader, form},
};

impl Parse for NewAvailability {
    fn parse(form: &mut Reader) -> Option<Self> {
        let kinds = kinds(form);
        let group_places = group_places(form);
        let weekday = weekday(form);
        let from_time = time(form, "from_time", "the time you start");
        let until_time = time(form, "until_time", "the time you finish");
        if let (Some(from), Some(until)) = (from_time, until_time)
            && until <= from
        {
            form.wrong("until_time", "The time you finish must be after the time you start, on the same day");
            return None;
        }
        let place = spaces::place_typed(form);
        let from_on = form::date(form, "from", "the first day");
        let weeks: Option<u8> = form.text("weeks").parse().ok().filter(|weeks| (1..=WEEKS_LIMIT).contains(weeks));
        if weeks.is_none() {
            form.wrong("weeks", format!("Enter a number of weeks from 1 to {WEEKS_LIMIT}"));
        }
        Some(Self {
            weekday: weekday?,
            from_time: from_time?,
            until_time: until_time?,
            place: place?,
            from_on: from_on?,
            weeks: weeks?,
            kinds: kinds?,
            group_places: group_places?,
        })
    }
}

fn kinds(form: &mut Reader) -> Option<Kinds> {
    let ticked: Vec<Kind> = form.ticked("kinds", "Choose what you offer")?;
    if ticked.is_empty() {
        form.wrong("kinds", "Choose at least one thing that you offer");
        return None;
    }
    Some(ticked.into_iter().collect())
}

fn group_places(form: &mut Reader) -> Option<i64> {
    let typed = form.text("group_places");
    let places = typed.parse().ok().filter(|places| GROUP_PLACES.contains(places));
    // Asked for groups alone, so an empty field means the usual number.
    let places = if typed.is_empty() { Some(*GROUP_PLACES.end()) } else { places };
    if places.is_none() {
        form.wrong(
            "group_places",
            format!("Enter a number of places from {} to {}", GROUP_PLACES.start(), GROUP_PLACES.end()),
        );
    }
    places
}

fn weekday(form: &mut Reader) -> Option<Weekday> {
    let typed = form.text("weekday");
    let found = WEEKDAYS.iter().find(|(day, _)| day.number_from_monday().to_string() == typed);
    if found.is_none() {
        form.wrong("weekday", "Choose a day of the week");
    }
    found.map(|(day, _)| *day)
}

fn time(form: &mut Reader, field: &str, what: &str) -> Option<NaiveTime> {
    let typed = form.text(field);
    let time = london::parse_time(&typed);
    if time.is_none() {
        let sentence =
            if typed.is_empty() { format!("Enter {what}") } else { format!("Enter {what} like 9:30am or 14:30") };
        form.wrong(field, sentence);
    }
    time
}
