//! Whether a session took place: who says so, and what each reader is shown for it.
//!
//! Its facilitator says it of the session. Whoever held a place says it of themselves, and that is theirs alone: it
//! counts for their own record, over the facilitator's word, and reaches nobody else, neither when they say it, nor
//! when they correct it, nor when they take it back (promise 4). So a facilitator's page depends on the
//! facilitator's own word and on nothing that a librarian says.

use chrono::{DateTime, TimeDelta, Utc};

use super::model::State;
use crate::{kernel::Now, word_enum};

word_enum! {
    /// What somebody says of a session.
    pub enum Word {
        /// It took place.
        TookPlace = "took_place",
        /// It did not, for the one who says it. Nobody can say it of anybody else.
        DidNot = "did_not",
    }
}

/// For how long after its end a session waits for a word. Then it is unknown and counts nowhere.
pub const WAITS: TimeDelta = TimeDelta::days(14);

/// What was said of a session, as far as it concerns one of its people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Said {
    /// Whether its facilitator says that it took place.
    pub facilitator_said: bool,
    /// What that one says of themselves.
    pub own_word: Option<Word>,
}

impl Said {
    /// What became of a session for somebody who holds, or held, a place in it.
    ///
    /// | cancelled | their own word | the facilitator's | up to 14 days after | later |
    /// |---|---|---|---|---|
    /// | yes | any | any | cancelled | cancelled |
    /// | no | took place | any | took place | took place |
    /// | no | did not | any | unknown | unknown |
    /// | no | none | took place | took place | took place |
    /// | no | none | none | booked | unknown |
    #[must_use]
    pub fn for_librarian(self, cancelled: bool, ends_at: DateTime<Utc>, now: Now) -> State {
        match self.own_word {
            Some(Word::DidNot) if !cancelled => State::Unknown,
            own => State::of(cancelled, own.is_some() || self.facilitator_said, ends_at, now),
        }
    }

    /// What became of a session for its facilitator, whatever anybody else says.
    ///
    /// | cancelled | their word | up to 14 days after | later |
    /// |---|---|---|---|
    /// | yes | any | cancelled | cancelled |
    /// | no | took place | took place | took place |
    /// | no | none | booked | unknown |
    #[must_use]
    pub fn for_facilitator(self, cancelled: bool, ends_at: DateTime<Utc>, now: Now) -> State {
        State::of(cancelled, self.facilitator_said, ends_at, now)
    }
}

/// Whether a facilitator may still say, or take back, that a session took place.
#[must_use]
pub fn waits(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>, now: Now) -> bool {
    starts_at <= now.0 && now.0 <= ends_at + WAITS
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [Option<Word>; 3] = [None, Some(Word::TookPlace), Some(Word::DidNot)];

    fn ended() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000, 0).unwrap()
    }

    fn after(days: i64, seconds: i64) -> Now {
        Now(ended() + TimeDelta::days(days) + TimeDelta::seconds(seconds))
    }

    #[test]
    fn every_row_of_the_librarians_table() {
        use State::{Booked, TookPlace, Unknown};
        let (yes, no) = (Some(Word::TookPlace), Some(Word::DidNot));
        for (own_word, facilitator_said, early, late) in [
            (yes, true, TookPlace, TookPlace),
            (yes, false, TookPlace, TookPlace),
            (no, true, Unknown, Unknown),
            (no, false, Unknown, Unknown),
            (None, true, TookPlace, TookPlace),
            (None, false, Booked, Unknown),
        ] {
            let said = Said { facilitator_said, own_word };
            for (now, expected) in
                [(after(0, 0), early), (after(14, 0), early), (after(14, 1), late), (after(999, 0), late)]
            {
                assert_eq!(said.for_librarian(false, ended(), now), expected, "{said:?} {now:?}");
                assert_eq!(said.for_librarian(true, ended(), now), State::Cancelled, "{said:?} {now:?}");
            }
        }
    }

    #[test]
    fn every_row_of_the_facilitators_table_whatever_the_librarian_says() {
        use State::{Booked, Cancelled, TookPlace, Unknown};
        for own_word in WORDS {
            let said = |facilitator_said| Said { facilitator_said, own_word };
            for (facilitator_said, early, late) in [(true, TookPlace, TookPlace), (false, Booked, Unknown)] {
                let said = said(facilitator_said);
                for (now, expected) in [(after(0, 0), early), (after(14, 0), early), (after(14, 1), late)] {
                    assert_eq!(said.for_facilitator(false, ended(), now), expected, "{said:?} {now:?}");
                    assert_eq!(said.for_facilitator(true, ended(), now), Cancelled, "{said:?} {now:?}");
                }
            }
        }
    }

    #[test]
    fn a_session_waits_for_its_facilitators_word_from_its_start_to_the_end_of_14_days() {
        let starts_at = ended() - TimeDelta::hours(1);
        assert!(!waits(starts_at, ended(), Now(starts_at - TimeDelta::seconds(1))));
        assert!(waits(starts_at, ended(), Now(starts_at)));
        assert!(waits(starts_at, ended(), after(14, 0)));
        assert!(!waits(starts_at, ended(), after(14, 1)));
    }
}
