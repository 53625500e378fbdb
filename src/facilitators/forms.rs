//! What a facilitator may send.

use chrono::{NaiveTime, Weekday};

use super::model::{NewAvailability, WEEKDAYS, WEEKS_LIMIT};
use crate::{
    kernel::london,
    spaces,
    web::{Parse, Reader, form},
};

impl Parse for NewAvailability {
    fn parse(form: &mut Reader) -> Option<Self> {
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
        })
    }
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
