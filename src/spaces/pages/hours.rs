//! The fields that ask for opening hours.

use serde::Serialize;

use crate::{
    hours::{
        Hours,
        written::{BankHolidays, Written},
    },
    kernel::london,
    web::{
        Filled,
        field::{Checkboxes, Choice, Input, Radios},
    },
};

/// Days and times, or the hours written out.
#[derive(Serialize)]
pub struct HoursFields {
    days: Checkboxes,
    from: Input,
    to: Input,
    bank: Radios,
    text: Input,
}

const DAYS: [(&str, &str); 7] = [
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
    ("Sun", "Sunday"),
];

impl HoursFields {
    /// The fields under a prefix, as they were filled in.
    pub fn new(filled: &Filled, prefix: &str, days: &str) -> Self {
        let name = |part: &str| format!("{prefix}_{part}");
        let input = |part: &str, label| {
            let name = name(part);
            Input::new(&name, label).value(filled.value(&name)).error(filled.error(&name))
        };
        let banks = [("open", "Yes"), ("closed", "No, it is closed"), ("not_known", "Not known")];
        let choices = |all: &[(&str, &str)]| all.iter().map(|(value, text)| Choice::new(value, text)).collect();
        Self {
            days: Checkboxes::new(&name("days"), days, choices(&DAYS))
                .values(filled.values(&name("days")))
                .error(filled.error(&name("days"))),
            from: input("from", "From").hint("UK time, like 9:30am or 14:30").width(10),
            to: input("to", "To").hint("UK time, like 5pm. Earlier than the time above means the next day.").width(10),
            bank: Radios::new(&name("bank"), "Is it the same on bank holidays?", choices(&banks))
                .value(filled.value(&name("bank")))
                .error(filled.error(&name("bank"))),
            text: input("text", "Or write the hours out, if they change from day to day")
                .hint("Like \u{201c}Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off\u{201d}, \u{201c}24/7\u{201d} or \u{201c}by appointment\u{201d}"),
        }
    }

    /// What the fields under a prefix hold for hours that are kept.
    pub fn kept(prefix: &str, hours: &Hours) -> Vec<(String, String)> {
        let field = |part: &str, value: &str| (format!("{prefix}_{part}"), value.to_owned());
        let Some(written) = Written::read(hours) else { return vec![field("text", hours.as_text())] };
        let bank = match written.bank_holidays {
            BankHolidays::Open => "open",
            BankHolidays::Closed => "closed",
            BankHolidays::NotKnown => "not_known",
        };
        let mut fields: Vec<_> = written.days.iter().map(|day| field("days", &day.to_string())).collect();
        fields.push(field("from", &london::time(written.from)));
        fields.push(field("to", &london::time(written.to)));
        fields.push(field("bank", bank));
        fields
    }
}
