//! What scheduling means, said as plainly as can be: lists, and loops over them. It shares no code with the service,
//! knows no database, and is slow.

use std::collections::BTreeSet;

use alongside::sessions::Kind;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

pub type Instant = DateTime<Utc>;

/// How something ends that somebody tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    Done,
    NotFound,
    Gone,
    Busy,
    Over,
    Lapsed,
}

/// A weekly pattern of times; all of it lies in winter, when UK time is UTC.
#[derive(Clone, Debug)]
pub struct Pattern {
    pub facilitator: usize,
    pub weekday: Weekday,
    pub hours: (u32, u32),
    pub days: (NaiveDate, NaiveDate),
    pub kinds: Vec<Kind>,
    pub places: usize,
}

/// A session. People are numbers; facilitators have numbers of their own.
#[derive(Clone, Debug)]
pub struct Meet {
    pub kind: Kind,
    pub facilitator: Option<usize>,
    pub starts: Instant,
    pub places: usize,
    pub holders: BTreeSet<usize>,
    pub gave_back: BTreeSet<usize>,
    pub invited: BTreeSet<usize>,
    pub waiting: Vec<usize>,
    pub offers: Vec<(usize, Instant)>,
    pub cancelled: bool,
}

/// Everything that is the case.
#[derive(Clone, Debug)]
pub struct Model {
    pub now: Instant,
    pub patterns: Vec<Pattern>,
    pub meets: Vec<Meet>,
    /// Who may not meet whom: a facilitator and a librarian.
    pub tied: BTreeSet<(usize, usize)>,
    /// Who is on the team's roster.
    pub team: BTreeSet<usize>,
    /// How many have waited, how many places were offered to them, and how many offers lapsed.
    pub waits: [usize; 3],
}

const HOUR: TimeDelta = TimeDelta::hours(1);

pub fn length(kind: Kind) -> TimeDelta {
    TimeDelta::minutes(if kind == Kind::GroupSupervision { 90 } else { 60 })
}

pub fn notice(kind: Kind) -> TimeDelta {
    HOUR * if kind == Kind::PeerSupport { 72 } else { 24 }
}

/// Those that a sequence can reach.
fn is_bank_holiday(day: NaiveDate) -> bool {
    [(12, 25), (12, 28), (1, 1)].contains(&(day.month(), day.day()))
}

fn at(day: NaiveDate, hour: u32) -> Instant {
    day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap()).and_utc()
}

impl Meet {
    pub fn at(kind: Kind, starts: Instant) -> Self {
        Self {
            kind,
            facilitator: None,
            starts,
            places: 500,
            holders: BTreeSet::new(),
            gave_back: BTreeSet::new(),
            invited: BTreeSet::new(),
            waiting: Vec::new(),
            offers: Vec::new(),
            cancelled: false,
        }
    }

    pub fn ends(&self) -> Instant {
        self.starts + length(self.kind)
    }

    fn seats(&self) -> usize {
        self.holders.len() + self.offers.len()
    }

    pub fn is_offered_to(&self, who: usize) -> bool {
        self.offers.iter().any(|(other, _)| *other == who)
    }

    pub fn involves(&self, who: usize) -> bool {
        self.holders.contains(&who) || self.is_offered_to(who) || self.waiting.contains(&who)
    }

    /// Whether a librarian finds its page.
    pub fn is_seen_by(&self, who: usize) -> bool {
        self.involves(who) || self.gave_back.contains(&who) || self.invited.contains(&who)
    }

    pub fn is_of_two(&self) -> bool {
        self.kind != Kind::GroupSupervision && self.kind != Kind::TeamReflection
    }

    pub fn call_off(&mut self) {
        self.cancelled = true;
        self.gave_back.append(&mut self.holders);
        self.waiting.clear();
        self.offers.clear();
    }
}

impl Model {
    pub fn person_is_free(&self, who: usize, from: Instant, until: Instant, but: Option<usize>) -> bool {
        self.meets.iter().enumerate().all(|(at, meet)| {
            Some(at) == but || !meet.holders.contains(&who) || meet.ends() <= from || until <= meet.starts
        })
    }

    /// A facilitator is taken for a quarter of an hour longer than their session.
    fn facilitator_is_free(&self, who: usize, from: Instant, until: Instant, but: Option<usize>) -> bool {
        self.meets.iter().enumerate().all(|(at, meet)| {
            let taken = meet.ends() + HOUR / 4;
            Some(at) == but
                || meet.cancelled
                || meet.facilitator != Some(who)
                || taken <= from
                || until + HOUR / 4 <= meet.starts
        })
    }

    /// The starts of a kind at which a facilitator and some librarians are free; what `moving` holds does not count.
    pub fn free(&self, kind: Kind, facilitator: usize, people: &[usize], moving: Option<usize>) -> BTreeSet<Instant> {
        let mut starts = BTreeSet::new();
        if people.iter().any(|who| self.tied.contains(&(facilitator, *who))) {
            return starts;
        }
        for pattern in self.patterns.iter().filter(|p| p.facilitator == facilitator && p.kinds.contains(&kind)) {
            let days = pattern.days.0.max(self.now.date_naive()).iter_days().take_while(|day| *day <= pattern.days.1);
            for day in days.filter(|day| day.weekday() == pattern.weekday && !is_bank_holiday(*day)) {
                let mut start = at(day, pattern.hours.0);
                while start + length(kind) <= at(day, pattern.hours.1) {
                    let until = start + length(kind);
                    if start >= self.now + notice(kind)
                        && self.facilitator_is_free(facilitator, start, until, moving)
                        && people.iter().all(|who| self.person_is_free(*who, start, until, moving))
                    {
                        starts.insert(start);
                    }
                    start = until + HOUR / 4;
                }
            }
        }
        starts
    }

    /// The slots that a librarian may book.
    pub fn slots(&self, kind: Kind, who: usize, facilitators: usize) -> BTreeSet<(Instant, usize)> {
        let mut slots = BTreeSet::new();
        for facilitator in 0..facilitators {
            slots.extend(self.free(kind, facilitator, &[who], None).into_iter().map(|start| (start, facilitator)));
        }
        for meet in
            self.meets.iter().filter(|meet| kind == Kind::GroupSupervision && meet.kind == kind && !meet.cancelled)
        {
            let facilitator = meet.facilitator.expect("a group has a facilitator");
            if meet.starts >= self.now + notice(kind)
                && !meet.involves(who)
                && !self.tied.contains(&(facilitator, who))
                && self.person_is_free(who, meet.starts, meet.ends(), None)
            {
                slots.insert((meet.starts, facilitator));
            }
        }
        slots
    }

    /// Books a slot; gives the session as well.
    pub fn book(
        &mut self,
        kind: Kind,
        who: usize,
        slot: (Instant, usize),
        facilitators: usize,
    ) -> (End, Option<usize>) {
        if !self.slots(kind, who, facilitators).contains(&slot) {
            return (End::Gone, None);
        }
        let (starts, facilitator) = slot;
        let same = |meet: &Meet| {
            meet.kind == kind && !meet.cancelled && meet.facilitator == Some(facilitator) && meet.starts == starts
        };
        if let Some(found) = self.meets.iter().position(|meet| kind == Kind::GroupSupervision && same(meet)) {
            let meet = &mut self.meets[found];
            if meet.waiting.is_empty() && meet.seats() < meet.places {
                meet.holders.insert(who);
            } else {
                meet.waiting.push(who);
                self.waits[0] += 1;
            }
            return (End::Done, Some(found));
        }
        let places = if kind == Kind::GroupSupervision { self.places_at(slot) } else { 1 };
        let facilitator = Some(facilitator);
        self.meets.push(Meet { facilitator, places, holders: [who].into(), ..Meet::at(kind, starts) });
        (End::Done, Some(self.meets.len() - 1))
    }

    fn places_at(&self, (starts, facilitator): (Instant, usize)) -> usize {
        let fits = |p: &&Pattern| {
            p.facilitator == facilitator && p.weekday == starts.weekday() && p.kinds.contains(&Kind::GroupSupervision)
        };
        self.patterns.iter().find(fits).map_or(0, |pattern| pattern.places)
    }

    pub fn cancel_own(&mut self, at: usize, who: usize) -> End {
        let meet = &mut self.meets[at];
        if !meet.holders.contains(&who) {
            return End::NotFound;
        }
        if meet.starts <= self.now {
            return End::Over;
        }
        if meet.is_of_two() {
            meet.call_off();
        } else {
            meet.holders.remove(&who);
            meet.gave_back.insert(who);
            self.freed(at);
        }
        End::Done
    }

    pub fn cancel_as_facilitator(&mut self, at: usize, facilitator: usize) -> End {
        let meet = &mut self.meets[at];
        if meet.facilitator != Some(facilitator) {
            return End::NotFound;
        }
        if meet.cancelled || meet.starts <= self.now {
            return End::Over;
        }
        meet.call_off();
        End::Done
    }

    /// A seat was freed: whoever waits longest is offered it for a day, and an empty group is called off.
    pub fn freed(&mut self, at: usize) {
        let (now, meet) = (self.now, &mut self.meets[at]);
        if meet.kind != Kind::GroupSupervision || meet.cancelled {
            return;
        }
        let end = meet.starts - notice(meet.kind);
        while now < end && meet.seats() < meet.places && !meet.waiting.is_empty() {
            let who = meet.waiting.remove(0);
            meet.offers.push((who, end.min(now + HOUR * 24)));
            self.waits[1] += 1;
        }
        if meet.seats() == 0 && meet.starts > now {
            meet.call_off();
        }
    }
}
