//! Speaking to a mail server step by step, so that after every failure it is known whether it may have the message.
//!
//! lettre encrypts, signs in and writes the commands; its own `send` would not say how far it had come.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
        response::Severity,
    },
};
use tokio::{sync::Semaphore, time::timeout};

use super::{
    relay::{Encryption, Relay},
    steps::{Cause, SmtpError, Step},
};

/// The most connections at a time: a relay that serves a whole trust has others to serve.
const MOST: usize = 4;

/// How long a connection that nobody uses is kept.
const IDLE: Duration = Duration::from_mins(1);

/// How long a connection that was kept may take to say that it is still there, before another is opened.
const STILL_THERE: Duration = Duration::from_secs(2);

/// How long taking leave may take: nothing depends on it.
const LEAVE: Duration = Duration::from_secs(1);

/// A mail server that can be spoken to, with the connections to it.
pub struct Server {
    relay: Relay,
    tls: Option<TlsParameters>,
    hello: ClientId,
    seats: Semaphore,
    idle: Arc<Idle>,
}

/// Connections that wait for the next message, each with the number of its wait.
#[derive(Default)]
struct Idle(Mutex<(u64, Vec<(u64, AsyncSmtpConnection)>)>);

type Outcome<T> = Result<T, SmtpError>;

impl Server {
    /// Makes ready what every connection needs; none is opened yet. `authority` is a certificate in PEM.
    ///
    /// # Errors
    /// When the certificate or the host's name is none.
    pub fn prepare(relay: Relay, authority: Option<&[u8]>) -> Result<Self, Error> {
        let tls = match relay.encryption {
            Encryption::None => None,
            Encryption::Implicit | Encryption::StartTls => {
                let mut tls = TlsParameters::builder(relay.host.clone());
                if let Some(pem) = authority {
                    tls = tls.add_root_certificate(Certificate::from_pem(pem)?);
                }
                Some(tls.build()?)
            }
        };
        let (seats, idle) = (Semaphore::new(MOST), Arc::new(Idle::default()));
        Ok(Self { relay, tls, hello: ClientId::default(), seats, idle })
    }

    /// Hands one message over.
    ///
    /// # Errors
    /// When the server has not taken it, or may not have.
    pub async fn send(&self, envelope: &Envelope, message: &[u8]) -> Outcome<()> {
        // Nobody closes the semaphore; without a seat there would only be one connection more.
        let _seat = self.seats.acquire().await;
        let mut connection = match self.waiting().await {
            Some(connection) => connection,
            None => self.open().await?,
        };
        match self.hand_over(&mut connection, envelope, message).await {
            Ok(()) => {
                self.idle.keep(connection);
                Ok(())
            }
            Err(error) => {
                if error.is_answer() {
                    let _ = timeout(LEAVE, connection.abort()).await;
                }
                Err(error)
            }
        }
    }

    /// A connection that waits and still answers.
    async fn waiting(&self) -> Option<AsyncSmtpConnection> {
        while let Some(mut connection) = self.idle.take() {
            if timeout(STILL_THERE, connection.test_connected()).await == Ok(true) {
                return Some(connection);
            }
        }
        None
    }

    async fn open(&self) -> Outcome<AsyncSmtpConnection> {
        within(Step::Opening, self.relay.patience, self.connect()).await
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let Relay { host, port, encryption, login, patience, .. } = &self.relay;
        let wrapped = self.tls.clone().filter(|_| *encryption == Encryption::Implicit);
        let place = (host.as_str(), *port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(place, Some(*patience), &self.hello, wrapped, None).await?;
        if let (Encryption::StartTls, Some(tls)) = (encryption, &self.tls) {
            // A server that does not offer it is left: whoever sits between us may have taken the offer away.
            connection.starttls(tls.clone(), &self.hello).await?;
        }
        if let Some(login) = login {
            let credentials = Credentials::new(login.user.clone(), login.password.to_string());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await?;
        }
        Ok(connection)
    }

    async fn hand_over(&self, to: &mut AsyncSmtpConnection, envelope: &Envelope, message: &[u8]) -> Outcome<()> {
        let Relay { patience, reading, .. } = self.relay;
        let parameters = parameters(to, envelope, message)?;
        within(Step::Sender, patience, to.command(Mail::new(envelope.from().cloned(), parameters))).await?;
        for recipient in envelope.to() {
            within(Step::Recipient, patience, to.command(Rcpt::new(recipient.clone(), vec![]))).await?;
        }
        let go_on = within(Step::Content, patience, to.command(Data)).await?;
        if go_on.code().severity != Severity::PositiveIntermediate {
            return Err(broken(Step::Content, "it does not wait for a message"));
        }
        // The second part is asked for when the first is written and only the line that ends the message is not.
        let ended = AtomicBool::new(false);
        let end = std::iter::from_fn(|| {
            ended.store(true, Ordering::Relaxed);
            None
        });
        let parts = std::iter::once(message).chain(end);
        let taken = within(Step::End, reading, to.message_iter(parts)).await;
        match taken {
            Ok(answer) if answer.code().severity == Severity::PositiveCompletion => Ok(()),
            Ok(_) => Err(broken(Step::End, "its last answer is none")),
            Err(SmtpError { cause, .. }) => {
                let step = if ended.load(Ordering::Relaxed) { Step::End } else { Step::Content };
                Err(SmtpError { step, cause })
            }
        }
    }
}

impl Idle {
    /// Keeps a connection for the next message, for as long as [`IDLE`].
    fn keep(self: &Arc<Self>, connection: AsyncSmtpConnection) {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inside.0 += 1;
        let number = inside.0;
        inside.1.push((number, connection));
        drop(inside);
        let idle = Arc::downgrade(self);
        tokio::spawn(async move {
            tokio::time::sleep(IDLE).await;
            let left = idle.upgrade().and_then(|idle| idle.take_if(|waits| waits == number));
            if let Some(mut connection) = left {
                let _ = timeout(LEAVE, connection.abort()).await;
            }
        });
    }

    fn take(&self) -> Option<AsyncSmtpConnection> {
        self.take_if(|_| true)
    }

    fn take_if(&self, which: impl Fn(u64) -> bool) -> Option<AsyncSmtpConnection> {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = inside.1.iter().rposition(|(number, _)| which(*number))?;
        Some(inside.1.swap_remove(at).1)
    }
}

/// What has to be said of a message that is not ASCII throughout.
fn parameters(to: &AsyncSmtpConnection, envelope: &Envelope, message: &[u8]) -> Outcome<Vec<MailParameter>> {
    let can = |extension| to.server_info().supports_feature(extension);
    let unfit = |why| SmtpError { step: Step::Sender, cause: Cause::Unfit(why) };
    let mut parameters = Vec::new();
    let addresses = envelope.from().into_iter().chain(envelope.to());
    if addresses.into_iter().any(|address| !AsRef::<str>::as_ref(address).is_ascii()) {
        if !can(Extension::SmtpUtfEight) {
            return Err(unfit("it takes no addresses beyond ASCII"));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !message.is_ascii() {
        if !can(Extension::EightBitMime) {
            return Err(unfit("it takes no messages beyond ASCII"));
        }
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(parameters)
}

async fn within<T>(step: Step, patience: Duration, work: impl Future<Output = Result<T, Error>>) -> Outcome<T> {
    match timeout(patience, work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(SmtpError { step, cause: cause(&error) }),
        Err(_) => Err(SmtpError { step, cause: Cause::Silence }),
    }
}

fn cause(error: &Error) -> Cause {
    match error.status() {
        Some(code) => {
            let words = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            Cause::Answer { code: code.into(), words }
        }
        None => Cause::Broken(error.to_string()),
    }
}

fn broken(step: Step, why: &str) -> SmtpError {
    SmtpError { step, cause: Cause::Broken(why.to_owned()) }
}

#[cfg(test)]
mod tests;
