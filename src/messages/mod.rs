//! Floor 2: the outbox: how a message leaves the service.
//!
//! A message is a row written in the transaction of the action that causes it, and sent after it: an
//! action that is undone tells nobody, and a mail server that is down delays no booking (PAINS P16, P19).
//! Waiting messages are sealed; settled ones are erased. Subjects and sender names never say what a
//! message is about.
//!
//! It refuses to send a message twice: one that may have arrived is shown to the service manager, who decides
//! (docs/decisions/0022-told-once.md).

mod entry;
mod fate;
mod letter;
mod mime;
mod occasion;
mod preferences;
mod relay;
mod sender;
mod smtp;
mod steps;
mod store;
mod sweeping;
mod transport;
mod writing;

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
pub use entry::Entry;
pub use fate::State;
pub use letter::{Letter, letters};
pub use occasion::Occasion;
pub use preferences::{Preferences, Reminders, choose, preferences};
pub use relay::{BadRelay, Encryption, Login, Relay};
pub use sender::{Sender, run};
use serde::Serialize;
pub use steps::{Fate, SmtpError};
pub use store::about;
pub use store::{Doubtful, Tally};
pub use sweeping::sweep_daily;
pub use transport::{Transport, TransportError};
use uuid::Uuid;

use crate::{
    kernel::{
        Now,
        ids::{MessageId, OrganisationId, PersonId},
    },
    store::{AsConn, Error, Result, Tx},
};

/// Who a message goes to, and in whose name. Their address is read when it is sent.
#[derive(Clone, Copy, Debug)]
pub struct To<'a> {
    /// Who.
    pub person: PersonId,
    /// The organisation that the message comes from.
    pub organisation: &'a str,
}

/// Where messages go.
#[derive(Clone, Debug)]
pub enum Delivery {
    /// A folder of .eml files: the embedded default.
    Folder(PathBuf),
    /// A mail server.
    Smtp(Box<Relay>),
}

/// Writes a message into the outbox. A second one of the same occasion, recipient and kind is not written.
///
/// # Errors
/// When the database does.
pub async fn post<L: Letter>(tx: &mut Tx, now: Now, occasion: Occasion, to: To<'_>, letter: &L) -> Result<()> {
    let content = Content {
        from_name: to.organisation.to_owned(),
        subject: L::SUBJECT.to_owned(),
        template: L::TEMPLATE.to_owned(),
        values: serde_json::to_value(letter).map_err(Error::unreadable)?,
        entry: letter.entry(),
    };
    let row = store::Row { id: MessageId::random(), recipient: to.person, kind: kind_of(L::TEMPLATE), occasion };
    store::add(tx, now, &row, &content).await
}

/// Takes back every message to somebody that has not been handed over.
///
/// # Errors
/// When the database does.
pub async fn take_back(tx: &mut Tx, person: PersonId) -> Result<()> {
    store::take_back(tx, person).await
}

/// Takes back every message about a thing that has not been handed over, and lets none of those be tried again that were.
/// What happens to it next says all that they said, or makes it untrue (PAINS P17).
///
/// # Errors
/// When the database does.
pub async fn take_back_about(tx: &mut Tx, thing: impl Into<Uuid>) -> Result<()> {
    store::take_back_about(tx, thing.into(), None).await
}

/// The same of one person's alone.
///
/// # Errors
/// When the database does.
pub async fn take_back_about_to(tx: &mut Tx, thing: impl Into<Uuid>, person: PersonId) -> Result<()> {
    store::take_back_about(tx, thing.into(), Some(person)).await
}

/// Takes back what is due to somebody about a thing after an instant, of one kind of letter alone.
///
/// # Errors
/// When the database does.
pub async fn take_back_due<L: Letter>(
    tx: &mut Tx,
    thing: impl Into<Uuid>,
    person: PersonId,
    after: DateTime<Utc>,
) -> Result<()> {
    store::take_back_due(tx, (thing.into(), person), kind_of(L::TEMPLATE), after).await
}

/// The state of the latest message to somebody about a thing that was to be sent by now: for the page about it, so that
/// they know whether to look for a message (PAINS P19). None: there was none.
///
/// # Errors
/// When the database does.
pub async fn latest(c: &mut impl AsConn, thing: impl Into<Uuid>, to: PersonId, now: Now) -> Result<Option<State>> {
    store::latest(c, thing.into(), to, now).await
}

/// Whether a message to somebody could not be sent since a day, and none was since: their address may be wrong.
///
/// # Errors
/// When the database does.
pub async fn is_refused(c: &mut impl AsConn, to: PersonId, since: NaiveDate) -> Result<bool> {
    store::is_refused(c, to, since).await
}

/// How many messages to an organisation's people were settled on each day since one, by state.
///
/// # Errors
/// When the database does.
pub async fn by_day(c: &mut impl AsConn, of: OrganisationId, since: NaiveDate) -> Result<Vec<Tally>> {
    store::by_day(c, of, since).await
}

/// When the oldest message to an organisation's people that should have been sent was due; none: nothing waits.
///
/// # Errors
/// When the database does.
pub async fn waits_since(c: &mut impl AsConn, of: OrganisationId, now: Now) -> Result<Option<DateTime<Utc>>> {
    store::waits_since(c, of, now).await
}

/// The messages to an organisation's people of which nobody knows whether they arrived, at most `most`, the oldest first.
///
/// # Errors
/// When the database does.
pub async fn doubtful(c: &mut impl AsConn, of: OrganisationId, most: i64) -> Result<Vec<Doubtful>> {
    store::doubtful(c, of, most).await
}

/// Decides about a message of unknown fate: it is sent again, or let be. False when it is not one, or no longer.
///
/// # Errors
/// When the database does.
pub async fn decide(tx: &mut Tx, of: OrganisationId, id: MessageId, again: bool, now: Now) -> Result<bool> {
    store::decide(tx, of, id, again, now).await
}

/// A template's name without its folder.
fn kind_of(template: &str) -> &str {
    template.trim_start_matches("mail/").trim_end_matches(".txt")
}

/// What is sealed into a message's row.
#[derive(Debug, Serialize, serde::Deserialize)]
struct Content {
    from_name: String,
    subject: String,
    template: String,
    values: serde_json::Value,
    #[serde(default)]
    entry: Option<Entry>,
}
