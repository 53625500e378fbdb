//! What changes a session that is there already: taking and leaving its places, moving it, and the team's roster.

use std::collections::BTreeSet;

use alongside::sessions::Kind;

use super::model::{End, Instant, Meet, Model, notice};

impl Model {
    pub fn join(&mut self, at: usize, who: usize) -> End {
        let meet = &self.meets[at];
        let held = meet.offers.iter().find(|(other, _)| *other == who).map(|(_, until)| *until);
        if !meet.is_seen_by(who) {
            return End::NotFound;
        }
        if meet.holders.contains(&who) {
            return End::Done;
        }
        if held.is_none() && !meet.invited.contains(&who) {
            return End::NotFound;
        }
        if meet.cancelled || meet.ends() <= self.now {
            return End::Over;
        }
        if held.is_some_and(|until| until <= self.now) {
            return End::Lapsed;
        }
        if !self.person_is_free(who, meet.starts, meet.ends(), None) {
            return End::Busy;
        }
        let meet = &mut self.meets[at];
        meet.offers.retain(|(other, _)| *other != who);
        meet.holders.insert(who);
        End::Done
    }

    pub fn stop_waiting(&mut self, at: usize, who: usize) -> End {
        let meet = &mut self.meets[at];
        let offered = meet.is_offered_to(who);
        if !offered && !meet.waiting.contains(&who) {
            return End::NotFound;
        }
        meet.waiting.retain(|other| *other != who);
        meet.offers.retain(|(other, _)| *other != who);
        if offered {
            self.freed(at);
        }
        End::Done
    }

    pub fn let_lapse(&mut self) {
        for at in 0..self.meets.len() {
            while let Some(lapsed) = self.meets[at].offers.iter().position(|(_, until)| *until <= self.now) {
                self.meets[at].offers.remove(lapsed);
                self.waits[2] += 1;
                self.freed(at);
            }
            let meet = &mut self.meets[at];
            if meet.starts - notice(meet.kind) <= self.now {
                meet.waiting.clear();
            }
        }
    }
    /// The starts to which a session can be moved: everybody who sits, is offered a place or waits is free then.
    pub fn places_to_move_to(&self, at: usize) -> BTreeSet<Instant> {
        let meet = &self.meets[at];
        let people: Vec<usize> = (0..64).filter(|who| meet.involves(*who)).collect();
        let (Some(facilitator), false) = (meet.facilitator, people.is_empty()) else { return BTreeSet::new() };
        let mut starts = self.free(meet.kind, facilitator, &people, Some(at));
        starts.remove(&meet.starts);
        starts
    }

    pub fn move_own(&mut self, at: usize, who: usize, to: Instant) -> End {
        let meet = &self.meets[at];
        if !meet.holders.contains(&who) || !meet.is_of_two() {
            return End::NotFound;
        }
        self.shift(at, to)
    }

    pub fn move_as_facilitator(&mut self, at: usize, facilitator: usize, to: Instant) -> End {
        if self.meets[at].facilitator != Some(facilitator) {
            return End::NotFound;
        }
        self.shift(at, to)
    }

    fn shift(&mut self, at: usize, to: Instant) -> End {
        if self.meets[at].cancelled || self.meets[at].starts <= self.now {
            return End::Over;
        }
        if !self.places_to_move_to(at).contains(&to) {
            return End::Gone;
        }
        self.meets[at].starts = to;
        End::Done
    }

    pub fn call_reflection(&mut self, starts: Instant) -> usize {
        self.meets.push(Meet { invited: self.team.clone(), ..Meet::at(Kind::TeamReflection, starts) });
        self.meets.len() - 1
    }

    pub fn place(&mut self, who: usize) {
        self.team.insert(who);
        let coming = self.meets.iter_mut().filter(|meet| meet.kind == Kind::TeamReflection && meet.starts >= self.now);
        coming.for_each(|meet| {
            meet.invited.insert(who);
        });
    }

    pub fn end_placement(&mut self, who: usize) {
        self.team.remove(&who);
        for meet in self.meets.iter_mut().filter(|meet| meet.kind == Kind::TeamReflection && meet.starts > self.now) {
            meet.invited.remove(&who);
            if meet.holders.remove(&who) {
                meet.gave_back.insert(who);
            }
        }
    }
}
