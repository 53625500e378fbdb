//! Every form that is acted on leaves exactly one line in the log of changes: who, what, which and when, no content
//! (PAINS P30).

use std::collections::BTreeMap;

use crate::{
    World,
    doors::{Door, Outcome, PEOPLE, doors, everybody, filled_in},
    neighbours, on_both_engines,
    tables::count,
    things::Things,
};

/// Forms that leave another number of lines, with the reason.
const OTHERWISE: [(&str, i64, &str); 0] = [];

/// Forms that the scene cannot send as they are, with the story that does instead.
const ELSEWHERE: [(&str, &str); 0] = [];

on_both_engines! {
    async fn every_form_that_is_acted_on_leaves_exactly_one_line_in_the_log_of_changes(world: World) {
        neighbours::move_in(&world).await;
        let things = Things::made_in(&world).await;
        let mut posts: Vec<Door> = doors().into_iter().filter(|door| door.posts && !door.acts()).collect();
        posts.sort_by_key(|door| lateness(door.path));
        let (mut wrong, mut acted) = (Vec::new(), BTreeMap::new());
        for door in &posts {
            let people = everybody(&world).await;
            let Some(at) = (1..PEOPLE.len()).find(|at| door.outcomes[*at] == Outcome::Open) else { continue };
            let before = count(&world.url, "changes").await;
            let form = filled_in(door.path, &things);
            let page = people[at].send_from_support(&things.address(door.path), &form).await;
            let lines = count(&world.url, "changes").await - before;
            let expected = OTHERWISE.iter().find(|(path, ..)| *path == door.path).map_or(1, |(_, lines, _)| *lines);
            if page.status == 303 {
                *acted.entry(door.path).or_insert(0) += 1;
                if lines != expected {
                    wrong.push(format!("{} leaves {lines} lines", door.name()));
                }
            } else if !ELSEWHERE.iter().any(|(path, _)| *path == door.path) {
                wrong.push(format!("{} was not acted on: {} {}", door.name(), page.status, page.text()));
            }
        }
        assert!(wrong.is_empty(), "{} acted on\n{}", acted.len(), wrong.join("\n"));
    }
}

/// What ends something comes after what needs it, and a person's leaving last of all.
fn lateness(path: &str) -> usize {
    let ends = ["removal", "cancellation", "withdrawal", "ending", "/end", "deletion", "departure", "hand-back"];
    match path {
        "/people/<person>/departure" => 2,
        _ => usize::from(ends.iter().any(|end| path.contains(end))),
    }
}
