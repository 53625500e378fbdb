//! What a session is, how long each kind takes, and what can be refused.

use chrono::{DateTime, NaiveDate, Utc};

pub use super::refusal::Refusal;
use super::{
    conflicts::Setting,
    occurrence::{Said, WAITS},
};
pub use crate::facilitators::{Kind, Kinds};
use crate::{
    kernel::{
        Now,
        ids::{PersonId, SeriesId, SessionId, SpaceId, TeamId},
    },
    spaces::Where,
};

/// What became of a session. There is no "no-show".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is to be, or nobody has said yet that it was.
    Booked,
    /// It will not be.
    Cancelled,
    /// It was, by the word that counts for whoever reads it (`occurrence.rs`).
    TookPlace,
    /// Nobody said within 14 days, or one's own word is that it was not for oneself. It counts nowhere.
    Unknown,
}

impl State {
    /// Its name on a page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Cancelled => "cancelled",
            Self::TookPlace => "took place",
            Self::Unknown => "unknown",
        }
    }

    /// Whether a session that ended at `ends_at` is still within the time in which somebody can say that it was.
    #[must_use]
    pub fn is_recent(ends_at: DateTime<Utc>, now: Now) -> bool {
        ends_at + WAITS >= now.0
    }

    /// What became of a session that ended (or will end) at `ends_at`.
    #[must_use]
    pub fn of(cancelled: bool, took_place: bool, ends_at: DateTime<Utc>, now: Now) -> Self {
        if cancelled {
            Self::Cancelled
        } else if took_place {
            Self::TookPlace
        } else if Self::is_recent(ends_at, now) {
            Self::Booked
        } else {
            Self::Unknown
        }
    }
}

/// A session, and what the person who asks is to it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// What it is.
    pub kind: Kind,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends, without the buffer.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// The space it holds, if it is in one.
    pub space_id: Option<SpaceId>,
    /// Who facilitates it, if anybody.
    pub facilitator_id: Option<PersonId>,
    /// Their name.
    pub facilitator: Option<String>,
    /// The team whose debrief it is.
    pub team_id: Option<TeamId>,
    /// Its name.
    pub team: Option<String>,
    /// Whether a lead called it; such a debrief needs no facilitator of ours.
    pub called: bool,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// Whether a called debrief waits for another facilitator.
    pub facilitator_wanted: bool,
    /// Whether it took place, as its facilitator and the one who asks say.
    #[sqlx(flatten)]
    pub said: Said,
    /// Whether the one who asks holds a place.
    pub holds_place: bool,
    /// Whether they gave one back.
    pub gave_back: bool,
    /// Whether they were invited.
    pub invited: bool,
    /// Whether they lead the team whose debrief it is.
    pub leads: bool,
    /// How many were invited.
    pub invitations: i64,
    /// Whether librarians find it in the list of times: a group that anybody may join.
    pub in_list: bool,
    /// The series it is part of.
    pub series_id: Option<SeriesId>,
    /// Whether the one who asks is on its waiting list.
    pub waits: bool,
    /// Until when a place is held for the one who asks.
    pub held_until: Option<DateTime<Utc>>,
}

impl Session {
    /// Whether it is one librarian's with one facilitator: without either of them it is not.
    #[must_use]
    pub const fn is_of_two(&self) -> bool {
        self.kind.is_of_two()
    }

    /// Whether it is still to be, or is going on.
    #[must_use]
    pub fn is_live(&self, now: Now) -> bool {
        !self.cancelled && self.ends_at > now.0
    }
}

/// One of a person's own sessions, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Mine {
    /// Its id.
    pub id: SessionId,
    /// What it is.
    pub kind: Kind,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Who facilitates it, if anybody.
    pub facilitator_id: Option<PersonId>,
    /// Their name.
    pub facilitator: Option<String>,
    /// Whether it, or one's own place in it, was cancelled.
    pub cancelled: bool,
    /// Whether it took place, as its facilitator and oneself say.
    #[sqlx(flatten)]
    pub said: Said,
    /// Whether one holds a place; otherwise it is only offered.
    pub holds_place: bool,
}

impl Mine {
    /// What became of it for the one whose list this is.
    #[must_use]
    pub fn state(&self, now: Now) -> State {
        self.said.for_librarian(self.cancelled, self.ends_at, now)
    }
}

/// A session that a facilitator runs, as their list shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Run {
    /// Its id.
    pub id: SessionId,
    /// What it is.
    pub kind: Kind,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Who booked it, when it is one person's.
    pub person_id: Option<PersonId>,
    /// Their name.
    pub person: Option<String>,
    /// Whether its facilitator says that it took place.
    pub took_place: bool,
    /// What it is held against when its facilitator's availability changes.
    #[sqlx(flatten)]
    pub setting: Setting,
}

/// A session whose facilitator has left, as another one finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    /// Its id.
    pub id: SessionId,
    /// What it is.
    pub kind: Kind,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends, without the buffer.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Whose it is, when it is one person's, and their name.
    pub of: Option<(PersonId, String)>,
}

/// A debrief to be called.
#[derive(Clone, Debug)]
pub struct NewDebrief {
    /// A hot debrief or a team reflection.
    pub kind: Kind,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: Where,
    /// The days on which such a session may be, from what the lead answered; the answer itself is not kept.
    pub window: (NaiveDate, NaiveDate),
    /// Who facilitates it; none: the lead runs it, or somebody they bring.
    pub facilitator: Option<PersonId>,
    /// Whom of the roster the lead leaves out.
    pub left_out: Vec<PersonId>,
}

/// A facilitator whom a lead may choose for a debrief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runner {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Which debriefs they offer.
    pub kinds: Kinds,
}

/// When and where a called debrief is to be instead.
#[derive(Clone, Debug)]
pub struct Moved {
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: Where,
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_session_nobody_confirms_becomes_unknown_after_14_days_and_never_missed() {
        let ended = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let later = |days, seconds| Now(ended + TimeDelta::days(days) + TimeDelta::seconds(seconds));
        assert_eq!(State::of(false, false, ended, later(14, 0)), State::Booked);
        assert_eq!(State::of(false, false, ended, later(14, 1)), State::Unknown);
        assert_eq!(State::of(false, true, ended, later(99, 0)), State::TookPlace);
        assert_eq!(State::of(true, true, ended, later(99, 0)), State::Cancelled);
    }
}
