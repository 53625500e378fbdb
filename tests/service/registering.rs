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
        let tomos = grace.fill("/people/new", "/people", &NEW).await.leads_to("/people/");
        let page = grace.get(&tomos).await.is(200).says("tomos.ellis@anytown.example").says("clare.benson@anytown.example");
        page.says("Not known").says("sees in their record that you opened this");
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
        send(&[("line_manager", "clare")]).await.is(422).says("in the right form, or leave this empty");
        let page = send(&[("band", "10"), ("qualified_basis", "magic"), ("wte", "37.5")]).await.is(422);
        page.says("Choose a band").says("Choose from the list what they are qualified by").says("from 0.01 to 1, like 0.8");
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

    async fn grace_changes_what_is_registered_but_not_whose_address_it_is(world: World) {
        let grace = world.person("Grace").await;
        let mina = grace.get("/people?name=okafor").await.is(200).link("Mina");
        let page = grace.get(&mina).await.is(200).says("Band 7").says("Chartership of CILIP").says("Post as WTE 1");
        let edit = page.link("Change this registration");
        let form = grace.get(&edit).await.is(200).says("Their address stays mina.okafor@anytown.example");
        assert!(form.choices("email").is_empty(), "whoever could change it could read what is hers");
        let with_address = [("name", "Mina Lund"), ("email", "grace.lim@anytown.example")];
        grace.submit(&form, &edit, &with_address).await.is(422).says("does not belong");
        let new = [("name", "Mina Lund"), ("band", "8a"), ("wte", "0.9"), ("line_manager", "ruth.abara@anytown.example")];
        grace.submit(&form, &edit, &new).await.leads_to(&mina);
        grace.get(&mina).await.says("Mina Lund").says("Band 8a").says("ruth.abara@anytown.example");
        world.person("Mina").await.get("/record").await.is(200).says("Grace Lim").says("Registration");
    }

    async fn whoever_is_a_line_managers_address_is_never_offered_whether_registered_before_or_after(world: World) {
        let (grace, mina) = (world.person("Grace").await, world.person("Mina").await);
        let edit = format!("{}/registration", grace.get("/people?name=mina").await.link("Mina"));
        grace.fill(&edit, &edit, &[("line_manager", "dana.whitlock@anytown.example")]).await.leads_to("/people/");
        mina.get("/supervision").await.is(200).never_says("Dana Whitlock").says("Idris Kaur");
        grace.fill(&edit, &edit, &[("line_manager", "")]).await.leads_to("/people/");
        mina.get("/supervision").await.is(200).says("Dana Whitlock");
        // And whoever no longer facilitates offers nothing any more.
        let edit = format!("{}/registration", grace.get("/people?name=dana").await.link("Dana"));
        let form = grace.get(&edit).await.is(200);
        let without: Vec<_> = form.filled(&edit, &[]).into_iter().filter(|(name, _)| name != "roles").collect();
        grace.send(&edit, &without).await.leads_to("/people/");
        mina.get("/supervision").await.is(200).never_says("Dana Whitlock").says("Idris Kaur");
        world.person("Dana").await.get("/facilitating").await.is(404);
    }

    async fn grace_registers_sites_and_changes_a_team_and_its_leads(world: World) {
        let (grace, owen, ruth) = (world.person("Grace").await, world.person("Owen").await, world.person("Ruth").await);
        let site = [("name", "Hilltop"), ("ods_code", "z9d1e")];
        grace.fill("/sites/new", "/sites", &site).await.leads_to("/sites");
        let page = grace.fill("/sites/new", "/sites", &site).await.is(422).says("That ODS code is already registered");
        assert_eq!(page.choices("name"), ["Hilltop"]);
        grace.fill("/sites/new", "/sites", &[("name", ""), ("ods_code", "no!")]).await.is(422).says("3 to 10 letters and digits");
        let hilltop = grace.get("/sites").await.is(200).says("Z9D1E").says("ODS code Z9A8T").link("Hilltop");
        grace.fill(&hilltop, &hilltop, &[("name", "Hilltop House")]).await.leads_to("/sites");

        let team = ruth.get("/teams").await.link("Adult critical care");
        let edit = grace.get(&team).await.is(200).link("registration or leads");
        let id = hilltop.rsplit('/').next().unwrap();
        for (changes, sentence) in [
            ([("name", "EMERGENCY department"), ("code", "")], "already has a team with that name"),
            ([("name", "Critical care"), ("code", "two words")], "Enter a code of 1 to 20 letters"),
        ] {
            let page = grace.fill(&edit, &edit, &changes).await.is(422).says(sentence);
            assert_eq!(page.choices("name"), [changes[0].1]);
        }
        let new = [("name", "Critical care"), ("site", id), ("specialty", "242"), ("code", "CC-01")];
        grace.fill(&edit, &edit, &new).await.leads_to(&team);
        let page = ruth.get(&team).await.says("Critical care").says("Hilltop House").says("Code CC-01");
        page.says("Paediatric Intensive Care").never_says("registration or leads");

        let leads = format!("{team}/leads");
        grace.fill(&edit, &leads, &[("lead", "nobody@anytown.example")]).await.is(422).says("Register the person first");
        grace.fill(&edit, &leads, &[("lead", "Owen.Pryce@anytown.example")]).await.leads_to(&edit);
        owen.get(&team).await.is(200).says("Led by Owen Pryce, Ruth Abara");
        let page = grace.get(&edit).await.is(200);
        let removal = page.form_of("Ruth Abara no longer leads this team");
        grace.submit(&page, &removal, &[]).await.leads_to(&edit);
        ruth.get(&team).await.is(404);
        let only = page.form_of("Owen Pryce no longer leads this team");
        grace.submit(&page, &only, &[]).await.is(422).says("A team needs a lead. Add another one first");
        owen.get(&team).await.is(200);
    }

    async fn coverage_is_counted_by_specialty_and_site_for_everybody_to_read(world: World) {
        let helen = world.person("Helen").await;
        let page = helen.get(&helen.get("/uptake").await.link("Coverage")).await.is(200);
        let (text, mina) = (page.main(), world.person("Mina").await);
        for line in [
            "Intensive Care Medicine (192) Teams 1 With a librarian 1 Without 0 WTE embedded 1",
            "Palliative Medicine (315) Teams 1 With a librarian 0 Without 1 WTE embedded 0",
            "Anytown Royal Infirmary Teams 2 With a librarian 2 Without 0 WTE embedded 1.8",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        assert_eq!(mina.get("/uptake/coverage").await.main(), text, "librarians open exactly the page that HR sees");
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
