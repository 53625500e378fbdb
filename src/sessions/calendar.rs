//! A session as its people's own calendars show it.

use chrono::{DateTime, Utc};

use super::model::Kind;
use crate::kernel::ids::SessionId;

/// The most sessions that one calendar shows.
pub const MOST: i64 = 2_000;

/// A session as the calendar of somebody who takes part shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct InCalendar {
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
    /// The number of the latest message about it to the calendar's owner: what was sent and what is fetched count alike.
    pub sequence: i64,
    /// Who facilitates it, if anybody but the calendar's owner does.
    pub facilitator: Option<String>,
    /// Whether the calendar's owner facilitates it.
    pub facilitates: bool,
}

impl InCalendar {
    /// What it is called in a calendar whose owner chose to have that said.
    #[must_use]
    pub fn title(&self) -> String {
        title(self.kind, self.facilitator.as_deref())
    }
}

/// What it is, and with whom where two meet. `facilitator` is none for the facilitator's own calendar.
///
/// A facilitator's calendar never names who comes. Whoever can see that calendar would learn of it, and whether
/// anybody comes is that person's choice to tell, not the facilitator's.
#[must_use]
pub fn title(kind: Kind, facilitator: Option<&str>) -> String {
    match facilitator {
        Some(name) if kind.is_of_two() => format!("{} with {name}", kind.name()),
        _ => kind.name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_who_runs_a_meeting_of_two_is_named() {
        let of = |kind, facilitator: Option<&str>| InCalendar {
            id: SessionId::random(),
            kind,
            starts_at: DateTime::UNIX_EPOCH,
            ends_at: DateTime::UNIX_EPOCH,
            place: "Room 4".into(),
            sequence: 0,
            facilitator: facilitator.map(str::to_owned),
            facilitates: facilitator.is_none(),
        };
        let dana = Some("Dana Whitlock");
        assert_eq!(of(Kind::IndividualSupervision, dana).title(), "One-to-one supervision with Dana Whitlock");
        assert_eq!(of(Kind::PeerSupport, dana).title(), "Peer support conversation with Dana Whitlock");
        assert_eq!(of(Kind::GroupSupervision, dana).title(), "Group supervision");
        assert_eq!(of(Kind::IndividualSupervision, None).title(), "One-to-one supervision");
    }
}
