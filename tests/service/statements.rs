//! No page asks the database more as its lists grow: six statements at the most, for few rows and for two hundred.

use crate::{
    Person, World,
    crawl::Reached,
    many::{self, MANY},
    on_both_engines,
    things::Things,
};

/// The most statements that a page may need.
const MOST: u64 = 6;

on_both_engines! {
    async fn no_page_needs_more_than_six_statements(world: World) {
        Things::made_in(&world).await;
        for name in ["Mina", "Ruth", "Dana", "Helen", "Grace"] {
            let person = world.person(name).await;
            for address in Reached::by(&person).await.0.keys() {
                assert_few(&world, &person, address).await;
            }
        }
        for path in ["/", "/sign-in", "/demonstration", "/find-support", "/quiet-places", "/urgent-help", "/who-sees-what", "/retention"] {
            assert_few(&world, &world.stranger(), path).await;
        }
        for path in ["/urgent-help", "/accessibility"] {
            assert_eq!(needed(&world, &world.stranger(), path).await, 0, "{path}");
        }
    }

    async fn a_long_list_needs_no_more_than_a_short_one(world: World) {
        Things::made_in(&world).await;
        let team = world.person("Ruth").await.get("/teams").await.link("Adult critical care");
        let lists = [
            ("Mina", vec!["/support", "/sessions", "/supervision", "/supervision?kind=group_supervision", "/check-ins", "/record", "/record/looks", "/record/details", "/record/sessions", "/record/messages", "/record/cpd", "/record/who-sees-what", "/calendar", "/requests/new", "/uptake", "/events"]),
            ("Ruth", vec![team.as_str(), "/teams", "/support"]),
            ("Dana", vec!["/facilitating", "/facilitating/conflicts", "/requests", "/availability", "/availability/new"]),
            ("Grace", vec![team.as_str(), "/teams", "/uptake", "/spaces", "/spaces/new", "/events/keeping", "/closure-days"]),
            ("", vec!["/find-support", "/quiet-places", "/demonstration"]),
        ];
        let debriefs = format!("{team}/debriefs");
        let few = count(&world, &lists, &debriefs).await;
        many::fill(&world, team.rsplit('/').next().unwrap().parse().unwrap()).await;
        let many = count(&world, &lists, &debriefs).await;
        let grown: Vec<_> = few.iter().zip(&many).filter(|(few, many)| few != many).collect();
        assert!(grown.is_empty(), "{grown:?}");
        assert!(many.iter().all(|(_, needed)| *needed <= MOST), "{many:?}");
        long_lists_are_long(&world, &debriefs).await;
    }
}

type Counts = Vec<(String, u64)>;

async fn count(world: &World, lists: &[(&str, Vec<&str>)], debriefs: &str) -> Counts {
    let mut counts = Counts::new();
    for (name, paths) in lists {
        let person = if name.is_empty() { world.stranger() } else { world.person(name).await };
        for path in paths {
            counts.push((format!("{path} for {name}"), needed(world, &person, path).await));
        }
    }
    let ruth = world.person("Ruth").await;
    counts.push((debriefs.to_owned(), needed(world, &ruth, debriefs).await));
    counts
}

/// How many statements a page needs.
async fn needed(world: &World, person: &Person<'_>, path: &str) -> u64 {
    let before = world.db.statements();
    let page = person.get(path).await;
    assert!(matches!(page.status, 200 | 303), "{path}: {}", page.status);
    world.db.statements() - before
}

async fn assert_few(world: &World, person: &Person<'_>, path: &str) {
    let needed = needed(world, person, path).await;
    assert!(needed <= MOST, "{path} needs {needed} statements");
}

async fn long_lists_are_long(world: &World, debriefs: &str) {
    let (mina, ruth, dana) = (world.person("Mina").await, world.person("Ruth").await, world.person("Dana").await);
    let team = debriefs.trim_end_matches("/debriefs");
    for (person, path, item) in [
        (&mina, "/sessions", "href=\"/sessions/"),
        (&mina, "/check-ins", "href=\"/check-ins/"),
        (&mina, "/record/looks", "<tr "),
        (&ruth, debriefs, "href=\"/sessions/"),
        (&ruth, team, " WTE, "),
        (&dana, "/facilitating", "href=\"/sessions/"),
        (&dana, "/requests", "action=\"/requests/"),
        (&dana, "/availability", "bank holidays left out"),
        (&dana, "/events", "href=\"/events/"),
        (&dana, "/find-support", "Who will know:"),
        (&dana, "/quiet-places", "href=\"/quiet-places/"),
    ] {
        let lines = person.get(path).await.is(200).html.matches(item).count();
        assert!(lines >= MANY / 2, "{path} shows {lines} lines");
    }
}
