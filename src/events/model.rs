//! What a listed event is, and when it can still be changed.

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};

use crate::{
    kernel::{Line, Now, ids::EventId, london},
    word_enum,
};

/// How many minutes an event may take.
pub const MINUTES: RangeInclusive<i64> = 15..=480;

word_enum! {
    /// What is listed.
    pub enum Kind {
        /// A Schwartz Round: the Point of Care Foundation licenses it and the organisation runs it.
        SchwartzRound = "schwartz_round",
        /// Something else, by the organisation's own name for it.
        Other = "other",
    }
}

/// A listed event, and whether the one who asks would like to come.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// What it is.
    pub kind: Kind,
    /// Its own name, unless it is a Schwartz Round.
    pub name: Option<String>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Who it is for.
    pub audience: String,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// Whether the one who asks would like to come.
    pub wished: bool,
}

/// An event as its form describes it; the fields mean what they mean in [`Event`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is explained at the event it becomes")]
pub struct NewEvent {
    pub kind: Kind,
    pub name: Option<Line>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub place: Line,
    pub audience: Line,
}

/// Why the service says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It would have begun already.
    #[error("Choose a day and a time that are still to come")]
    Past,
    /// It has begun, or was cancelled.
    #[error("That date is over or was cancelled. Nothing was changed")]
    Over,
}

impl Kind {
    /// Its name on a page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SchwartzRound => "Schwartz Round",
            Self::Other => "Something else",
        }
    }
}

impl Event {
    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(self.kind.name())
    }

    /// When it is, in UK time.
    #[must_use]
    pub fn when(&self) -> String {
        london::span(self.starts_at, self.ends_at)
    }

    /// Whether it has not begun and was not cancelled: what is over is not changed any more.
    #[must_use]
    pub fn is_coming(&self, now: Now) -> bool {
        !self.cancelled && self.starts_at > now.0
    }

    /// Whether the change is one that somebody who would like to come must know of.
    #[must_use]
    pub fn is_moved_by(&self, new: &NewEvent) -> bool {
        (self.starts_at, self.ends_at, self.place.as_str()) != (new.starts_at, new.ends_at, new.place.as_str())
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn event() -> Event {
        let starts_at = "2026-12-02T12:30:00Z".parse().unwrap();
        Event {
            id: EventId::random(),
            kind: Kind::SchwartzRound,
            name: None,
            starts_at,
            ends_at: starts_at + TimeDelta::hours(1),
            place: "Lecture theatre".into(),
            audience: "All staff".into(),
            cancelled: false,
            wished: false,
        }
    }

    #[test]
    fn only_a_new_time_or_place_is_news() {
        let event = event();
        let same = NewEvent {
            kind: event.kind,
            name: None,
            starts_at: event.starts_at,
            ends_at: event.ends_at,
            place: "Lecture theatre".parse().unwrap(),
            audience: "All clinical staff".parse().unwrap(),
        };
        assert!(!event.is_moved_by(&same));
        assert!(event.is_moved_by(&NewEvent { place: "Chapel".parse().unwrap(), ..same.clone() }));
        assert!(event.is_moved_by(&NewEvent { starts_at: event.starts_at - TimeDelta::minutes(1), ..same.clone() }));
        assert!(event.is_moved_by(&NewEvent { ends_at: event.ends_at + TimeDelta::minutes(1), ..same }));
    }

    #[test]
    fn what_has_begun_or_was_cancelled_is_not_changed_any_more() {
        let event = event();
        assert!(event.is_coming(Now(event.starts_at - TimeDelta::seconds(1))));
        assert!(!event.is_coming(Now(event.starts_at)));
        assert!(!Event { cancelled: true, ..event.clone() }.is_coming(Now(event.starts_at - TimeDelta::days(1))));
        assert_eq!(event.title(), "Schwartz Round");
        assert_eq!(event.when(), "Wednesday 2 December 2026, 12:30pm to 1:30pm");
    }
}
