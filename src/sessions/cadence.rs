//! When supervision is due again by the organisation's own interval. It is worked out from a librarian's own list,
//! for that librarian alone, and is no mark for anybody: nothing of it is stored, counted or sent.

use chrono::NaiveDate;

use super::{
    model::{Kind, Mine},
    occurrence::Word,
};
use crate::kernel::{Now, london};

/// What a librarian without coming supervision is told once the interval has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// They have had none here.
    Never,
    /// That many whole weeks have passed since the last.
    Weeks(i64),
}

impl Due {
    /// The sentence on a page.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Never => "You have not had supervision here yet.".to_owned(),
            Self::Weeks(1) => "It has been 1 week since your last supervision.".to_owned(),
            Self::Weeks(weeks) => format!("It has been {weeks} weeks since your last supervision."),
        }
    }
}

/// Whether supervision is due again for whoever this list belongs to; `interval` is in weeks.
///
/// A session counts that was not cancelled, is over, and of which its librarian does not say that it did not take
/// place. Whether somebody confirmed it makes no difference.
#[must_use]
pub fn due(mine: &[Mine], interval: i64, now: Now) -> Option<Due> {
    let held = |one: &&Mine| is_supervision(one.kind) && one.holds_place && !one.cancelled;
    if mine.iter().filter(held).any(|one| one.ends_at > now.0) {
        return None;
    }
    let last =
        mine.iter().filter(held).filter(|one| one.said.own_word != Some(Word::DidNot)).map(|one| one.ends_at).max();
    match last.map(|ended| weeks(london::date_of(ended), now.today())) {
        None => Some(Due::Never),
        Some(weeks) if weeks >= interval => Some(Due::Weeks(weeks)),
        Some(_) => None,
    }
}

/// Weeks are counted in UK days: the clocks change none of them.
fn weeks(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days() / 7
}

const fn is_supervision(kind: Kind) -> bool {
    matches!(kind, Kind::IndividualSupervision | Kind::GroupSupervision)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::{kernel::ids::SessionId, sessions::occurrence::Said};

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn held(ends_at: &str) -> Mine {
        Mine {
            id: SessionId::random(),
            kind: Kind::IndividualSupervision,
            starts_at: utc(ends_at) - Kind::IndividualSupervision.length(),
            ends_at: utc(ends_at),
            place: "Room".into(),
            facilitator_id: None,
            facilitator: None,
            cancelled: false,
            said: Said::default(),
            holds_place: true,
        }
    }

    fn on(mine: &[Mine], now: &str) -> Option<Due> {
        due(mine, 6, Now(utc(now)))
    }

    #[test]
    fn the_interval_passes_at_the_start_of_its_last_day() {
        let mine = [held("2026-11-05T16:00:00Z")];
        assert_eq!(on(&mine, "2026-12-16T23:59:59Z"), None);
        assert_eq!(on(&mine, "2026-12-17T00:00:00Z"), Some(Due::Weeks(6)));
        assert_eq!(on(&mine, "2026-12-23T23:59:59Z"), Some(Due::Weeks(6)));
        assert_eq!(on(&mine, "2026-12-24T00:00:00Z"), Some(Due::Weeks(7)));
    }

    #[test]
    fn weeks_are_of_uk_days_whichever_way_the_clocks_change() {
        // Thursday 1 October is summer time: 23:30 UTC is half past midnight on Friday 2 October.
        let autumn = [held("2026-10-01T23:30:00Z")];
        assert_eq!(on(&autumn, "2026-11-12T23:59:59Z"), None);
        assert_eq!(on(&autumn, "2026-11-13T00:00:00Z"), Some(Due::Weeks(6)));
        // Six weeks on from Sunday 1 March it is summer time: the day begins at 23:00 UTC the evening before.
        let spring = [held("2026-03-01T12:00:00Z")];
        assert_eq!(on(&spring, "2026-04-11T22:59:59Z"), None);
        assert_eq!(on(&spring, "2026-04-11T23:00:00Z"), Some(Due::Weeks(6)));
    }

    #[test]
    fn what_is_coming_or_going_on_leaves_nothing_due() {
        let last = held("2026-01-05T16:00:00Z");
        let coming = Mine { kind: Kind::GroupSupervision, ..held("2027-01-05T16:00:00Z") };
        assert_eq!(on(&[coming.clone(), last.clone()], "2026-12-01T12:00:00Z"), None);
        assert_eq!(on(&[coming.clone(), last.clone()], "2027-01-05T15:59:59Z"), None);
        let offered = Mine { holds_place: false, ..coming.clone() };
        assert_eq!(on(&[offered, last.clone()], "2026-12-01T12:00:00Z"), Some(Due::Weeks(47)));
        let cancelled = Mine { cancelled: true, ..coming };
        assert_eq!(on(&[cancelled, last], "2026-12-01T12:00:00Z"), Some(Due::Weeks(47)));
    }

    #[test]
    fn only_supervision_counts_and_not_what_ones_own_word_says_did_not_take_place() {
        let now = "2026-12-01T12:00:00Z";
        assert_eq!(on(&[], now), Some(Due::Never));
        let debrief = Mine { kind: Kind::TeamReflection, ..held("2026-11-25T16:00:00Z") };
        assert_eq!(on(std::slice::from_ref(&debrief), now), Some(Due::Never));
        let mut recent = held("2026-11-25T16:00:00Z");
        assert_eq!(on(&[recent.clone(), debrief.clone()], now), None);
        recent.said = Said { facilitator_said: true, own_word: Some(Word::DidNot) };
        assert_eq!(on(&[recent, debrief, held("2026-10-01T16:00:00Z")], now), Some(Due::Weeks(8)));
    }

    #[test]
    fn the_organisations_interval_decides() {
        let (mine, now) = ([held("2026-11-03T16:00:00Z")], Now(utc("2026-12-01T12:00:00Z")));
        assert_eq!(due(&mine, 4, now), Some(Due::Weeks(4)));
        assert_eq!(due(&mine, 5, now), None);
    }
}
