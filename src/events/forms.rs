//! What a service manager may send about a date.

use chrono::{DateTime, TimeDelta, Utc};

use super::model::{Kind, MINUTES, NewEvent};
use crate::{
    kernel::london,
    web::{Parse, Reader, form},
};

impl Parse for NewEvent {
    fn parse(form: &mut Reader) -> Option<Self> {
        let kind = form.parsed("kind", "Choose what it is");
        let named = !form.text("name").is_empty();
        let name = match kind {
            Some(Kind::Other) => form.line("name", "what it is called").map(Some),
            Some(Kind::SchwartzRound) if named => {
                form.wrong(
                    "name",
                    "A Schwartz Round has no other name. Choose \u{201c}Something else\u{201d}, or take the name out",
                );
                None
            }
            _ => Some(None),
        };
        let starts_at = start(form);
        let minutes = minutes(form);
        let place = form.line("place", "where it is");
        let audience = form.line("audience", "who it is for");
        let starts_at = starts_at?;
        Some(Self {
            kind: kind?,
            name: name?,
            starts_at,
            ends_at: starts_at + minutes?,
            place: place?,
            audience: audience?,
        })
    }
}

/// A day and a time as typed, in UK wall time.
fn start(form: &mut Reader) -> Option<DateTime<Utc>> {
    let day = form::date(form, "day", "the day");
    let typed = form.text("time");
    let time = london::parse_time(&typed);
    if time.is_none() {
        form.wrong("time", if typed.is_empty() { "Enter a time" } else { "Enter a time like 2:30pm or 14:30" });
    }
    match london::instant(day?.and_time(time?)) {
        Ok(instant) => Some(instant),
        Err(wall) => {
            form.wrong("time", wall);
            None
        }
    }
}

fn minutes(form: &mut Reader) -> Option<TimeDelta> {
    let minutes = form.text("minutes").parse().ok().filter(|minutes| MINUTES.contains(minutes));
    if minutes.is_none() {
        let sentence =
            format!("Enter how many minutes it takes as a number from {} to {}", MINUTES.start(), MINUTES.end());
        form.wrong("minutes", sentence);
    }
    minutes.map(TimeDelta::minutes)
}
