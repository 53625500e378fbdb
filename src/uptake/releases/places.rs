//! Where people work: sites in organisations, organisations in areas, areas in areas, as many levels as there are.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    kernel::ids::{AreaId, OrganisationId, SiteId},
    organisations::tally::{Areas, Sites},
};

/// Every place of the deployment.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The areas, by id.
    pub areas: Vec<Areas>,
    /// The sites, by id, each with its organisation and the area that lies in.
    pub sites: Vec<Sites>,
}

/// A place with the places within it.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Its name.
    pub name: String,
    /// 0 for a site, 1 for an organisation, more for areas: one more than the highest within.
    pub level: usize,
    /// The site it is.
    pub site: Option<SiteId>,
    /// What lies in it.
    pub within: Vec<Spot>,
}

impl Places {
    /// The deployment as one place: its one organisation, its one area, or all of them together.
    #[must_use]
    pub fn top(&self) -> Spot {
        let mut tops = self.in_area(None);
        match tops.len() {
            1 => tops.remove(0),
            _ => Spot::of("All organisations here".to_owned(), tops),
        }
    }

    /// The organisations that have any of these sites.
    #[must_use]
    pub fn organisations(&self, sites: &[SiteId]) -> Vec<OrganisationId> {
        let of = self.sites.iter().filter(|one| sites.contains(&one.site_id)).map(|one| one.organisation_id);
        of.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The areas in which all of these sites lie.
    #[must_use]
    pub fn areas(&self, sites: &[SiteId]) -> Vec<AreaId> {
        let holds = |area: AreaId| {
            let mine = self.sites.iter().filter(|one| sites.contains(&one.site_id));
            mine.map(|one| one.area_id).all(|at| self.chain(at).contains(&area))
        };
        self.areas.iter().map(|area| area.id).filter(|area| holds(*area)).collect()
    }

    /// An area and every area it lies in. An area that lies in itself, which nothing should make, ends it.
    fn chain(&self, mut at: Option<AreaId>) -> Vec<AreaId> {
        let mut chain = Vec::new();
        while let Some(area) = at.filter(|area| !chain.contains(area)) {
            chain.push(area);
            at = self.areas.iter().find(|one| one.id == area).and_then(|one| one.within_id);
        }
        chain
    }

    /// What lies directly in an area, or in none.
    fn in_area(&self, area: Option<AreaId>) -> Vec<Spot> {
        let areas = self.areas.iter().filter(|one| one.within_id == area);
        let mut spots: Vec<Spot> = areas.map(|one| Spot::of(one.name.clone(), self.in_area(Some(one.id)))).collect();
        let mut organisations: BTreeMap<OrganisationId, (String, Vec<Spot>)> = BTreeMap::new();
        for one in self.sites.iter().filter(|one| one.area_id == area) {
            let site = Spot { name: one.site.clone(), level: 0, site: Some(one.site_id), within: Vec::new() };
            let there =
                organisations.entry(one.organisation_id).or_insert_with(|| (one.organisation.clone(), Vec::new()));
            there.1.push(site);
        }
        spots.extend(organisations.into_values().map(|(name, sites)| Spot::of(name, sites)));
        spots
    }
}

impl Spot {
    fn of(name: String, within: Vec<Self>) -> Self {
        let level = within.iter().map(|spot| spot.level + 1).max().unwrap_or(1);
        Self { name, level, site: None, within }
    }

    /// Whether a site is this place or lies in it.
    #[must_use]
    pub fn holds(&self, site: SiteId) -> bool {
        self.site == Some(site) || self.within.iter().any(|spot| spot.holds(site))
    }

    /// The organisation of a site.
    #[must_use]
    pub fn organisation_of(&self, site: SiteId) -> Option<&Self> {
        if self.within.iter().any(|spot| spot.site == Some(site)) {
            return Some(self);
        }
        self.within.iter().find_map(|spot| spot.organisation_of(site))
    }
}
