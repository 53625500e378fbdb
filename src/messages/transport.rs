//! The two ways out: a folder of files, and a mail server.

use std::path::PathBuf;

use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor, message::Mailbox};

use super::{
    Content, Delivery,
    mime::{self, Mail},
};
use crate::kernel::{Now, ids::MessageId};

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

    /// Sends one message, or writes it.
    pub(super) async fn deliver(
        &self,
        id: MessageId,
        content: &Content,
        address: &str,
        now: Now,
    ) -> Result<(), TransportError> {
        let email = match self.sender() {
            Some(email) => email.clone(),
            None => "alongside@alongside.invalid".parse()?,
        };
        let words = content.words(address).map_err(Box::new)?;
        let message = mime::email(&Mail {
            from_name: &content.from_name,
            from: &email,
            to: &content.to,
            subject: &content.subject,
            // Made from the row's id, so that a message found twice is known to be one.
            message_id: &format!("<{id}@{}>", email.domain()),
            date: now,
            words: &words,
            calendar: None,
        })?;
        match self {
            Self::Folder(folder) => {
                // A name of its own, so that writing it again changes nothing.
                let file = folder.join(format!("{id}.eml"));
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
