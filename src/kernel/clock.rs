//! What time it is. The system's clock is read here and nowhere else, so a test can say what now is.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tokio::sync::Notify;

use super::london;

/// Where "now" comes from: the machine, or a test's own hand.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is moved; its clones move with it.
    Fixed(Arc<Hand>),
}

/// The hand of a clock that stands still.
#[derive(Debug)]
pub struct Hand {
    seconds: AtomicI64,
    moved: Notify,
}

/// The one instant a request or an action happens at, in whole seconds of UTC.
///
/// Whole seconds, because the two engines keep different fractions of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now(pub DateTime<Utc>);

impl Clock {
    /// A clock standing still at `instant`.
    #[must_use]
    pub fn fixed(instant: DateTime<Utc>) -> Self {
        Self::Fixed(Arc::new(Hand { seconds: AtomicI64::new(instant.timestamp()), moved: Notify::new() }))
    }

    /// The present instant, without its fraction of a second.
    #[must_use]
    pub fn now(&self) -> Now {
        match self {
            Self::System => Now(whole_seconds(system_now().timestamp())),
            Self::Fixed(hand) => Now(whole_seconds(hand.seconds.load(Ordering::SeqCst))),
        }
    }

    /// Moves a fixed clock on; the machine's clock is nobody's to move, so then nothing happens.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Fixed(hand) = self {
            hand.seconds.fetch_add(by.num_seconds(), Ordering::SeqCst);
            hand.moved.notify_waiters();
        }
    }

    /// Waits until so much time has passed by this clock: the rest between two ticks of a task. A test that moves the
    /// clock wakes it; whoever only waits, does not.
    pub async fn rest(&self, length: Duration) {
        match self {
            Self::System => tokio::time::sleep(length).await,
            Self::Fixed(hand) => {
                let seconds = || hand.seconds.load(Ordering::SeqCst);
                let until = seconds() + i64::try_from(length.as_secs()).unwrap_or(i64::MAX);
                loop {
                    // Listening before looking: a move in between is not missed.
                    let moved = hand.moved.notified();
                    if seconds() >= until {
                        return;
                    }
                    moved.await;
                }
            }
        }
    }
}

impl Now {
    /// Today's date in the United Kingdom.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        london::today(self.0)
    }
}

fn whole_seconds(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

#[expect(clippy::disallowed_methods, reason = "the one place where the machine is asked for the time")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_moves_only_when_it_is_moved_and_its_clones_move_with_it() {
        let clock = Clock::fixed(DateTime::from_timestamp(1_795_000_000, 0).unwrap());
        let other = clock.clone();
        let before = clock.now().0;
        other.advance(TimeDelta::minutes(15));
        assert_eq!(clock.now().0 - before, TimeDelta::minutes(15));
    }

    #[tokio::test]
    async fn a_rest_ends_when_the_clock_has_moved_far_enough() {
        let clock = Clock::fixed(DateTime::from_timestamp(1_795_000_000, 0).unwrap());
        let resting = tokio::spawn({
            let clock = clock.clone();
            async move { clock.rest(Duration::from_mins(2)).await }
        });
        tokio::task::yield_now().await;
        clock.advance(TimeDelta::seconds(119));
        tokio::task::yield_now().await;
        assert!(!resting.is_finished());
        clock.advance(TimeDelta::seconds(1));
        resting.await.unwrap();
    }

    #[test]
    fn now_has_no_fraction_of_a_second() {
        assert_eq!(Clock::System.now().0.timestamp_subsec_nanos(), 0);
    }
}
