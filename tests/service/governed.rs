//! Who is HR and who looks after the service, where groups at the provider say so.

use serde_json::{Value, json};

use crate::{
    Person, World,
    front_door::{ask_for_code, code_sent, type_code},
    front_door_elsewhere::{account, grace_takes, signs_in},
    on_both_engines,
    provider::OtherSide,
    tables,
};

const GRACE: &str = "grace.lim@anytown.example";
const SAM: &str = "sam.lindqvist@anytown.example";

fn in_groups(subject: &str, email: &str, groups: &[&str]) -> Value {
    let mut claims = account(subject, email);
    claims["groups"] = json!(groups);
    claims
}

async fn by_code<'w>(world: &'w World, email: &str) -> Person<'w> {
    let person = world.stranger();
    let challenge = ask_for_code(&person, email, "").await;
    let code = code_sent(world, email).await;
    type_code(&person, &challenge, &code).await.leads_to("/support");
    person
}

async fn from_there<'w>(world: &'w World, there: &OtherSide, claims: &Value) -> Person<'w> {
    let person = world.stranger();
    signs_in(&person, there, claims).await.leads_to("/sessions");
    person
}

on_both_engines! {
    async fn a_role_that_a_group_gave_counts_for_nobody_who_comes_in_by_a_code(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        grace_takes(&world.with_provider(there.provider()).await, "anytown.example").await;
        let governed = world.with_provider(there.provider_with_groups()).await;
        let sam = from_there(&governed, &there, &in_groups("s-sam", SAM, &["alongside-managers"])).await;
        sam.get("/people").await.is(200);
        by_code(&governed, SAM).await.get("/people").await.is(404);
        // Nor where the groups, or the whole provider, were taken out of the settings since.
        by_code(&world, SAM).await.get("/people").await.is(404);
        assert_eq!(tables::count(&world.url, "roles WHERE by_group").await, 1);
        sam.get("/people").await.is(200);
    }

    async fn a_role_that_was_given_by_hand_counts_by_a_code_until_groups_say_who_has_it(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let governed = world.with_provider(there.provider_with_groups()).await;
        // Nobody can come from the provider before somebody lists a domain: Grace comes in by a code.
        let grace = by_code(&governed, GRACE).await;
        let page = grace.get("/settings/sign-in").await.is(200).says("counts only for somebody who has signed in with Anytown account");
        let fields = [("domains", "anytown.example"), ("codes", "allowed")];
        grace.submit(&page, "/settings/sign-in", &fields).await.leads_to("/support");
        grace.get("/people").await.is(404);
        grace.get("/support").await.is(200).never_says("How people sign in");
        let again = from_there(&governed, &there, &in_groups("s-grace", GRACE, &["alongside-managers"])).await;
        again.get("/people").await.is(200);
        again.fill("/settings/sign-in", "/settings/sign-in", &fields).await.leads_to("/settings/sign-in");
    }

    async fn nobody_gives_up_the_service_by_a_list_of_domains_without_their_own(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let governed = world.with_provider(there.provider_with_groups()).await;
        let grace = by_code(&governed, GRACE).await;
        let before = tables::read(&world.url).await;
        let with = |domains| [("domains", domains), ("codes", "allowed")];
        let page = grace.fill("/settings/sign-in", "/settings/sign-in", &with("elsewhere.example")).await.is(422);
        page.says("List what your own email address ends in too").says("elsewhere.example");
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "refused");
        grace.get("/people").await.is(200);
        // From the provider she has the role whatever is listed, and may list what she likes.
        grace.fill("/settings/sign-in", "/settings/sign-in", &with("anytown.example")).await.leads_to("/support");
        let again = from_there(&governed, &there, &in_groups("s-grace", GRACE, &["alongside-managers"])).await;
        again.fill("/settings/sign-in", "/settings/sign-in", &with("elsewhere.example")).await.leads_to("/settings/sign-in");
    }

    async fn a_role_that_a_group_gave_is_by_hand_once_groups_govern_no_more_and_it_is_saved(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        let there_alone = world.with_provider(there.provider()).await;
        grace_takes(&there_alone, "anytown.example").await;
        let governed = world.with_provider(there.provider_with_groups()).await;
        let grace = from_there(&governed, &there, &in_groups("s-grace", GRACE, &["alongside-managers"])).await;
        from_there(&governed, &there, &in_groups("s-sam", SAM, &["alongside-managers"])).await;
        let sam = grace.get("/people?name=Sam").await.link("Sam");
        let form = format!("{sam}/registration");
        // While groups govern, saving what stands there changes nothing of it.
        grace.fill(&form, &form, &[]).await.leads_to(&sam);
        let by_code = by_code(&world, SAM).await;
        by_code.get("/people").await.is(404);
        // A clock of its own: the one before has stood still since, and takes no token that was made later.
        let there_alone = world.with_provider(there.provider()).await;
        let grace = from_there(&there_alone, &there, &account("s-grace", GRACE)).await;
        grace.fill(&form, &form, &[]).await.leads_to(&sam);
        by_code.get("/people").await.is(200);
    }

    async fn nobody_gives_or_takes_by_hand_what_follows_from_a_group(world: World) {
        let Some(there) = OtherSide::start().await else { return };
        grace_takes(&world.with_provider(there.provider()).await, "anytown.example").await;
        let governed = world.with_provider(there.provider_with_groups()).await;
        let grace = from_there(&governed, &there, &in_groups("s-grace", GRACE, &["alongside-managers"])).await;
        let sam = grace.get("/people?name=Sam").await.link("Sam");
        let form = format!("{sam}/registration");
        let before = tables::read(&world.url).await;
        let details = [("name", "Sam Lindqvist"), ("job_title", "Librarian"), ("profession", "librarian")];
        let with = |role| [&details[..], &[("roles", role)]].concat();
        for role in ["hr", "service_manager"] {
            let page = grace.fill(&form, &form, &with(role)).await.is(422).says("follows from groups");
            page.says("cannot be changed here");
            let new = [&with(role)[..], &[("email", "una.moss@anytown.example")]].concat();
            grace.fill("/people/new", "/people", &new).await.is(422).says("follows from groups");
        }
        // Nor is Grace's own taken from her.
        let hers = grace.get("/people?name=Grace").await.link("Grace");
        let own = format!("{hers}/registration");
        let standing = grace.get(&own).await.filled(&own, &[]);
        let without: Vec<_> = standing.into_iter().filter(|(name, _)| name != "roles").collect();
        grace.send(&own, &without).await.is(422).says("follows from groups");
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "refused");
        // Facilitating follows from no group.
        grace.fill(&form, &form, &with("facilitator")).await.leads_to(&sam);
    }
}
