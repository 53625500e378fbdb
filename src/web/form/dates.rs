//! Dates typed as three numbers, sent as `name[day]`, `name[month]` and `name[year]`.

use chrono::NaiveDate;

use super::Reader;

/// A date that may be left empty; `what` names it inside the sentences ("the last day").
pub fn optional_date(form: &mut Reader, field: &str, what: &str) -> Option<Option<NaiveDate>> {
    if typed(form, field).iter().all(String::is_empty) { Some(None) } else { date(form, field, what).map(Some) }
}

/// A date that another answer made needless: whatever was typed is no mistake.
pub fn forget_date(form: &mut Reader, field: &str) {
    typed(form, field);
}

/// A date as the three numbers that a form shows; empty for none.
#[must_use]
pub fn parts(date: Option<NaiveDate>) -> [String; 3] {
    ["%-d", "%-m", "%Y"].map(|part| date.map(|date| date.format(part).to_string()).unwrap_or_default())
}

fn typed(form: &mut Reader, field: &str) -> [String; 3] {
    ["day", "month", "year"].map(|part| form.text(&format!("{field}[{part}]")))
}

/// A date typed as three numbers; `what` names it inside the sentences ("the day they start").
pub fn date(form: &mut Reader, field: &str, what: &str) -> Option<NaiveDate> {
    let [day, month, year] = typed(form, field);
    let (sentence, part) = match (day.is_empty(), month.is_empty(), year.is_empty()) {
        (true, true, true) => (format!("Enter {what}"), "day"),
        (true, _, _) => (format!("The date for {what} must include a day"), "day"),
        (_, true, _) => (format!("The date for {what} must include a month"), "month"),
        (_, _, true) => (format!("The date for {what} must include a year"), "year"),
        _ if year.len() != 4 => (format!("The year for {what} must have 4 numbers"), "year"),
        _ => match (year.parse(), month.parse(), day.parse()) {
            (Ok(year), Ok(month), Ok(day)) if (2000..2100).contains(&year) => {
                match NaiveDate::from_ymd_opt(year, month, day) {
                    Some(date) => return Some(date),
                    None => (format!("The date for {what} must be a real date, like 26 11 2026"), "day"),
                }
            }
            _ => (format!("The date for {what} must be written in numbers, like 26 11 2026"), "day"),
        },
    };
    form.wrong(&format!("{field}-{part}"), sentence);
    None
}
