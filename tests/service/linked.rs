//! Whose account somebody's is at the provider: whose domain it has, what its owner sees, and taking the two apart.

use scraper::Selector;
use serde_json::json;

use crate::{
    Person, World,
    front_door_elsewhere::{account, grace_takes, signs_in},
    neighbours, on_both_engines,
    pages::faults,
    provider::OtherSide,
    tables,
};

const MINA: &str = "mina.okafor@anytown.example";

/// Ruth, who has come from a provider before, has her account there unlinked.
pub async fn ruth_is_unlinked(world: &World) {
    let known = "INSERT INTO identities (issuer, subject, person_id, linked_at)
        SELECT 'https://login.example', 's-ruth', p.id, p.joined_at FROM people p WHERE p.email = 'ruth.abara@anytown.example'";
    tables::change(&world.url, known.to_owned()).await;
    let grace = world.person("Grace").await;
    let page = grace.get("/people?name=Ruth").await.link("Ruth");
    grace.fill(&page, &format!("{page}/unlinking"), &[]).await.leads_to(&page);
}

/// What somebody is shown at an address, but for the token that is another each time.
async fn shown_to(person: &Person<'_>, path: &str) -> String {
    let page = person.get(path).await.is(200);
    let document = page.document();
    let main = document.select(&Selector::parse("main").unwrap()).next().unwrap().inner_html();
    let fields = page.filled(&format!("{path}/unlinking"), &[]);
    let token = fields.iter().find_map(|(name, value)| (name == "once").then_some(value)).expect("the form has one");
    main.replace(token.as_str(), "once")
}

on_both_engines! {
    async fn an_account_that_was_made_anew_is_linked_once_the_old_one_is_unlinked(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example").await;
        let (mina, grace) = (world.stranger(), world.person("Grace").await);
        mina.get("/sign-in").await.is(200);
        let page = grace.get("/people?name=Mina").await.link("Mina");
        let action = format!("{page}/unlinking");
        let before = shown_to(&grace, &page).await;
        signs_in(&mina, &there, &account("s-mina", MINA)).await.leads_to("/sessions");
        let details = mina.get("/record/details").await.is(200).says("Account you sign in with");
        let details = details.says("ask your service manager to unlink the old one");
        assert_eq!(faults(&details), Vec::<String>::new());
        let anew = account("s-mina-anew", MINA);
        signs_in(&world.stranger(), &there, &anew).await.is(422).says("not registered here");

        let demonstration = world.person("Mina").await;
        // Who has come in from there is not hers to know: she reads the same, and is offered the same.
        assert_eq!(shown_to(&grace, &page).await, before);
        let shown = grace.get(&page).await.is(200).says("If their account was made anew");
        assert_eq!(faults(&shown), Vec::<String>::new());
        for _ in 0..2 {
            grace.submit(&shown, &action, &[]).await.leads_to(&page);
        }
        // Whoever had come in with it is out; whoever came in another way is not.
        mina.get("/support").await.leads_to("/sign-in");
        demonstration.get("/record/details").await.is(200).never_says("Account you sign in with");
        assert_eq!(shown_to(&grace, &page).await, before);
        let letters = world.post_of(MINA).await;
        assert_eq!(letters.iter().filter(|letter| letter.contains("Your account is no longer linked")).count(), 1);
        demonstration.get("/record/messages").await.is(200).says("Your account is no longer linked");
        assert_eq!(tables::count(&world.url, "changes WHERE action = 'account unlinked'").await, 1);
        // Unlinking shuts no account out: the old one, without her address, is nobody, and with it is linked again.
        signs_in(&world.stranger(), &there, &json!({ "sub": "s-mina" })).await.is(422);
        signs_in(&mina, &there, &account("s-mina", MINA)).await.leads_to("/sessions");
        signs_in(&world.stranger(), &there, &anew).await.is(422).says("not registered here");
        grace.fill(&page, &action, &[]).await.leads_to(&page);
        // The new one comes first this time.
        signs_in(&mina, &there, &anew).await.leads_to("/sessions");
        mina.get("/support").await.is(200).says("Mina");
        signs_in(&world.stranger(), &there, &account("s-mina", MINA)).await.is(422).says("not registered here");
    }

    async fn nobody_unlinks_their_own_account(world: World) {
        let known = "INSERT INTO identities (issuer, subject, person_id, linked_at)
            SELECT 'https://login.example', 's-grace', p.id, p.joined_at FROM people p WHERE p.email = 'grace.lim@anytown.example'";
        tables::change(&world.url, known.to_owned()).await;
        let grace = world.person("Grace").await;
        let page = grace.get("/people?name=Grace").await.link("Grace");
        grace.get(&page).await.is(200).says("This is your own registration").never_says("Unlink");
        let fields = [("once".to_owned(), "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11".to_owned())];
        grace.send(&format!("{page}/unlinking"), &fields).await.is(404);
        assert_eq!(tables::count(&world.url, "identities").await, 1);
    }

    async fn nobody_next_door_unlinks_her_and_where_nothing_is_linked_nobody_is_told(world: World) {
        neighbours::move_in(&world).await;
        let grace = world.person("Grace").await;
        let page = grace.get("/people?name=Mina").await.link("Mina");
        let action = format!("{page}/unlinking");
        let fields = [("once".to_owned(), "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11".to_owned())];
        let told = world.post_of(MINA).await.len();
        world.person("Ffion").await.send(&action, &fields).await.is(404);
        world.person("Mina").await.send(&action, &fields).await.is(404);
        grace.send(&action, &fields).await.leads_to(&page);
        assert_eq!(tables::count(&world.url, "changes WHERE action = 'account unlinked'").await, 0);
        assert_eq!(world.post_of(MINA).await.len(), told);
    }

    async fn a_domain_that_one_organisation_has_listed_is_not_another_ones(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        neighbours::move_in(&world).await;
        let world = world.with_provider(there.provider()).await;
        grace_takes(&world, "anytown.example\nshared.example").await;
        let ffion = world.person("Ffion").await;
        let terms = |domains| [("domains", domains), ("codes", "allowed")];
        let before = tables::read(&world.url).await;
        let page = ffion.fill("/settings/sign-in", "/settings/sign-in", &terms("next.example\nanytown.example")).await;
        page.is(422).says("Another organisation has listed one of these already").says("next.example");
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "a domain of another's");
        ffion.fill("/settings/sign-in", "/settings/sign-in", &terms("next.example\nshared.example")).await.is(303);
        // Whoever Ffion registers with Mina's address keeps nobody from being Mina.
        let una = [("name", "Una Moss"), ("email", MINA), ("job_title", "Librarian"), ("profession", "librarian")];
        ffion.fill("/people/new", "/people", &una).await.leads_to("/people/");
        let mina = world.stranger();
        signs_in(&mina, &there, &account("s-mina", MINA)).await.leads_to("/sessions");
        mina.get("/support").await.is(200).says("Mina");
        // In a domain that is shared nothing tells which of the two is meant: then it is nobody.
        for manager in ["Grace", "Ffion"] {
            let new = [("name", "Ana Ruiz"), ("email", "ana@shared.example"), ("job_title", "Librarian"), ("profession", "librarian")];
            world.person(manager).await.fill("/people/new", "/people", &new).await.leads_to("/people/");
        }
        signs_in(&world.stranger(), &there, &account("s-ana", "ana@shared.example")).await.is(422).says("not registered here");
    }
}
