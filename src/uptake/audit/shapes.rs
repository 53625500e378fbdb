//! Every small hierarchy: people at sites, sites in organisations, organisations in one region, with every choice of
//! which places are published.

use super::{
    alike::Alike,
    audit,
    oracle::{Place, Worlds, bands, tree},
};

/// A site: how many people, and whether it is published.
type Site = (u32, bool);

/// An organisation: whether it is published, and its sites.
type Organisation = (bool, Vec<Site>);

/// An organisation as it is published: of its people those of whom nothing nearer is, its published sites, and whether it
/// is published itself beside them.
#[derive(Clone)]
struct Part {
    size: u32,
    own: u32,
    sites: Vec<u32>,
    shown: bool,
}

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

/// Everything that can be published of so many people at three levels, up to what makes no difference: of whom nothing
/// nearer is published are put into the nearest place around them that is, as everybody who only sees what is published
/// takes them for people of one place.
pub fn published(people: u32, width: u32) -> Vec<Vec<Place>> {
    let numbers: Vec<u32> = (1..=people).collect();
    let mut parts: Vec<Part> = Vec::new();
    for size in 1..=people {
        parts.push(Part { size, own: 0, sites: vec![size], shown: false });
        if size > 1 {
            parts.push(Part { size, own: size, sites: Vec::new(), shown: true });
        }
        for inside in 1..=size {
            let sites = multisets(inside, &numbers, &|site| *site);
            // One site is its organisation.
            let sites = sites.into_iter().filter(|sites| inside < size || sites.len() > 1);
            parts.extend(sites.map(|sites| Part { size, own: size - inside, sites, shown: true }));
        }
    }
    let place = |within, own, whole, width| Place { within, people: own, bands: Some(bands(whole, width)) };
    let mut all = Vec::new();
    for inside in 0..=people {
        for parts in multisets(inside, &parts, &|part| part.size) {
            let mut places = vec![place(None, people - inside, people, width + 2)];
            for part in parts {
                let within = if part.shown { places.len() } else { 0 };
                places.extend(part.shown.then(|| place(Some(0), part.own, part.size, width + 1)));
                places.extend(part.sites.into_iter().map(|site| place(Some(within), site, site, width)));
            }
            all.push(places);
        }
    }
    all
}

/// Compares the audit with the enumeration in every world of these places.
pub fn compare(worlds: &Worlds, places: &[Place], known: u32, so_far: &mut Compared) {
    judge(worlds.verdicts(places), places, known, so_far);
}

/// Of worlds that differ in which of several like sites is which, one is enough.
fn is_first_of_its_kind(places: &[Place], did: &[u32]) -> bool {
    let has_none_within = |at: usize| places.get(at + 1).is_none_or(|next| next.within != Some(at));
    let alike = |at: usize| {
        let (one, next) = (&places[at], &places[at + 1]);
        let is_site = one.within == next.within && has_none_within(at) && has_none_within(at + 1);
        is_site && one.people == next.people && one.bands == next.bands
    };
    (0..places.len() - 1).all(|at| !alike(at) || did[at] >= did[at + 1])
}

/// The same, with people of one place taken together, and worlds that differ in the order of like sites alone once.
pub fn compare_alike(places: &[Place], known: u32, so_far: &mut Compared) {
    let worlds = Alike::of(places, known);
    let mut verdicts = worlds.verdicts(places);
    verdicts.retain(|(did, _)| is_first_of_its_kind(places, did));
    judge(verdicts, places, known, so_far);
}

fn judge(verdicts: Vec<(&[u32], bool)>, places: &[Place], known: u32, so_far: &mut Compared) {
    for (did, learns) in verdicts {
        let found = audit(&tree(places, did), known);
        assert_eq!(found.is_err(), learns, "knowing {known}: {places:?} {did:?} {found:?}");
        so_far.worlds += 1;
        so_far.told += u64::from(learns);
    }
}

/// Compares them in every world of every hierarchy with so many people, people of one place taken together.
pub fn compare_all_alike(people: u32, published: &[bool], widths: &[u32], known: u32) -> Compared {
    let mut compared = Compared::default();
    for hierarchy in hierarchies(people, published) {
        let worlds = Alike::of(&places(&hierarchy, false, 1), known);
        for (region, width) in published.iter().flat_map(|region| widths.iter().map(move |width| (*region, *width))) {
            let places = places(&hierarchy, region, width);
            judge(worlds.verdicts(&places), &places, known, &mut compared);
        }
    }
    compared
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
