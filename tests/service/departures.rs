//! A placement ends: the team's debriefs with it, personal supervision not; each side is told once.

use crate::{World, on_both_engines, page::Page};

/// Where the link with these words stands on the page of the reader's first team.
async fn departure(person: &crate::Person<'_>, words: &str) -> (String, Page) {
    let team = person.get("/teams").await.is(200).links().into_iter().find(|link| link.starts_with("/teams/")).unwrap();
    let link = person.get(&team).await.is(200).link(words);
    let page = person.get(&link).await.is(200);
    (link, page)
}

on_both_engines! {
    async fn ruth_ends_minas_placement_and_the_teams_debriefs_end_with_it(world: World) {
        let (ruth, mina) = (world.person("Ruth").await, world.person("Mina").await);
        let offer = mina.get("/support").await.is(200).link("Team reflection");
        let page = mina.get(&offer).await.is(200);
        mina.submit(&page, &format!("{offer}/places"), &[]).await.leads_to(&offer);
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await;
        let supervision = mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");

        let (link, page) = departure(&ruth, "End the placement of Mina").await;
        // What she booked for herself, and whether she joined, are not her lead's to see.
        let page = page.says("withdrawn from: Team reflection").says("personal supervision is kept").never_says("Kaur");
        ruth.submit(&page, &link, &[]).await.leads_to("/teams/");
        ruth.submit(&page, &link, &[]).await.leads_to("/teams/");
        ruth.get(&link).await.is(404);

        mina.get("/support").await.never_says("Adult critical care").never_says("Team reflection").says("One-to-one supervision");
        mina.get(&supervision).await.is(200).says("booked");
        mina.get("/uptake").await.says("Embedded librarians registered 2");
        let told = world.post_of("mina.okafor@anytown.example").await;
        assert_eq!(told.iter().filter(|letter| letter.contains("Something has changed")).count(), 1);
        assert!(told.iter().all(|letter| !letter.contains("critical care")));
    }

    async fn grace_ends_sams_placement_and_both_he_and_his_lead_are_told_once(world: World) {
        let (grace, ruth) = (world.person("Grace").await, world.person("Ruth").await);
        let link = ruth.get(&ruth.get("/teams").await.link("Adult critical care")).await.link("End the placement of Sam");
        grace.fill(&link, &link, &[]).await.leads_to("/teams/");
        for address in ["sam.lindqvist@anytown.example", "ruth.abara@anytown.example"] {
            let letters = world.post_of(address).await;
            assert_eq!(letters.iter().filter(|letter| letter.contains("Something has changed")).count(), 1, "{address}");
        }
        assert!(world.post_of("grace.lim@anytown.example").await.is_empty());
    }

    async fn sam_says_this_isnt_right_and_only_his_lead_is_told(world: World) {
        let sam = world.person("Sam").await;
        let (link, page) = departure(&sam, "This isn't right").await;
        // A colleague cannot end it for him, nor a lead of another team, nor HR.
        for name in ["Mina", "Owen", "Helen", "Dana"] {
            let other = world.person(name).await;
            other.get(&link).await.is(404);
            other.send(&link, &[]).await.is(404);
        }
        sam.submit(&page, &link, &[]).await.leads_to("/teams");
        sam.get("/support").await.never_says("Adult critical care");
        let letters = world.post_of("ruth.abara@anytown.example").await;
        let [told] = &letters[..] else { panic!("{letters:?}") };
        assert!(told.contains("Something has changed") && !told.contains("Sam"));
        assert!(world.post_of("owen.pryce@anytown.example").await.is_empty());
        // He can come back: a new spell.
        let ruth = world.person("Ruth").await;
        let team = ruth.get("/teams").await.link("Adult critical care");
        let action = format!("{team}/placements");
        let fields = [("email", "sam.lindqvist@anytown.example"), ("role", "Librarian"), ("wte", "0.4")];
        ruth.fill(&format!("{action}/new"), &action, &fields).await.leads_to(&team);
        assert_eq!(ruth.get(&team).await.html.matches("Sam Lindqvist").count(), 3, "the old spell, the new one, its link");
    }
}
