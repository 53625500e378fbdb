//! Floor 2: the outbox: how a message leaves the service.
//!
//! A message is a row written in the transaction of the action that causes it, and sent after it: an
//! action that is undone tells nobody, and a mail server that is down delays no booking (PAINS P16, P19).
//! Waiting messages are sealed; sent ones are erased. Subjects and sender names never say what a
//! message is about.

mod letter;
mod preferences;
mod relay;
mod sender;
mod smtp;
mod steps;
mod store;
mod transport;

use std::path::PathBuf;

pub use letter::{Letter, letters};
pub use preferences::{Preferences, Reminders, choose, preferences};
pub use relay::{BadRelay, Encryption, Login, Relay};
pub use sender::{Sender, run};
use serde::Serialize;
pub use steps::{Fate, SmtpError};
pub use transport::{Transport, TransportError};

use crate::{
    kernel::{
        Email, Now,
        ids::{MessageId, PersonId},
    },
    store::{Error, Result, Tx},
};

/// Who a message goes to, and in whose name.
#[derive(Clone, Copy, Debug)]
pub struct To<'a> {
    /// Who: so that what waits for somebody who has left can be taken back.
    pub person: PersonId,
    /// Their work address.
    pub address: &'a Email,
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

/// Writes a message into the outbox. A second one with the same key is not written.
///
/// `key` names the thing, the recipient and the occasion.
///
/// # Errors
/// When the database does.
pub async fn post<L: Letter>(tx: &mut Tx, now: Now, key: &str, to: To<'_>, letter: &L) -> Result<()> {
    let content = Content {
        to: to.address.to_string(),
        from_name: to.organisation.to_owned(),
        subject: L::SUBJECT.to_owned(),
        template: L::TEMPLATE.to_owned(),
        values: serde_json::to_value(letter).map_err(Error::unreadable)?,
    };
    store::add(tx, now, MessageId::random(), key, to.person, &content).await
}

/// Takes back every message to somebody that has not been taken up for sending.
///
/// # Errors
/// When the database does.
pub async fn take_back(tx: &mut Tx, person: PersonId) -> Result<()> {
    store::take_back(tx, person).await
}

/// Takes back every message about a thing that has not been taken up for sending: those whose key begins with its
/// name. What happens to it next says all that they said, or makes it untrue (PAINS P17).
///
/// # Errors
/// When the database does.
pub async fn take_back_about(tx: &mut Tx, thing: impl std::fmt::Display) -> Result<()> {
    store::take_back_about(tx, &format!("{thing}/%")).await
}

/// What is sealed into a message's row.
#[derive(Debug, Serialize, serde::Deserialize)]
struct Content {
    to: String,
    from_name: String,
    subject: String,
    template: String,
    values: serde_json::Value,
}
