//! The two ways out: a folder of files, and a mail server.

use std::path::{Path, PathBuf};

use lettre::Message;

pub use super::steps::Fate;
use super::{Delivery, smtp::Server, steps::SmtpError};

/// A way out, ready to be used.
pub enum Transport {
    /// A folder of .eml files, one a message, named after the part of its Message-ID before the @.
    Folder(PathBuf),
    /// A mail server, and who mails come from.
    Smtp(Box<Server>, lettre::Address),
}

/// Why a way out cannot be used, or a message did not leave.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The folder cannot be made or written.
    #[error("the folder for messages cannot be used: {0}")]
    Folder(#[source] std::io::Error),
    /// The private authority's certificate cannot be read.
    #[error("the certificate {path} of the mail server's authority cannot be used: {why}")]
    Authority {
        /// Where it should be.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// The mail server cannot be spoken to as it is set.
    #[error("the mail server: {0}")]
    Settings(#[source] lettre::transport::smtp::Error),
    /// The mail server did not take a message, or nobody knows.
    #[error("the mail server: {0}")]
    Smtp(#[from] SmtpError),
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

impl TransportError {
    /// What became of the message.
    #[must_use]
    pub fn fate(&self) -> Fate {
        match self {
            // A file has its whole name only when it is whole.
            // Words that are missing may be another version's, which writes them when it comes to it.
            Self::Folder(_) | Self::Authority { .. } | Self::Settings(_) | Self::Words(_) => Fate::Unsent,
            Self::Smtp(error) => error.fate(),
            Self::Message(_) | Self::Address(_) => Fate::Refused,
        }
    }
}

impl Transport {
    /// Makes a way out ready; nothing is sent yet.
    ///
    /// # Errors
    /// When the folder cannot be made, or the authority's certificate cannot be read.
    pub fn prepare(delivery: &Delivery) -> Result<Self, TransportError> {
        match delivery {
            Delivery::Folder(folder) => {
                std::fs::create_dir_all(folder).map_err(TransportError::Folder)?;
                Ok(Self::Folder(folder.clone()))
            }
            Delivery::Smtp(relay) => {
                let authority = relay.authority.as_deref().map(certificate).transpose()?;
                let from = relay.from.as_str().parse()?;
                let server = Server::prepare((**relay).clone(), authority.as_deref());
                Ok(Self::Smtp(Box::new(server.map_err(TransportError::Settings)?), from))
            }
        }
    }

    /// Whether handing over a message for the second time changes nothing: then its fate never matters.
    #[must_use]
    pub const fn repeats_harmlessly(&self) -> bool {
        matches!(self, Self::Folder(_))
    }

    /// The address that messages come from.
    pub(super) fn sender(&self) -> Result<lettre::Address, TransportError> {
        match self {
            Self::Folder(_) => Ok("alongside@alongside.invalid".parse()?),
            Self::Smtp(_, from) => Ok(from.clone()),
        }
    }

    /// Hands a message over. `reference` is the part of its Message-ID before the @.
    pub(super) async fn deliver(&self, reference: &str, message: &Message) -> Result<(), TransportError> {
        match self {
            Self::Folder(folder) => {
                write(folder, reference, &message.formatted()).await.map_err(TransportError::Folder)
            }
            Self::Smtp(server, _) => Ok(server.send(message.envelope(), &message.formatted()).await?),
        }
    }
}

/// A name of its own, so that writing it again changes nothing; and another until it is whole and kept, so that a
/// process that is killed leaves no half message.
async fn write(folder: &Path, name: &str, message: &[u8]) -> std::io::Result<()> {
    let unfinished = folder.join(format!("{name}.unfinished"));
    tokio::fs::write(&unfinished, message).await?;
    tokio::fs::File::open(&unfinished).await?.sync_all().await?;
    tokio::fs::rename(unfinished, folder.join(format!("{name}.eml"))).await
}

fn certificate(path: &Path) -> Result<Vec<u8>, TransportError> {
    let unusable = |why: String| TransportError::Authority { path: path.to_path_buf(), why };
    let pem = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
    // A file without any certificate would be read as none to add, and every connection would fail instead.
    let begins = b"-----BEGIN CERTIFICATE-----";
    if !pem.windows(begins.len()).any(|window| window == begins) {
        return Err(unusable("it holds no certificate in PEM".into()));
    }
    Ok(pem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[tokio::test]
    async fn a_file_is_whole_or_not_there_and_writing_it_again_changes_nothing() {
        let folder = crate::engines::tether::Tether::folder("transport").unwrap();
        for _ in 0..2 {
            write(folder.path(), "one", b"words").await.unwrap();
            assert_eq!(names(folder.path()), ["one.eml"]);
            assert_eq!(std::fs::read(folder.path().join("one.eml")).unwrap(), b"words");
        }
        let gone = folder.path().join("not there");
        let error = TransportError::Folder(write(&gone, "one", b"words").await.unwrap_err());
        assert_eq!(error.fate(), Fate::Unsent);
        assert!(Transport::Folder(gone).repeats_harmlessly());
    }

    #[test]
    fn a_certificate_that_is_none_is_said_before_anything_is_sent() {
        let folder = crate::engines::tether::Tether::folder("transport").unwrap();
        let file = folder.path().join("authority.pem");
        assert!(certificate(&file).unwrap_err().to_string().contains("No such file"));
        std::fs::write(&file, "nothing").unwrap();
        assert!(certificate(&file).unwrap_err().to_string().contains("holds no certificate"));
    }
}
