//! A lead says what support the team has, and includes the librarians in it.

use crate::{Person, World, on_both_engines};

async fn team_of(lead: &Person<'_>) -> String {
    lead.get("/teams").await.is(200).link("Adult critical care")
}

on_both_engines! {
    async fn ruth_includes_the_librarians_from_today_in_one_click(world: World) {
        let (ruth, mina) = (world.person("Ruth").await, world.person("Mina").await);
        let team = team_of(&ruth).await;
        let page = ruth.get(&team).await.is(200).says("Schwartz Rounds Librarians are not included yet");
        let page = page.says("National policy recommends that a team's existing arrangements are extended");
        mina.get(&team).await.never_says("Include librarians").never_says("Change dates");
        let include = page.form_of("Include librarians from today");
        ruth.submit(&page, &include, &[]).await.leads_to(&team);
        let page = mina.get(&team).await.says("Schwartz Rounds Librarians are included since 23 November 2026");
        page.says("Reviewed on 23 November 2026");
        world.person("Helen").await.get("/uptake").await.says("Arrangements that include librarians 2 of 4");
        ruth.get(&team).await.never_says("National policy recommends");
    }

    async fn ruth_writes_since_when_and_when_she_looked(world: World) {
        let ruth = world.person("Ruth").await;
        let team = team_of(&ruth).await;
        let edit = ruth.get(&team).await.link("Change dates or remove : Schwartz");
        let since = [("included", "yes"), ("since[day]", "1"), ("since[month]", "12"), ("since[year]", "2026")];
        ruth.fill(&edit, &edit, &since).await.leads_to(&team);
        ruth.get(&team).await.says("Librarians will be included from 1 December 2026").says("Reviewed on 23 November 2026");
        // What is planned is not counted as done.
        world.person("Helen").await.get("/uptake").await.says("Arrangements that include librarians 1 of 4");
        let tomorrow = [("included", "no"), ("since[day]", "x"), ("reviewed[day]", "24"), ("reviewed[month]", "11"), ("reviewed[year]", "2026")];
        ruth.fill(&edit, &edit, &tomorrow).await.is(422).says("must be today or in the past");
        let wrong = [("included", "yes"), ("since[day]", "31"), ("since[month]", "2"), ("since[year]", "2026")];
        ruth.fill(&edit, &edit, &wrong).await.is(422).says("must be a real date");
        let never = [("included", "no"), ("since[day]", "x"), ("reviewed[day]", ""), ("reviewed[month]", ""), ("reviewed[year]", "")];
        ruth.fill(&edit, &edit, &never).await.leads_to(&team);
        ruth.get(&team).await.says("Schwartz Rounds Librarians are not included yet");
    }

    async fn a_team_has_support_with_a_name_of_its_own(world: World) {
        let ruth = world.person("Ruth").await;
        let team = team_of(&ruth).await;
        let (form, tea) = (format!("{team}/arrangements/new"), [("name", "Tuesday tea and talk"), ("included", "yes")]);
        ruth.fill(&form, &form, &tea).await.leads_to(&team);
        world.person("Sam").await.get(&team).await.says("Tuesday tea and talk Librarians are included since");
        let again = [("name", "TUESDAY tea and talk"), ("included", "no")];
        let page = ruth.fill(&form, &form, &again).await.is(422).says("already has support with that name");
        assert_eq!(page.choices("name"), ["TUESDAY tea and talk"]);
        // The usual kinds are said anew, and what has its own name stays.
        let usual = format!("{team}/arrangements");
        ruth.fill(&usual, &usual, &[("schwartz_rounds", "none")]).await.leads_to(&team);
        let page = ruth.get(&team).await.never_says("Schwartz Rounds").says("Tuesday tea and talk");
        let edit = page.link("Change dates or remove : Tuesday");
        let page = ruth.get(&edit).await.is(200);
        let removal = page.form_of("The team no longer has this");
        ruth.submit(&page, &removal, &[]).await.leads_to(&team);
        ruth.get(&team).await.never_says("Tuesday tea and talk");
        ruth.get(&edit).await.is(404);
    }

    async fn no_booking_attendance_or_check_in_is_reached_from_a_leads_pages(world: World) {
        let (ruth, mina) = (world.person("Ruth").await, world.person("Mina").await);
        let everything = async || {
            let pages = crate::crawl::Reached::by(&ruth).await.0.into_iter();
            pages.map(|(address, page)| (address, if page.location.is_none() { page.main() } else { String::new() })).collect::<Vec<_>>()
        };
        // What she has opened of others is said on her own pages: that stands once she has been everywhere.
        everything().await;
        let before = everything().await;
        assert!(before.len() > 20, "only {before:?}");
        let slot = mina.get("/supervision").await.first_choice("slot");
        mina.fill(&format!("/supervision/confirmation?slot={slot}"), "/supervision/bookings", &[]).await.leads_to("/sessions/");
        let offer = mina.get("/support").await.link("Team reflection");
        mina.fill(&offer, &format!("{offer}/places"), &[]).await.leads_to(&offer);
        mina.fill("/check-ins/new", "/check-ins", &[("energy", "low")]).await.leads_to("/check-ins/");
        assert_eq!(everything().await, before);
    }
}
