//! The part of a form that says when something is open, for people who do not know the notation.

use chrono::{NaiveTime, Weekday};

use crate::{
    hours::{
        Hours,
        written::{BankHolidays, Written, WrittenProblem},
    },
    kernel::london,
    web::Reader,
};

/// The answers to "how do you want to say when it is open?".
pub const WEEK: &str = "week";
pub const APPOINTMENT: &str = "appointment";
pub const NOT_KNOWN: &str = "not_known";
pub const NOTATION: &str = "notation";

/// The words of the answers about bank holidays.
pub const BANK_HOLIDAYS: [(BankHolidays, &str); 3] =
    [(BankHolidays::Open, "yes"), (BankHolidays::Closed, "no"), (BankHolidays::NotKnown, "not_known")];

/// Reads the opening hours; `None` after saying what is wrong with them.
pub fn read(form: &mut Reader) -> Option<Hours> {
    // Every field is read whatever was chosen, since each belongs to the form.
    let (how, notation) = (form.text("hours"), form.text("notation"));
    let week = Week::read(form);
    match how.as_str() {
        WEEK => week.hours(form),
        APPOINTMENT => Some(Hours::ByAppointment),
        NOT_KNOWN => Some(Hours::NotKnown),
        NOTATION if notation.is_empty() => {
            form.wrong("notation", "Enter the opening hours, like Mo-Fr 09:00-17:00; PH off");
            None
        }
        NOTATION => match Hours::parse(&notation) {
            Ok(hours) => Some(hours),
            Err(problem) => {
                form.wrong("notation", problem);
                None
            }
        },
        _ => {
            form.wrong("hours", "Choose how you want to say when it is open");
            None
        }
    }
}

/// What stands in the form for hours that are kept, as names and values.
pub fn standing(hours: &Hours) -> Vec<(&'static str, String)> {
    match (hours, Written::read(hours)) {
        (Hours::NotKnown, _) => vec![("hours", NOT_KNOWN.to_owned())],
        (Hours::ByAppointment, _) => vec![("hours", APPOINTMENT.to_owned())],
        (_, None) => vec![("hours", NOTATION.to_owned()), ("notation", hours.as_text().to_owned())],
        (_, Some(written)) => {
            let mut fields = vec![
                ("hours", WEEK.to_owned()),
                ("hours_from", london::time(written.from)),
                ("hours_to", london::time(written.to)),
                ("notation", hours.as_text().to_owned()),
            ];
            fields.extend(written.days.iter().map(|day| ("days", day.to_string())));
            let holidays = BANK_HOLIDAYS.iter().find(|(answer, _)| *answer == written.bank_holidays);
            fields.extend(holidays.map(|(_, word)| ("bank_holidays", (*word).to_owned())));
            fields
        }
    }
}

/// What was typed about a week, whether or not it is wanted.
struct Week {
    days: Option<Vec<Weekday>>,
    from: Option<NaiveTime>,
    to: Option<NaiveTime>,
    bank_holidays: Option<BankHolidays>,
}

impl Week {
    fn read(form: &mut Reader) -> Self {
        let holidays = form.text("bank_holidays");
        Self {
            days: form.ticked("days", "Choose days from the list"),
            from: london::parse_time(&form.text("hours_from")),
            to: london::parse_time(&form.text("hours_to")),
            bank_holidays: BANK_HOLIDAYS.iter().find(|(_, word)| *word == holidays).map(|(answer, _)| *answer),
        }
    }

    fn hours(self, form: &mut Reader) -> Option<Hours> {
        for (field, missing, sentence) in [
            ("hours_from", self.from.is_none(), "Enter when it opens, like 9am or 17:30"),
            ("hours_to", self.to.is_none(), "Enter when it closes, like 5pm or midnight"),
            ("bank_holidays", self.bank_holidays.is_none(), "Choose whether it is open on bank holidays"),
        ] {
            if missing {
                form.wrong(field, sentence);
            }
        }
        // Said with the other mistakes, not after they are mended.
        if self.days.as_ref().is_some_and(Vec::is_empty) {
            form.wrong("days", WrittenProblem::NoDays);
            return None;
        }
        let (days, from, to) = (self.days?, self.from?, self.to?);
        let written = Written { days, from, to, bank_holidays: self.bank_holidays? };
        match written.text() {
            Ok(text) => Hours::parse(&text).ok(),
            Err(problem) => {
                form.wrong("hours_to", problem);
                None
            }
        }
    }
}
