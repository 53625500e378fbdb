//! P27(b): an attack on two releases at once. The people are the same, but for one who joins and one who leaves; the attacker
//! holds both releases and both rosters, and knows of some people what they did in either quarter. A world says of everybody
//! who stayed what they did in both.

use std::collections::BTreeMap;

use super::{
    attacks::{attacked, made},
    bands::Rules,
    contents::Range,
};

/// What a release says of a group of people, by how many did it; nothing where they are too few.
type Says = Vec<Option<Range>>;

/// Who was there: so many in both quarters, and perhaps one in the first alone and one in the second alone.
#[derive(Clone, Copy, Debug)]
struct Staff {
    stayed: u32,
    left: u32,
    joined: u32,
}

/// How many did which: of those who stayed by what they did in the first and the second quarter, then of those who left and
/// of those who joined.
type World = [u32; 8];

/// What somebody did in the first quarter and in the second; nothing where they were not there.
type Did = (Option<u32>, Option<u32>);

/// What somebody of each of those eight did in the first quarter and in the second.
const DID: [Did; 8] = [
    (Some(0), Some(0)),
    (Some(0), Some(1)),
    (Some(1), Some(0)),
    (Some(1), Some(1)),
    (Some(0), None),
    (Some(1), None),
    (None, Some(0)),
    (None, Some(1)),
];

/// What a release as it is drawn up says of an organisation of so many people.
fn release(people: u32) -> Says {
    let says = |did| attacked(&made(&vec![vec![vec![(people, did)]]])).0.groups.first().map(|group| group.bands[3]);
    (0..=people).map(says).collect()
}

fn worlds(staff: Staff) -> Vec<World> {
    let mut all = Vec::new();
    for a in 0..=staff.stayed {
        for b in 0..=staff.stayed - a {
            for c in 0..=staff.stayed - a - b {
                for (left, joined) in
                    (0..=staff.left).flat_map(|left| (0..=staff.joined).map(move |joined| (left, joined)))
                {
                    let d = staff.stayed - a - b - c;
                    all.push([a, b, c, d, staff.left - left, left, staff.joined - joined, joined]);
                }
            }
        }
    }
    all
}

/// How many did it in each quarter.
fn counts(world: &World) -> (usize, usize) {
    let sum = |of: fn(&Did) -> Option<u32>| {
        DID.iter().zip(world).map(|(did, people)| of(did).unwrap_or(0) * people).sum::<u32>() as usize
    };
    (sum(|did| did.0), sum(|did| did.1))
}

/// Whether in some world an attacker who knows so many people, and takes only some worlds to be possible, learns what one
/// more did in either quarter.
fn learns(staff: Staff, says: (&Says, &Says), known: u32, possible: impl Fn(&World) -> bool) -> bool {
    let mut alike: BTreeMap<_, Vec<World>> = BTreeMap::new();
    for world in worlds(staff).into_iter().filter(possible) {
        let (first, second) = counts(&world);
        let seen = [says.0[first], says.1[second]].map(|band| band.map(|Range(low, high)| (low, high)));
        alike.entry(seen).or_default().push(world);
    }
    let mut choices = Vec::new();
    choose(known, &mut World::default(), 0, &mut choices);
    alike.values().any(|worlds| choices.iter().any(|known| tells(worlds, known)))
}

fn choose(size: u32, chosen: &mut World, from: usize, all: &mut Vec<World>) {
    if size == 0 {
        all.push(*chosen);
        return;
    }
    for kind in from..chosen.len() {
        chosen[kind] += 1;
        choose(size - 1, chosen, kind, all);
        chosen[kind] -= 1;
    }
}

/// Whether, of worlds that look alike, those with these people in them leave one answer of one more.
fn tells(worlds: &[World], known: &World) -> bool {
    let holds = |world: &World, least: &World| world.iter().zip(least).all(|(there, least)| there >= least);
    let left: Vec<&World> = worlds.iter().filter(|world| holds(world, known)).collect();
    let could = |answers: &[usize]| {
        answers.iter().any(|kind| {
            let mut one_more = *known;
            one_more[*kind] += 1;
            left.iter().any(|world| holds(world, &one_more))
        })
    };
    // Somebody who stayed, asked about the first quarter and about the second; who left; who joined.
    let questions: [[&[usize]; 2]; 4] = [[&[0, 1], &[2, 3]], [&[0, 2], &[1, 3]], [&[4], &[5]], [&[6], &[7]]];
    questions.iter().any(|[no, yes]| could(no) != could(yes))
}

fn staff() -> impl Iterator<Item = Staff> {
    let moves = [(0, 0), (0, 1), (1, 0), (1, 1)];
    (9..=14).flat_map(move |stayed| moves.map(|(left, joined)| Staff { stayed, left, joined }))
}

#[test]
fn p27b_nobody_is_given_away_by_two_releases_with_one_joiner_or_leaver_between_them() {
    let releases: Vec<Says> = (0..=15).map(release).collect();
    let says = |people: u32| &releases[people as usize];
    for staff in staff() {
        let of = (says(staff.stayed + staff.left), says(staff.stayed + staff.joined));
        assert!(!learns(staff, of, 2, |_| true), "{staff:?}");
    }
    // From nine to ten: the first release says nothing of them, and the second does.
    assert!(says(9).iter().all(Option::is_none) && says(10).iter().all(Option::is_some));
}

#[test]
fn the_attack_finds_what_a_less_careful_release_gives_away() {
    let exact = |people: u32| (0..=people).map(|did| Some(Range(did, did))).collect::<Says>();
    // With bands of seven whose last is as narrow as is left, fourteen of fourteen is "14 to 14".
    let narrow = |people: u32| {
        let rules = Rules { last: 1, ..Rules::PRODUCT };
        (0..=people).map(|did| rules.band(people, did).map(Range::from)).collect::<Says>()
    };
    let staff = Staff { stayed: 13, left: 0, joined: 1 };
    for says in [&exact as &dyn Fn(u32) -> Says, &narrow] {
        assert!(learns(staff, (&says(13), &says(14)), 2, |_| true));
    }
    // Whoever knows of six people who did it, at the edge of "0 to 6", knows of all the others that they did not.
    assert!(learns(staff, (&release(13), &release(14)), 6, |_| true));
}

#[test]
fn the_residual_risk_is_what_the_page_says_it_is() {
    // Whoever takes it that everybody who stayed did the same in both quarters can learn what the joiner did: thirteen
    // people of whom six did it, "0 to 6", and then fourteen with "7 to 14".
    let staff = Staff { stayed: 13, left: 0, joined: 1 };
    let of = (&release(13), &release(14));
    let same = |world: &World| world[1] == 0 && world[2] == 0;
    assert!(learns(staff, of, 0, same));
    assert!(!learns(staff, of, 0, |_| true), "without taking that for granted nobody learns it");
}
