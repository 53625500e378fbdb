//! Sessions that no longer fit what their facilitator offers. Nothing cancels them: they are listed for their
//! facilitator, and nobody else, to decide (PAINS P09).

use chrono::{DateTime, Utc};

use super::model::Run;
use crate::{
    facilitators::{Availability, Published},
    kernel::{Now, holidays, ids::SpaceId, london},
};

/// What a session is held against: how it came about, what it holds and what its facilitator has decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Setting {
    /// Until when its facilitator is kept free, the time after it included.
    pub until_at: DateTime<Utc>,
    /// The space it holds, if it is in one.
    pub space_id: Option<SpaceId>,
    /// Whether it was called or proposed, and not booked out of times that were published.
    pub proposed: bool,
    /// Whether anybody holds a place or was invited.
    pub awaited: bool,
    /// Whether its space is closed, or no longer for sessions.
    pub space_closed: bool,
    /// The conflicts despite which its facilitator keeps it, as [`mark`] wrote them.
    pub kept: Option<String>,
}

/// Why a session does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Its facilitator is away.
    Away,
    /// The organisation is closed that day; the name of the day.
    Closed(String),
    /// A bank holiday; its name.
    BankHoliday(&'static str),
    /// Its space is closed, or no longer for sessions.
    SpaceClosed,
    /// Nothing of its kind is published at that time any more.
    NotOffered,
    /// The time is published, but in another place.
    Elsewhere,
}

impl Conflict {
    /// The sentence beside the session.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Away => "You are away then.".to_owned(),
            Self::Closed(name) => format!("Your organisation is closed that day: {name}."),
            Self::BankHoliday(name) => format!("It is a bank holiday: {name}."),
            Self::SpaceClosed => "Its space is closed.".to_owned(),
            Self::NotOffered => "You do not offer this at that time any more.".to_owned(),
            Self::Elsewhere => "You offer that time in another place now.".to_owned(),
        }
    }

    const fn word(&self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::Closed(_) => "closed",
            Self::BankHoliday(_) => "bank holiday",
            Self::SpaceClosed => "space closed",
            Self::NotOffered => "not offered",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// Why a session does not fit what its facilitator has published; nothing when it does.
///
/// What was called or proposed was never out of published times, so it need not lie within any.
#[must_use]
pub fn of(run: &Run, published: &Published) -> Vec<Conflict> {
    let (day, setting) = (london::date_of(run.starts_at), &run.setting);
    let mut conflicts = Vec::new();
    if published.off.is_away(run.starts_at, run.ends_at) {
        conflicts.push(Conflict::Away);
    }
    if let Some(name) = published.off.closed_on(day) {
        conflicts.push(Conflict::Closed(name.to_owned()));
    }
    if setting.space_closed {
        conflicts.push(Conflict::SpaceClosed);
    }
    if !setting.proposed {
        conflicts.extend(unpublished(run, published));
    }
    conflicts
}

fn unpublished(run: &Run, published: &Published) -> Option<Conflict> {
    let day = london::date_of(run.starts_at);
    if let Some(name) = holidays::bank_holiday(day) {
        return Some(Conflict::BankHoliday(name));
    }
    let holds = |one: &&Availability| {
        let within = |(from, until): (DateTime<Utc>, DateTime<Utc>)| from <= run.starts_at && run.ends_at <= until;
        one.kinds.has(run.kind) && one.windows(day, day).iter().any(|window| within((window.from, window.until)))
    };
    let offers: Vec<_> = published.all.iter().map(|standing| &standing.availability).filter(holds).collect();
    let same_place = |one: &&Availability| match run.setting.space_id {
        Some(space) => one.space_id == Some(space),
        None => one.space_id.is_none() && one.place == run.place,
    };
    match (offers.is_empty(), offers.iter().any(same_place)) {
        (true, _) => Some(Conflict::NotOffered),
        (false, false) => Some(Conflict::Elsewhere),
        (false, true) => None,
    }
}

/// What is kept of a decision to keep a session: when it is, and despite what. A session that was moved, or that
/// something else speaks against too, has another mark and is listed again.
#[must_use]
pub fn mark(run: &Run, conflicts: &[Conflict]) -> String {
    let words: Vec<_> = conflicts.iter().map(Conflict::word).collect();
    format!("{} {}", run.starts_at.timestamp(), words.join(", "))
}

/// The sessions to come with somebody in them about which their facilitator has not decided.
#[must_use]
pub fn undecided<'a>(run: &'a [Run], published: &Published, now: Now) -> Vec<(&'a Run, Vec<Conflict>)> {
    let coming = run.iter().filter(|run| run.starts_at > now.0 && run.setting.awaited);
    let judged = coming.map(|run| (run, of(run, published))).filter(|(_, conflicts)| !conflicts.is_empty());
    judged.filter(|(run, conflicts)| run.setting.kept.as_ref() != Some(&mark(run, conflicts))).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime, TimeDelta};

    use super::*;
    use crate::{
        facilitators::{Away, Closure, Kind, Off, model::Standing},
        kernel::ids::{AvailabilityId, SessionId, TimeAwayId},
    };

    /// Thursdays 2pm to 5pm in Room 4, for one-to-one supervision.
    fn thursdays() -> Published {
        let (day, hour) =
            (|m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap(), |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap());
        let availability = Availability {
            id: AvailabilityId::random(),
            weekday: 4,
            from_time: hour(14),
            until_time: hour(17),
            place: "Room 4".into(),
            space_id: None,
            from_on: day(11, 1),
            until_on: day(12, 31),
            kinds: [Kind::IndividualSupervision].into_iter().collect(),
            group_places: 8,
        };
        Published { all: vec![Standing { availability, usable: true }], off: Off::default() }
    }

    /// Thursday 26 November 2026, from this hour, one-to-one, in Room 4.
    fn booked(hour: u32) -> Run {
        let day = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let starts_at = london::instant(day.and_hms_opt(hour, 0, 0).unwrap()).unwrap();
        let ends_at = starts_at + TimeDelta::hours(1);
        Run {
            id: SessionId::random(),
            kind: Kind::IndividualSupervision,
            starts_at,
            ends_at,
            place: "Room 4".into(),
            person_id: None,
            person: None,
            took_place: false,
            setting: Setting { until_at: ends_at, awaited: true, ..Setting::default() },
        }
    }

    #[test]
    fn what_lies_within_what_is_offered_has_no_conflict() {
        for hour in 14..=16 {
            assert_eq!(of(&booked(hour), &thursdays()), []);
        }
    }

    #[test]
    fn each_reason_is_told() {
        let (published, run) = (thursdays(), booked(14));
        assert_eq!(of(&booked(17), &published), [Conflict::NotOffered]);
        assert_eq!(of(&Run { kind: Kind::PeerSupport, ..run.clone() }, &published), [Conflict::NotOffered]);
        assert_eq!(of(&Run { place: "Room 5".into(), ..run.clone() }, &published), [Conflict::Elsewhere]);
        let mut closed = run.clone();
        closed.setting.space_closed = true;
        assert_eq!(of(&closed, &published), [Conflict::SpaceClosed]);
        let mut off = published.clone();
        off.off.closures = vec![Closure { on: london::date_of(run.starts_at), name: "Stocktaking".into() }];
        off.off.away = vec![Away { id: TimeAwayId::random(), from: run.starts_at, until: run.ends_at }];
        assert_eq!(of(&run, &off), [Conflict::Away, Conflict::Closed("Stocktaking".into())]);
        let christmas =
            Run { starts_at: run.starts_at + TimeDelta::days(29), ends_at: run.ends_at + TimeDelta::days(29), ..run };
        assert_eq!(of(&christmas, &published), [Conflict::BankHoliday("Christmas Day")]);
    }

    #[test]
    fn what_was_proposed_need_not_lie_within_published_times() {
        let mut proposed = booked(9);
        proposed.setting.proposed = true;
        assert_eq!(of(&proposed, &Published::default()), []);
        let away = vec![Away { id: TimeAwayId::random(), from: proposed.starts_at, until: proposed.ends_at }];
        let published = Published { off: Off { away, ..Off::default() }, ..Published::default() };
        assert_eq!(of(&proposed, &published), [Conflict::Away]);
    }

    #[test]
    fn what_is_kept_is_listed_again_only_when_something_changes() {
        let now = Now(booked(9).starts_at - TimeDelta::days(2));
        let listed = |run: &Run, published: &Published| undecided(std::slice::from_ref(run), published, now).len();
        let mut run = booked(17);
        assert_eq!(listed(&run, &thursdays()), 1);
        run.setting.kept = Some(mark(&run, &[Conflict::NotOffered]));
        assert_eq!(listed(&run, &thursdays()), 0);
        let mut away = thursdays();
        away.off.away = vec![Away { id: TimeAwayId::random(), from: run.starts_at, until: run.ends_at }];
        assert_eq!(listed(&run, &away), 1, "something else speaks against it too");
        let hour = TimeDelta::hours(1);
        let moved = Run { starts_at: run.starts_at + hour, ends_at: run.ends_at + hour, ..run.clone() };
        assert_eq!(listed(&moved, &thursdays()), 1, "it was moved");
        run.setting = Setting { awaited: false, kept: None, ..run.setting };
        assert_eq!(listed(&run, &thursdays()), 0, "nobody is in it");
        assert_eq!(undecided(&[booked(17)], &thursdays(), Now(booked(17).starts_at)).len(), 0, "it has begun");
    }
}
