//! The CPD log: the form of what is counted, and the page to print.

use serde::Serialize;

use super::listing::Listing;
use crate::{
    accounts::Member,
    kernel::london,
    privacy::{Item, Words},
    record::cpd::{CILIP_HOURS, Line, Log, Period, hours},
    retention::{Keep, Kind},
    web::{
        Filled, Page,
        field::{Checkboxes, Choice, ErrorSummary},
    },
};

/// The form.
#[derive(Serialize)]
pub struct Cpd {
    errors: Option<ErrorSummary>,
    period: String,
    period_words: String,
    others: Vec<Other>,
    sessions: Option<Checkboxes>,
    hours: String,
    asked: i64,
    any: bool,
    saved: bool,
    /// For how long a session is kept after it was held.
    kept_for: String,
    who: Words,
}

/// The way to another period.
#[derive(Serialize)]
struct Other {
    period: String,
    words: String,
}

/// The log to print.
#[derive(Serialize)]
pub struct CpdLog {
    name: String,
    period: String,
    period_words: String,
    made_on: String,
    by_kind: Option<Listing>,
    sessions: Option<Listing>,
    hours: String,
    asked: i64,
}

impl Page for Cpd {
    const TEMPLATE: &'static str = "record/cpd";
}

impl Page for CpdLog {
    const TEMPLATE: &'static str = "record/cpd_log";
}

impl Cpd {
    /// `filled`: what was ticked in a form that is to be mended.
    pub fn new(by: &Member, log: &Log, filled: Option<&Filled>, saved: bool, keep: &Keep) -> Self {
        let choice = |line: &Line| Choice::new(&line.id, line.kind.name()).hint(&hint(line));
        let items: Vec<Choice> = log.lines.iter().map(choice).collect();
        let ticked: Vec<String> = log.counted().map(|line| line.id.to_string()).collect();
        let ticked = filled.map_or(ticked, |filled| filled.values("session").into_iter().map(str::to_owned).collect());
        let legend = "Which of these do you count?";
        let error = filled.and_then(|filled| filled.error("session"));
        let boxes = Checkboxes::new("session", legend, items).size("m").values(ticked).error(error);
        Self {
            errors: filled.and_then(Filled::summary),
            period: log.period.to_string(),
            period_words: log.period.words(),
            others: others(log),
            sessions: (!log.lines.is_empty()).then_some(boxes),
            hours: in_words(log.minutes()),
            asked: CILIP_HOURS,
            any: log.counted().next().is_some(),
            saved,
            kept_for: keep.words(Kind::Bookings),
            who: by.words(Item::Cpd),
        }
    }
}

impl CpdLog {
    pub fn new(by: &Member, log: &Log, today: chrono::NaiveDate) -> Self {
        let kinds = log.by_kind().into_iter().map(|(kind, minutes)| [kind.name().to_owned(), hours(minutes)]);
        let session = |line: &Line| {
            [london::day(london::date_of(line.starts_at)), line.kind.name().to_owned(), hours(line.minutes)]
        };
        Self {
            name: by.name.clone(),
            period: log.period.to_string(),
            period_words: log.period.words(),
            made_on: london::day(today),
            by_kind: Listing::of("Hours by kind", ["Kind", "Hours"], kinds),
            sessions: Listing::of("Sessions", ["Date", "Kind", "Hours"], log.counted().map(session)),
            hours: in_words(log.minutes()),
            asked: CILIP_HOURS,
        }
    }
}

fn hint(line: &Line) -> String {
    format!("{}, {}", london::day(london::date_of(line.starts_at)), in_words(line.minutes))
}

/// Minutes as "1 hour" or "1.5 hours".
fn in_words(minutes: i64) -> String {
    let hours = hours(minutes);
    if hours == "1" { "1 hour".to_owned() } else { format!("{hours} hours") }
}

fn others(log: &Log) -> Vec<Other> {
    let all = std::iter::once(Period::Last12Months).chain(log.years.iter().copied().map(Period::Year));
    let other = |period: Period| Other { period: period.to_string(), words: super::capital(&period.words()) };
    all.filter(|period| *period != log.period).map(other).collect()
}
