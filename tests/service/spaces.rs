//! Quiet places for everybody, and the service manager who keeps them right.

use chrono::TimeDelta;

use crate::{World, on_both_engines, tables};

/// A space as Grace's form describes it.
const BOX_ROOM: [(&str, &str); 12] = [
    ("name", "Box room"),
    ("how_to_find", "Level 1, behind the lifts"),
    ("capacity", "2"),
    ("uses", "reflection"),
    ("step_free", "yes"),
    ("holds_sessions", "yes"),
    ("staffed_from", "9am"),
    ("staffed_to", "5pm"),
    ("staffed_bank", "closed"),
    ("unstaffed", "always"),
    ("way_in", "With a staff card"),
    ("managed_by", "Library"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = BOX_ROOM.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.chain(changes).copied().collect()
}

on_both_engines! {
    async fn somebody_finds_a_quiet_place_that_is_open_and_leaves_no_trace(world: World) {
        let before = tables::read(&world.url).await;
        let somebody = world.stranger();
        let page = somebody.get("/quiet-places").await.is(200).says("4 quiet places");
        page.says("Quiet room").says("Reading room").says("No step-free access").says("Open now, day and night");
        // 3am on Tuesday: the quiet room opens with a card, the reading room at 10am.
        world.pass(TimeDelta::hours(17));
        let page = somebody.get("/quiet-places?open=yes").await.is(200).says("1 quiet place");
        let page = page.says("To get in: With your staff card").never_says("Reading room");
        let room = page.link("Quiet room");
        let page = somebody.get(&room).await.is(200).says("Monday to Friday: 8:30am to 5:30pm").says("Every day: day and night");
        page.says("Managed by Library and knowledge service").says("Up to 4 people");
        let site = somebody.get("/quiet-places").await.choices("site").into_iter().find(|site| !site.is_empty()).unwrap();
        let one_site = somebody.get(&format!("/quiet-places?site={site}")).await.is(200);
        assert_ne!(one_site.text().contains("Reading room"), one_site.text().contains("Study room"));
        somebody.get("/quiet-places?site=nowhere&open=perhaps").await.is(200).says("4 quiet places");
        somebody.get("/quiet-places/1234").await.is(404);
        assert!(somebody.cookies().is_empty());
        assert_eq!(tables::read(&world.url).await, before);
    }

    async fn grace_adds_a_space_and_changes_it(world: World) {
        let grace = world.person("Grace").await;
        let form = grace.get("/spaces/new").await.is(200);
        let site = form.first_choice("site");
        let fields = [with(&[("site", &site)]), vec![("staffed_days", "Mon"), ("staffed_days", "Tue")]].concat();
        grace.submit(&form, "/spaces", &fields).await.leads_to("/spaces");
        let list = grace.get("/spaces").await.is(200).says("Box room");
        let stranger = world.stranger();
        let public = stranger.get("/quiet-places").await.link("Box room");
        stranger.get(&public).await.says("Monday and Tuesday: 9am to 5pm").says("Bank holidays: closed").says("Up to 2 people");

        // The form of a kept space holds what was kept, so saving it as it stands changes nothing.
        let own = list.link("Box room");
        let kept = grace.get(&own).await.is(200);
        grace.submit(&kept, &own, &[]).await.leads_to("/spaces");
        stranger.get(&public).await.says("Monday and Tuesday: 9am to 5pm").says("With a staff card");

        let kept = grace.get(&own).await.is(200);
        grace.submit(&kept, &own, &[("name", "Cloud room"), ("state", "closed")]).await.leads_to("/spaces");
        grace.get("/spaces").await.says("Cloud room").says("Closed for now");
        stranger.get("/quiet-places").await.is(200).never_says("Cloud room");
        stranger.get(&public).await.is(200).says("Closed for now");
    }

    async fn what_cannot_be_right_is_said_beside_its_field_and_nothing_is_lost(world: World) {
        let grace = world.person("Grace").await;
        let form = grace.get("/spaces/new").await.is(200);
        let site = form.first_choice("site");
        let before = tables::read(&world.url).await;
        for (changes, says) in [
            (vec![("name", "")], "Enter the name of the space"),
            (vec![("capacity", "0")], "a number from 1 to 500"),
            (vec![("uses", "sleeping")], "Choose at least one thing that it is for"),
            (vec![], "Select at least one day"),
            (vec![("staffed_text", "Mo-Fr 9 to 5")], "Give the hours in one way"),
            (vec![("staffed_days", "Mon"), ("staffed_to", "9am")], "must be different from the opening time"),
            (vec![("staffed_days", "Mon"), ("staffed_from", "half nine")], "Enter the time it opens like 9:30am"),
            (vec![("staffed_days", "Mon"), ("unstaffed", "")], "Say whether staff can get in"),
            (vec![("staffed_days", "Mon"), ("way_in", "")], "Enter how to get in when nobody staffs it"),
            (vec![("staffed_days", "Mon"), ("unstaffed_from", "6am")], "or take the times out"),
            (vec![("staffed_days", "Mon"), ("unstaffed", "some"), ("unstaffed_text", "Mo 9am")], "cannot be read as opening hours"),
            (vec![("staffed_days", "Mon"), ("name", "Quiet room")], "There is a space with that name at this site already"),
            (vec![("staffed_days", "Mon"), ("door_code", "1234")], "does not belong to it"),
        ] {
            let changes = [vec![("site", site.as_str())], changes].concat();
            let page = grace.submit(&form, "/spaces", &with(&changes)).await.is(422).says(says);
            assert!(page.html.contains("Level 1, behind the lifts"), "{says}: what was typed is lost");
        }
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "refusing");
    }

    async fn a_space_next_door_is_not_graces_to_keep(world: World) {
        crate::neighbours::move_in(&world).await;
        let ffion = world.person("Ffion").await;
        let form = ffion.get("/spaces/new").await.is(200);
        let site = world.person("Grace").await.get("/spaces/new").await.first_choice("site");
        let fields = with(&[("site", &site), ("staffed_days", "Mon")]);
        ffion.submit(&form, "/spaces", &fields).await.is(422).says("Choose one of your organisation's sites");
        let own = ffion.get("/spaces/new").await.first_choice("site");
        ffion.submit(&form, "/spaces", &with(&[("site", &own), ("staffed_days", "Mon")])).await.leads_to("/spaces");
        let theirs = ffion.get("/spaces").await.link("Box room");
        let grace = world.person("Grace").await;
        grace.get("/spaces").await.is(200).never_says("Box room");
        grace.get(&theirs).await.is(404);
        grace.get(&format!("{theirs}/diary")).await.is(404);
        // Everybody's quiet places are everybody's to find, by site with its organisation.
        world.stranger().get("/quiet-places").await.says("Box room").says("Othertown Hospital, Othertown Community");
    }
}
