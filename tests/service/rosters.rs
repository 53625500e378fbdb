//! Placements begin, are confirmed, end on a day that is chosen, and begin again.

use chrono::TimeDelta;

use crate::{Person, World, on_both_engines, page::Page};

const PRIYA: &str = "Priya.Shah@Anytown.example";

async fn critical_care(person: &Person<'_>) -> String {
    person.get("/teams").await.is(200).link("Adult critical care")
}

/// Adds Priya to Ruth's team from a day, and until one if it is known.
async fn add(lead: &Person<'_>, team: &str, from: [&str; 3], to: [&str; 3]) -> Page {
    let action = format!("{team}/placements");
    let mut fields = vec![("email", PRIYA), ("role", "Cover"), ("wte", "0,2")];
    for (names, date) in
        [(["from[day]", "from[month]", "from[year]"], from), (["to[day]", "to[month]", "to[year]"], to)]
    {
        fields.extend(names.into_iter().zip(date));
    }
    lead.fill(&format!("{action}/new"), &action, &fields).await
}

on_both_engines! {
    async fn priya_is_invited_from_her_first_day_to_her_last(world: World) {
        let (ruth, priya) = (world.person("Ruth").await, world.person("Priya").await);
        let team = critical_care(&ruth).await;
        // The team's reflection, called already, is on 1 December.
        for (from, to, invited) in [
            (["2", "12", "2026"], ["", "", ""], false),
            (["24", "11", "2026"], ["30", "11", "2026"], false),
            (["1", "12", "2026"], ["1", "12", "2026"], true),
        ] {
            add(&ruth, &team, from, to).await.leads_to(&team);
            let page = ruth.get(&team).await.is(200).says("Planned").says("Cover, 0.2 WTE");
            let support = priya.get("/support").await.is(200).says("New: you are on a roster").says("Adult critical care, from");
            assert_eq!(support.text().contains("Team reflection"), invited, "{from:?}");
            let end = page.link("End the placement of Priya");
            ruth.fill(&end, &end, &[]).await.leads_to(&team);
            priya.get("/support").await.never_says("New: you are on a roster").never_says("Team reflection");
        }
        ruth.get(&team).await.never_says("Priya");
        let letters = world.post_of("priya.shah@anytown.example").await;
        let told = |words: &str| letters.iter().filter(|letter| letter.contains(words)).count();
        // Once for her own team's roster, and once for each of these three; the invitation was no longer hers before it
        // could be sent.
        assert_eq!((told("Something new for you"), told("Something has changed"), told("You can come to this")), (4, 3, 0));
    }

    async fn priya_says_that_it_is_right_and_nobody_can_tell_whether_she_did(world: World) {
        let (ruth, priya) = (world.person("Ruth").await, world.person("Priya").await);
        let team = critical_care(&ruth).await;
        add(&ruth, &team, ["23", "11", "2026"], ["", "", ""]).await.leads_to(&team);
        let seen = async || {
            let (by_ruth, by_grace) = (ruth.get(&team).await.main(), world.person("Grace").await.get(&team).await.main());
            (by_ruth, by_grace, world.person("Mina").await.get(&team).await.main())
        };
        let before = seen().await;
        let support = priya.get("/support").await.is(200);
        let confirmation = support.form_of("This is right");
        priya.submit(&support, &confirmation, &[]).await.leads_to(&team);
        priya.submit(&support, &confirmation, &[]).await.leads_to(&team);
        priya.get("/support").await.never_says("New: you are on a roster").says("Adult critical care");
        priya.get(&team).await.never_says("This is right").says("This isn't right");
        assert_eq!(seen().await, before);
        assert!(world.post_of("ruth.abara@anytown.example").await.is_empty());
    }

    async fn ruth_chooses_the_last_day_and_sees_first_what_will_happen(world: World) {
        let (ruth, sam) = (world.person("Ruth").await, world.person("Sam").await);
        let team = critical_care(&ruth).await;
        let end = ruth.get(&team).await.link("End the placement of Sam");
        let asked = |day: &str, month: &str, year: &str| format!("{end}?last%5Bday%5D={day}&last%5Bmonth%5D={month}&last%5Byear%5D={year}");
        ruth.get(&asked("2", "12", "2026")).await.is(200).says("Wednesday 2 December 2026").says("no debrief of the team is coming after that");
        for (day, month, year, sentence) in [
            ("31", "2", "2027", "must be a real date"), ("", "12", "2026", "must include a day"), ("1", "1", "26", "must have 4 numbers"),
            ("1", "1", "2020", "must not be before the first day"),
        ] {
            let page = ruth.get(&asked(day, month, year)).await.is(422).says(sentence);
            assert_eq!(page.choices("last[day]"), [day], "what was typed is kept");
        }
        let page = ruth.get(&asked("30", "11", "2026")).await.is(200);
        let page = page.says("Monday 30 November 2026").says("withdrawn from: Team reflection").says("personal supervision is kept");
        sam.get("/support").await.says("Team reflection");
        ruth.submit(&page, &end, &[]).await.leads_to(&team);
        sam.get("/support").await.never_says("Team reflection").says("Adult critical care");
        let current = ruth.get(&team).await.is(200);
        current.says("25 August 2026 to 30 November 2026").says("Change");
        let far = [("last", "2026-12-24")];
        ruth.fill(&end, &end, &far).await.is(422).says("ends on 30 November 2026 already");
        world.pass(TimeDelta::days(8));
        let (ruth, sam) = (world.person("Ruth").await, world.person("Sam").await);
        ruth.get(&end).await.is(404);
        sam.get("/support").await.never_says("Adult critical care");
        // He rejoins: a new spell, and the old one as it was.
        let action = format!("{team}/placements");
        let again = [("email", "sam.lindqvist@anytown.example"), ("role", "Librarian"), ("wte", "1")];
        ruth.fill(&format!("{action}/new"), &action, &again).await.leads_to(&team);
        ruth.get(&team).await.says("Librarian, 1 WTE, from 1 December 2026").says("0.4 WTE, 25 August 2026 to 30 November 2026");
    }

    async fn a_colleague_is_found_by_name_without_a_script(world: World) {
        let ruth = world.person("Ruth").await;
        let team = critical_care(&ruth).await;
        let form = format!("{team}/placements/new");
        ruth.get(&format!("{form}?name=zz")).await.is(200).says("No librarian of your organisation has a name");
        ruth.get(&format!("{form}?name=")).await.is(200).never_says("Priya Shah");
        // Leads and facilitators are not offered: they are no librarians.
        ruth.get(&format!("{form}?name=o")).await.is(200).says("Mina Okafor").never_says("Owen");
        let chosen = ruth.get(&format!("{form}?name=shah+PRI")).await.is(200).link("Priya Shah");
        let page = ruth.get(&chosen).await.is(200).says("You chose Priya Shah");
        assert_eq!(page.choices("email"), ["priya.shah@anytown.example"]);
        let action = format!("{team}/placements");
        ruth.submit(&page, &action, &[("role", "Librarian"), ("wte", "0.2")]).await.leads_to(&team);
        ruth.get(&team).await.says("Priya Shah");
    }

    async fn a_roster_takes_a_librarian_once_whatever_the_spelling(world: World) {
        // PAINS P32: duplicate, other-team, previously removed and mixed-case rows.
        let (ruth, owen) = (world.person("Ruth").await, world.person("Owen").await);
        let team = critical_care(&ruth).await;
        add(&ruth, &team, ["23", "11", "2026"], ["", "", ""]).await.leads_to(&team);
        for from in [["23", "11", "2026"], ["1", "1", "2027"], ["1", "1", "2026"]] {
            add(&ruth, &team, from, ["", "", ""]).await.is(422).says("already on this team's roster");
        }
        add(&ruth, &team, ["1", "1", "2026"], ["22", "11", "2026"]).await.leads_to(&team);
        add(&ruth, &team, ["9", "12", "2026"], ["8", "12", "2026"]).await.is(422).says("must not be before the day they start");
        owen.get(&team).await.is(404);
        let action = format!("{team}/placements");
        owen.send(&action, &[("email".to_owned(), PRIYA.to_owned())]).await.is(404);
        let end = ruth.get(&team).await.link("End the placement of Priya");
        ruth.fill(&end, &end, &[]).await.leads_to(&team);
        add(&ruth, &team, ["23", "11", "2026"], ["", "", ""]).await.leads_to(&team);
    }
}
