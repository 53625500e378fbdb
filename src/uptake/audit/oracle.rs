//! The slow truth: every world is written down, and every person, with every few others, is looked for in all of them.
//! It knows nothing of intervals.

use std::collections::HashMap;

use super::{Band, Tree};

/// A place of a world: where it lies, how many people of its own it has, and in which bands its count is published.
#[derive(Clone, Debug)]
pub struct Place {
    pub within: Option<usize>,
    pub people: u32,
    pub bands: Option<Vec<Band>>,
}

/// The most people of whom every world is written down.
const MOST: usize = 9;

/// A set of worlds, one bit for each. A world is a number whose bits say who did it.
type Set = [u128; 4];

/// A person, and the others whose answers are known.
type Question = (usize, Vec<usize>);

/// Every world of some people, without anything published yet.
pub struct Worlds {
    /// For each person the worlds in which they did not do it, and those in which they did.
    answers: Vec<[Set; 2]>,
    /// The worlds by how many of each place did it.
    counts: Vec<(Vec<u32>, Set)>,
    questions: Vec<Question>,
}

/// Bands of one width, the last one as wide as is left.
pub fn bands(people: u32, width: u32) -> Vec<Band> {
    (0..=people).step_by(width as usize).map(|low| Band { low, high: people.min(low + width - 1) }).collect()
}

/// The places with what is published of each in one world, for the audit.
pub fn tree(places: &[Place], did: &[u32]) -> Tree {
    let mut tree = Tree::default();
    for (place, did) in places.iter().zip(did) {
        tree.add(place.within, *did, place.people - did);
    }
    for (at, seen) in seen(places, did).into_iter().enumerate() {
        if let (Some(seen), Some(bands)) = (seen, &places[at].bands) {
            tree.publish(at, bands[seen]);
        }
    }
    tree
}

/// Which band of each published place its count lies in.
pub fn seen(places: &[Place], did: &[u32]) -> Vec<Option<usize>> {
    let mut counts = did.to_vec();
    for at in (0..places.len()).rev() {
        if let Some(within) = places[at].within {
            counts[within] += counts[at];
        }
    }
    let band = |(place, count): (&Place, &u32)| {
        place
            .bands
            .as_ref()
            .map(|bands| bands.iter().position(|band| band.holds(*count)).expect("a band for each count"))
    };
    places.iter().zip(&counts).map(band).collect()
}

impl Worlds {
    /// Of the people of these places, for an attacker who knows the answers of `known` others.
    ///
    /// People of one place are alike, so it is enough to ask about the first of each place, with the first others of
    /// each: whoever they stand for, some world among those with the same counts has them there. `all` asks about
    /// everybody.
    pub fn of(places: &[Place], known: usize, all: bool) -> Self {
        let homes = places.iter().enumerate().flat_map(|(at, place)| vec![at; place.people as usize]);
        let home: Vec<usize> = homes.collect();
        assert!(home.len() <= MOST, "too many worlds to write down");
        let mut answers = vec![[Set::default(); 2]; home.len()];
        let mut counts: HashMap<Vec<u32>, Set> = HashMap::new();
        for world in 0..1_usize << home.len() {
            let mut did = vec![0; places.len()];
            for (person, at) in home.iter().enumerate() {
                let answer = world >> person & 1;
                did[*at] += u32::from(answer == 1);
                add(&mut answers[person][answer], world);
            }
            add(counts.entry(did).or_default(), world);
        }
        let mut questions = questions(home.len(), known);
        questions.retain(|(person, others)| all || first_of_their_places(&home, *person, others));
        Self { answers, counts: counts.into_iter().collect(), questions }
    }

    /// For every way in which the people can have answered, by how many did it in each place, whether the attacker
    /// learns somebody's answer from what is published.
    pub fn verdicts(&self, places: &[Place]) -> Vec<(&[u32], bool)> {
        let mut alike: HashMap<Vec<Option<usize>>, Set> = HashMap::new();
        for (did, worlds) in &self.counts {
            let set = alike.entry(seen(places, did)).or_default();
            *set = join(set, worlds);
        }
        let learning = alike.values().map(|worlds| self.learning(worlds)).fold(Set::default(), |a, b| join(&a, &b));
        self.counts.iter().map(|(did, worlds)| (&did[..], !is_empty(&meet(worlds, &learning)))).collect()
    }

    /// Those of some worlds that look alike in which somebody's answer is learned.
    fn learning(&self, worlds: &Set) -> Set {
        let mut learning = Set::default();
        for (person, others) in &self.questions {
            for answered in 0..1_usize << others.len() {
                let known = others
                    .iter()
                    .enumerate()
                    .fold(*worlds, |worlds, (bit, other)| meet(&worlds, &self.answers[*other][answered >> bit & 1]));
                let [no, yes] = [0, 1].map(|answer| is_empty(&meet(&known, &self.answers[*person][answer])));
                if no != yes {
                    learning = join(&learning, &known);
                }
            }
        }
        learning
    }
}

/// Every person with every `known` others, or with all others when they are fewer.
fn questions(people: usize, known: usize) -> Vec<Question> {
    let size = known.min(people.saturating_sub(1));
    let others = |person: usize| {
        let sets =
            (0..1_usize << people).filter(move |set| set.count_ones() as usize == size && set >> person & 1 == 0);
        sets.map(move |set| (person, (0..people).filter(|other| set >> other & 1 == 1).collect()))
    };
    (0..people).flat_map(others).collect()
}

fn first_of_their_places(home: &[usize], person: usize, others: &[usize]) -> bool {
    let before = |of: usize| (0..of).filter(move |one| home[*one] == home[of]);
    before(person).next().is_none()
        && others.iter().all(|other| before(*other).all(|one| one == person || others.contains(&one)))
}

fn add(set: &mut Set, world: usize) {
    set[world / 128] |= 1 << (world % 128);
}

fn meet(a: &Set, b: &Set) -> Set {
    [a[0] & b[0], a[1] & b[1], a[2] & b[2], a[3] & b[3]]
}

fn join(a: &Set, b: &Set) -> Set {
    [a[0] | b[0], a[1] | b[1], a[2] | b[2], a[3] | b[3]]
}

fn is_empty(set: &Set) -> bool {
    *set == Set::default()
}
