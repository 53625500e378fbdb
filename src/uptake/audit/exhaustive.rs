//! The audit against the enumeration of every world. `cargo bench --bench audit -- worlds` writes every place down, also
//! those of which nothing is published, for nine people too.

use super::shapes::{Compared, compare_alike, compare_all, compare_all_alike, hierarchies, published};

const EITHER: [bool; 2] = [false, true];

#[test]
fn hierarchies_are_all_of_them() {
    // The number of multisets of multisets, OEIS A001970.
    let found: Vec<usize> = (1..=9).map(|people| hierarchies(people, &[true]).len()).collect();
    assert_eq!(found, [1, 3, 6, 14, 27, 58, 111, 223, 424]);
    // Counted by generating functions: an organisation of so many people can be published in 1, 4, 7, 12, 19, 30, 45, 67
    // and 97 ways, and a region is any of those together with people of whom nothing nearer is published.
    let found: Vec<usize> = (1..=9).map(|people| published(people, 2).len()).collect();
    assert_eq!(found, [2, 7, 19, 53, 134, 341, 823, 1970, 4582]);
}

#[test]
fn people_of_one_place_are_alike() {
    for people in 1..=4 {
        for known in 0..=3 {
            let asked = |all| compare_all(people, &EITHER, &[1, 2], known, all);
            assert_eq!(asked(true), asked(false));
            assert_eq!(asked(true), compare_all_alike(people, &EITHER, &[1, 2], known));
        }
    }
}

#[test]
fn the_audit_is_right_in_every_world_of_up_to_five_people_person_by_person() {
    let compared = (1..=5).flat_map(|people| (0..=3).map(move |known| (people, known)));
    let compared: Vec<Compared> =
        compared.map(|(people, known)| compare_all(people, &EITHER, &[1, 2, 3], known, false)).collect();
    assert!(compared.iter().any(|one| one.told > 0) && compared.iter().all(|one| one.told < one.worlds));
}

/// One test for each number of people, so that they run side by side.
fn every_world(people: u32, widths: &[u32]) {
    let mut compared = Compared::default();
    for mut places in widths.iter().flat_map(|width| published(people, *width)) {
        compare_alike(&places, 2, &mut compared);
        // As in a release: the whole is told by its groups alone.
        places[0].bands = None;
        compare_alike(&places, 2, &mut compared);
    }
    println!("{people} people: {compared:?}");
    assert!(compared.told > 500 && compared.worlds - compared.told > 500, "{compared:?}");
}

#[test]
fn the_audit_is_right_in_every_world_of_six_and_seven_people_whatever_is_published() {
    every_world(6, &[1, 2, 4, 7]);
    every_world(7, &[1, 3]);
}

#[test]
fn the_audit_is_right_in_every_world_of_eight_people_whatever_is_published() {
    every_world(8, &[3]);
}

#[test]
fn the_audit_is_right_in_every_world_of_nine_people_whatever_is_published() {
    every_world(9, &[2]);
}
