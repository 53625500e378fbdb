//! Opening hours for people who do not know the notation: tick the days, say from when to when, and
//! whether that holds on bank holidays. Hours that change from day to day do not fit this form and
//! are typed in the notation instead.

use chrono::{NaiveTime, Timelike, Weekday};
use thiserror::Error;

use super::Hours;

/// The days in the order of the form, each with its sign in the notation.
const SIGNS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "Mo"),
    (Weekday::Tue, "Tu"),
    (Weekday::Wed, "We"),
    (Weekday::Thu, "Th"),
    (Weekday::Fri, "Fr"),
    (Weekday::Sat, "Sa"),
    (Weekday::Sun, "Su"),
];

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The ticked days, in any order.
    pub days: Vec<Weekday>,
    /// When it opens on a ticked day, to the minute.
    pub from: NaiveTime,
    /// When it closes, to the minute; earlier than `from` means the next morning, and midnight means
    /// the end of the day.
    pub to: NaiveTime,
    /// Whether it opens on bank holidays.
    pub bank_holidays: BankHolidays,
}

/// Whether a place opens on bank holidays in England and Wales.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BankHolidays {
    /// It does, at the same times, whatever day they fall on.
    Open,
    /// It does not.
    Closed,
    /// Nobody has said, so on those days its hours are not known.
    NotKnown,
}

/// Why the form is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WrittenProblem {
    /// No day is ticked.
    #[error("Select at least one day.")]
    NoDays,
    /// It opens and closes at the same time, and that time is not midnight.
    #[error("The closing time must be different from the opening time. For day and night, use midnight to midnight.")]
    SameTimes,
}

impl Written {
    /// The hours in the notation, for [`Hours::parse`]: "Mo-Fr 09:00-17:00; PH off".
    ///
    /// # Errors
    ///
    /// A [`WrittenProblem`] whose sentence says what to change.
    pub fn text(&self) -> Result<String, WrittenProblem> {
        let midnight = (0, 0);
        let (from, to) = (minute(self.from), minute(self.to));
        if self.days.is_empty() {
            return Err(WrittenProblem::NoDays);
        }
        if from == to && to != midnight {
            return Err(WrittenProblem::SameTimes);
        }
        let to = if to == midnight { (24, 0) } else { to };
        let times = format!("{:02}:{:02}-{:02}:{:02}", from.0, from.1, to.0, to.1);
        let days = self.signs();
        Ok(match self.bank_holidays {
            BankHolidays::Open => format!("{days},PH {times}"),
            BankHolidays::Closed => format!("{days} {times}; PH off"),
            BankHolidays::NotKnown => format!("{days} {times}; PH unknown"),
        })
    }

    /// The form as it was when it gave these hours, or `None` for hours that it cannot give.
    #[must_use]
    pub fn read(hours: &Hours) -> Option<Self> {
        let text = hours.as_text();
        let (days, rest) = text.split_once(' ')?;
        let (times, bank_holidays) = match (days.strip_suffix(",PH"), rest.split_once("; PH ")) {
            (Some(_), None) => (rest, BankHolidays::Open),
            (None, Some((times, "off"))) => (times, BankHolidays::Closed),
            (None, Some((times, "unknown"))) => (times, BankHolidays::NotKnown),
            _ => return None,
        };
        let (from, to) = times.split_once('-')?;
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
        let written = Self {
            days: ticked(days.trim_end_matches(",PH"))?,
            from: time(from)?,
            to: if to == "24:00" { NaiveTime::MIN } else { time(to)? },
            bank_holidays,
        };
        // Only what this form itself writes is read, so nothing is lost when it is saved again.
        (written.text().as_deref() == Ok(text)).then_some(written)
    }

    /// The ticked days in the notation, neighbours joined: "Mo-Fr,Su".
    fn signs(&self) -> String {
        let ticked: Vec<_> = SIGNS.iter().map(|(day, sign)| (self.days.contains(day), *sign)).collect();
        let runs = ticked.chunk_by(|one, next| one.0 == next.0).filter(|run| run[0].0);
        let joined = runs.map(|run| match run {
            [(_, first), .., (_, last)] => format!("{first}-{last}"),
            _ => run.iter().map(|(_, sign)| *sign).collect(),
        });
        joined.collect::<Vec<_>>().join(",")
    }
}

fn minute(time: NaiveTime) -> (u32, u32) {
    (time.hour(), time.minute())
}

/// The days that signs such as "Mo-Fr,Su" name, in the order of the form.
fn ticked(signs: &str) -> Option<Vec<Weekday>> {
    let place = |sign: &str| SIGNS.iter().position(|(_, known)| *known == sign);
    let mut days = Vec::new();
    for run in signs.split(',') {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        days.extend(SIGNS.get(place(first)?..=place(last)?)?.iter().map(|(day, _)| *day));
    }
    Some(days)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::london;

    fn written(days: &str, from: &str, to: &str, bank_holidays: BankHolidays) -> Written {
        let time = |typed| london::parse_time(typed).unwrap();
        Written { days: ticked(days).unwrap(), from: time(from), to: time(to), bank_holidays }
    }

    #[test]
    fn the_form_writes_the_notation() {
        let cases = [
            (written("Mo-Fr", "9am", "5pm", BankHolidays::Closed), "Mo-Fr 09:00-17:00; PH off"),
            (written("Su,Mo,Tu,We", "9:30am", "midday", BankHolidays::NotKnown), "Mo-We,Su 09:30-12:00; PH unknown"),
            (written("Mo-Su", "midnight", "midnight", BankHolidays::Open), "Mo-Su,PH 00:00-24:00"),
            (written("Fr,Sa", "10pm", "2am", BankHolidays::Closed), "Fr-Sa 22:00-02:00; PH off"),
            (written("We", "6pm", "midnight", BankHolidays::Open), "We,PH 18:00-24:00"),
        ];
        for (form, text) in cases {
            assert_eq!(form.text().as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_form_without_days_or_length_is_refused() {
        let never = Written { days: vec![], ..written("Mo", "9am", "5pm", BankHolidays::Open) };
        assert_eq!(never.text(), Err(WrittenProblem::NoDays));
        let nothing = written("Mo", "9am", "9am", BankHolidays::Open);
        assert_eq!(nothing.text(), Err(WrittenProblem::SameTimes));
    }

    #[test]
    fn hours_the_form_cannot_give_are_not_read_into_it() {
        let others = [
            "",
            "by appointment",
            "24/7",
            "Mo-Fr 09:00-17:00",
            "Mo-Fr 9:00-17:00; PH off",
            "Mo,Tu 09:00-17:00; PH off",
            "Mo-Fr 09:00-12:00,13:00-17:00; PH off",
            "Mo-Fr 09:00-17:00; PH 10:00-12:00",
            "Su-Mo 09:00-17:00; PH off",
            "Mo-Fr,PH 09:00-17:00; PH off",
            "Mo-Fr 09:00-17:00 \"ask\"; PH off",
            "Jan Mo-Fr 09:00-17:00; PH off",
        ];
        for text in others {
            assert_eq!(Written::read(&Hours::parse(text).unwrap()), None, "{text}");
        }
    }

    fn forms() -> impl Strategy<Value = Written> {
        let days = prop::sample::subsequence(SIGNS.map(|(day, _)| day).to_vec(), 1..=7);
        let time = (0_u32..1440).prop_map(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap());
        let holidays = prop::sample::select(vec![BankHolidays::Open, BankHolidays::Closed, BankHolidays::NotKnown]);
        (days, time.clone(), time, holidays)
            .prop_map(|(days, from, to, bank_holidays)| Written { days, from, to, bank_holidays })
            .prop_filter("a length", |form| form.text().is_ok())
    }

    fn open_at(hours: &Hours, date: NaiveDate, time: NaiveTime) -> bool {
        let now = london::first_instant(date.and_time(time));
        hours.opening(now).is_open_now()
    }

    proptest! {
        #[test]
        fn every_form_comes_back_from_its_hours(form in forms()) {
            let hours = Hours::parse(&form.text().unwrap()).unwrap();
            prop_assert_eq!(Written::read(&hours), Some(form));
        }

        #[test]
        fn every_form_opens_on_its_days_and_keeps_bank_holidays(form in forms()) {
            let hours = Hours::parse(&form.text().unwrap()).unwrap();
            // Monday 16 November 2026 begins an ordinary week; 28 December is a bank holiday.
            let monday = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
            for (date, (day, _)) in monday.iter_days().zip(SIGNS) {
                prop_assert_eq!(open_at(&hours, date, form.from), form.days.contains(&day));
            }
            let holiday = NaiveDate::from_ymd_opt(2026, 12, 28).unwrap();
            prop_assert_eq!(open_at(&hours, holiday, form.from), form.bank_holidays == BankHolidays::Open);
        }
    }
}
