//! Which mail server takes the messages, and how it is spoken to: read from settings, checked before anything starts.

use std::{fmt, net::IpAddr, path::PathBuf, time::Duration};

use url::Url;
use zeroize::Zeroizing;

use crate::kernel::Email;

/// A mail server, as the settings have it.
#[derive(Clone, Debug)]
pub struct Relay {
    /// Its name or its number, as its certificate has it.
    pub host: String,
    /// Where it listens.
    pub port: u16,
    /// How the connection is kept from others.
    pub encryption: Encryption,
    /// Who we are to it, where it asks.
    pub login: Option<Login>,
    /// A file (PEM) with the certificate of a private authority, trusted beside the public ones.
    pub authority: Option<PathBuf>,
    /// Who mails come from.
    pub from: Email,
    /// How long opening a connection, and each answer after that, may take.
    pub patience: Duration,
    /// How long the answer to a whole message may take: scanners read it meanwhile, and giving up on them leaves its
    /// fate unknown (RFC 5321, 4.5.3.2.6).
    pub reading: Duration,
}

/// How a connection is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Encrypted from the first byte: `smtps://`.
    Implicit,
    /// It begins in the clear and nothing is said before it is encrypted: `smtp://`.
    StartTls,
    /// Not at all: a relay on this machine itself.
    None,
}

/// A name and a password. The password is wiped when the value goes, and is never printed.
#[derive(Clone)]
pub struct Login {
    /// The name.
    pub user: String,
    /// The password.
    pub password: Zeroizing<String>,
}

/// Why a mail server's address cannot be used. None of the sentences repeats the address: it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRelay {
    /// Not an address of a mail server.
    #[error("it must look like smtps://mail.example.nhs.uk or smtp://mail.example.nhs.uk:587")]
    NotAnAddress,
    /// It holds a name or a password.
    #[error(
        "it must not hold a user name or a password, because addresses end up in logs and lists of processes. Set \
         ALONGSIDE_SMTP_USER and ALONGSIDE_SMTP_PASSWORD instead"
    )]
    Credentials,
    /// Messages would travel in the clear.
    #[error("the mail server must be reached over TLS. Only a relay on this machine itself may have ?tls=none")]
    InTheClear,
    /// A password would travel in the clear.
    #[error("a password is sent over TLS alone, so ?tls=none cannot go with ALONGSIDE_SMTP_USER")]
    PasswordInTheClear,
}

const PATIENCE: Duration = Duration::from_secs(30);
const READING: Duration = Duration::from_mins(2);

impl Relay {
    /// Reads a server's address: `smtps://host`, `smtp://host:587`, or `smtp://localhost:25?tls=none`.
    ///
    /// # Errors
    /// When it is no such address, holds a password, or would send anything in the clear to another machine.
    pub fn parse(address: &str, from: Email, login: Option<Login>) -> Result<Self, BadRelay> {
        let url = Url::parse(address.trim()).map_err(|_| BadRelay::NotAnAddress)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadRelay::Credentials);
        }
        let (encryption, usual) = match (url.scheme(), url.query()) {
            ("smtps", None) => (Encryption::Implicit, 465),
            ("smtp", None | Some("tls=required")) => (Encryption::StartTls, 587),
            ("smtp", Some("tls=none")) => (Encryption::None, 25),
            _ => return Err(BadRelay::NotAnAddress),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(BadRelay::NotAnAddress)?;
        // A number in brackets is IPv6; nobody resolves a name with brackets.
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(BadRelay::NotAnAddress);
        }
        if encryption == Encryption::None && !is_this_machine(&host) {
            return Err(BadRelay::InTheClear);
        }
        if encryption == Encryption::None && login.is_some() {
            return Err(BadRelay::PasswordInTheClear);
        }
        let port = url.port().unwrap_or(usual);
        Ok(Self { host, port, encryption, login, authority: None, from, patience: PATIENCE, reading: READING })
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|number| number.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(address: &str, with_login: bool) -> Result<Relay, BadRelay> {
        let login = || Login { user: "alongside".into(), password: Zeroizing::new("open sesame".into()) };
        Relay::parse(address, "alongside@anytown.example".parse().unwrap(), with_login.then(login))
    }

    #[test]
    fn an_address_says_how_the_connection_is_encrypted() {
        for (address, host, port, encryption) in [
            ("smtps://mail.example", "mail.example", 465, Encryption::Implicit),
            ("smtps://mail.example:4650/", "mail.example", 4650, Encryption::Implicit),
            ("smtp://mail.example", "mail.example", 587, Encryption::StartTls),
            ("smtp://mail.example:25?tls=required", "mail.example", 25, Encryption::StartTls),
            ("smtp://127.0.0.1", "127.0.0.1", 587, Encryption::StartTls),
            ("smtp://localhost?tls=none", "localhost", 25, Encryption::None),
            ("smtp://127.0.0.1:2525?tls=none", "127.0.0.1", 2525, Encryption::None),
            ("smtp://[::1]:2525?tls=none", "::1", 2525, Encryption::None),
        ] {
            let relay = parse(address, false).unwrap();
            assert_eq!((relay.host.as_str(), relay.port, relay.encryption), (host, port, encryption), "{address}");
        }
    }

    #[test]
    fn nothing_leaves_this_machine_in_the_clear_and_no_password_at_all() {
        for address in ["smtp://mail.example?tls=none", "smtp://10.0.0.1?tls=none", "smtp://localhost.example?tls=none"]
        {
            assert_eq!(parse(address, false).unwrap_err(), BadRelay::InTheClear, "{address}");
        }
        assert_eq!(parse("smtp://localhost?tls=none", true).unwrap_err(), BadRelay::PasswordInTheClear);
        assert!(parse("smtp://localhost", true).is_ok());
    }

    #[test]
    fn what_is_no_address_is_refused_and_not_repeated() {
        for address in [
            "mail.example",
            "https://mail.example",
            "smtp://",
            "smtps://mail.example?tls=none",
            "smtp://mail.example?tls=opportunistic",
            "smtp://mail.example/path",
            "smtp://mail.example#part",
        ] {
            assert_eq!(parse(address, false).unwrap_err(), BadRelay::NotAnAddress, "{address}");
        }
        for address in ["smtps://me:sesame@mail.example", "smtp://me@mail.example", "smtp://:sesame@mail.example"] {
            let bad = parse(address, false).unwrap_err();
            assert_eq!(bad, BadRelay::Credentials, "{address}");
            assert!(!bad.to_string().contains("sesame"), "{bad}");
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        let printed = format!("{:?}", parse("smtps://mail.example", true).unwrap());
        assert!(printed.contains("alongside") && !printed.contains("sesame"), "{printed}");
    }
}
