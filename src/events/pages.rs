//! The pages of listed events. None of them says how many would like to come.

use serde::Serialize;

use super::{
    Event,
    model::{Kind, MINUTES},
    policy,
};
use crate::{
    accounts::Member,
    kernel::{Now, ids::EventId, london},
    privacy::{Item, Words},
    web::{
        Filled, Page,
        field::{Choice, DateInput, ErrorSummary, Input, Radios},
        form,
    },
};

/// The dates to come, as every member sees them.
#[derive(Serialize)]
pub struct Index {
    dates: Vec<Line>,
    keeps: bool,
    who: Option<Words>,
}

/// One date.
#[derive(Serialize)]
pub struct Show {
    errors: Option<ErrorSummary>,
    date: Line,
    schwartz_round: bool,
    /// Whether the reader may note it for themselves, and whether they did.
    may_wish: bool,
    who: Words,
}

/// The dates to come, as the service manager keeps them.
#[derive(Serialize)]
pub struct Keeping {
    dates: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    id: EventId,
    title: String,
    when: String,
    place: String,
    audience: String,
    cancelled: bool,
    wished: bool,
    coming: bool,
}

/// The form of a date; without an id it lists one.
#[derive(Serialize)]
pub struct Form {
    errors: Option<ErrorSummary>,
    title: &'static str,
    id: Option<EventId>,
    action: String,
    kind: Radios,
    name: Input,
    day: DateInput,
    time: Input,
    minutes: Input,
    place: Input,
    audience: Input,
}

/// Asks whether to cancel a date.
#[derive(Serialize)]
pub struct Cancel {
    errors: Option<ErrorSummary>,
    date: Line,
}

impl Page for Index {
    const TEMPLATE: &'static str = "events/index";
}

impl Page for Show {
    const TEMPLATE: &'static str = "events/show";
}

impl Page for Keeping {
    const TEMPLATE: &'static str = "events/keeping";
}

impl Page for Form {
    const TEMPLATE: &'static str = "events/form";
}

impl Page for Cancel {
    const TEMPLATE: &'static str = "events/cancel";
}

impl Line {
    fn of(event: &Event, now: Now) -> Self {
        Self {
            id: event.id,
            title: event.title().to_owned(),
            when: event.when(),
            place: event.place.clone(),
            audience: event.audience.clone(),
            cancelled: event.cancelled,
            wished: event.wished,
            coming: event.is_coming(now),
        }
    }
}

impl Index {
    pub fn new(by: &Member, events: &[Event], now: Now) -> Self {
        let may_wish = policy::may_wish(by);
        let line = |event: &Event| {
            let line = Line::of(event, now);
            Line { wished: line.wished && may_wish, ..line }
        };
        Self {
            dates: events.iter().map(line).collect(),
            keeps: by.is_service_manager,
            who: may_wish.then(|| by.words(Item::Wish)),
        }
    }
}

impl Show {
    pub fn new(by: &Member, event: &Event, filled: &Filled, now: Now) -> Self {
        let date = Line::of(event, now);
        let may_wish = policy::may_wish(by) && (date.coming || date.wished);
        Self {
            errors: filled.summary(),
            schwartz_round: event.kind == Kind::SchwartzRound,
            date,
            may_wish,
            who: by.words(Item::Wish),
        }
    }
}

impl Keeping {
    pub fn new(events: &[Event], now: Now) -> Self {
        Self { dates: events.iter().map(|event| Line::of(event, now)).collect() }
    }
}

impl Cancel {
    pub fn new(event: &Event, filled: &Filled, now: Now) -> Self {
        Self { errors: filled.summary(), date: Line::of(event, now) }
    }
}

impl Form {
    pub fn new(id: Option<EventId>, filled: &Filled) -> Self {
        let input = |name: &str, label| Input::new(name, label).value(filled.value(name)).error(filled.error(name));
        let kinds = Kind::ALL.iter().map(|kind| Choice::new(&kind.word(), kind.name())).collect();
        Self {
            errors: filled.summary(),
            title: if id.is_some() { "Change a listed date" } else { "List a date" },
            id,
            action: id.map_or_else(|| "/events/keeping".to_owned(), |id| format!("/events/keeping/{id}/changes")),
            kind: Radios::new("kind", "What is it?", kinds)
                .size("s")
                .value(filled.value("kind"))
                .error(filled.error("kind")),
            name: input("name", "If something else, what is it called?")
                .hint("As people call it. Write nothing about anybody who comes."),
            day: DateInput::new("day", "Which day?")
                .hint("For example, 26 11 2026")
                .value(filled.value("day[day]"), filled.value("day[month]"), filled.value("day[year]"))
                .error(filled.date_error("day")),
            time: input("time", "When does it start?").hint("UK time, like 2:30pm or 14:30").width(10),
            minutes: input("minutes", "How many minutes does it take?")
                .hint(&format!("{} to {}", MINUTES.start(), MINUTES.end()))
                .digits()
                .width(3),
            place: input("place", "Where is it?")
                .hint("A room, or where the link to a video call will be. A room is not kept for it here: book it as you usually do."),
            audience: input("audience", "Who is it for?").hint("For example, all staff of the trust"),
        }
    }

    /// What the form holds before anybody typed: a Round takes an hour.
    pub fn starting() -> Filled {
        Filled::with(&[("minutes", "60")])
    }

    /// What the form of a listed date holds.
    pub fn kept(event: &Event) -> Filled {
        let wall = london::wall(event.starts_at);
        let [day, month, year] = form::parts(Some(wall.date()));
        let (time, minutes) = (london::time(wall.time()), (event.ends_at - event.starts_at).num_minutes().to_string());
        Filled::with(&[
            ("kind", event.kind.word()),
            ("name", event.name.as_deref().unwrap_or_default()),
            ("day[day]", &day),
            ("day[month]", &month),
            ("day[year]", &year),
            ("time", &time),
            ("minutes", &minutes),
            ("place", &event.place),
            ("audience", &event.audience),
        ])
    }
}
