//! Listed dates: the service manager lists them, everybody sees them, and who would like to come is nobody's to know.

use chrono::TimeDelta;

use crate::{
    Person, World, neighbours, on_both_engines,
    page::Page,
    tables::{self, count},
};

const TEA: [(&str, &str); 8] = [
    ("kind", "other"),
    ("name", "Tea and talk"),
    ("day[day]", "2"),
    ("day[month]", "12"),
    ("day[year]", "2026"),
    ("time", "3pm"),
    ("place", "Library, level 2"),
    ("audience", "Library staff"),
];

const CANCELLED: &str = "This is cancelled";

async fn noted(person: &Person<'_>, title: &str) -> String {
    let date = person.get("/events").await.is(200).link(title);
    person.fill(&date, &format!("{date}/wish"), &[]).await.leads_to(&date);
    date
}

async fn list(grace: &Person<'_>, fields: &[(&str, &str)]) -> Page {
    grace.fill("/events/keeping/new", "/events/keeping", fields).await
}

async fn change(grace: &Person<'_>, title: &str, fields: &[(&str, &str)]) -> Page {
    let form = grace.get("/events/keeping").await.is(200).link(&format!("Change {title}"));
    grace.fill(&form, &form, fields).await
}

async fn cancel(grace: &Person<'_>, title: &str) {
    let form = grace.get("/events/keeping").await.is(200).link(&format!("Cancel {title}"));
    grace.fill(&form, &form, &[]).await.leads_to("/events/keeping");
}

/// The librarian notes the Round; Grace moves it and then cancels it.
pub async fn move_and_cancel(world: &World, librarian: &Person<'_>) {
    noted(librarian, "Schwartz Round").await;
    let grace = world.person("Grace").await;
    change(&grace, "Schwartz Round", &[("time", "1pm")]).await.leads_to("/events/keeping");
    cancel(&grace, "Schwartz Round").await;
}

on_both_engines! {
    async fn grace_lists_a_date_and_everybody_of_her_organisation_sees_it(world: World) {
        neighbours::move_in(&world).await;
        let grace = world.person("Grace").await;
        list(&grace, &TEA).await.leads_to("/events/keeping");
        grace.get("/events/keeping").await.says("Tea and talk, Wednesday 2 December 2026, 3pm to 4pm");
        for name in ["Mina", "Ruth", "Dana", "Helen", "Grace"] {
            let person = world.person(name).await;
            let page = person.get("/events").await.is(200).says("Library, level 2. For: Library staff");
            person.get(&page.link("Tea and talk")).await.is(200).says("Library staff");
        }
        let date = grace.get("/events").await.link("Tea and talk");
        let bronwen = world.person("Bronwen").await;
        bronwen.get("/events").await.is(200).never_says("Tea and talk").says("No date is listed");
        bronwen.get(&date).await.is(404);
        world.pass(TimeDelta::days(10));
        world.person("Mina").await.get("/events").await.is(200).never_says("Tea and talk").says("Schwartz Round");
    }

    async fn what_is_wrong_is_said_beside_its_field(world: World) {
        let grace = world.person("Grace").await;
        let page = list(&grace, &[("minutes", "5"), ("time", "lunch")]).await.is(422).says("Choose what it is");
        let page = page.says("Enter the day").says("Enter a time like 2:30pm").says("a number from 15 to 480");
        page.says("Enter where it is").says("Enter who it is for");
        let with = |changed: &[(&'static str, &'static str)]| {
            let kept = TEA.into_iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
            kept.chain(changed.iter().copied()).collect::<Vec<_>>()
        };
        list(&grace, &with(&[("name", "")])).await.is(422).says("Enter what it is called");
        list(&grace, &with(&[("kind", "schwartz_round")])).await.is(422).says("has no other name");
        list(&grace, &with(&[("day[day]", "23"), ("day[month]", "11"), ("time", "10am")])).await.is(422).says("still to come");
        let spring = [("day[day]", "28"), ("day[month]", "3"), ("day[year]", "2027"), ("time", "1:30am")];
        list(&grace, &with(&spring)).await.is(422).says("The clocks go forward");
        list(&grace, &with(&[("notes", "Mina comes")])).await.is(422).says("does not belong to it").never_says("Mina comes");
        grace.get("/events/keeping").await.never_says("Tea and talk");
    }

    async fn who_would_like_to_come_is_on_her_own_pages_and_nowhere_else(world: World) {
        let mina = world.person("Mina").await;
        let date = mina.get("/events").await.link("Schwartz Round");
        mina.get(&date).await.says("nobody is told and nobody counts it").says("The Point of Care Foundation licenses Schwartz Rounds");
        let others = ["Sam", "Ruth", "Dana", "Helen", "Grace"];
        let paths = ["/events", date.as_str(), "/sessions", "/support", "/uptake", "/events/keeping", "/facilitating"];
        let mut seen = Vec::new();
        for name in others {
            let person = world.person(name).await;
            for path in paths {
                let page = person.get(path).await;
                seen.push((name, path, page.status, if page.status == 200 { page.main() } else { String::new() }));
            }
        }
        let (holds, before) = (count(&world.url, "diary").await, tables::read(&world.url).await);
        noted(&mina, "Schwartz Round").await;
        mina.get(&date).await.says("You would like to come.").says("Who can see this: Only you.");
        mina.get("/events").await.says("You would like to come.");
        mina.get("/sessions").await.says("Dates you would like to come to").says("Schwartz Round, Thursday 10 December 2026");
        assert_eq!(count(&world.url, "diary").await, holds, "it holds no diary");
        let mut again = Vec::new();
        for name in others {
            let person = world.person(name).await;
            for path in paths {
                let page = person.get(path).await;
                again.push((name, path, page.status, if page.status == 200 { page.main() } else { String::new() }));
            }
        }
        assert_eq!(again, seen);

        let page = mina.get(&date).await;
        mina.submit(&page, &format!("{date}/wish/removal"), &[]).await.leads_to(&date);
        mina.get(&date).await.never_says("You would like to come.");
        mina.get("/sessions").await.never_says("Dates you would like to come to");
        // What is left names neither her nor the date.
        let after = tables::read(&world.url).await;
        assert_eq!(after["wishes"], before["wishes"]);
        let id = date.rsplit('/').next().unwrap();
        for table in ["changes", "submissions", "messages"] {
            let new = after[table].iter().filter(|line| before[table].binary_search(line).is_err());
            for line in new {
                let line = line.to_lowercase();
                assert!(!line.contains(id) && !line.contains(&id.replace('-', "")), "{line}");
            }
        }
    }

    async fn whoever_would_like_to_come_is_told_once_of_each_change_and_nobody_else_is(world: World) {
        let (mina, sam, grace) = (world.person("Mina").await, world.person("Sam").await, world.person("Grace").await);
        noted(&mina, "Schwartz Round").await;
        let sams = noted(&sam, "Schwartz Round").await;
        let page = sam.get(&sams).await;
        sam.submit(&page, &format!("{sams}/wish/removal"), &[]).await.leads_to(&sams);
        let told = async |who: &str, words: &str| {
            let letters = world.post_of(&format!("{who}@anytown.example")).await;
            letters.iter().filter(|letter| letter.contains(words)).count()
        };
        let (moved, off) = ("A date that you noted has changed", "will not take place");
        change(&grace, "Schwartz Round", &[("audience", "Clinical staff")]).await.leads_to("/events/keeping");
        assert_eq!(told("mina.okafor", moved).await, 0, "neither the time nor the place is another");
        change(&grace, "Schwartz Round", &[("time", "1pm")]).await.leads_to("/events/keeping");
        cancel(&grace, "Schwartz Round").await;
        assert_eq!((told("mina.okafor", moved).await, told("mina.okafor", off).await), (1, 1));
        assert_eq!((told("sam.lindqvist", moved).await, told("priya.shah", off).await), (0, 0));
        let letters = world.post_of("mina.okafor@anytown.example").await;
        assert!(letters.iter().all(|letter| !letter.contains("Schwartz") && !letter.contains(CANCELLED)));

        mina.get("/events").await.says("Cancelled");
        mina.get("/sessions").await.never_says("Dates you would like to come to");
        let page = grace.get("/events/keeping").await.says("Cancelled");
        assert!(!page.links().iter().any(|link| link.ends_with("/changes")));
    }

    async fn a_date_that_is_over_or_cancelled_is_neither_changed_nor_noted(world: World) {
        let (mina, grace) = (world.person("Mina").await, world.person("Grace").await);
        let date = mina.get("/events").await.link("Schwartz Round");
        let note = mina.get(&date).await.is(200);
        let form = grace.get("/events/keeping").await.link("Change Schwartz Round");
        let edit = grace.get(&form).await.is(200);
        let ask = grace.get(&form.replace("changes", "cancellation")).await.is(200);
        cancel(&grace, "Schwartz Round").await;
        grace.submit(&edit, &form, &[("time", "2pm")]).await.is(409).says("over or was cancelled");
        grace.submit(&ask, &form.replace("changes", "cancellation"), &[]).await.is(409).says("over or was cancelled");
        mina.submit(&note, &format!("{date}/wish"), &[]).await.is(409).says("over or was cancelled");
    }

    async fn who_leaves_is_forgotten(world: World) {
        let (mina, grace) = (world.person("Mina").await, world.person("Grace").await);
        noted(&mina, "Schwartz Round").await;
        let person = grace.get("/people?name=mina").await.link("Mina");
        let leave = grace.get(&person).await.link("has left");
        grace.fill(&leave, &leave, &[]).await.leads_to("/people");
        assert_eq!(count(&world.url, "wishes").await, 0);
        cancel(&grace, "Schwartz Round").await;
        assert!(world.post_of("mina.okafor@anytown.example").await.is_empty());
    }
}
