//! The task that empties the outbox.

use std::{sync::Arc, time::Duration};

use tracing::{error, warn};

use super::{
    store::{self, Claimed},
    transport::{Fate, Transport, TransportError},
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

/// Sends what waits, for as long as the program runs.
pub async fn run(sender: Sender) {
    loop {
        if let Err(cause) = sender.send_waiting().await {
            warn!(%cause, "the outbox could not be read");
        }
        tokio::time::sleep(REST).await;
    }
}

impl Sender {
    /// Sends everything that waits now; how many left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn send_waiting(&self) -> Result<usize> {
        let mut sent = 0;
        while let Some(claimed) = self.claim().await? {
            let outcome = self.transport.deliver(claimed.id, &claimed.content, &self.address, self.clock.now()).await;
            self.settle(&claimed, outcome, &mut sent).await?;
        }
        Ok(sent)
    }

    // Claiming is committed before sending: a process that dies in between leaves the message marked as
    // being sent, to be looked at, and never sends it twice.
    async fn claim(&self) -> Result<Option<Claimed>> {
        let mut tx = self.db.write().await?;
        let claimed = store::claim(&mut tx, self.clock.now()).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn settle(
        &self,
        claimed: &Claimed,
        outcome: std::result::Result<(), TransportError>,
        sent: &mut usize,
    ) -> Result<()> {
        let mut tx = self.db.write().await?;
        match outcome {
            Ok(()) => {
                store::sent(&mut tx, claimed.id, self.clock.now()).await?;
                *sent += 1;
            }
            // Certainly not taken, and worth another try.
            Err(cause) if cause.fate() == Fate::Unsent => {
                warn!(message = %claimed.id, %cause, "message put back");
                store::put_back(&mut tx, claimed.id).await?;
            }
            // Whether a server that fell silent took it, nobody knows: left as being sent, for a person.
            Err(cause) if cause.fate() == Fate::Unknown => {
                error!(message = %claimed.id, %cause, "message of unknown fate");
            }
            Err(cause) => {
                error!(message = %claimed.id, %cause, "message failed");
                store::failed(&mut tx, claimed.id, self.clock.now()).await?;
            }
        }
        tx.commit().await
    }
}
