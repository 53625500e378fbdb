//! Every form that is acted on leaves exactly one line in the log of changes: who, what, which and when, no content
//! (PAINS P30).

use crate::{
    World, calendars,
    doors::{Door, Outcome, PEOPLE, doors, filled_in},
    neighbours, on_both_engines,
    tables::count,
    things::Things,
};

/// Forms that leave no line, because this time they change nothing.
const NOTHING_CHANGES: [(&str, &str); 5] = [
    ("/people/<person>/unlinking", "no account is linked"),
    ("/record/export", "a file is given and nothing is changed"),
    ("/sessions/<session>/places", "Mina holds the place already"),
    ("/sessions/<debrief>/places", "Mina holds the place already"),
    ("/signposts/<entry>/return", "the entry was not withdrawn"),
];

const FILE: &str = "it takes a file";
const MORE: &str = "it asks for more than the scene has to give";
const BEGUN: &str = "it is for a session that has begun";
const ENDED: &str = "another form of this scene has ended it, or changed what it was about";

/// Forms that this scene need not have acted on, with the reason. If one is, it leaves one line like any other.
const NEED_NOT_ACT: [(&str, &str); 25] = [
    ("/directory-imports", FILE),
    ("/rosters/imports", FILE),
    ("/staffing/imports", FILE),
    ("/staffing/imports/confirmation", MORE),
    ("/staffing/returns/<return>", MORE),
    ("/sign-in", MORE),
    ("/sign-in/<challenge>", MORE),
    ("/signposts", MORE),
    ("/signposts/<entry>/changes", MORE),
    ("/availability", MORE),
    ("/supervision/series", MORE),
    ("/sessions/<session>/move", MORE),
    ("/sessions/<session>/occurrence", BEGUN),
    ("/sessions/<debrief>/occurrence", BEGUN),
    ("/spaces/<space>", ENDED),
    ("/directory-imports/<feed>/confirmation", ENDED),
    ("/rosters/imports/<import>/confirmation", ENDED),
    ("/rosters/imports/<import>/withdrawal", ENDED),
    ("/requests/<proposed>/repetition", ENDED),
    ("/teams/<team>/arrangements/<arrangement>/removal", ENDED),
    ("/availability/<availability>/end", ENDED),
    ("/sessions/<debrief>/cancellation", ENDED),
    ("/debriefs/<debrief>/cancellation", ENDED),
    ("/check-ins/<check-in>/deletion", ENDED),
    ("/outbox/<message>/sending", ENDED),
];

on_both_engines! {
    async fn every_form_that_is_acted_on_leaves_exactly_one_line_in_the_log_of_changes(world: World) {
        neighbours::move_in(&world).await;
        let things = Things::made_in(&world).await;
        let mut posts: Vec<Door> = doors().into_iter().filter(|door| door.posts && !door.acts()).collect();
        posts.sort_by_key(|door| lateness(door.path));
        let (mut wrong, mut acted) = (Vec::new(), 0);
        for door in &posts {
            let Some(at) = (1..PEOPLE.len()).find(|at| door.outcomes[*at] == Outcome::Open) else { continue };
            let person = world.person(PEOPLE[at]).await;
            let before = count(&world.url, "changes").await;
            let form = filled_in(door.path, &things);
            let page = person.send_from_support(&things.address(door.path), &form).await;
            let lines = count(&world.url, "changes").await - before;
            let expected = i64::from(!NOTHING_CHANGES.iter().any(|(path, _)| *path == door.path));
            if matches!(page.status, 200 | 303) {
                acted += 1;
                if lines != expected {
                    wrong.push(format!("{} leaves {lines} lines", door.name()));
                }
            } else if lines != 0 || !NEED_NOT_ACT.iter().any(|(path, _)| *path == door.path) {
                wrong.push(format!("{} was not acted on: {} {lines} {}", door.name(), page.status, page.text()));
            }
        }
        assert!(acted > 55, "only {acted} forms were acted on");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

on_both_engines! {
    async fn what_mina_chooses_is_in_the_log_without_her_name_or_the_hour(world: World) {
        let mina = world.person("Mina").await;
        let id = world.member("Mina").await.id.to_string();
        let as_text = if world.url.starts_with("sqlite:") { "lower(hex(actor_id))" } else { "replace(actor_id::text, '-', '')" };
        let named = format!("changes WHERE {as_text} = '{}'", id.replace('-', ""));
        let (hers, all) = (count(&world.url, &named).await, count(&world.url, "changes").await);
        assert!(hers > 0, "that she signed in stands there with her name");
        let hour = "changes WHERE action IN ('session booked', 'session cancelled', 'debrief asked for', 'request withdrawn')";
        let at_midnight = format!("{hour} AND CAST(changed_at AS TEXT) LIKE '%00:00:00%'");
        let before = count(&world.url, &at_midnight).await;
        let session = calendars::book(&mina).await;
        let cancel = format!("{session}/cancellation");
        mina.fill(&cancel, &cancel, &[]).await.is(303);
        let answers = [("team", "none"), ("since", "today"), ("company", "group"), ("parts", "mornings")];
        let asked = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        mina.fill(&asked, &format!("{asked}/withdrawal"), &[]).await.is(303);
        assert_eq!(count(&world.url, "changes").await - all, 4, "booked, cancelled, asked and withdrawn");
        assert_eq!(count(&world.url, &named).await, hers, "no line more has her name");
        assert_eq!(count(&world.url, &at_midnight).await - before, 4, "the day alone");
    }
}

/// What ends something comes after what needs it, somebody's erasing their record after that, and a person's leaving last of all.
fn lateness(path: &str) -> usize {
    let ends = ["removal", "cancellation", "withdrawal", "ending", "/end", "deletion", "departure", "hand-back"];
    match path {
        "/record/erasure" => 2,
        "/people/<person>/departure" => 3,
        _ => usize::from(ends.iter().any(|end| path.contains(end))),
    }
}
