//! Taking the steps of a sequence: each is done to the model and to the service, which must end alike.

use std::collections::{BTreeMap, BTreeSet};

use alongside::{
    kernel::{
        Now,
        ids::{OnceToken, PlacementId, SessionId},
    },
    rosters,
    sessions::{
        Kind, Refusal,
        actions::{self, let_lapse},
        key::SlotKey,
        model::NewDebrief,
        moves::Move,
        series::Scope,
        slots::Slot,
    },
    store::Stop,
};
use chrono::{Days, TimeDelta, Weekday};

use super::{
    model::{End, Instant, Meet, Model},
    step::{KINDS, Step},
    trust::{FACILITATORS, LIBRARIANS, Trust},
};
use crate::World;

/// A sequence on its way.
pub struct Case<'w> {
    pub world: &'w World,
    pub trust: Trust,
    pub model: Model,
    pub ids: Vec<SessionId>,
    seen: Vec<SlotKey>,
    placements: BTreeMap<usize, PlacementId>,
    /// How often which step ended how.
    pub ends: BTreeMap<(&'static str, End), usize>,
}

/// Fails with what the model says and what the service says, when they differ.
pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, model: &T, service: &T) -> Result<(), String> {
    if model == service { Ok(()) } else { Err(format!("{what}: the model says {model:?}, the service {service:?}")) }
}

fn ended<T>(outcome: Result<T, Stop<Refusal>>) -> (End, Option<T>) {
    match outcome {
        Ok(made) => (End::Done, Some(made)),
        Err(Stop::NotFound) => (End::NotFound, None),
        Err(Stop::Refused(Refusal::Gone)) => (End::Gone, None),
        Err(Stop::Refused(Refusal::Busy)) => (End::Busy, None),
        Err(Stop::Refused(Refusal::Over)) => (End::Over, None),
        Err(Stop::Refused(Refusal::Lapsed)) => (End::Lapsed, None),
        Err(Stop::Refused(other)) => panic!("nobody asked for {other:?}"),
        Err(Stop::Failed(error)) => panic!("{error}"),
    }
}

impl<'w> Case<'w> {
    pub async fn begin(world: &'w World, number: usize) -> Self {
        let (trust, mut model) = Trust::found(world, number, world.now()).await;
        let both = &[Kind::IndividualSupervision, Kind::PeerSupport];
        trust.publish(world, &mut model, 0, (Weekday::Fri, (9, 12)), both).await;
        trust.publish(world, &mut model, 0, (Weekday::Thu, (13, 15)), &[Kind::GroupSupervision]).await;
        trust.publish(world, &mut model, 1, (Weekday::Thu, (14, 16)), &KINDS).await;
        trust.publish(world, &mut model, 1, (Weekday::Fri, (10, 13)), &KINDS).await;
        let (ids, seen, placements, ends) = (Vec::new(), Vec::new(), BTreeMap::new(), BTreeMap::new());
        let mut case = Self { world, trust, model, ids, seen, placements, ends };
        for who in 0..3 {
            case.place(who).await;
        }
        case
    }

    pub fn now(&self) -> Now {
        Now(self.model.now)
    }

    /// A session and somebody: one whom the step fits, if there is one and `who` is beyond the librarians' numbers,
    /// and otherwise whoever it comes to, whom it mostly does not fit.
    fn meet(&self, number: usize, who: usize, fits: fn(&Meet, usize) -> bool) -> Option<(usize, usize)> {
        let fitting = |at: usize| (0..LIBRARIANS).filter(|who| fits(&self.model.meets[at], *who)).collect::<Vec<_>>();
        let meets: Vec<usize> = (0..self.ids.len()).filter(|at| !fitting(*at).is_empty()).collect();
        if who < LIBRARIANS || meets.is_empty() {
            return number.checked_rem(self.ids.len()).map(|at| (at, who % LIBRARIANS));
        }
        let at = meets[number % meets.len()];
        Some((at, fitting(at)[who % fitting(at).len()]))
    }

    /// Does one step to both, and compares all that librarians see.
    pub async fn take(&mut self, step: &Step) -> Result<(), String> {
        let (db, now) = (&self.world.db, self.now());
        match *step {
            Step::Pass(hours) => self.model.now += TimeDelta::hours(hours),
            Step::LetLapse => {
                let_lapse(db, now).await.unwrap();
                self.model.let_lapse();
            }
            Step::Book { who, kind, slot } => self.book(who, KINDS[kind], slot).await?,
            Step::BookAgain { who, slot } => {
                if let Some(key) = slot.checked_rem(self.seen.len()).map(|at| self.seen[at]) {
                    self.book_key(who, key).await?;
                }
            }
            Step::Publish { facilitator, weekday, hour, kind } => {
                let weekday = [Weekday::Mon, Weekday::Thu, Weekday::Fri][weekday];
                let when = (weekday, (hour, hour + 3));
                self.trust.publish(self.world, &mut self.model, facilitator, when, &[KINDS[kind]]).await;
            }
            Step::Call { days, hour } => self.call(days, hour).await,
            Step::Place { who } => self.place(who).await,
            Step::EndPlacement { who } => {
                if let Some(placement) = self.placements.remove(&who) {
                    let last = rosters::model::LastDay(None);
                    let ended =
                        rosters::actions::end(db, &self.trust.lead, placement, last, OnceToken::random(), now).await;
                    ended.unwrap();
                    self.model.end_placement(who);
                }
            }
            Step::Cancel { who, meet } => {
                self.change(step, self.meet(meet, who, |m, who| m.holders.contains(&who))).await?;
            }
            Step::Join { who, meet } => {
                let fits = |m: &Meet, who| m.is_offered_to(who) || m.invited.contains(&who);
                self.change(step, self.meet(meet, who, fits)).await?;
            }
            Step::StopWaiting { who, meet } => {
                let fits = |m: &Meet, who| m.is_offered_to(who) || m.waiting.contains(&who);
                self.change(step, self.meet(meet, who, fits)).await?;
            }
            Step::Move { who, meet, .. } => {
                let fits = |m: &Meet, who| m.is_of_two() && m.holders.contains(&who);
                self.change(step, self.meet(meet, who, fits)).await?;
            }
            Step::CallOff { facilitator, meet } | Step::MoveAll { facilitator, meet, .. } => {
                self.change(step, self.meet(meet, 0, |_, _| true).map(|(at, _)| (at, facilitator))).await?;
            }
        }
        self.compare().await
    }

    async fn book(&mut self, who: usize, kind: Kind, pick: usize) -> Result<(), String> {
        let slots = self.slots(who, kind).await?;
        // The last pick is a time at which they were offered something else: taking that will then clash.
        let offered = |meet: &Meet| !meet.cancelled && (meet.invited.contains(&who) || meet.is_offered_to(who));
        let clashes = |slot: &Slot| {
            let mut offers = self.model.meets.iter().filter(|meet| offered(meet));
            offers.any(|meet| meet.starts < slot.ends_at && slot.key.starts_at < meet.ends())
        };
        let clashing = slots.iter().filter(|_| pick == 2).find(|slot| clashes(slot));
        let picked = clashing.or_else(|| pick.checked_rem(slots.len()).map(|at| &slots[at]));
        match picked.map(|slot| slot.key) {
            Some(key) => self.book_key(who, key).await,
            None => Ok(()),
        }
    }

    pub async fn slots(&self, who: usize, kind: Kind) -> Result<Vec<Slot>, String> {
        let mut c = self.world.db.read().await.unwrap();
        let slots = actions::open_slots(&mut c, &self.trust.librarians[who], kind, self.now()).await.unwrap();
        let found = slots.iter().map(|slot| (slot.key.starts_at, self.facilitator(&slot.key))).collect();
        same(&format!("{who}'s {kind:?}"), &self.model.slots(kind, who, FACILITATORS), &found)?;
        Ok(slots)
    }

    fn facilitator(&self, key: &SlotKey) -> usize {
        self.trust.facilitators.iter().position(|one| one.id == key.facilitator).expect("one of the trust's")
    }

    async fn book_key(&mut self, who: usize, key: SlotKey) -> Result<(), String> {
        let (db, by, slot) = (&self.world.db, &self.trust.librarians[who], (key.starts_at, self.facilitator(&key)));
        let (service, id) = ended(actions::book(db, by, key, OnceToken::random(), self.now()).await);
        let (model, at) = self.model.book(key.kind, who, slot, FACILITATORS);
        self.ended_alike("book", model, service)?;
        self.seen.push(key);
        if let (Some(id), Some(at)) = (id, at) {
            if at == self.ids.len() {
                self.ids.push(id);
            }
            same("the session", &self.ids[at], &id)?;
        }
        Ok(())
    }

    async fn place(&mut self, who: usize) {
        if self.model.team.insert(who) {
            self.placements.insert(who, self.trust.place(self.world, who, self.now()).await);
            self.model.place(who);
        }
    }

    async fn call(&mut self, days: u64, hour: u32) {
        let day = self.now().today() + Days::new(days);
        let starts_at = day.and_hms_opt(hour, 0, 0).unwrap().and_utc();
        // As if it had been a while ago: then no 72 hours are counted from now.
        let window = (self.now().today(), day);
        let new = NewDebrief {
            kind: Kind::TeamReflection,
            starts_at,
            place: "Room".parse().unwrap(),
            facilitator: None,
            window,
            left_out: Vec::new(),
        };
        let (db, by) = (&self.world.db, &self.trust.lead);
        let called = actions::call_debrief(db, by, self.trust.team, &new, OnceToken::random(), self.now()).await;
        self.ids.push(called.unwrap());
        assert_eq!(self.model.call_reflection(starts_at) + 1, self.ids.len());
    }

    /// Does the step to a session, as the librarian or the facilitator of that number.
    async fn change(&mut self, step: &Step, found: Option<(usize, usize)>) -> Result<(), String> {
        let Some((at, who)) = found else { return Ok(()) };
        let id = self.ids[at];
        let (db, now, token) = (&self.world.db, self.now(), OnceToken::random());
        let (librarians, facilitators) = (&self.trust.librarians, &self.trust.facilitators);
        let (name, model, service) = match *step {
            Step::Cancel { .. } => {
                let service = actions::cancel(db, &librarians[who], id, Scope::This, token, now).await;
                ("cancel", self.model.cancel_own(at, who), ended(service).0)
            }
            Step::CallOff { .. } => {
                let service = actions::cancel(db, &facilitators[who], id, Scope::This, token, now).await;
                ("call off", self.model.cancel_as_facilitator(at, who), ended(service).0)
            }
            Step::Join { .. } => {
                let service = actions::join(db, &librarians[who], id, token, now).await;
                ("join", self.model.join(at, who), ended(service).0)
            }
            Step::StopWaiting { .. } => {
                let service = actions::stop_waiting(db, &librarians[who], id, token, now).await;
                ("stop waiting", self.model.stop_waiting(at, who), ended(service).0)
            }
            Step::Move { slot, .. } => {
                let (to, service) = self.shift(&librarians[who], at, id, slot).await?;
                ("move", self.model.move_own(at, who, to), service)
            }
            Step::MoveAll { slot, .. } => {
                let (to, service) = self.shift(&facilitators[who], at, id, slot).await?;
                ("move all", self.model.move_as_facilitator(at, who, to), service)
            }
            _ => return Ok(()),
        };
        self.ended_alike(name, model, service)
    }

    fn ended_alike(&mut self, step: &'static str, model: End, service: End) -> Result<(), String> {
        *self.ends.entry((step, service)).or_default() += 1;
        same(step, &model, &service)
    }

    /// Moves a session to one of the times there are, or, if there is none, to where it is.
    async fn shift(
        &self,
        by: &alongside::accounts::Member,
        at: usize,
        id: SessionId,
        pick: usize,
    ) -> Result<(Instant, End), String> {
        let (db, now, stays) = (&self.world.db, self.now(), self.model.meets[at].starts);
        let session = match actions::movable(&mut db.read().await.unwrap(), by, id, now).await {
            Ok(session) => session,
            stopped => return Ok((stays, ended(stopped).0)),
        };
        let slots = actions::slots_to_move_to(&mut db.read().await.unwrap(), by, &session, &[id], now).await.unwrap();
        let found: BTreeSet<Instant> = slots.iter().map(|slot| slot.key.starts_at).collect();
        same("times to move to", &self.model.places_to_move_to(at), &found)?;
        let facilitator = session.facilitator_id.expect("what can be moved has a facilitator");
        let stay = SlotKey { starts_at: stays, facilitator, kind: session.kind };
        let to = pick.checked_rem(slots.len()).map_or(stay, |at| slots[at].key);
        let to = Move { to, scope: Scope::This, clashing: BTreeMap::new() };
        let service = actions::move_session(db, by, id, &to, OnceToken::random(), now).await;
        Ok((to.to.starts_at, ended(service).0))
    }
}
