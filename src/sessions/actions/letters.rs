//! The messages about sessions: time, place and the two parties; no team, no purpose (PAINS P14).

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    accounts::{Member, model::first_name},
    kernel::{
        Now,
        ids::{RequestId, SessionId},
        london,
    },
    messages::{self, Letter, To},
    sessions::{
        model::{Kind, Session},
        slots::Slot,
        store::bookings::{self, Told},
    },
    store::{Result, Tx},
};

/// What a message about a session says.
#[derive(Serialize)]
struct Appointment {
    first_name: String,
    when: String,
    place: String,
    other: Option<String>,
    until: Option<String>,
    session: SessionId,
}

/// What happened, to the one who is told.
#[derive(Clone, Copy)]
pub enum News {
    /// A place is booked.
    Booked,
    /// It will not be.
    Cancelled,
    /// They may come.
    Invited,
    /// Whoever was to run it no longer will.
    HandedOn,
    /// It is at another time or place.
    Moved,
    /// A place they waited for is held for them until this instant.
    Offered(DateTime<Utc>),
}

/// The session a message is about.
pub struct About<'a> {
    pub session: SessionId,
    pub kind: Kind,
    pub starts_at: DateTime<Utc>,
    pub place: &'a str,
}

impl<'a> About<'a> {
    pub fn of(session: SessionId, slot: &'a Slot) -> Self {
        Self { session, kind: slot.key.kind, starts_at: slot.key.starts_at, place: &slot.place }
    }
}

impl<'a> From<&'a Session> for About<'a> {
    fn from(session: &'a Session) -> Self {
        Self { session: session.id, kind: session.kind, starts_at: session.starts_at, place: &session.place }
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct BookedLetter(Appointment);

impl Letter for BookedLetter {
    const TEMPLATE: &'static str = "mail/booked";
}

#[derive(Serialize)]
#[serde(transparent)]
struct CancelledLetter(Appointment);

impl Letter for CancelledLetter {
    const TEMPLATE: &'static str = "mail/cancelled";
}

#[derive(Serialize)]
#[serde(transparent)]
struct InvitedLetter(Appointment);

impl Letter for InvitedLetter {
    const TEMPLATE: &'static str = "mail/invited";
}

#[derive(Serialize)]
#[serde(transparent)]
struct HandedOnLetter(Appointment);

impl Letter for HandedOnLetter {
    const TEMPLATE: &'static str = "mail/handed_on";
}

#[derive(Serialize)]
#[serde(transparent)]
struct MovedLetter(Appointment);

impl Letter for MovedLetter {
    const TEMPLATE: &'static str = "mail/moved";
}

#[derive(Serialize)]
#[serde(transparent)]
struct OfferedLetter(Appointment);

impl Letter for OfferedLetter {
    const TEMPLATE: &'static str = "mail/offered";
}

/// Tells one person; `with` is the other party, if it is a session of two.
pub async fn tell(
    tx: &mut Tx,
    now: Now,
    by: &Member,
    whom: &Told,
    news: News,
    about: &About<'_>,
    with: Option<&str>,
) -> Result<()> {
    tell_from(tx, now, &by.organisation_name, whom, news, about, with).await
}

/// The same in the name of an organisation, where nobody in particular has acted.
pub async fn tell_from(
    tx: &mut Tx,
    now: Now,
    organisation: &str,
    whom: &Told,
    news: News,
    about: &About<'_>,
    with: Option<&str>,
) -> Result<()> {
    let until = if let News::Offered(until) = news { Some(london::moment(until)) } else { None };
    let letter = Appointment {
        first_name: first_name(&whom.name).to_owned(),
        when: london::span(about.starts_at, about.starts_at + about.kind.length()),
        place: about.place.to_owned(),
        other: with.map(str::to_owned),
        until,
        session: about.session,
    };
    let to = To { person: whom.id, address: &whom.email, organisation };
    // Coming, going and coming again are three occasions, within one second too.
    let (changes, places) = bookings::occasion(tx, about.session, whom.id).await?;
    let instant = now.0.timestamp();
    let key = |occasion| format!("{}/{}/{occasion}/{changes}/{places}/{instant}", about.session, whom.id);
    match news {
        News::Booked => messages::post(tx, now, &key("booked"), to, &BookedLetter(letter)).await,
        News::Cancelled => messages::post(tx, now, &key("cancelled"), to, &CancelledLetter(letter)).await,
        News::Invited => messages::post(tx, now, &key("invited"), to, &InvitedLetter(letter)).await,
        News::HandedOn => messages::post(tx, now, &key("handed-on"), to, &HandedOnLetter(letter)).await,
        News::Moved => messages::post(tx, now, &key("moved"), to, &MovedLetter(letter)).await,
        News::Offered(_) => messages::post(tx, now, &key("offered"), to, &OfferedLetter(letter)).await,
    }
}

/// What a message about a request says: nothing, but where to look.
#[derive(Serialize)]
struct RequestLetter {
    first_name: String,
    request: RequestId,
}

#[derive(Serialize)]
#[serde(transparent)]
struct ProposedLetter(RequestLetter);

impl Letter for ProposedLetter {
    const TEMPLATE: &'static str = "mail/proposed";
}

#[derive(Serialize)]
#[serde(transparent)]
struct WaitingLetter(RequestLetter);

impl Letter for WaitingLetter {
    const TEMPLATE: &'static str = "mail/waiting";
    const SUBJECT: &'static str = "Something to answer";
}

/// What happened to a request, to the one who is told.
#[derive(Clone, Copy)]
pub enum RequestNews {
    /// To the librarian: there are times to choose from.
    Proposed,
    /// To a facilitator: somebody has waited for too long.
    Waits,
}

/// Tells one person about a request, in the name of an organisation.
pub async fn tell_of_request(
    tx: &mut Tx,
    now: Now,
    organisation: &str,
    whom: &Told,
    news: RequestNews,
    request: RequestId,
) -> Result<()> {
    let letter = RequestLetter { first_name: first_name(&whom.name).to_owned(), request };
    let to = To { person: whom.id, address: &whom.email, organisation };
    let key = |occasion| format!("{request}/{}/{occasion}/{}", whom.id, now.0.timestamp());
    match news {
        RequestNews::Proposed => messages::post(tx, now, &key("proposed"), to, &ProposedLetter(letter)).await,
        RequestNews::Waits => messages::post(tx, now, &key("waits"), to, &WaitingLetter(letter)).await,
    }
}
