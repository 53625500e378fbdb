//! Which groups of people a release is about: decided by the rosters alone.
//!
//! Whoever answered what, the same rosters give the same groups. Otherwise the form would tell: "withheld, as the
//! figure was not safe" says what the figure was. Groups share nobody and no other figure is published, so each stands
//! by itself and is safe in every world ([`Rules::may_stand`]). A place with too few people is merged upward, into
//! the rest of what it lies in.

use std::collections::BTreeMap;

use super::{
    bands::Rules,
    places::{Places, Spot},
};
use crate::kernel::ids::SiteId;

/// People who are counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name on a page.
    pub name: String,
    /// The level it stands at: 0 for a site, 1 for an organisation, more for areas.
    pub level: usize,
    /// Whether it is what is left of a place when others stand for themselves.
    pub others: bool,
    /// The sites whose people these are.
    pub sites: Vec<SiteId>,
    /// How many people.
    pub people: u32,
}

/// The groups, and the sites whose people are in none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// What is published.
    pub groups: Vec<Group>,
    /// Whose people are in no group.
    pub withheld: Vec<SiteId>,
}

/// Every form that the rosters allow, the one that tells most first: the finest level, then coarser ones.
#[must_use]
pub fn forms(places: &Places, population: &BTreeMap<SiteId, u32>, rules: Rules) -> Vec<Form> {
    let top = places.top();
    let mut forms: Vec<Form> = (0..=top.level).map(|finest| form(&top, population, rules, finest)).collect();
    forms.dedup();
    forms
}

fn form(top: &Spot, population: &BTreeMap<SiteId, u32>, rules: Rules, finest: usize) -> Form {
    let mut forming = Forming { population, rules, finest, groups: Vec::new() };
    let left = forming.settle(top);
    let withheld = left.into_iter().filter(|site| !forming.takes_in(top, *site)).collect();
    Form { groups: forming.groups, withheld }
}

struct Forming<'a> {
    population: &'a BTreeMap<SiteId, u32>,
    rules: Rules,
    finest: usize,
    groups: Vec<Group>,
}

impl Forming<'_> {
    /// Makes the groups of a place and of what lies within it; the sites that are left for what it lies in.
    fn settle(&mut self, spot: &Spot) -> Vec<SiteId> {
        let before = self.groups.len();
        let mut left: Vec<SiteId> = spot.within.iter().flat_map(|inside| self.settle(inside)).collect();
        left.extend(spot.site.filter(|site| self.people(&[*site]) > 0));
        let people = self.people(&left);
        if spot.level < self.finest || !self.rules.may_stand(people) {
            return left;
        }
        let others = self.groups.len() > before;
        let name = if others { format!("Others in {}", spot.name) } else { spot.name.clone() };
        self.groups.push(Group { name, level: spot.level, others, sites: left, people });
        Vec::new()
    }

    /// Puts a site that nothing above takes in into the smallest group of its own organisation, if that has one.
    fn takes_in(&mut self, top: &Spot, site: SiteId) -> bool {
        let Some(organisation) = top.organisation_of(site) else { return false };
        let more = self.people(&[site]);
        let own = |group: &Group| group.sites.iter().all(|one| organisation.holds(*one));
        let rules = self.rules;
        let open = |group: &&mut Group| own(group) && rules.may_stand(group.people + more);
        let Some(smallest) = self.groups.iter_mut().filter(open).min_by_key(|group| group.people) else { return false };
        smallest.sites.push(site);
        smallest.people += more;
        if smallest.sites.len() > 1 && smallest.level == 0 {
            smallest.name = format!("{} and smaller sites", smallest.name);
            smallest.level = 1;
        }
        true
    }

    fn people(&self, sites: &[SiteId]) -> u32 {
        sites.iter().filter_map(|site| self.population.get(site)).sum()
    }
}
