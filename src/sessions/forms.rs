//! What a browser may send about sessions. No form has a field for what happened.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    key::SlotKey,
    model::{Kind, Moved, NewDebrief},
    moves::Move,
    occurrence::Word,
    request::{MOST_TIMES, NewRequest, Parts, Proposal},
    series::{self, Choice, NewSeries, Scope},
    window::{self, Company, Since},
};
use crate::{
    kernel::{
        ids::{PersonId, SessionId, TeamId},
        london,
    },
    spaces::{self, Where},
    web::{Parse, Reader},
};

/// What is sent for no word.
pub const NOTHING: &str = "nothing";
/// The answer that a lead runs a debrief without a facilitator of ours.
pub const OWN: &str = "own";

/// The slot that a librarian books.
pub struct Book(pub SlotKey);

/// A series that a librarian books.
pub struct Series(pub NewSeries);

/// A move that was chosen.
pub struct Moving(pub Move);

/// What a cancellation is meant for.
pub struct Cancelling(pub Scope);
/// What somebody says of a session: whether it took place, or nothing any more. There is no field for anything else.
pub struct Say(pub Option<Word>);
/// The proposed time that a librarian chooses.
pub struct Choose(pub SessionId);

/// A debrief that a lead calls; its window follows from the answer once today is known.
pub struct Call {
    kind: Kind,
    since: Since,
    starts_at: DateTime<Utc>,
    place: Where,
    facilitator: Option<PersonId>,
    left_out: Vec<PersonId>,
}

/// A librarian's four answers; the window follows from them once today is known.
pub struct Ask {
    team: Option<TeamId>,
    since: Since,
    company: Company,
    parts: Parts,
}

impl Call {
    /// The debrief to call. The answer to "when did it happen" goes no further than this.
    pub fn on(self, today: NaiveDate) -> NewDebrief {
        let window = window::days(self.since, Company::Team, today);
        let Self { kind, starts_at, place, facilitator, left_out, .. } = self;
        NewDebrief { kind, starts_at, place, window, facilitator, left_out }
    }
}

impl Ask {
    /// The request to make. The answer to "when did it happen" goes no further than this.
    pub fn on(self, today: NaiveDate) -> NewRequest {
        let window = window::days(self.since, self.company, today);
        NewRequest { team: self.team, company: self.company, window, parts: self.parts }
    }
}

impl Parse for Book {
    fn parse(form: &mut Reader) -> Option<Self> {
        form.parsed("slot", "Choose a time").map(Self)
    }
}

impl Parse for Series {
    fn parse(form: &mut Reader) -> Option<Self> {
        let first = form.parsed("slot", "Choose a time");
        let every_weeks = number(form, "every", 1..=series::MOST_WEEKS, "a number of weeks");
        let times = number(form, "times", 2..=series::MOST, "a number of sessions");
        let choices = (1..=series::MOST).filter_map(|number| {
            let choice = form.text(&super::pages::instead(number));
            let choice = if choice == "skip" { Some(Choice::Skip) } else { choice.parse().ok().map(Choice::Instead) };
            choice.map(|choice| (number, choice))
        });
        let choices = choices.collect();
        Some(Self(NewSeries { first: first?, every_weeks: every_weeks?, times: times?, choices }))
    }
}

impl Parse for Moving {
    fn parse(form: &mut Reader) -> Option<Self> {
        let to = form.parsed("slot", "Choose a time");
        let scope = scope(form);
        let clashing = form.named("otherwise_", "Choose whether to leave it where it is or cancel it");
        Some(Self(Move { to: to?, scope: scope?, clashing: clashing? }))
    }
}

impl Parse for Cancelling {
    fn parse(form: &mut Reader) -> Option<Self> {
        scope(form).map(Self)
    }
}

/// What a change is meant for; a session that is alone does not ask.
fn scope(form: &mut Reader) -> Option<Scope> {
    form.optional("scope", "Choose what you mean").map(|scope| scope.unwrap_or(Scope::This))
}

fn number(form: &mut Reader, field: &str, range: RangeInclusive<u8>, what: &str) -> Option<u8> {
    let number = form.text(field).parse().ok().filter(|number| range.contains(number));
    if number.is_none() {
        form.wrong(field, format!("Enter {what} from {} to {}", range.start(), range.end()));
    }
    number
}

impl Parse for Say {
    fn parse(form: &mut Reader) -> Option<Self> {
        match form.text("word").as_str() {
            NOTHING => Some(Self(None)),
            _ => form.parsed("word", "Choose one answer").map(|word| Self(Some(word))),
        }
    }
}

impl Parse for Call {
    fn parse(form: &mut Reader) -> Option<Self> {
        let kind = form.parsed("kind", "Choose what kind of debrief it is");
        let kind = kind.filter(|kind| matches!(kind, Kind::HotDebrief | Kind::TeamReflection));
        let since = form.parsed("since", "Choose when it happened");
        let starts_at = start(form);
        let place = spaces::place_typed(form);
        let facilitator = match form.text("facilitator").as_str() {
            // Not asked where there is nobody to choose.
            "" | OWN => Some(None),
            _ => form.parsed("facilitator", "Choose who runs it from the list").map(Some),
        };
        let left_out = form.ticked("left_out", "Choose from the librarians on the list");
        Some(Self {
            kind: kind?,
            since: since?,
            starts_at: starts_at?,
            place: place?,
            facilitator: facilitator?,
            left_out: left_out?,
        })
    }
}

impl Parse for Moved {
    fn parse(form: &mut Reader) -> Option<Self> {
        let starts_at = start(form);
        let place = spaces::place_typed(form);
        Some(Self { starts_at: starts_at?, place: place? })
    }
}

impl Parse for Ask {
    fn parse(form: &mut Reader) -> Option<Self> {
        let team = match form.text("team").as_str() {
            "none" => Some(None),
            _ => form.parsed("team", "Choose a team, or \"Not about one team\"").map(Some),
        };
        let since = form.parsed("since", "Choose when it happened");
        let company = form.parsed("company", "Choose who you would like to meet with");
        let parts = parts(form);
        let (team, since, company, parts) = (team?, since?, company?, parts?);
        if company == Company::Team && team.is_none() {
            form.wrong("team", "Choose which team you would like to meet with");
            return None;
        }
        Some(Self { team, since, company, parts })
    }
}

impl Parse for Proposal {
    fn parse(form: &mut Reader) -> Option<Self> {
        let mut times = vec![start(form)];
        for number in 2..=MOST_TIMES {
            let (day, time) = (format!("day_{number}"), format!("time_{number}"));
            // Neither filled in: there is no such time.
            if !form.text(&day).is_empty() | !form.text(&time).is_empty() {
                times.push(start_in(form, &day, &time));
            }
        }
        let place = spaces::place_typed(form);
        let times: Option<Vec<_>> = times.into_iter().collect();
        Some(Self { times: times?, place: place? })
    }
}

impl Parse for Choose {
    fn parse(form: &mut Reader) -> Option<Self> {
        form.parsed("proposal", "Choose a time").map(Self)
    }
}

fn parts(form: &mut Reader) -> Option<Parts> {
    let ticked: Vec<String> = form.ticked("parts", "Choose when you could meet")?;
    let has = |part: &str| ticked.iter().any(|ticked| ticked == part);
    let parts = Parts { mornings: has("mornings"), afternoons: has("afternoons"), evenings: has("evenings") };
    if parts.mornings || parts.afternoons || parts.evenings {
        return Some(parts);
    }
    form.wrong("parts", "Choose at least one time of day when you could meet");
    None
}

/// A day from the list and a time as typed, in UK wall time.
fn start(form: &mut Reader) -> Option<DateTime<Utc>> {
    start_in(form, "day", "time")
}

fn start_in(form: &mut Reader, day_field: &str, time_field: &str) -> Option<DateTime<Utc>> {
    let day: Option<NaiveDate> = form.parsed(day_field, "Choose a day");
    let typed = form.text(time_field);
    let time = london::parse_time(&typed);
    if time.is_none() {
        form.wrong(time_field, if typed.is_empty() { "Enter a time" } else { "Enter a time like 2:30pm or 14:30" });
    }
    match london::instant(day?.and_time(time?)) {
        Ok(instant) => Some(instant),
        Err(wall) => {
            form.wrong(time_field, wall);
            None
        }
    }
}
