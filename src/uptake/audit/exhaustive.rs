//! The audit against the enumeration of every world. `cargo bench --bench audit` goes further than there is time for
//! here: every set of published places for nine people too.

use super::{
    oracle::Worlds,
    shapes::{Compared, compare, compare_all, hierarchies, places},
};

const EITHER: [bool; 2] = [false, true];

#[test]
fn hierarchies_are_all_of_them() {
    // The number of multisets of multisets, OEIS A001970.
    let found: Vec<usize> = (1..=9).map(|people| hierarchies(people, &[true]).len()).collect();
    assert_eq!(found, [1, 3, 6, 14, 27, 58, 111, 223, 424]);
}

#[test]
fn people_of_one_place_are_alike() {
    for people in 1..=4 {
        for known in 0..=3 {
            let asked = |all| compare_all(people, &EITHER, &[1, 2], known, all);
            assert_eq!(asked(true), asked(false));
        }
    }
}

#[test]
fn the_audit_is_right_in_every_world_of_up_to_five_people_whatever_is_published() {
    let compared = (1..=5).flat_map(|people| (0..=3).map(move |known| (people, known)));
    let compared: Vec<Compared> =
        compared.map(|(people, known)| compare_all(people, &EITHER, &[1, 2, 3], known, false)).collect();
    assert!(compared.iter().any(|one| one.told > 0) && compared.iter().all(|one| one.told < one.worlds));
}

#[test]
fn the_audit_is_right_in_every_world_of_up_to_nine_people_whichever_levels_are_published() {
    let levels = [[true, false, false], [true, true, false], [true, false, true], [false, true, true], [true; 3]];
    let mut compared = Compared::default();
    for people in 6..=9 {
        for mut hierarchy in hierarchies(people, &[true]) {
            let worlds = Worlds::of(&places(&hierarchy, false, 1), 2, false);
            for ([sites, organisations, region], width) in levels.into_iter().zip([2, 3, 4, 5, 7]) {
                for organisation in &mut hierarchy {
                    organisation.0 = organisations;
                    organisation.1.iter_mut().for_each(|site| site.1 = sites);
                }
                compare(&worlds, &places(&hierarchy, region, width), 2, &mut compared);
            }
        }
    }
    assert!(compared.told > 10_000 && compared.worlds - compared.told > 10_000, "{compared:?}");
}
