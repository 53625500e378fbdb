//! The part of the form that asks when something is open, of people who need not know the notation.

use chrono::Weekday::{self, Fri, Mon, Sat, Sun, Thu, Tue, Wed};
use serde::Serialize;

use super::editing::input;
use crate::{
    signposts::forms::hours::{APPOINTMENT, BANK_HOLIDAYS, NOT_KNOWN, NOTATION, WEEK},
    web::{
        Filled,
        field::{Checkboxes, Choice, Input, Radios},
    },
};

/// When it is open: on some days of the week at the same times, or one of the other answers.
#[derive(Serialize)]
pub struct HoursFields {
    hours: Radios,
    days: Checkboxes,
    from: Input,
    to: Input,
    bank_holidays: Radios,
    notation: Input,
}

impl HoursFields {
    pub fn new(filled: &Filled) -> Self {
        let ways = vec![
            Choice::new(WEEK, "The same times on some days of the week"),
            Choice::new(APPOINTMENT, "By appointment"),
            Choice::new(NOT_KNOWN, "I do not know"),
            Choice::new(NOTATION, "Something else").hint("Write it in the notation of OpenStreetMap, further down."),
        ];
        let days = [Mon, Tue, Wed, Thu, Fri, Sat, Sun].map(|day| Choice::new(&day, day_name(day)));
        let words = ["Yes", "No", "I do not know"];
        let holidays = BANK_HOLIDAYS.iter().zip(words).map(|((_, word), text)| Choice::new(*word, text)).collect();
        Self {
            hours: Radios::new("hours", "When is it open?", ways)
                .size("s")
                .value(filled.value("hours"))
                .error(filled.error("hours")),
            days: Checkboxes::new("days", "On which days?", days.into())
                .size("s")
                .values(filled.values("days"))
                .error(filled.error("days")),
            from: input(filled, "hours_from", "From").hint("For example, 9am or 17:30").width(10),
            to: input(filled, "hours_to", "To")
                .hint("A time before the opening is the next morning. Midnight is the end of the day.")
                .width(10),
            bank_holidays: Radios::new("bank_holidays", "Is it open on bank holidays?", holidays)
                .size("s")
                .value(filled.value("bank_holidays"))
                .error(filled.error("bank_holidays")),
            notation: input(filled, "notation", "Opening hours in the notation of OpenStreetMap")
                .hint("For example, Mo-Th 09:00-17:00; Fr 09:00-16:00; PH off"),
        }
    }
}

const fn day_name(day: Weekday) -> &'static str {
    match day {
        Mon => "Monday",
        Tue => "Tuesday",
        Wed => "Wednesday",
        Thu => "Thursday",
        Fri => "Friday",
        Sat => "Saturday",
        Sun => "Sunday",
    }
}
