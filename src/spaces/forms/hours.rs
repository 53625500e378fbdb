//! Opening hours in a form: ticked days and times for people who do not know the notation, or the notation.

use chrono::{NaiveTime, Weekday};

use crate::{
    hours::{
        Hours,
        written::{BankHolidays, Written, WrittenProblem},
    },
    kernel::london,
    web::Reader,
};

/// Whether none of the fields under this prefix was touched. It reads them all, so that none is a stranger.
pub fn is_empty(form: &mut Reader, prefix: &str) -> bool {
    let names = ["days", "from", "to", "bank", "text"].map(|part| format!("{prefix}_{part}"));
    let touched = names.map(|name| !form.text(&name).is_empty());
    !touched.contains(&true)
}

/// The hours under this prefix, written in one of the two ways.
pub fn typed(form: &mut Reader, prefix: &str) -> Option<Hours> {
    let field = |part: &str| format!("{prefix}_{part}");
    let text = form.text(&field("text"));
    if text.is_empty() {
        return ticked(form, prefix);
    }
    let twice = ["days", "from", "to", "bank"].map(|part| !form.text(&field(part)).is_empty()).contains(&true);
    if twice {
        form.wrong(&field("text"), "Give the hours in one way: by days and times, or written out here");
        return None;
    }
    match Hours::parse(&text) {
        Ok(hours) => Some(hours),
        Err(problem) => {
            form.wrong(&field("text"), problem);
            None
        }
    }
}

fn ticked(form: &mut Reader, prefix: &str) -> Option<Hours> {
    let field = |part: &str| format!("{prefix}_{part}");
    let days = form.ticked::<Weekday>(&field("days"), "Choose days from the list");
    let from = time(form, &field("from"), "the time it opens");
    let to = time(form, &field("to"), "the time it closes");
    let bank_holidays = bank_holidays(form, &field("bank"));
    let written = Written { days: days?, from: from?, to: to?, bank_holidays: bank_holidays? };
    let text = written.text().map_err(|problem| {
        form.wrong(&field(if problem == WrittenProblem::NoDays { "days" } else { "to" }), problem);
    });
    // What the form writes is in the notation: a property test of `written` tries them all.
    Hours::parse(&text.ok()?).ok()
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

fn bank_holidays(form: &mut Reader, field: &str) -> Option<BankHolidays> {
    let answer = match form.text(field).as_str() {
        "open" => Some(BankHolidays::Open),
        "closed" => Some(BankHolidays::Closed),
        "not_known" => Some(BankHolidays::NotKnown),
        _ => None,
    };
    if answer.is_none() {
        form.wrong(field, "Say whether that holds on bank holidays");
    }
    answer
}
