//! Entries of calendars, as iCalendar writes them (RFC 5545), and invitations to them (iTIP, RFC 5546).
//!
//! The `icalendar` crate writes it; what goes in is decided here. All times are UTC, so that no reader needs to know
//! the United Kingdom's clock (PAINS P12). Nobody is asked to answer (`RSVP=FALSE`): an answer in somebody's calendar
//! changes nothing in the service. There is no alarm: people are reminded by message, as they chose.

#[cfg(any(test, fuzzing))]
pub mod fuzzed;
mod lines;
#[cfg(test)]
mod tests;

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{
    Attendee, Calendar, Class, Component, Event, EventLike, EventStatus, PartStat, Property, Role, ValueType,
};

use crate::kernel::{
    Keys,
    ids::{PersonId, SessionId},
    seal::digits,
};

/// One entry of somebody's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is known by, for as long as it lives, `@` and the service's host included.
    pub uid: String,
    /// How often it was changed: 0, 1, 2 ..
    pub sequence: i64,
    /// When this version of it was written.
    pub stamp: DateTime<Utc>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// What it is called: "Appointment" or "Busy", unless its owner chose to have more said (PAINS P14).
    pub title: String,
    /// Where.
    pub place: Option<String>,
    /// What is said below it; may be empty.
    pub description: String,
    /// Where more can be read.
    pub link: Option<String>,
}

/// Somebody whom an invitation names.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    /// Their address.
    pub address: &'a str,
    /// Their name.
    pub name: &'a str,
}

/// What an invitation does to a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// It puts the entry there, or changes it.
    Request,
    /// It takes the entry out.
    Cancel,
}

impl Method {
    /// Its name, in the calendar and in the header of the message's part alike.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }

    const fn status(self) -> EventStatus {
        match self {
            Self::Request => EventStatus::Confirmed,
            Self::Cancel => EventStatus::Cancelled,
        }
    }
}

/// The first part of an entry's `uid`, 32 hexadecimal digits: the same in every message and in the feed, and nobody
/// who sees two of them learns that they are of one session or of one person.
#[must_use]
pub fn entry_uid(keys: &Keys, session: SessionId, person: PersonId) -> String {
    let print = keys.fingerprint("calendar entry", &format!("{session}/{person}"));
    digits(&print[..16])
}

/// An invitation for one person, or its withdrawal.
#[must_use]
pub fn invitation(method: Method, entry: &Entry, organizer: Party<'_>, attendee: Party<'_>) -> String {
    let mut event = event(entry, method.status());
    let organizer = Property::new("ORGANIZER", lines::mailto(organizer.address))
        .add_parameter("CN", &lines::parameter(organizer.name))
        .done();
    let invited = Attendee::new(lines::mailto(attendee.address))
        .cn(lines::parameter(attendee.name))
        .role(Role::ReqParticipant)
        .partstat(PartStat::NeedsAction)
        .rsvp(false);
    event.append_property(organizer).attendee(invited);
    let mut calendar = calendar();
    calendar.append_property(("METHOD", method.name())).push(event);
    lines::written(&calendar)
}

/// Everything that a calendar program which subscribes is to show. It is not an invitation: it has no method and
/// names nobody.
#[must_use]
pub fn feed(name: &str, entries: &[Entry]) -> String {
    let mut calendar = calendar();
    calendar.append_property(("X-WR-CALNAME", lines::text(name).as_str())).ttl(&TimeDelta::hours(1));
    calendar.extend(entries.iter().map(|entry| event(entry, EventStatus::Confirmed)));
    lines::written(&calendar)
}

/// One entry to be taken over by hand: for when no message arrives (PAINS P19).
#[must_use]
pub fn file(entry: &Entry) -> String {
    let mut calendar = calendar();
    calendar.push(event(entry, EventStatus::Confirmed));
    lines::written(&calendar)
}

fn calendar() -> Calendar {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Alongside//Alongside//EN"))
        .append_property(("CALSCALE", "GREGORIAN"));
    calendar
}

fn event(entry: &Entry, status: EventStatus) -> Event {
    let mut event = Event::new();
    event
        .uid(&lines::text(&entry.uid))
        .add_property("SEQUENCE", entry.sequence.to_string())
        .timestamp(entry.stamp)
        .starts(entry.starts_at)
        .ends(entry.ends_at)
        .summary(&lines::text(&entry.title))
        .class(Class::Private)
        .add_property("TRANSP", "OPAQUE")
        .status(status);
    if let Some(place) = &entry.place {
        event.location(&lines::text(place));
    }
    if !entry.description.is_empty() {
        event.description(&lines::text(&entry.description));
    }
    if let Some(link) = &entry.link {
        event.append_property(Property::new("URL", lines::address(link)).append_parameter(ValueType::Uri).done());
    }
    event.done()
}
