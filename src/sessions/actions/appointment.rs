//! What every message about a session says, and the letters that say it in words of their own.

use serde::Serialize;

use super::letters::About;
use crate::{
    accounts::model::first_name,
    kernel::{ids::SessionId, london},
    messages::{Entry, Letter},
    sessions::store::bookings::Told,
};

/// Time, place and the other party.
#[derive(Serialize)]
pub struct Appointment {
    pub first_name: String,
    pub when: String,
    pub place: String,
    pub other: Option<String>,
    pub until: Option<String>,
    /// Whether it leaves their calendar.
    pub gone: bool,
    pub session: SessionId,
    #[serde(skip)]
    pub entry: Option<Entry>,
}

impl Appointment {
    /// Without an end to an offer, and without anything for a calendar.
    pub fn new(whom: &Told, about: &About<'_>, with: Option<&str>) -> Self {
        Self {
            first_name: first_name(&whom.name).to_owned(),
            when: london::span(about.starts_at, about.ends_at()),
            place: about.place.to_owned(),
            other: with.map(str::to_owned),
            until: None,
            gone: false,
            session: about.session,
            entry: None,
        }
    }
}

/// A place is booked, or a session to run.
#[derive(Serialize)]
#[serde(transparent)]
pub struct BookedLetter(pub Appointment);

impl Letter for BookedLetter {
    const TEMPLATE: &'static str = "mail/booked";

    fn entry(&self) -> Option<Entry> {
        self.0.entry.clone()
    }
}

/// It will not be.
#[derive(Serialize)]
#[serde(transparent)]
pub struct CancelledLetter(pub Appointment);

impl Letter for CancelledLetter {
    const TEMPLATE: &'static str = "mail/cancelled";

    fn entry(&self) -> Option<Entry> {
        self.0.entry.clone()
    }
}

/// It is no longer theirs.
#[derive(Serialize)]
#[serde(transparent)]
pub struct GivenBackLetter(pub Appointment);

impl Letter for GivenBackLetter {
    const TEMPLATE: &'static str = "mail/given_back";

    fn entry(&self) -> Option<Entry> {
        self.0.entry.clone()
    }
}

/// They may come.
#[derive(Serialize)]
#[serde(transparent)]
pub struct InvitedLetter(pub Appointment);

impl Letter for InvitedLetter {
    const TEMPLATE: &'static str = "mail/invited";

    fn entry(&self) -> Option<Entry> {
        self.0.entry.clone()
    }
}

/// Whoever was to run it no longer will.
#[derive(Serialize)]
#[serde(transparent)]
pub struct HandedOnLetter(pub Appointment);

impl Letter for HandedOnLetter {
    const TEMPLATE: &'static str = "mail/handed_on";

    fn entry(&self) -> Option<Entry> {
        self.0.entry.clone()
    }
}

/// It is at another time or place.
#[derive(Serialize)]
#[serde(transparent)]
pub struct MovedLetter(pub Appointment);

impl Letter for MovedLetter {
    const TEMPLATE: &'static str = "mail/moved";

    fn entry(&self) -> Option<Entry> {
        self.0.entry.clone()
    }
}

/// A place they waited for is held for them.
#[derive(Serialize)]
#[serde(transparent)]
pub struct OfferedLetter(pub Appointment);

impl Letter for OfferedLetter {
    const TEMPLATE: &'static str = "mail/offered";

    fn entry(&self) -> Option<Entry> {
        self.0.entry.clone()
    }
}

/// It is coming up.
#[derive(Serialize)]
#[serde(transparent)]
pub struct ReminderLetter(pub Appointment);

impl Letter for ReminderLetter {
    const TEMPLATE: &'static str = "mail/reminder";

    fn entry(&self) -> Option<Entry> {
        self.0.entry.clone()
    }
}
