//! Drawing up a release: the groups from the rosters, the bands from the counts, and the audit over both.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    bands::Rules,
    contents::{Contents, Defined, Published, Range},
    form::{Form, Group, forms},
    measures::{MEASURES, Measure, POPULATION},
    places::Places,
};
use crate::{
    kernel::ids::{OrganisationId, SiteId},
    uptake::audit::{Finding, Tree, audit},
};

/// The numbers of a quarter, as tallies give them. They leave this module as bands only.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// How many people each site has.
    pub people: BTreeMap<SiteId, u32>,
    /// How many of them did each thing at least once.
    pub did: BTreeMap<(SiteId, Measure), u32>,
}

/// What a release is called, before its figures are drawn.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its number.
    pub number: i64,
    /// "2026-Q4".
    pub quarter: String,
    /// "2027-01-14".
    pub made_on: String,
    /// The fingerprint of the one before.
    pub before: Option<String>,
}

/// Why nothing is published: which figure of which group could give somebody away. It says no number, and is for
/// service managers alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{group}, {}: {reason}", .measure.name())]
pub struct Unsafe {
    /// The group's name.
    pub group: String,
    /// The measure.
    pub measure: Measure,
    /// Why, in words.
    pub reason: String,
    /// The organisations whose people are in the group.
    pub organisations: Vec<OrganisationId>,
}

impl Unsafe {
    /// What a service manager of an organisation reads: of another's group, that it is another's.
    #[must_use]
    pub fn words_for(&self, organisation: OrganisationId) -> String {
        if self.organisations.contains(&organisation) {
            self.to_string()
        } else {
            "A figure of another organisation could give somebody away".to_owned()
        }
    }
}

/// Draws up the release in the first form, of those the rosters allow, that passes the audit.
///
/// Forms of ours pass in every world, so the first one does, and nothing is learned from which was taken. The audit
/// over the true numbers is the second lock: it stops a form that a mistake let through.
///
/// # Errors
/// When none passes: what was found in the last, the coarsest.
pub fn draw(heading: &Heading, places: &Places, numbers: &Numbers, rules: Rules) -> Result<Contents, Unsafe> {
    let mut stopped = None;
    for form in forms(places, &numbers.people, rules) {
        match check(&form, places, numbers, rules) {
            Ok(()) => return Ok(contents(heading, places, &form, numbers, rules)),
            Err(found) => stopped = Some(found),
        }
    }
    stopped.map_or_else(|| Ok(contents(heading, places, &Form::default(), numbers, rules)), Err)
}

/// Audits every measure of a form over the true numbers.
///
/// # Errors
/// The first figure that could give somebody away.
pub fn check(form: &Form, places: &Places, numbers: &Numbers, rules: Rules) -> Result<(), Unsafe> {
    for measure in MEASURES {
        let mut tree = Tree::default();
        let everybody = tree.add(None, 0, 0);
        // The group of each place of the tree, for the words of a finding.
        let mut whose: Vec<Whose<'_>> = vec![("Everybody", &[])];
        let found = |finding: &Finding, whose: &[Whose<'_>]| {
            let (at, reason) = words(finding, rules);
            let (group, sites) = whose.get(at).copied().unwrap_or_default();
            Unsafe { group: group.to_owned(), measure, reason, organisations: places.organisations(sites) }
        };
        for group in &form.groups {
            let at = tree.add(Some(everybody), 0, 0);
            whose.push((&group.name, &group.sites));
            for site in &group.sites {
                add(&mut tree, at, *site, measure, numbers);
                whose.push((&group.name, &group.sites));
            }
            match rules.band(group.people, did(group, measure, numbers)) {
                Some(band) => tree.publish(at, band),
                None => return Err(found(&Finding::Untrue { place: at }, &whose)),
            }
        }
        for site in &form.withheld {
            add(&mut tree, everybody, *site, measure, numbers);
            whose.push(("Withheld", std::slice::from_ref(site)));
        }
        audit(&tree, rules.known).map_err(|finding| found(&finding, &whose))?;
    }
    Ok(())
}

/// A group's name and its sites.
type Whose<'a> = (&'a str, &'a [SiteId]);

/// Where it was found, and why.
fn words(finding: &Finding, rules: Rules) -> (usize, String) {
    match finding {
        Finding::Untrue { place } => (*place, "the figure would not be true of the people counted in it".to_owned()),
        Finding::Told { cell, .. } => {
            (*cell, format!("somebody who knows about {} other people could learn about one more", rules.known))
        }
    }
}

fn add(tree: &mut Tree, within: usize, site: SiteId, measure: Measure, numbers: &Numbers) {
    let people = numbers.people.get(&site).copied().unwrap_or_default();
    // Never more than there are people: a tally that says so is found by the band, which no longer holds its count.
    let did = numbers.did.get(&(site, measure)).copied().unwrap_or_default();
    tree.add(Some(within), did.min(people), people - did.min(people));
}

fn did(group: &Group, measure: Measure, numbers: &Numbers) -> u32 {
    group.sites.iter().filter_map(|site| numbers.did.get(&(*site, measure))).sum()
}

fn contents(heading: &Heading, places: &Places, form: &Form, numbers: &Numbers, rules: Rules) -> Contents {
    let defined = |measure: Measure| Defined {
        measure,
        name: measure.name().to_owned(),
        definition: measure.definition().to_owned(),
    };
    let published = |group: &Group| Published {
        name: group.name.clone(),
        level: group.level,
        others: group.others,
        people: group.people,
        sites: group.sites.clone(),
        organisations: places.organisations(&group.sites),
        areas: places.areas(&group.sites),
        bands: MEASURES
            .into_iter()
            .filter_map(|measure| rules.band(group.people, did(group, measure, numbers)))
            .map(Range::from)
            .collect(),
    };
    Contents {
        number: heading.number,
        quarter: heading.quarter.clone(),
        made_on: heading.made_on.clone(),
        before: heading.before.clone(),
        rules,
        population: POPULATION.to_owned(),
        measures: MEASURES.into_iter().map(defined).collect(),
        groups: form.groups.iter().map(published).collect(),
        withheld: places.organisations(&form.withheld),
    }
}
