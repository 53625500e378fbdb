//! A lead writes the roster, says what support includes librarians, and calls a debrief.

use crate::{Person, World, on_both_engines, page::Page};

async fn team_of(lead: &Person<'_>) -> String {
    lead.get("/teams").await.is(200).links().into_iter().find(|link| link.starts_with("/teams/")).unwrap()
}

async fn add(lead: &Person<'_>, team: &str, email: &str) -> Page {
    let action = format!("{team}/placements");
    let fields = [("email", email), ("role", "Clinical librarian"), ("wte", "0.5")];
    lead.fill(&format!("{action}/new"), &action, &fields).await
}

async fn call(lead: &Person<'_>, team: &str, fields: &[(&str, &str)]) -> Page {
    let action = format!("{team}/debriefs");
    lead.fill(&format!("{action}/new"), &action, fields).await
}

const TODAY: [(&str, &str); 5] = [
    ("kind", "hot_debrief"),
    ("since", "today"),
    ("day", "2026-11-23"),
    ("time", "2:30pm"),
    ("place", "Staff room, ward 4"),
];

on_both_engines! {
    async fn owen_adds_a_librarian_by_work_email_and_she_is_told(world: World) {
        let owen = world.person("Owen").await;
        let team = team_of(&owen).await;
        add(&owen, &team, "Sam.Lindqvist@Anytown.example").await.leads_to(&team);
        owen.get(&team).await.is(200).says("Sam Lindqvist").says("0.5 WTE").says("Who can see this");
        let sam = world.person("Sam").await;
        sam.get("/support").await.says("Emergency department");
        let letters = world.post_of("sam.lindqvist@anytown.example").await;
        let told = letters.iter().filter(|letter| letter.contains("Something new for you")).count();
        assert_eq!(told, 2, "once for each team");
        assert!(letters.iter().all(|letter| !letter.contains("Emergency")), "a message names no team");
        // She sees her own place and nobody else's.
        sam.get(&team).await.is(200).says("Sam Lindqvist").never_says("Priya");
        // And that Owen looked.
        sam.get("/record").await.is(200).says("Owen Pryce");
    }

    async fn what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(world: World) {
        let owen = world.person("Owen").await;
        let team = team_of(&owen).await;
        add(&owen, &team, "nobody@anytown.example").await.is(422).says("We do not know that address");
        add(&owen, &team, "helen.voss@anytown.example").await.is(422).says("not registered as a librarian");
        let again = add(&owen, &team, "priya.shah@anytown.example").await.is(422).says("already on this team's roster");
        assert!(again.html.contains("<title>Error: Add a librarian"));
        assert_eq!(again.choices("email"), ["priya.shah@anytown.example"]);
        assert_eq!(again.choices("wte"), ["0.5"]);
        let action = format!("{team}/placements");
        let wrong = [("email", "x"), ("role", ""), ("wte", "O.5"), ("from[day]", "31"), ("from[month]", "2")];
        let page = owen.fill(&format!("{action}/new"), &action, &wrong).await.is(422);
        let page = page.says("Enter an email address in the right form").says("Enter what they do on the team");
        page.says("a number from 0.01 to 1").says("must be a real date");
    }

    async fn ruth_says_which_support_includes_librarians_and_mina_sees_it(world: World) {
        let ruth = world.person("Ruth").await;
        let team = team_of(&ruth).await;
        let action = format!("{team}/arrangements");
        ruth.fill(&action, &action, &[("schwartz_rounds", "included"), ("peer_support", "not_included")]).await.leads_to(&team);
        let mina = world.person("Mina").await;
        let page = mina.get(&team).await.is(200).says("Schwartz Rounds Librarians are included since 23 November 2026");
        page.says("Peer support Librarians are not included yet").never_says("Change which support");
        mina.get(&action).await.is(404);
    }

    async fn ruth_calls_a_hot_debrief_and_everybody_on_the_team_is_invited(world: World) {
        let (ruth, mina) = (world.person("Ruth").await, world.person("Mina").await);
        let team = team_of(&ruth).await;
        let session = call(&ruth, &team, &TODAY).await.leads_to("/sessions/");
        ruth.get(&session).await.is(200).says("Librarians invited 2").never_says("Mina").never_says("Lindqvist");
        let letters = world.post_of("mina.okafor@anytown.example").await;
        assert!(letters.iter().any(|l| l.contains("Staff room, ward 4") && l.contains("2:30pm") && !l.contains("debrief")));

        mina.get("/support").await.says("Offered to you").says("Hot debrief, Monday 23 November 2026");
        mina.get("/sessions").await.says("Staff room, ward 4").never_says("(booked)");
        let page = mina.get(&session).await.is(200).says("Coming is voluntary").says("State offered to you");
        let page = page.says("Who can see this");
        mina.submit(&page, &format!("{session}/places"), &[]).await.leads_to(&session);
        mina.get(&session).await.says("State booked");
        mina.get("/support").await.says("Next session Hot debrief");
        // Her lead learns nothing by it, and the librarian of another team finds no such session.
        ruth.get(&session).await.is(200).says("Librarians invited 2").never_says("Mina").never_says("booked");
        world.person("Priya").await.get(&session).await.is(404);
        world.person("Helen").await.get(&session).await.is(404);
    }

    async fn a_debrief_keeps_to_the_days_that_are_right_for_it(world: World) {
        let ruth = world.person("Ruth").await;
        let team = team_of(&ruth).await;
        let with = |changes: &[(&'static str, &'static str)]| {
            let mut fields = TODAY.to_vec();
            fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
            fields.extend_from_slice(changes);
            fields
        };
        call(&ruth, &team, &with(&[("day", "2026-11-24")])).await.is(422).says("A hot debrief is held the same day");
        call(&ruth, &team, &with(&[("time", "9am")])).await.is(422).says("still to come");
        call(&ruth, &team, &with(&[("time", "25:00")])).await.is(422).says("Enter a time like 2:30pm");
        let reflection = with(&[("kind", "team_reflection"), ("day", "2026-11-25")]);
        call(&ruth, &team, &reflection).await.is(422).says("Choose a day in the time that fits");
        let reflection = with(&[("kind", "team_reflection"), ("day", "2026-11-26")]);
        call(&ruth, &team, &reflection).await.leads_to("/sessions/");
        // What was answered about the event went no further than the choice of days.
        let what_happened = [TODAY.to_vec(), vec![("what_happened", "a child died")]].concat();
        call(&ruth, &team, &what_happened).await.is(422).says("does not belong to it").never_says("a child died");
    }
}
