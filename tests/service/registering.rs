//! A service manager registers people and teams; the people they registered can do their jobs.

use crate::{World, on_both_engines};

const NEW: [(&str, &str); 5] = [
    ("name", "Tomos Ellis"),
    ("email", "Tomos.Ellis@anytown.example"),
    ("job_title", "Clinical librarian, stroke"),
    ("profession", "librarian"),
    ("line_manager", "clare.benson@anytown.example"),
];

on_both_engines! {
    async fn grace_registers_a_librarian_and_a_team_and_its_lead_adds_her(world: World) {
        let grace = world.person("Grace").await;
        grace.fill("/people/new", "/people", &NEW).await.leads_to("/people");
        grace.get("/people").await.is(200).says("Tomos Ellis").says("tomos.ellis@anytown.example");
        let form = grace.get("/teams/new").await.is(200);
        let site = form.first_choice("site");
        let team = [("name", "Stroke unit"), ("site", site.as_str()), ("specialty", "328"), ("lead", "owen.pryce@anytown.example")];
        let stroke = grace.submit(&form, "/teams", &team).await.leads_to("/teams/");
        let again = grace.fill("/teams/new", "/teams", &team).await.is(422).says("already has a team with that name");
        assert_eq!(again.choices("name"), ["Stroke unit"]);

        let owen = world.person("Owen").await;
        let action = format!("{stroke}/placements");
        let fields = [("email", "tomos.ellis@anytown.example"), ("role", "Librarian"), ("wte", "1")];
        owen.fill(&format!("{action}/new"), &action, &fields).await.leads_to(&stroke);
        world.person("Tomos").await.get("/support").await.says("Stroke unit").says("Book supervision");
        world.person("Helen").await.get("/uptake").await.says("Embedded librarians registered 4");
    }

    async fn what_is_wrong_is_said_and_nothing_is_lost(world: World) {
        let grace = world.person("Grace").await;
        let with = |changes: &[(&'static str, &'static str)]| {
            let kept = NEW.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
            kept.copied().chain(changes.iter().copied()).collect::<Vec<_>>()
        };
        let send = async |changes: &[(&'static str, &'static str)]| grace.fill("/people/new", "/people", &with(changes)).await;
        send(&[("email", "mina.okafor@anytown.example")]).await.is(422).says("already has that work email address");
        send(&[("line_manager", "nobody@anytown.example")]).await.is(422).says("Register the line manager first");
        let page = send(&[("name", ""), ("email", "x"), ("profession", ""), ("roles", "emperor")]).await.is(422);
        let page = page.says("Enter their name").says("Enter an email address in the right form");
        let page = page.says("Choose whether they are a librarian").says("Choose from the list what else they do");
        assert_eq!(page.choices("job_title"), ["Clinical librarian, stroke"]);
        grace.get("/people").await.never_says("Tomos");
        let team = [("name", "X"), ("specialty", ""), ("lead", "nobody@anytown.example")];
        grace.fill("/teams/new", "/teams", &team).await.is(422).says("Choose the team's specialty");
        let team = [("name", "X"), ("specialty", "328"), ("lead", "nobody@anytown.example")];
        grace.fill("/teams/new", "/teams", &team).await.is(422).says("Register the person first");
    }

    async fn nobody_else_registers_anybody(world: World) {
        for name in ["Mina", "Ruth", "Dana", "Helen"] {
            let person = world.person(name).await;
            person.get("/people").await.is(404);
            person.get("/people/new").await.is(404);
            person.get("/teams/new").await.is(404);
            person.send("/people", &[]).await.is(404);
            person.send("/teams", &[]).await.is(404);
        }
    }
}
