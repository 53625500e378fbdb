//! What a session is, how long each kind takes, and what can be refused.

use chrono::{DateTime, NaiveDate, Utc};

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
        matches!(self.kind, Kind::IndividualSupervision | Kind::PeerSupport)
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
    /// Whose it is, when it is one person's.
    pub name: Option<String>,
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

/// Why the service says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Somebody else has the time, or it is no longer offered.
    #[error("That time has just been taken. Nothing was booked. Choose another time")]
    Gone,
    /// The person has something else then.
    #[error("You have another session at that time. Cancel it first, or choose another time")]
    Busy,
    /// It is over or cancelled.
    #[error("That session is over or was cancelled")]
    Over,
    /// It has not begun.
    #[error("You can say that a session took place once it has begun")]
    NotYet,
    /// A facilitator speaks more than 14 days after it.
    #[error("That session ended more than 14 days ago. It is unknown, and counts nowhere")]
    TooLate,
    /// Its day lies outside the window of its kind.
    #[error("Choose a day in the time that fits what you answered")]
    OutsideWindow,
    /// A hot debrief on another day.
    #[error("A hot debrief is held the same day. Choose today, or choose a team reflection")]
    NotToday,
    /// A hot debrief moved to another day.
    #[error("A hot debrief stays on its day. Choose another time, or cancel it")]
    NotItsDay,
    /// A reflection moved too near or too far.
    #[error("Choose a time at least 3 days from now, or no earlier than it is, and within 28 days")]
    NotMovedThere,
    /// A time that is over.
    #[error("Choose a time that is still to come")]
    Past,
    /// The space is held by another session, or set aside for somebody's.
    #[error("That space is in use at that time. Choose another space, or another time")]
    SpaceInUse,
    /// The space cannot be chosen.
    #[error("That space can no longer be chosen. Choose another, or type a place")]
    Unchoosable,
    /// A place is not held for them, or no longer.
    #[error("The time to take that place is over. You can join the waiting list again")]
    Lapsed,
    /// Something in a series does not fit.
    #[error("Some of these times cannot be booked. Nothing was booked. Choose what to do with each")]
    Clash,
    /// The facilitator does not offer the debrief then, or is taken; which of the two is nobody's to know.
    #[error("That facilitator cannot be there at that time")]
    FacilitatorAway,
    /// The facilitator cannot be chosen for this team.
    #[error("Choose who runs it from the list")]
    NoSuchFacilitator,
    /// A proposed day outside the days of the request.
    #[error("Choose a time in the days of the request")]
    OutsideItsDays,
    /// Times are proposed already.
    #[error("You have proposed times already. Put the request back first to propose others")]
    Proposed,
    /// Asking again before anybody answered.
    #[error("Nobody has proposed a time yet. Your request is still waiting")]
    NothingProposed,
    /// A facilitator took the request already.
    #[error("A colleague has just answered this request")]
    Answered,
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
