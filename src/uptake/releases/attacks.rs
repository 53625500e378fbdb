//! P27: attacks on whole releases, as the engine draws them up. The attacker reads the release alone, knows the roster
//! and a few answers, and tries every possibility (`audit::sums`, which is held against every world elsewhere).

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    bands::Rules,
    contents::Contents,
    drawing::{Heading, Numbers, Unsafe, check, draw},
    form::{Form, Group, forms},
    measures::Measure,
    places::Places,
};
use crate::{
    kernel::ids::{AreaId, OrganisationId, SiteId},
    organisations::tally::{Areas, Sites},
    uptake::audit::{Band, Finding, Tree, audit, sums::learns},
};

fn heading() -> Heading {
    Heading { number: 1, quarter: "2026-Q4".into(), made_on: "2027-01-15".into(), before: None }
}

/// Areas in one nation, organisations in areas, sites in organisations: how many people each site has, and how many did.
pub type Deployment = Vec<Vec<Vec<(u32, u32)>>>;

pub struct Made {
    places: Places,
    numbers: Numbers,
    sites: Vec<SiteId>,
}

pub fn made(deployment: &Deployment) -> Made {
    let area = |within_id, name: String| Areas { id: AreaId::random(), name, within_id };
    let nation = area(None, "The nation".into());
    let (mut places, mut numbers, mut sites) = (Places::default(), Numbers::default(), Vec::new());
    for (at, organisations) in deployment.iter().enumerate() {
        let region = area(Some(nation.id), format!("Region {at}"));
        for (number, here) in organisations.iter().enumerate() {
            let (organisation_id, organisation) = (OrganisationId::random(), format!("Trust {at}.{number}"));
            for (site, (people, did)) in here.iter().enumerate() {
                let site_id = SiteId::random();
                places.sites.push(Sites {
                    site_id,
                    site: format!("Site {at}.{number}.{site}"),
                    organisation_id,
                    organisation: organisation.clone(),
                    area_id: Some(region.id),
                });
                if *people > 0 {
                    numbers.people.insert(site_id, *people);
                    numbers.did.insert((site_id, Measure::CheckIn), *did);
                }
                sites.push(site_id);
            }
        }
        places.areas.push(region);
    }
    places.areas.push(nation);
    Made { places, numbers, sites }
}

/// What an attacker makes of a release: each group with its band, and the people of each site in it.
fn as_attacked(contents: &Contents, numbers: &Numbers, tree: &mut Tree) {
    let everybody = tree.add(None, 0, 0);
    let mut left: BTreeMap<SiteId, u32> = numbers.people.clone();
    let mut add = |tree: &mut Tree, within, site: SiteId| {
        let people = left.remove(&site).unwrap_or(0);
        let did = numbers.did.get(&(site, Measure::CheckIn)).copied().unwrap_or(0);
        tree.add(Some(within), did, people - did);
    };
    for group in &contents.groups {
        let at = tree.add(Some(everybody), 0, 0);
        for site in &group.sites {
            add(tree, at, *site);
        }
        tree.publish(at, Band { low: group.bands[3].0, high: group.bands[3].1 });
    }
    let published = |site: &SiteId| contents.groups.iter().any(|group| group.sites.contains(site));
    let rest: Vec<SiteId> = numbers.people.keys().copied().filter(|site| !published(site)).collect();
    for site in rest {
        add(tree, everybody, site);
    }
}

/// A release of a deployment, and what an attacker makes of it.
pub fn attacked(made: &Made) -> (Contents, Tree) {
    let contents = draw(&heading(), &made.places, &made.numbers, Rules::PRODUCT).expect("forms of ours are safe");
    let mut tree = Tree::default();
    as_attacked(&contents, &made.numbers, &mut tree);
    (contents, tree)
}

fn names(made: &Made) -> Vec<String> {
    attacked(made).0.groups.into_iter().map(|group| format!("{}: {}", group.name, group.people)).collect()
}

#[test]
fn p27a_nobody_of_one_to_fourteen_librarians_is_given_away() {
    for people in 1..=14 {
        for did in 0..=people {
            let (contents, tree) = attacked(&made(&vec![vec![vec![(people, did)]]]));
            assert_eq!(contents.groups.len(), usize::from(people >= 10), "{people}");
            assert!(!learns(&tree, 2), "{did} of {people}");
        }
    }
}

#[test]
fn places_with_too_few_people_are_merged_upward_and_nobody_is_counted_twice() {
    let all = |sites: &[u32]| sites.iter().map(|people| (*people, 0)).collect::<Vec<_>>();
    // A site that is large enough stands for itself; the small ones of its trust are counted together.
    assert_eq!(names(&made(&vec![vec![all(&[12, 6, 4])]])), ["Site 0.0.0: 12", "Others in Trust 0.0: 10"]);
    // Sites that are all too small are their trust.
    assert_eq!(names(&made(&vec![vec![all(&[6, 4])]])), ["Trust 0.0: 10"]);
    // Trusts that are too small are their region, beside one that is not.
    let region = made(&vec![vec![all(&[10]), all(&[6]), all(&[5])], vec![all(&[3]), all(&[8])]]);
    assert_eq!(names(&region), ["Site 0.0.0: 10", "Others in Region 0: 11", "Region 1: 11"]);
    // What is left even of the nation is counted with the smallest group of its own trust.
    assert_eq!(names(&made(&vec![vec![all(&[12, 11, 3])]])), ["Site 0.0.0: 12", "Site 0.0.1 and smaller sites: 14"]);
    // And otherwise it is withheld.
    let alone = made(&vec![vec![all(&[12]), all(&[3])]]);
    assert_eq!(names(&alone), ["Site 0.0.0: 12"]);
    assert_eq!(attacked(&alone).0.withheld, [alone.places.organisations(&alone.sites[1..])[0]]);
    assert_eq!(names(&made(&vec![vec![all(&[9])]])), [""; 0]);
}

#[test]
fn published_places_within_published_places_are_found_however_large_the_bands() {
    // The example of the decision: nine trusts, of which four say "7 to 10" and five "0 to 6", and their region "70 to 76":
    // it is only possible when four are ten of ten and five are six of ten.
    let mut tree = Tree::default();
    let region = tree.add(None, 0, 0);
    for (did, low, high) in [(10, 7, 10); 4].into_iter().chain([(6, 0, 6); 5]) {
        let trust = tree.add(Some(region), did, 10 - did);
        tree.publish(trust, Band { low, high });
    }
    tree.publish(region, Band { low: 70, high: 76 });
    assert!(matches!(audit(&tree, 0), Err(Finding::Told { knowing: 0, .. })));
}

#[test]
fn a_form_that_gives_somebody_away_is_stopped_in_words_without_a_figure() {
    let site = SiteId::random();
    let group = Group { name: "Ward".into(), level: 0, others: false, sites: vec![site], people: 8 };
    let form = Form { groups: vec![group], withheld: Vec::new() };
    let numbers =
        |did| Numbers { people: BTreeMap::from([(site, 8)]), did: BTreeMap::from([((site, Measure::Request), did)]) };
    let rules = Rules { least: 1, last: 1, ..Rules::PRODUCT };
    let places = Places::default();
    assert_eq!(check(&form, &places, &numbers(5), rules), Ok(()));
    let Unsafe { group, measure, .. } = check(&form, &places, &numbers(7), rules).unwrap_err();
    assert_eq!((group.as_str(), measure), ("Ward", Measure::Request));
    let words = check(&form, &places, &numbers(7), rules).unwrap_err().to_string();
    assert_eq!(words, "Ward, Asked for a debrief: somebody who knows about 2 other people could learn about one more");
    let more_than_there_are = check(&form, &places, &numbers(9), rules).unwrap_err().to_string();
    assert!(more_than_there_are.ends_with("would not be true of the people counted in it"), "{more_than_there_are}");
}

#[test]
fn with_more_known_a_coarser_form_is_the_finest_that_is_safe() {
    let made = made(&vec![vec![vec![(10, 7), (11, 7)]]]);
    let names = |known| {
        let rules = Rules { known, ..Rules::PRODUCT };
        let contents = draw(&heading(), &made.places, &made.numbers, rules).unwrap();
        contents.groups.into_iter().map(|group| group.name).collect::<Vec<_>>()
    };
    assert_eq!(names(2), ["Site 0.0.0", "Site 0.0.1"]);
    // Ten of whom seven did it: three did not, and may all be known.
    assert_eq!(names(3), ["Site 0.0.1 and smaller sites"]);
}

/// Up to forty people in up to two regions, two trusts in each and two sites in each of those.
fn deployments() -> impl Strategy<Value = Deployment> {
    let site = (prop_oneof![0..8_u32, 8..16_u32], any::<prop::sample::Index>())
        .prop_map(|(people, did)| (people, u32::try_from(did.index(people as usize + 1)).unwrap()));
    let organisations = prop::collection::vec(prop::collection::vec(site, 1..3), 1..3);
    prop::collection::vec(organisations, 1..3)
        .prop_filter("at most forty", |all| all.iter().flatten().flatten().map(|(people, _)| people).sum::<u32>() <= 40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn p27a_nobody_is_given_away_in_random_worlds_of_up_to_forty(deployment in deployments()) {
        let made = made(&deployment);
        let (contents, tree) = attacked(&made);
        prop_assert!(!learns(&tree, 2), "{deployment:?}");
        // Everybody is in one group at the most, and no group is small.
        let mut sites: Vec<SiteId> = contents.groups.iter().flat_map(|group| group.sites.clone()).collect();
        let all = sites.len();
        sites.sort_unstable();
        sites.dedup();
        prop_assert_eq!(sites.len(), all);
        prop_assert!(contents.groups.iter().all(|group| group.people >= 10));
    }

    #[test]
    fn which_groups_there_are_says_nothing_of_what_anybody_did(deployment in deployments(), swap in any::<bool>()) {
        let mut made = made(&deployment);
        let groups = |made: &Made| {
            let contents = attacked(made).0;
            (contents.groups.into_iter().map(|group| (group.name, group.sites)).collect::<Vec<_>>(), contents.withheld)
        };
        let before = groups(&made);
        for ((site, _), did) in &mut made.numbers.did {
            *did = if swap { made.numbers.people[site] - *did } else { 0 };
        }
        prop_assert_eq!(groups(&made), before);
        for form in forms(&made.places, &made.numbers.people, Rules::PRODUCT) {
            prop_assert_eq!(check(&form, &made.places, &made.numbers, Rules::PRODUCT), Ok(()));
        }
    }
}
