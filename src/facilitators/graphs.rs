//! For the tests of independence: random organisations, and who must not meet whom in them, told in another way
//! than the rule tells it.

use std::collections::BTreeSet;

use proptest::{prelude::*, sample::Index};

/// Some people by number, who manages whom, who leads and is on which team, and who works for HR.
#[derive(Clone, Debug)]
pub struct Graph {
    /// The line manager of each person, if anybody: circles are drawn too, since records hold mistakes.
    pub managers: Vec<Option<usize>>,
    /// Who leads which team, and who is on which one.
    pub leads: BTreeSet<(usize, usize)>,
    /// Placements as they stand today.
    pub on: BTreeSet<(usize, usize)>,
    /// Placements that are over, or yet to begin.
    pub not_today: BTreeSet<(usize, usize)>,
    /// Who works for HR.
    pub hr: BTreeSet<usize>,
}

/// How many teams a random organisation has.
pub const TEAMS: usize = 3;

/// Random organisations of 2 to `most` people.
pub fn graphs(most: usize) -> impl Strategy<Value = Graph> {
    let pairs = || prop::collection::vec((any::<Index>(), 0..TEAMS), 0..5);
    (2..=most).prop_flat_map(move |people| {
        let managers = prop::collection::vec(prop::option::of(0..people), people);
        let hr = prop::collection::vec(any::<Index>(), 0..2);
        (managers, pairs(), pairs(), pairs(), hr).prop_map(move |(managers, leads, on, not_today, hr)| {
            let pairs = |all: Vec<(Index, usize)>| -> BTreeSet<_> {
                all.into_iter().map(|(who, team)| (who.index(people), team)).collect()
            };
            let on = pairs(on);
            let not_today = pairs(not_today).difference(&on).copied().collect();
            let hr = hr.into_iter().map(|who| who.index(people)).collect();
            Graph { managers, leads: pairs(leads), on, not_today, hr }
        })
    })
}

impl Graph {
    /// How many people there are.
    pub fn people(&self) -> usize {
        self.managers.len()
    }

    /// Everybody whom a facilitator may meet. Written as the brief says it, person by person: take everybody and
    /// strike out oneself, one's reports, the members of one's teams, and whoever reports to the same person;
    /// somebody of HR meets nobody.
    pub fn may_be_met_by(&self, facilitator: usize) -> BTreeSet<usize> {
        if self.hr.contains(&facilitator) {
            return BTreeSet::new();
        }
        let mut met: BTreeSet<usize> = (0..self.people()).collect();
        met.remove(&facilitator);
        let reports = |to: usize| (0..self.people()).filter(move |who| self.managers[*who] == Some(to));
        for report in reports(facilitator) {
            met.remove(&report);
        }
        for (_, team) in self.leads.iter().filter(|(lead, _)| *lead == facilitator) {
            for (member, _) in self.on.iter().filter(|(_, on)| on == team) {
                met.remove(member);
            }
        }
        if let Some(manager) = self.managers[facilitator] {
            for colleague in reports(manager) {
                met.remove(&colleague);
            }
        }
        met
    }
}
