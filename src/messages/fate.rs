//! What can become of a message, and when it is tried again.

use chrono::{Days, TimeDelta};

use crate::word_enum;

word_enum! {
    /// Where a message is on its way.
    pub enum State {
        /// Not sent yet.
        Waiting = "waiting",
        /// One process alone may send it, and has not handed it over: of whoever dies now it is certain that nothing left.
        Claimed = "claimed",
        /// Handed to the mail server, whose answer is not there yet.
        Sending = "sending",
        /// The mail server took it.
        Sent = "sent",
        /// The mail server will never take it, or did not for two days.
        Failed = "failed",
        /// Handed over, and no answer came: it may have arrived. It is not sent again unless somebody says so.
        Unknown = "unknown",
        /// Somebody decided that one of unknown fate is not sent again.
        LetBe = "let_be",
        /// It was too late to be of use before it could be sent.
        Dropped = "dropped",
    }
}

/// How long a process may hold a message. No conversation with a mail server lasts longer: each step of it gives up
/// after 30 seconds, and the answer to a whole message after two minutes (`smtp/`).
pub const LEASE: TimeDelta = TimeDelta::minutes(5);

/// For how long after it was due a message is tried.
pub const PATIENCE: TimeDelta = TimeDelta::days(2);

/// For how long it is kept that there was a message.
pub const KEPT: Days = Days::new(30);

/// How long after a failed try the next one is.
#[must_use]
pub const fn rest_after(tries: i64) -> TimeDelta {
    match tries {
        ..=1 => TimeDelta::minutes(1),
        2 => TimeDelta::minutes(5),
        3 => TimeDelta::minutes(15),
        _ => TimeDelta::hours(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rests_grow_and_stay_well_within_the_patience() {
        let rests: Vec<_> = (1..8).map(rest_after).collect();
        assert!(rests.is_sorted(), "{rests:?}");
        assert_eq!((rests[0], rests[6]), (TimeDelta::minutes(1), TimeDelta::hours(1)));
        // A mail server that is away for a night is back long before anything is given up.
        assert!(rest_after(i64::MAX) * 24 <= PATIENCE);
    }
}
