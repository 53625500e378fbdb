//! Opening hours as schedules of the standard, and schedules as opening hours.
//!
//! A schedule knows weeks and months and a time with, at most, a fixed offset: it can say neither summer time nor
//! bank holidays (FACTS 3.3). Ours are written in UK wall time without an offset, the day's end as 23:59. Those of
//! others are read as UK wall time when their offset is that of the UK at some time of the year; on bank holidays
//! their hours are not known. What cannot be told in these terms is not guessed at.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::ids::derived;
use crate::{hours::Hours, kernel::Now};

/// The last minute of a day, which by convention stands for its end.
const LAST: NaiveTime = NaiveTime::from_hms_opt(23, 59, 0).expect("23:59 is a time");

/// A day of the week in the standard, in the notation of the hours, and as itself, in order.
const DAYS: [(&str, &str, Weekday); 7] = [
    ("MO", "Mo", Weekday::Mon),
    ("TU", "Tu", Weekday::Tue),
    ("WE", "We", Weekday::Wed),
    ("TH", "Th", Weekday::Thu),
    ("FR", "Fr", Weekday::Fri),
    ("SA", "Sa", Weekday::Sat),
    ("SU", "Su", Weekday::Sun),
];

/// The schedules of a service: none when its hours are not known.
#[must_use]
pub fn written(hours: &Hours, service: Uuid, now: Now) -> Vec<Json> {
    if *hours == Hours::NotKnown {
        return Vec::new();
    }
    let described = hours.described(now.0).join(". ");
    let id = |number: usize| derived(&["schedule", &service.to_string(), &number.to_string()]);
    let weekly = hours.weekly(now.today());
    if weekly.is_empty() {
        return vec![json!({ "id": id(0), "service_id": service, "description": described })];
    }
    let schedule = |(number, weekly): (usize, &crate::hours::Weekly)| {
        let sign = |day: &Weekday| DAYS.iter().find(|known| known.2 == *day).map_or("", |known| known.0);
        json!({
            "id": id(number),
            "service_id": service,
            "freq": "WEEKLY",
            "interval": 1,
            "byday": weekly.days.iter().map(sign).collect::<Vec<_>>().join(","),
            "opens_at": clock(weekly.from),
            "closes_at": clock(if weekly.to == NaiveTime::MIN { LAST } else { weekly.to }),
            "description": described,
        })
    };
    weekly.iter().enumerate().map(schedule).collect()
}

/// Schedules as opening hours in the notation.
///
/// # Errors
/// When one of them says what the notation, or this reader, cannot: why, in words.
pub fn read(schedules: &[Json], today: NaiveDate) -> Result<String, String> {
    let (mut weekly, mut monthly): (BTreeMap<usize, Vec<String>>, Vec<String>) = (BTreeMap::new(), Vec::new());
    for schedule in schedules {
        in_force(schedule, today)?;
        let times = times(schedule)?;
        match text(schedule, "freq").unwrap_or("WEEKLY") {
            "WEEKLY" => {
                for day in days_of_week(schedule)? {
                    weekly.entry(day).or_default().push(times.clone());
                }
            }
            "MONTHLY" => monthly.extend(days_of_month(schedule)?.iter().map(|day| format!("{day} {times}"))),
            other => return Err(format!("it repeats {other}")),
        }
    }
    let text = notation(&weekly, &monthly);
    // The notation's own reader has the last word on whether these times make sense.
    Hours::parse(&text).map(|_| text).map_err(|problem| problem.to_string())
}

fn notation(weekly: &BTreeMap<usize, Vec<String>>, monthly: &[String]) -> String {
    let always = vec!["00:00-24:00".to_owned()];
    if weekly.len() == DAYS.len() && weekly.values().all(|times| *times == always) && monthly.is_empty() {
        return "24/7".to_owned();
    }
    let mut rules: Vec<(Vec<&str>, String)> = Vec::new();
    for (day, times) in weekly {
        let times = times.join(",");
        match rules.iter_mut().find(|(_, known)| *known == times) {
            Some((days, _)) => days.push(DAYS[*day].1),
            None => rules.push((vec![DAYS[*day].1], times)),
        }
    }
    let mut all: Vec<String> = rules.into_iter().map(|(days, times)| format!("{} {times}", days.join(","))).collect();
    all.extend(monthly.iter().cloned());
    // Added to one another, since no schedule takes another's time away.
    format!("{}; PH unknown", all.join(", "))
}

fn in_force(schedule: &Json, today: NaiveDate) -> Result<(), String> {
    let date = |field| match text(schedule, field) {
        None => Ok(None),
        Some(written) => NaiveDate::parse_from_str(written.get(..10).unwrap_or(written), "%Y-%m-%d")
            .map(Some)
            .map_err(|_| format!("{field} {written:?} is not a date")),
    };
    if let Some(from) = date("valid_from")?.filter(|from| *from > today) {
        return Err(format!("it begins on {from}"));
    }
    if let Some(to) = date("valid_to")? {
        return Err(format!("it holds until {to} only"));
    }
    match schedule.get("interval").and_then(Json::as_f64) {
        Some(interval) if (interval - 1.0).abs() > f64::EPSILON => Err(format!("it comes back every {interval} times")),
        _ => Ok(()),
    }
}

/// "09:00-17:00".
fn times(schedule: &Json) -> Result<String, String> {
    let [from, to] = ["opens_at", "closes_at"].map(|field| match text(schedule, field) {
        None => Err(format!("it has no {field}")),
        Some(written) => wall(written).ok_or_else(|| format!("{field} {written:?} is not a UK time")),
    });
    let (from, to) = (from?, to?);
    if from == to && from != NaiveTime::MIN {
        return Err("it opens and closes at the same time".to_owned());
    }
    let to = if to == LAST || to == NaiveTime::MIN { "24:00".to_owned() } else { short(to) };
    Ok(format!("{}-{to}", short(from)))
}

/// "09:00", "09:00:00", and either with an offset that the UK has.
fn wall(written: &str) -> Option<NaiveTime> {
    let bare = ["Z", "+00:00", "+01:00", "+0000", "+0100"].iter().find_map(|offset| written.strip_suffix(offset));
    let bare = bare.unwrap_or(written).trim();
    ["%H:%M:%S", "%H:%M"].iter().find_map(|form| NaiveTime::parse_from_str(bare, form).ok())
}

fn days_of_week(schedule: &Json) -> Result<Vec<usize>, String> {
    let Some(byday) = text(schedule, "byday") else {
        return Err("it does not say on which days".to_owned());
    };
    let place = |sign: &str| DAYS.iter().position(|known| known.0.eq_ignore_ascii_case(sign.trim()));
    let days: Option<Vec<_>> = byday.split(',').map(place).collect();
    days.ok_or_else(|| format!("byday {byday:?} is not days of the week"))
}

/// "Mo[1]", "Fr[-1]".
fn days_of_month(schedule: &Json) -> Result<Vec<String>, String> {
    let (byday, bymonthday) = (text(schedule, "byday"), text(schedule, "bymonthday"));
    let (Some(byday), None) = (byday, bymonthday) else {
        return Err("it comes back on days of the month".to_owned());
    };
    let day = |part: &str| {
        let part = part.trim();
        let (number, sign) = part.split_at_checked(part.len().checked_sub(2)?)?;
        let (day, number) = (DAYS.iter().find(|known| known.0.eq_ignore_ascii_case(sign))?, number.parse::<i8>().ok()?);
        (1..=5).contains(&number.abs()).then(|| format!("{}[{number}]", day.1))
    };
    let days: Option<Vec<_>> = byday.split(',').map(day).collect();
    days.ok_or_else(|| format!("byday {byday:?} is not days of a month"))
}

fn text<'a>(schedule: &'a Json, field: &str) -> Option<&'a str> {
    schedule.get(field).and_then(Json::as_str).filter(|text| !text.trim().is_empty())
}

/// As the examples of the profile write it.
fn clock(time: NaiveTime) -> String {
    time.format("%H:%M:%S").to_string()
}

fn short(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Now {
        Now("2026-11-23T10:00:00Z".parse().unwrap())
    }

    fn again(text: &str) -> Result<String, String> {
        read(&written(&Hours::parse(text).unwrap(), Uuid::nil(), now()), now().today())
    }

    #[test]
    fn what_is_written_is_read_again_but_for_bank_holidays() {
        for (text, read) in [
            ("Mo-Fr 09:00-17:00; PH off", "Mo,Tu,We,Th,Fr 09:00-17:00; PH unknown"),
            ("24/7", "24/7"),
            (
                "Mo,Tu 09:00-12:00,13:00-17:00; Sa 10:00-12:00",
                "Mo,Tu 09:00-12:00,13:00-17:00, Sa 10:00-12:00; PH unknown",
            ),
            ("Fr 22:00-02:00", "Fr 22:00-02:00; PH unknown"),
            ("We 18:00-24:00", "We 18:00-24:00; PH unknown"),
        ] {
            assert_eq!(again(text).as_deref(), Ok(read), "{text}");
        }
        assert_eq!(written(&Hours::NotKnown, Uuid::nil(), now()), Vec::<Json>::new());
        assert_eq!(written(&Hours::ByAppointment, Uuid::nil(), now())[0]["description"], "By appointment");
    }

    #[test]
    fn schedules_of_others_are_read_as_uk_time() {
        let weekly =
            |opens, closes| json!({"freq": "WEEKLY", "byday": "MO,we", "opens_at": opens, "closes_at": closes});
        let one = |schedule: Json| read(&[schedule], now().today());
        assert_eq!(one(weekly("09:00Z", "17:00Z")).as_deref(), Ok("Mo,We 09:00-17:00; PH unknown"));
        assert_eq!(one(weekly("09:00:00+01:00", "17:30")).as_deref(), Ok("Mo,We 09:00-17:30; PH unknown"));
        let monthly = json!({"freq": "MONTHLY", "byday": "1MO,-1FR", "opens_at": "18:00", "closes_at": "20:00"});
        assert_eq!(one(monthly).as_deref(), Ok("Mo[1] 18:00-20:00, Fr[-1] 18:00-20:00; PH unknown"));
        let all = json!({"byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "23:59"});
        assert_eq!(one(all).as_deref(), Ok("24/7"));
    }

    #[test]
    fn what_cannot_be_told_is_not_guessed() {
        let base = json!({"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"});
        for (field, value, why) in [
            ("interval", json!(2), "it comes back every 2 times"),
            ("valid_to", json!("2026-12-31"), "it holds until 2026-12-31 only"),
            ("valid_from", json!("2027-01-01"), "it begins on 2027-01-01"),
            ("opens_at", json!("09:00-05:00"), "opens_at \"09:00-05:00\" is not a UK time"),
            ("closes_at", json!(""), "it has no closes_at"),
            ("closes_at", json!("09:00"), "it opens and closes at the same time"),
            ("byday", json!(""), "it does not say on which days"),
            ("byday", json!("1MO"), "byday \"1MO\" is not days of the week"),
            ("freq", json!("DAILY"), "it repeats DAILY"),
            ("freq", json!("MONTHLY"), "byday \"MO\" is not days of a month"),
        ] {
            let mut schedule = base.clone();
            schedule[field] = value;
            assert_eq!(read(&[schedule], now().today()), Err(why.to_owned()));
        }
    }
}
