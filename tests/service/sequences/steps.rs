//! The steps of a sequence: each is done to the model and to the service, which must end alike.

use std::collections::{BTreeMap, BTreeSet};

use alongside::{
    kernel::{
        Now,
        ids::{OnceToken, PlacementId, SessionId},
    },
    rosters,
    sessions::{
        self, Kind, Mine, Refusal,
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
    model::{End, Instant, Model},
    trust::{FACILITATORS, LIBRARIANS, Trust},
};
use crate::World;

pub const KINDS: [Kind; 3] = [Kind::GroupSupervision, Kind::IndividualSupervision, Kind::PeerSupport];

/// One step. A number that is too high means the one it comes to when it is counted round.
#[derive(Clone, Debug)]
pub enum Step {
    Pass(i64),
    LetLapse,
    Book { who: usize, kind: usize, slot: usize },
    BookAgain { who: usize, slot: usize },
    Cancel { who: usize, meet: usize },
    CallOff { facilitator: usize, meet: usize },
    Join { who: usize, meet: usize },
    StopWaiting { who: usize, meet: usize },
    Move { who: usize, meet: usize, slot: usize },
    MoveAll { facilitator: usize, meet: usize, slot: usize },
    Publish { facilitator: usize, weekday: usize, hour: u32, kind: usize },
    Call { days: u64, hour: u32 },
    Place { who: usize },
    EndPlacement { who: usize },
}

/// What somebody asks of a session that is there.
type Found = Option<(usize, SessionId)>;

/// A sequence on its way.
pub struct Case<'w> {
    pub world: &'w World,
    pub trust: Trust,
    pub model: Model,
    ids: Vec<SessionId>,
    seen: Vec<SlotKey>,
    placements: BTreeMap<usize, PlacementId>,
}

/// Fails with what the model says and what the service says, when they differ.
fn same<T: PartialEq + std::fmt::Debug>(what: &str, model: &T, service: &T) -> Result<(), String> {
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
        trust.publish(world, &mut model, 1, (Weekday::Fri, (10, 13)), &KINDS).await;
        Self { world, trust, model, ids: Vec::new(), seen: Vec::new(), placements: BTreeMap::new() }
    }

    fn now(&self) -> Now {
        Now(self.model.now)
    }

    fn meet(&self, number: usize) -> Found {
        let at = number.checked_rem(self.ids.len())?;
        Some((at, self.ids[at]))
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
            Step::Place { who } if !self.model.team.contains(&who) => {
                self.placements.insert(who, self.trust.place(self.world, who, now).await);
                self.model.place(who);
            }
            Step::Place { .. } => {}
            Step::EndPlacement { who } => {
                if let Some(placement) = self.placements.remove(&who) {
                    let last = rosters::model::LastDay(None);
                    let ended =
                        rosters::actions::end(db, &self.trust.lead, placement, last, OnceToken::random(), now).await;
                    ended.unwrap();
                    self.model.end_placement(who);
                }
            }
            Step::Cancel { meet, .. }
            | Step::CallOff { meet, .. }
            | Step::Join { meet, .. }
            | Step::StopWaiting { meet, .. }
            | Step::Move { meet, .. }
            | Step::MoveAll { meet, .. } => {
                if let Some((at, id)) = self.meet(meet) {
                    self.change(step, at, id).await?;
                }
            }
        }
        self.compare().await
    }

    async fn book(&mut self, who: usize, kind: Kind, pick: usize) -> Result<(), String> {
        let slots = self.slots(who, kind).await?;
        match pick.checked_rem(slots.len()) {
            Some(at) => self.book_key(who, slots[at].key).await,
            None => Ok(()),
        }
    }

    async fn slots(&self, who: usize, kind: Kind) -> Result<Vec<Slot>, String> {
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
        same("booking", &model, &service)?;
        self.seen.push(key);
        if let (Some(id), Some(at)) = (id, at) {
            if at == self.ids.len() {
                self.ids.push(id);
            }
            same("the session", &self.ids[at], &id)?;
        }
        Ok(())
    }

    async fn call(&mut self, days: u64, hour: u32) {
        let day = self.now().today() + Days::new(days);
        let starts_at = day.and_hms_opt(hour, 0, 0).unwrap().and_utc();
        let window = (day, day);
        let new = NewDebrief { kind: Kind::TeamReflection, starts_at, place: "Room".parse().unwrap(), window };
        let (db, by) = (&self.world.db, &self.trust.lead);
        let called = actions::call_debrief(db, by, self.trust.team, &new, OnceToken::random(), self.now()).await;
        self.ids.push(called.unwrap());
        assert_eq!(self.model.call_reflection(starts_at) + 1, self.ids.len());
    }

    async fn change(&mut self, step: &Step, at: usize, id: SessionId) -> Result<(), String> {
        let (db, now, token) = (&self.world.db, self.now(), OnceToken::random());
        let (librarians, facilitators) = (&self.trust.librarians, &self.trust.facilitators);
        let (model, service) = match *step {
            Step::Cancel { who, .. } => {
                let service = actions::cancel(db, &librarians[who], id, Scope::This, token, now).await;
                (self.model.cancel_own(at, who), ended(service).0)
            }
            Step::CallOff { facilitator, .. } => {
                let service = actions::cancel(db, &facilitators[facilitator], id, Scope::This, token, now).await;
                (self.model.cancel_as_facilitator(at, facilitator), ended(service).0)
            }
            Step::Join { who, .. } => {
                let service = actions::join(db, &librarians[who], id, token, now).await;
                (self.model.join(at, who), ended(service).0)
            }
            Step::StopWaiting { who, .. } => {
                let service = actions::stop_waiting(db, &librarians[who], id, token, now).await;
                (self.model.stop_waiting(at, who), ended(service).0)
            }
            Step::Move { who, slot, .. } => {
                let (to, service) = self.shift(&librarians[who], at, id, slot).await?;
                (self.model.move_own(at, who, to), service)
            }
            Step::MoveAll { facilitator, slot, .. } => {
                let (to, service) = self.shift(&facilitators[facilitator], at, id, slot).await?;
                (self.model.move_as_facilitator(at, facilitator, to), service)
            }
            _ => return Ok(()),
        };
        same("it ends", &model, &service)
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

    async fn compare(&self) -> Result<(), String> {
        let (mut c, now) = (self.world.db.read().await.unwrap(), self.now());
        for (who, member) in self.trust.librarians.iter().enumerate() {
            let mine = sessions::mine(&mut c, member, now).await.unwrap();
            let waits = sessions::waited_for(&mut c, member, now).await.unwrap();
            let some = |all: &[Mine], holds| {
                let live = all.iter().filter(|one| !one.cancelled && one.holds_place == holds);
                live.map(|one| (one.id, one.starts_at)).collect::<BTreeSet<_>>()
            };
            let model = |wanted: &dyn Fn(&super::model::Meet) -> bool| {
                let meets = self.model.meets.iter().zip(&self.ids).filter(|(meet, _)| !meet.cancelled && wanted(meet));
                meets.map(|(meet, id)| (*id, meet.starts)).collect::<BTreeSet<_>>()
            };
            same(&format!("what {who} holds"), &model(&|meet| meet.holders.contains(&who)), &some(&mine, true))?;
            let offered = model(&|meet| {
                let held = meet.offers.iter().any(|(other, until)| *other == who && *until > now.0);
                held || meet.invited.contains(&who) && !meet.holders.contains(&who) && meet.ends() > now.0
            });
            same(&format!("what {who} is offered"), &offered, &some(&mine, false))?;
            let waiting = model(&|meet| meet.waiting.contains(&who) && meet.starts > now.0);
            same(&format!("what {who} waits for"), &waiting, &some(&waits, false))?;
        }
        Ok(())
    }

    /// The lists of every librarian, once more at the end.
    pub async fn compare_lists(&self) -> Result<(), String> {
        for who in 0..LIBRARIANS {
            for kind in KINDS {
                self.slots(who, kind).await?;
            }
        }
        Ok(())
    }
}
