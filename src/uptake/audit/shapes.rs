//! Every small hierarchy: people at sites, sites in organisations, organisations in one region, with every choice of
//! which places are published.

use super::{
    audit,
    oracle::{Place, Worlds, bands, tree},
};

/// A site: how many people, and whether it is published.
type Site = (u32, bool);

/// An organisation: whether it is published, and its sites.
type Organisation = (bool, Vec<Site>);

/// What was compared: how many worlds, and in how many of them something is learned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    pub worlds: u64,
    pub told: u64,
}

/// Every hierarchy with so many people, up to the order of what is alike.
pub fn hierarchies(people: u32, published: &[bool]) -> Vec<Vec<Organisation>> {
    let sites = (1..=people).flat_map(|size| published.iter().map(move |shown| (size, *shown)));
    let sites: Vec<Site> = sites.collect();
    let mut organisations: Vec<(u32, Organisation)> = Vec::new();
    for size in 1..=people {
        for inside in multisets(size, &sites, &|site| site.0) {
            // One site is its organisation: only one of the two is worth publishing.
            let shown = if inside.len() == 1 { &published[..1] } else { published };
            organisations.extend(shown.iter().map(|shown| (size, (*shown, inside.clone()))));
        }
    }
    let all = multisets(people, &organisations, &|organisation| organisation.0);
    all.into_iter().map(|parts| parts.into_iter().map(|(_, organisation)| organisation).collect()).collect()
}

/// Every multiset of parts that add up to a size.
fn multisets<T: Clone>(size: u32, parts: &[T], of: &impl Fn(&T) -> u32) -> Vec<Vec<T>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| of(part) <= size) {
        for mut rest in multisets(size - of(part), &parts[at..], of) {
            rest.push(part.clone());
            all.push(rest);
        }
    }
    all
}

/// The places of a hierarchy, with bands of a width where they are published; each level's is one wider, so that odd
/// bands meet.
pub fn places(hierarchy: &[Organisation], region: bool, width: u32) -> Vec<Place> {
    let size = |organisation: &Organisation| organisation.1.iter().map(|site| site.0).sum::<u32>();
    let place = |within, own, whole, published: bool, width| Place {
        within,
        people: own,
        bands: published.then(|| bands(whole, width)),
    };
    let mut places = vec![place(None, 0, hierarchy.iter().map(size).sum(), region, width + 2)];
    for organisation in hierarchy {
        let at = places.len();
        places.push(place(Some(0), 0, size(organisation), organisation.0, width + 1));
        places.extend(organisation.1.iter().map(|(people, shown)| place(Some(at), *people, *people, *shown, width)));
    }
    places
}

/// Compares the audit with the enumeration in every world of these places.
pub fn compare(worlds: &Worlds, places: &[Place], known: u32, so_far: &mut Compared) {
    for (did, learns) in worlds.verdicts(places) {
        let found = audit(&tree(places, did), known);
        assert_eq!(found.is_err(), learns, "knowing {known}: {places:?} {did:?} {found:?}");
        so_far.worlds += 1;
        so_far.told += u64::from(learns);
    }
}

/// Compares them in every world of every hierarchy with so many people.
pub fn compare_all(people: u32, published: &[bool], widths: &[u32], known: u32, all: bool) -> Compared {
    let mut compared = Compared::default();
    for hierarchy in hierarchies(people, published) {
        let worlds = Worlds::of(&places(&hierarchy, false, 1), known as usize, all);
        for region in published {
            for width in widths {
                compare(&worlds, &places(&hierarchy, *region, *width), known, &mut compared);
            }
        }
    }
    compared
}
