//! The CPD log: which of somebody's own sessions they count towards their professional development, and how long those
//! took. It says kind, date and hours, and never with whom, for which team, where, or about what.
//!
//! CILIP asks of registered members, for revalidation, at least 20 hours of continuing professional development in the
//! past year (<https://www.cilip.org.uk/page/ProfessionalRegistrationApplyNow>). Whether a session counts is for the
//! librarian to say, so nothing is ticked beforehand.

use std::{collections::BTreeSet, fmt, str::FromStr};

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};

use crate::{
    kernel::{Now, ids::SessionId, london},
    sessions::{Kind, Mine, State},
};

/// How many hours CILIP asks for in a year.
pub const CILIP_HOURS: i64 = 20;

/// Which days a log is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// The twelve months up to today.
    Last12Months,
    /// One calendar year.
    Year(i32),
}

/// One session that took place.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its id.
    pub id: SessionId,
    /// What it was.
    pub kind: Kind,
    /// When it started.
    pub starts_at: DateTime<Utc>,
    /// For how many minutes.
    pub minutes: i64,
    /// Whether it is counted.
    pub ticked: bool,
}

/// Somebody's log of a period.
#[derive(Clone, Debug)]
pub struct Log {
    /// Which days it is about.
    pub period: Period,
    /// The sessions of those days that took place for them, the latest first.
    pub lines: Vec<Line>,
    /// The calendar years in which there are any, the latest first.
    pub years: Vec<i32>,
}

const LAST: &str = "last-12-months";

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Last12Months => f.write_str(LAST),
            Self::Year(year) => write!(f, "{year}"),
        }
    }
}

impl FromStr for Period {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text == LAST {
            return Ok(Self::Last12Months);
        }
        let year = text.parse().map_err(|_| ())?;
        if (2000..=9999).contains(&year) { Ok(Self::Year(year)) } else { Err(()) }
    }
}

impl Period {
    /// Whether a day is in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate, today: NaiveDate) -> bool {
        match self {
            // Twelve months, not a day more: the day a year ago belongs to the months before.
            Self::Last12Months => today.checked_sub_months(Months::new(12)).is_none_or(|from| day > from),
            Self::Year(year) => day.year() == year,
        }
    }

    /// Its name in a heading.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Last12Months => "the last 12 months".to_owned(),
            Self::Year(year) => year.to_string(),
        }
    }
}

impl Log {
    /// The log of what took place for somebody: by their own word, or by the facilitator's while they have said nothing.
    #[must_use]
    pub fn of(mine: &[Mine], ticked: &BTreeSet<SessionId>, period: Period, now: Now) -> Self {
        let took_place = |one: &&Mine| one.holds_place && one.ends_at <= now.0 && one.state(now) == State::TookPlace;
        let all: Vec<&Mine> = mine.iter().filter(took_place).collect();
        let day = |one: &Mine| london::date_of(one.starts_at);
        let years: BTreeSet<i32> = all.iter().map(|one| day(one).year()).collect();
        let lines = all.iter().filter(|one| period.holds(day(one), now.today())).map(|one| Line {
            id: one.id,
            kind: one.kind,
            starts_at: one.starts_at,
            minutes: (one.ends_at - one.starts_at).num_minutes(),
            ticked: ticked.contains(&one.id),
        });
        Self { period, lines: lines.collect(), years: years.into_iter().rev().collect() }
    }

    /// The sessions that are counted, the earliest first.
    pub fn counted(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().rev().filter(|line| line.ticked)
    }

    /// How many minutes are counted.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        self.counted().map(|line| line.minutes).sum()
    }

    /// The minutes that are counted of each kind that there is.
    #[must_use]
    pub fn by_kind(&self) -> Vec<(Kind, i64)> {
        let of = |kind: Kind| self.counted().filter(|line| line.kind == kind).map(|line| line.minutes).sum();
        Kind::ALL.iter().map(|kind| (*kind, of(*kind))).filter(|(_, minutes)| *minutes > 0).collect()
    }
}

/// Minutes as hours, as people write them: 90 is "1.5", 75 "1.25".
#[must_use]
pub fn hours(minutes: i64) -> String {
    let hundredths = (minutes * 100 + 30) / 60;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::sessions::occurrence::{Said, Word};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn now() -> Now {
        Now("2026-11-23T10:00:00Z".parse().unwrap())
    }

    fn session(days_ago: i64, own_word: Option<Word>, facilitator_said: bool) -> Mine {
        let starts_at = now().0 - TimeDelta::days(days_ago);
        Mine {
            id: SessionId::random(),
            kind: Kind::GroupSupervision,
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(90),
            place: "Room".into(),
            facilitator_id: None,
            facilitator: None,
            cancelled: false,
            said: Said { facilitator_said, own_word },
            holds_place: true,
        }
    }

    #[test]
    fn a_year_ago_today_is_no_longer_in_the_last_twelve_months() {
        let holds = |text| Period::Last12Months.holds(day(text), day("2026-11-23"));
        assert!(holds("2025-11-24") && holds("2026-11-23") && !holds("2025-11-23"));
        assert!(Period::Year(2025).holds(day("2025-12-31"), day("2026-11-23")));
        // Of a leap day the year before ends on the 28th.
        assert!(!Period::Last12Months.holds(day("2027-02-28"), day("2028-02-29")));
    }

    #[test]
    fn a_period_is_written_as_it_is_read() {
        for period in [Period::Last12Months, Period::Year(2026)] {
            assert_eq!(period.to_string().parse(), Ok(period));
        }
        for text in ["", "12", "20266", "last", "-2026"] {
            assert_eq!(text.parse::<Period>(), Err(()), "{text}");
        }
    }

    #[test]
    fn hours_are_written_as_people_write_them() {
        for (minutes, words) in
            [(0, "0"), (60, "1"), (90, "1.5"), (75, "1.25"), (20, "0.33"), (15, "0.25"), (1200, "20")]
        {
            assert_eq!(hours(minutes), words);
        }
    }

    #[test]
    fn what_took_place_by_ones_own_word_is_listed_and_what_is_ticked_of_it_counts() {
        let own = session(30, Some(Word::TookPlace), false);
        let facilitators = session(60, None, true);
        let mut other = session(7, Some(Word::TookPlace), false);
        other.holds_place = false;
        let never = [
            session(7, Some(Word::DidNot), true),
            session(7, None, false),
            session(400, Some(Word::TookPlace), false),
            session(-1, None, true),
            other,
        ];
        let mut mine = never.to_vec();
        mine.extend([own.clone(), facilitators.clone()]);
        let ticked = mine.iter().map(|one| one.id).filter(|id| *id != facilitators.id).collect();
        let log = Log::of(&mine, &ticked, Period::Last12Months, now());
        assert_eq!(log.lines.iter().map(|line| line.id).collect::<Vec<_>>(), [own.id, facilitators.id]);
        // A tick of what did not take place counts nothing.
        assert_eq!((log.minutes(), log.by_kind()), (90, vec![(Kind::GroupSupervision, 90)]));
        assert_eq!(log.years, [2026, 2025]);
        assert_eq!(Log::of(&mine, &ticked, Period::Year(2025), now()).lines.len(), 1);
    }
}
