//! The two ways out: a folder of files, and a mail server.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header},
};

use super::{Content, Delivery};
use crate::kernel::Email;

/// A way out, ready to be used.
pub enum Transport {
    /// A folder of .eml files, one a message, named after its id.
    Folder(PathBuf),
    /// A pooled connection to a mail server.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>, Mailbox),
}

/// Why a way out cannot be used, or a message did not leave.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The folder cannot be made or written.
    #[error("the folder for messages cannot be used: {0}")]
    Folder(#[source] std::io::Error),
    /// The mail server's address is wrong, or it did not take a message.
    #[error("the mail server: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
    /// The mail server would be spoken to in the clear.
    #[error("the mail server must be reached over TLS: use smtps://.. or add ?tls=required")]
    InTheClear,
    /// The message itself is not right.
    #[error("the message cannot be written: {0}")]
    Message(#[from] lettre::error::Error),
    /// An address in the message is not right.
    #[error("an address cannot be used: {0}")]
    Address(#[from] lettre::address::AddressError),
    /// Its words cannot be made.
    #[error("the words cannot be made: {0}")]
    Words(#[from] Box<handlebars::RenderError>),
}

/// What is certain about a message that did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was not taken, and can be tried again.
    Unsent,
    /// It was not taken and never will be.
    Refused,
    /// It may have been taken.
    Unknown,
}

/// A message on its way out.
pub struct Outgoing<'a> {
    /// Its name, which becomes its Message-ID.
    pub reference: &'a str,
    /// To whom.
    pub to: &'a Email,
    /// What it says.
    pub content: &'a Content,
    /// The name of its calendar entry.
    pub uid: Option<&'a str>,
    /// When it was written.
    pub posted_at: DateTime<Utc>,
}

impl TransportError {
    /// What is certain about the message.
    #[must_use]
    pub fn fate(&self) -> Fate {
        match self {
            Self::Folder(_) => Fate::Unsent,
            Self::Smtp(cause) if cause.is_transient() => Fate::Unsent,
            Self::Smtp(cause) if !cause.is_permanent() && !cause.is_client() => Fate::Unknown,
            _ => Fate::Refused,
        }
    }
}

impl Transport {
    /// Makes a way out ready; nothing is sent yet.
    ///
    /// # Errors
    /// When the folder cannot be made, or the server's address is wrong or without TLS.
    pub fn prepare(delivery: &Delivery) -> Result<Self, TransportError> {
        match delivery {
            Delivery::Folder(folder) => {
                std::fs::create_dir_all(folder).map_err(TransportError::Folder)?;
                Ok(Self::Folder(folder.clone()))
            }
            Delivery::Smtp { url, from } => {
                let local = ["localhost", "127.0.0.1", "[::1]"].iter().any(|host| url.contains(host));
                let encrypted = url.starts_with("smtps://") || url.contains("tls=required");
                if !encrypted && !local {
                    return Err(TransportError::InTheClear);
                }
                let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build();
                Ok(Self::Smtp(Box::new(server), Mailbox::new(None, from.as_str().parse()?)))
            }
        }
    }

    /// Whether the same message can be sent twice without anybody noticing.
    #[must_use]
    pub const fn repeats_harmlessly(&self) -> bool {
        matches!(self, Self::Folder(_))
    }

    /// Writes one message, with links to `address`.
    pub(super) fn write(&self, outgoing: &Outgoing<'_>, address: &str) -> Result<Message, TransportError> {
        let email = match self.sender() {
            Some(email) => email.clone(),
            None => "alongside@alongside.invalid".parse()?,
        };
        let content = outgoing.content;
        let words = content.words(address).map_err(Box::new)?;
        Ok(Message::builder()
            .from(Mailbox::new(Some(content.from_name.clone()), email.clone()))
            .to(Mailbox::new(None, outgoing.to.as_str().parse()?))
            .subject(content.subject.as_str())
            .date(outgoing.posted_at.into())
            .message_id(Some(format!("<{}@{}>", outgoing.reference, email.domain())))
            .header(header::ContentType::TEXT_PLAIN)
            .body(words)?)
    }

    /// Hands one message over.
    pub(super) async fn deliver(&self, reference: &str, message: Message) -> Result<(), TransportError> {
        match self {
            Self::Folder(folder) => {
                // A name of its own, so that writing it again changes nothing.
                let file = folder.join(format!("{reference}.eml"));
                tokio::fs::write(file, message.formatted()).await.map_err(TransportError::Folder)
            }
            Self::Smtp(server, _) => Ok(server.send(message).await.map(drop)?),
        }
    }

    fn sender(&self) -> Option<&lettre::Address> {
        match self {
            Self::Folder(_) => None,
            Self::Smtp(_, from) => Some(&from.email),
        }
    }
}
