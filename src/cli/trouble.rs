//! Everything that can keep the program from starting, in words.

use std::path::PathBuf;

use crate::{
    kernel::{LINE_LIMIT, seal::SECRET_LEAST},
    messages::{BadRelay, TransportError},
    retention::{Behind, OutOfBounds},
    seed::SeedError,
    store::{Error, OpenError},
};

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The database cannot be opened.
    #[error(
        "The database cannot be opened: {0}. DATABASE_URL is an address like sqlite:///var/lib/alongside/alongside.db or postgres://user@host/alongside"
    )]
    Database(OpenError),
    /// The database is on another machine, and nobody has said whether the way there is encrypted.
    #[error(
        "DATABASE_URL names a database on another machine and does not say how it is reached. Add ?sslmode=verify-full to it (the driver then asks the database to show who it is), or ?sslmode=disable where nobody else can read the network in between"
    )]
    UnsaidWay,
    /// It opened, and then failed.
    #[error("The database failed: {0}")]
    Store(#[from] Error),
    /// Nobody could be reached like that.
    #[error("ALONGSIDE_CONTACT must be one line of at most {LINE_LIMIT} characters, such as an e-mail address")]
    LongContact,
    /// The log cannot be written like that.
    #[error("ALONGSIDE_LOG must be text or json")]
    NoSuchLog,
    /// The secret is not there.
    #[error(
        "ALONGSIDE_SECRET_KEY is missing. Set it to at least {SECRET_LEAST} random bytes, written in base64: openssl rand -base64 48. Keep it: what it seals cannot be read without it"
    )]
    NoSecret,
    /// The secret is set twice.
    #[error("{name} and {file_name} are both set. Set one of them")]
    TwoSecrets {
        /// The setting that holds it.
        name: &'static str,
        /// The setting that names its file.
        file_name: &'static str,
    },
    /// Changing the secret needs both.
    #[error(
        "To change the secret, set ALONGSIDE_SECRET_KEY (or ALONGSIDE_SECRET_KEY_FILE) to the new one and ALONGSIDE_OLD_SECRET_KEY (or ALONGSIDE_OLD_SECRET_KEY_FILE) to the one before. Nothing was changed"
    )]
    NoTwoSecrets,
    /// The new secret is the old one.
    #[error("The new secret is the same as the old one. Nothing was changed")]
    SameSecret,
    /// The database was sealed under another secret.
    #[error(
        "This database was sealed under another secret. Nothing was changed. Set ALONGSIDE_SECRET_KEY to the one it was made with, or last changed to: what it seals cannot be read without it. A demonstration keeps its own secret in its data folder"
    )]
    OtherSecret,
    /// The database was not sealed under the old secret.
    #[error(
        "ALONGSIDE_OLD_SECRET_KEY is not the secret that this database is sealed under. Nothing was changed. If it was changed before, start the service with the new one"
    )]
    OtherOldSecret,
    /// Others can read the secret's file.
    #[error("The file {0} holds a secret and others can use it too. Let its owner alone read it: chmod 600 {0}")]
    OpenSecretFile(PathBuf),
    /// The secret is not usable.
    #[error(
        "{name} is too short or not base64. It needs at least {SECRET_LEAST} random bytes, written in base64: openssl rand -base64 48"
    )]
    BadSecret {
        /// The setting that holds it.
        name: &'static str,
    },
    /// The secret's file is not usable.
    #[error("The file {0} does not hold a usable secret. Remove it only if nothing it sealed is needed any more")]
    BadSecretFile(PathBuf),
    /// The service's own address is wrong.
    #[error("ALONGSIDE_URL cannot be used: {0}")]
    BadAddress(#[from] crate::web::BadAddress),
    /// The service's own address is missing.
    #[error("ALONGSIDE_URL is missing. Set it to the address people will use, like https://alongside.example.nhs.uk")]
    NoAddress,
    /// Cookies would travel in the clear.
    #[error(
        "ALONGSIDE_URL must begin with https:// so that sign-ins travel encrypted. Only an address of this machine itself may use http://"
    )]
    InsecureAddress,
    /// Half of the mail settings.
    #[error(
        "Mail is half configured: ALONGSIDE_SMTP_URL and ALONGSIDE_MAIL_FROM must both be set, or neither, and the other settings for mail go with them"
    )]
    HalfMail,
    /// Half of what a mail server asks for.
    #[error("Mail is half configured: ALONGSIDE_SMTP_USER and ALONGSIDE_SMTP_PASSWORD must both be set, or neither")]
    HalfLogin,
    /// Half of the settings of the organisation's own sign-in.
    #[error(
        "The organisation's own sign-in is half configured: ALONGSIDE_OIDC_ISSUER, ALONGSIDE_OIDC_CLIENT_ID and ALONGSIDE_OIDC_CLIENT_SECRET (or ALONGSIDE_OIDC_CLIENT_SECRET_FILE) must all be set, or none, and the other settings for it go with them"
    )]
    HalfProvider,
    /// Not the addresses of proxies.
    #[error("ALONGSIDE_TRUSTED_PROXY cannot be used: {0}")]
    BadProxies(#[from] crate::web::NotProxies),
    /// The issuer's address is wrong.
    #[error("ALONGSIDE_OIDC_ISSUER cannot be used: {0}")]
    BadIssuer(#[from] crate::accounts::provider::BadIssuer),
    /// A claim without a group, or the other way about.
    #[error(
        "Roles by group are half configured: ALONGSIDE_OIDC_GROUPS_CLAIM goes with ALONGSIDE_OIDC_HR_GROUP or ALONGSIDE_OIDC_MANAGER_GROUP, or both"
    )]
    HalfGroups,
    /// The mail server's address is wrong.
    #[error("ALONGSIDE_SMTP_URL cannot be used: {0}")]
    BadRelay(#[from] BadRelay),
    /// The sender's address is wrong.
    #[error("ALONGSIDE_MAIL_FROM is not an email address")]
    BadSender,
    /// The mail transport cannot be used.
    #[error("Messages cannot be sent: {0}")]
    Mail(#[from] TransportError),
    /// A number out of bounds.
    #[error("{name} must be a whole number from {least} to {most}")]
    OutOfBounds {
        /// The setting.
        name: &'static str,
        /// The least it may be.
        least: i64,
        /// The most it may be.
        most: i64,
    },
    /// A switch that is set to something else.
    #[error("{name} must be on or off")]
    NeitherOnNorOff {
        /// The setting.
        name: &'static str,
    },
    /// A folder or file that cannot be used.
    #[error("{path} cannot be used: {cause}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// What was erased cannot be erased again in a backup that was put back.
    #[error(
        "The ledger of erasures {path} cannot be used: {cause}. Nobody is served until it can: a backup that was put back may hold what people have erased. If the ledger is of another database, ALONGSIDE_ERASURES must name this one's. If its last line was cut while the machine went down, remove that line: what it stood for was not done"
    )]
    Erasures {
        /// The ledger.
        path: PathBuf,
        /// Why.
        cause: Behind,
    },
    /// `serve` on a database with invented people.
    #[error("This database holds the demonstration. Use another DATABASE_URL to serve real people")]
    Demonstration,
    /// The organisation cannot be registered.
    #[error("The organisation was not registered: {0}")]
    Founding(String),
    /// Nobody was made a service manager.
    #[error("Nobody was made a service manager: {0}")]
    Manager(String),
    /// A quarter is not released.
    #[error("There is no release: {0}")]
    Release(String),
    /// A directory file cannot be taken over.
    #[error("The directory file was not taken over: {0}")]
    Directory(String),
    /// Nothing was written about an area.
    #[error("Nothing was written: {0}")]
    Area(String),
    /// The demonstration cannot be planted.
    #[error("The demonstration cannot be started: {0}")]
    Seed(#[from] SeedError),
    /// A template of the program is broken.
    #[error("A page of the program is broken: {0}")]
    Views(#[from] Box<handlebars::TemplateError>),
    /// The port is taken or may not be used.
    #[error("{address} cannot be listened on: {cause}. Set ROCKET_PORT or ROCKET_ADDRESS to another")]
    Port {
        /// Where.
        address: String,
        /// Why.
        cause: String,
    },
    /// The web server does not start for another reason.
    #[error("The web server does not start: {0}")]
    Launch(String),
}

impl From<OutOfBounds> for Trouble {
    fn from(OutOfBounds { setting: name, least, most }: OutOfBounds) -> Self {
        Self::OutOfBounds { name, least, most }
    }
}

impl From<OpenError> for Trouble {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::OtherSecret => Self::OtherSecret,
            error => Self::Database(error),
        }
    }
}
