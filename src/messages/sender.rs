//! The task that empties the outbox.

use std::{sync::Arc, time::Duration};

use tracing::{error, warn};

use super::{
    store::{self, Claimed},
    transport::{Fate, Transport, TransportError},
    writing::write,
};
use crate::{
    kernel::Clock,
    store::{Db, Result},
};

/// What the task needs.
#[derive(Clone)]
pub struct Sender {
    /// Where messages wait.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// How they leave.
    pub transport: Arc<Transport>,
    /// The service's own address, for links.
    pub address: String,
}

/// How long the task rests when nothing waits.
const REST: Duration = Duration::from_secs(2);

/// After so many messages in a row that did not leave, the rest of them wait too: the mail server is away.
const ENOUGH: u32 = 3;

/// Sends what waits, for as long as the program runs.
pub async fn run(sender: Sender) {
    loop {
        if let Err(cause) = sender.send_waiting().await {
            warn!(%cause, "the outbox could not be read");
        }
        sender.clock.rest(REST).await;
    }
}

impl Sender {
    /// Settles what processes that are no more have left behind, and sends everything that is due now; how many left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn send_waiting(&self) -> Result<usize> {
        let mut tx = self.db.write().await?;
        store::expire(&mut tx, self.transport.repeats_harmlessly(), self.clock.now()).await?;
        tx.commit().await?;
        let (mut sent, mut in_vain) = (0, 0);
        while in_vain < ENOUGH
            && let Some(claimed) = self.claim().await?
        {
            let Some(outcome) = self.send(&claimed).await? else { continue };
            in_vain = match &outcome {
                Err(cause) if cause.fate() == Fate::Unsent => in_vain + 1,
                _ => 0,
            };
            sent += usize::from(outcome.is_ok());
            self.settle(&claimed, outcome).await?;
        }
        Ok(sent)
    }

    // Committed before anything is done: of a process that dies after it, everybody knows that nothing has left.
    async fn claim(&self) -> Result<Option<Claimed>> {
        let mut tx = self.db.write().await?;
        let claimed = store::claim(&mut tx, self.clock.now()).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    // None when it was taken back in the meantime: what it says is not true any more (PAINS P17). From the commit on
    // nobody can take it back, and of a process that dies nobody knows whether it left.
    async fn send(&self, claimed: &Claimed) -> Result<Option<std::result::Result<(), TransportError>>> {
        let now = self.clock.now();
        let written = self.transport.sender().and_then(|sender| write(claimed, &sender, &self.address, now));
        let message = match written {
            Ok(message) => message,
            Err(cause) => return Ok(Some(Err(cause))),
        };
        let mut tx = self.db.write().await?;
        let handed_over = store::hand_over(&mut tx, claimed, now).await?;
        tx.commit().await?;
        if !handed_over {
            return Ok(None);
        }
        Ok(Some(self.transport.deliver(&claimed.reference, &message).await))
    }

    async fn settle(&self, claimed: &Claimed, outcome: std::result::Result<(), TransportError>) -> Result<()> {
        let (mut tx, now) = (self.db.write().await?, self.clock.now());
        let message = &claimed.reference;
        match outcome.map_err(|cause| (cause.fate(), cause)) {
            Ok(()) => store::sent(&mut tx, claimed, now).await?,
            Err((Fate::Unsent, cause)) => {
                warn!(%message, %cause, "message put back");
                store::put_back(&mut tx, claimed, now).await?;
            }
            Err((Fate::Refused, cause)) => {
                warn!(%message, %cause, "message refused");
                store::failed(&mut tx, claimed, now).await?;
            }
            Err((Fate::Unknown, cause)) => {
                error!(%message, %cause, "message of unknown fate");
                store::in_doubt(&mut tx, claimed, now).await?;
            }
        }
        tx.commit().await
    }
}
