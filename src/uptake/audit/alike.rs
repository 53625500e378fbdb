//! The enumeration once more, with people of one place and one answer taken together: a world is how many of each place did
//! it, so nine people make at most 512 of them and mostly far fewer. It knows nothing of intervals either. That it finds
//! what the enumeration person by person finds (`oracle.rs`) is tested as far as there is time for both.

use std::collections::BTreeMap;

use super::oracle::{Place, seen};

/// A set of worlds, one bit for each.
type Set = [u128; 4];

/// How many people of each place with people of its own are known, by their answer.
type Known = Vec<[u32; 2]>;

/// Every world of some people, by how many of each place did it.
pub struct Alike {
    worlds: Vec<Vec<u32>>,
    /// Of each place with people of its own, how many they are.
    people: Vec<u32>,
    /// For each of those, each answer and each number: the worlds in which at least so many gave it.
    at_least: Vec<[Vec<Set>; 2]>,
    questions: Vec<Known>,
}

impl Alike {
    /// Of the people of these places, for an attacker who knows the answers of `known` others, or of all of them.
    pub fn of(places: &[Place], known: u32) -> Self {
        let mut worlds = vec![Vec::new()];
        for place in places {
            let longer = |world: &Vec<u32>, did| world.iter().copied().chain([did]).collect();
            worlds = worlds.iter().flat_map(|world| (0..=place.people).map(move |did| longer(world, did))).collect();
        }
        assert!(worlds.len() <= 512, "too many worlds to write down");
        let cells: Vec<usize> = (0..places.len()).filter(|at| places[*at].people > 0).collect();
        let people: Vec<u32> = cells.iter().map(|at| places[*at].people).collect();
        let with = |at: usize, answer: usize, least: u32| {
            let mut set = Set::default();
            for (number, world) in worlds.iter().enumerate() {
                let gave = [places[at].people - world[at], world[at]][answer];
                set[number / 128] |= u128::from(gave >= least) << (number % 128);
            }
            set
        };
        let numbers = |at: usize, answer| (0..=places[at].people).map(|least| with(at, answer, least)).collect();
        let at_least = cells.iter().map(|at| [0, 1].map(|answer| numbers(*at, answer))).collect();
        let size = known.min(people.iter().sum::<u32>().saturating_sub(1));
        let mut questions = Vec::new();
        choose(&people, size, &mut Vec::new(), &mut questions);
        Self { worlds, people, at_least, questions }
    }

    /// For every world, whether the attacker learns somebody's answer from what is published.
    pub fn verdicts(&self, places: &[Place]) -> Vec<(&[u32], bool)> {
        let mut alike: BTreeMap<u64, Set> = BTreeMap::new();
        for (number, did) in self.worlds.iter().enumerate() {
            // Which bands are seen, as one number: ten of each place at most.
            let bands = seen(places, did).into_iter().map(|band| band.map_or(0, |band| band as u64 + 1));
            let bands = bands.fold(0, |all, band| all * 11 + band);
            alike.entry(bands).or_default()[number / 128] |= 1 << (number % 128);
        }
        let mut learning = Set::default();
        for worlds in alike.values() {
            for known in &self.questions {
                self.ask(worlds, known, &mut learning);
            }
        }
        let learns = |number: usize| learning[number / 128] >> (number % 128) & 1 == 1;
        self.worlds.iter().enumerate().map(|(number, did)| (&did[..], learns(number))).collect()
    }

    /// Adds those of some worlds that look alike in which, with these people known, one more answer is learned.
    fn ask(&self, worlds: &Set, known: &Known, learning: &mut Set) {
        let mut left = *worlds;
        for (cell, known) in known.iter().enumerate() {
            for answer in [0, 1].into_iter().filter(|answer| known[*answer] > 0) {
                left = meet(&left, &self.at_least[cell][answer][known[answer] as usize]);
            }
        }
        for (cell, known) in known.iter().enumerate() {
            if known[0] + known[1] == self.people[cell] {
                continue;
            }
            // One more of this place, who is not among the known: is there a world for either answer?
            let possible = |answer: usize| {
                let those = meet(&left, &self.at_least[cell][answer][known[answer] as usize + 1]);
                those[0] | those[1] | those[2] | those[3] > 0
            };
            if possible(0) != possible(1) {
                learning.iter_mut().zip(left).for_each(|(all, more)| *all |= more);
                return;
            }
        }
    }
}

/// Every choice of so many people, by place and answer.
fn choose(people: &[u32], size: u32, chosen: &mut Known, all: &mut Vec<Known>) {
    let Some(here) = people.get(chosen.len()) else {
        if size == 0 {
            all.push(chosen.clone());
        }
        return;
    };
    for did in 0..=size.min(*here) {
        for did_not in 0..=(size - did).min(here - did) {
            chosen.push([did_not, did]);
            choose(people, size - did - did_not, chosen, all);
            chosen.pop();
        }
    }
}

fn meet(a: &Set, b: &Set) -> Set {
    [a[0] & b[0], a[1] & b[1], a[2] & b[2], a[3] & b[3]]
}
