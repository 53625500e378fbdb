//! What a facilitator may send.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};

use super::{
    Kind, Kinds, Terms,
    model::{Change, GROUP_PLACES, NewAvailability, NewAway, NewExtra, Times, WEEKDAYS, WEEKS_LIMIT},
    terms::{BUFFER_MINUTES, HORIZON_WEEKS, MOST_A_WEEK, NOTICE_HOURS},
};
use crate::{
    kernel::{holidays, london},
    spaces,
    web::{Parse, Reader, form},
};

impl Parse for NewAvailability {
    fn parse(form: &mut Reader) -> Option<Self> {
        let weekday = weekday(form);
        let times = Times::parse(form);
        let from_on = form::date(form, "from", "the first day");
        let weeks: Option<u8> = form.text("weeks").parse().ok().filter(|weeks| (1..=WEEKS_LIMIT).contains(weeks));
        if weeks.is_none() {
            form.wrong("weeks", format!("Enter a number of weeks from 1 to {WEEKS_LIMIT}"));
        }
        let Times { from_time, until_time, place, kinds, group_places } = times?;
        Some(Self {
            weekday: weekday?,
            from_time,
            until_time,
            place,
            from_on: from_on?,
            weeks: weeks?,
            kinds,
            group_places,
        })
    }
}

impl Parse for Times {
    fn parse(form: &mut Reader) -> Option<Self> {
        let kinds = kinds(form);
        let group_places = group_places(form);
        let from_time = time(form, "from_time", "the time you start");
        let until_time = time(form, "until_time", "the time you finish");
        let place = spaces::place_typed(form);
        let (from_time, until_time) = (from_time?, until_time?);
        if until_time <= from_time {
            form.wrong("until_time", "The time you finish must be after the time you start, on the same day");
            return None;
        }
        Some(Self { from_time, until_time, place: place?, kinds: kinds?, group_places: group_places? })
    }
}

impl Parse for NewExtra {
    fn parse(form: &mut Reader) -> Option<Self> {
        let on = form::date(form, "on", "the day");
        let times = Times::parse(form);
        let (on, times) = (on?, times?);
        if let Some(name) = holidays::bank_holiday(on) {
            form.wrong(
                "on-day",
                format!("That is a bank holiday ({name}), and nothing is offered then. Choose another day"),
            );
            return None;
        }
        let from = wall(form, "from_time", on, times.from_time);
        let until = wall(form, "until_time", on, times.until_time);
        (from.is_some() && until.is_some()).then_some(Self { on, times })
    }
}

impl Parse for Change {
    fn parse(form: &mut Reader) -> Option<Self> {
        let until_on = form::date(form, "until", "the last day");
        let times = Times::parse(form);
        Some(Self { until_on: until_on?, times: times? })
    }
}

impl Parse for NewAway {
    /// Whole days, unless a time is given.
    fn parse(form: &mut Reader) -> Option<Self> {
        let first = form::date(form, "first", "the first day");
        let from = edge(form, first, ("first_time", "the time you go"), london::start_of_day);
        let last = form::date(form, "last", "the last day");
        let until = edge(form, last, ("last_time", "the time you are back"), london::end_of_day);
        let (from, until) = (from?, until?);
        if until <= from {
            form.wrong("last-day", "You must be back after you go");
            return None;
        }
        Some(Self { from, until })
    }
}

impl Parse for Terms {
    fn parse(form: &mut Reader) -> Option<Self> {
        let notice_hours = number(form, "notice_hours", "hours", NOTICE_HOURS);
        let horizon_weeks = number(form, "horizon_weeks", "weeks", HORIZON_WEEKS);
        let buffer_minutes = number(form, "buffer_minutes", "minutes", BUFFER_MINUTES);
        let debrief_buffer_minutes = number(form, "debrief_buffer_minutes", "minutes", BUFFER_MINUTES);
        let limited = !form.text("most_a_week").is_empty();
        let most_a_week = limited.then(|| number(form, "most_a_week", "sessions", MOST_A_WEEK));
        Some(Self {
            notice_hours: notice_hours?,
            horizon_weeks: horizon_weeks?,
            buffer_minutes: buffer_minutes?,
            debrief_buffer_minutes: debrief_buffer_minutes?,
            most_a_week: most_a_week.map_or(Some(None), |most| most.map(Some))?,
        })
    }
}

fn number(form: &mut Reader, field: &str, of: &str, bounds: RangeInclusive<i64>) -> Option<i64> {
    let number = form.text(field).parse().ok().filter(|number| bounds.contains(number));
    if number.is_none() {
        form.wrong(field, format!("Enter a number of {of} from {} to {}", bounds.start(), bounds.end()));
    }
    number
}

/// A time on a day, in UK wall time: one that the clocks skip or repeat is refused.
fn wall(form: &mut Reader, field: &str, day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    london::instant(day.and_time(time)).map_err(|wall| form.wrong(field, wall)).ok()
}

/// The instant of a time on a day, or the day's own edge when no time was typed.
fn edge(
    form: &mut Reader,
    day: Option<NaiveDate>,
    (field, what): (&str, &str),
    whole: fn(NaiveDate) -> DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    if form.text(field).is_empty() {
        return day.map(whole);
    }
    let time = time(form, field, what)?;
    wall(form, field, day?, time)
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
