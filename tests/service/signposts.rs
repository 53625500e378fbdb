//! Finding help without a trace, and keeping the directory right.

use alongside::signposts::reminding::remind_due;
use chrono::TimeDelta;

use crate::{Person, World, never_said::tells, on_both_engines, page::Page, tables};

const NEW: [(&str, &str); 20] = [
    ("name", "Ward yoga"),
    ("about", "Half an hour of gentle movement."),
    ("who_for", "Anybody in the trust."),
    ("needs", "strain"),
    ("audience", "staff"),
    ("ways", "Phone: 01632 960 099 (ask for Ola)\nIn person: the gym, level 1"),
    ("hours", "week"),
    ("days", "Mon"),
    ("days", "Wed"),
    ("hours_from", "9:30am"),
    ("hours_to", "midday"),
    ("bank_holidays", "no"),
    ("cost", "Free"),
    ("free", "yes"),
    ("wait", "None"),
    ("who_will_know", "Whoever else comes."),
    ("employer_knows", "no"),
    ("try_order", "2"),
    ("owner", "Physiotherapy"),
    ("owner_email", "idris.kaur@anytown.example"),
];

/// The form with some answers in place of its own; an empty one takes the answer away.
fn with(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = NEW.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.copied().chain(changes.iter().copied().filter(|(name, value)| !value.is_empty() || !many(name))).collect()
}

/// Whether a field is sent once for each of its answers, or not at all.
fn many(name: &str) -> bool {
    ["needs", "days", "contracts"].contains(&name)
}

async fn send(grace: &Person<'_>, changes: &[(&'static str, &'static str)]) -> Page {
    grace.fill("/signposts/new", "/signposts", &with(changes)).await
}

/// The names of the entries on a page of the directory, in their order.
fn names(page: &Page) -> Vec<String> {
    let (html, heading) = (page.document(), scraper::Selector::parse(".app-signposts h3").unwrap());
    html.select(&heading).map(|found| found.text().collect::<String>().trim().to_owned()).collect()
}

fn place(page: &Page, name: &str) -> Option<usize> {
    names(page).iter().position(|found| found == name)
}

async fn reminders_of_dana(world: &World) -> usize {
    let letters = world.post_of("dana.whitlock@anytown.example").await;
    let reminders: Vec<_> = letters.iter().filter(|letter| letter.contains("due to be checked")).collect();
    assert!(reminders.iter().all(|letter| tells(&letter.whole()).is_none()), "{reminders:?}");
    reminders.len()
}

on_both_engines! {
    async fn grace_adds_an_entry_changes_it_and_withdraws_it(world: World) {
        let (grace, anybody) = (world.person("Grace").await, world.stranger());
        let entry = send(&grace, &[]).await.leads_to("/find-support/ours/");
        let public = entry.replace("/ours/", "/");
        let page = anybody.get(&public).await.is(200).says("Ward yoga").says("Open now until midday");
        let page = page.says("Call 01632 960 099, ask for Ola").says("Monday: 9:30am to midday").says("Bank holidays: closed");
        page.says("Last checked 23 November 2026. Next check by 23 May 2027.").says("Looked after by Physiotherapy");
        assert!(place(&anybody.get("/find-support?need=strain").await, "Ward yoga").is_some());
        // Idris looks after it and is no service manager.
        let idris = world.person("Idris").await;
        idris.get("/signposts").await.says("Ward yoga");
        idris.get(&entry).await.says("You look after this entry").never_says("Change this entry");

        let changes = format!("{}/changes", entry.replace("/find-support/ours/", "/signposts/"));
        let form = grace.get(&changes).await.is(200);
        assert_eq!(form.choices("owner_email"), ["idris.kaur@anytown.example"]);
        let answers = [("hours", "notation"), ("notation", "Mo-Fr 07:00-08:00"), ("name", "Morning yoga")];
        grace.submit(&form, &changes, &answers).await.leads_to(&entry);
        let page = anybody.get(&public).await.is(200).says("Morning yoga").says("Monday to Friday: 7am to 8am");
        page.says("Call 01632 960 099, ask for Ola").says("Opens at 7am tomorrow").says("Next check by 23 May 2027");

        let withdrawal = changes.replace("/changes", "/withdrawal");
        let instead = grace.get(&withdrawal).await.choices("entry").into_iter().find(|id| id.len() > 10).unwrap();
        let answers = [("forwarding", "The gym has closed."), ("entry", instead.as_str())];
        grace.fill(&withdrawal, &withdrawal, &answers).await.leads_to(&entry);
        let page = anybody.get(&public).await.is(200).says("withdrawn from the directory on 23 November 2026");
        let page = page.says("The gym has closed.").never_says("01632 960 099");
        assert_eq!(page.link("Anyshire"), format!("/find-support/{instead}"));
        assert_eq!(place(&anybody.get("/find-support").await, "Morning yoga"), None);
        assert_eq!(place(&anybody.get("/find-support?q=yoga").await, "Morning yoga"), None);
        idris.get(&entry).await.is(200).never_says("Put it back");

        let page = grace.get(&entry).await.is(200);
        grace.submit(&page, &changes.replace("/changes", "/return"), &[]).await.leads_to(&entry);
        assert_eq!(names(&anybody.get("/find-support?q=yoga").await), ["Morning yoga"]);
    }

    async fn what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(world: World) {
        let grace = world.person("Grace").await;
        for (changes, sentence) in [
            (&[("name", "")][..], "Enter what it is called"),
            (&[("about", "")], "Enter what it is"),
            (&[("about", "a\nb")], "Write what it is in one paragraph"),
            (&[("needs", "")], "Select at least one thing that it can help with"),
            (&[("audience", "king")], "Choose who it is shown to"),
            (&[("contracts", "king")], "Choose kinds of contract from the list"),
            (&[("ways", "")], "Enter at least one way to reach it"),
            (&[("ways", "Phone: 111\nfax 1")], "Line 2: begin with Phone"),
            (&[("ways", "Web: http://a.example")], "Line 1: Enter a web address that starts with https://"),
            (&[("hours", "")], "Choose how you want to say when it is open"),
            (&[("days", "")], "Select at least one day"),
            (&[("hours_from", "dawn")], "Enter when it opens"),
            (&[("hours_to", "")], "Enter when it closes"),
            (&[("hours_to", "9:30am")], "The closing time must be different"),
            (&[("bank_holidays", "")], "Choose whether it is open on bank holidays"),
            (&[("hours", "notation")], "Enter the opening hours"),
            (&[("hours", "notation"), ("notation", "Mo-Fr 9 to 5")], "“Mo-Fr 9 to 5” cannot be read"),
            (&[("hours", "notation"), ("notation", "SH off")], "School holidays (SH) differ"),
            (&[("free", "")], "Choose whether it is free"),
            (&[("employer_knows", "")], "Choose whether the employer may get to know"),
            (&[("try_order", "0")], "Enter a number from 1 to 99"),
            (&[("try_first", "6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11")], "Choose another entry from the list"),
            (&[("owner_email", "nobody@anytown.example")], "Nobody in this organisation has that address"),
            (&[("next_check[year]", "2026"), ("next_check[month]", "11"), ("next_check[day]", "23")], "must be after the last"),
            (&[("next_check[year]", "2029")], "must be within 2 years"),
            (&[("next_check[day]", "x")], "must be written in numbers"),
        ] {
            let page = send(&grace, changes).await.is(422).says("There is a problem").says(sentence);
            assert_eq!(page.choices("owner"), ["Physiotherapy"], "{sentence}");
        }
        grace.get("/signposts").await.never_says("Ward yoga");
        for (hours, words) in [("appointment", "By appointment"), ("not_known", "Hours not known")] {
            let entry = send(&grace, &[("hours", hours)]).await.leads_to("/find-support/ours/");
            grace.get(&entry).await.says(words);
        }
    }

    async fn sending_the_form_twice_adds_one_entry(world: World) {
        let grace = world.person("Grace").await;
        let form = grace.get("/signposts/new").await;
        let first = grace.submit(&form, "/signposts", &with(&[])).await.leads_to("/find-support/ours/");
        assert_eq!(grace.submit(&form, "/signposts", &with(&[])).await.leads_to("/find-support/ours/"), first);
        assert_eq!(tables::count(&world.url, "signposts WHERE name = 'Ward yoga'").await, 1);
    }

    async fn a_check_that_falls_due_is_told_once_and_still_right_lifts_the_entry_again(world: World) {
        let (dana, anybody) = (world.person("Dana").await, world.stranger());
        let psychology = "Staff psychology service";
        let needs = "/find-support?need=distress";
        let before = place(&anybody.get(needs).await, psychology).unwrap();
        assert_eq!(remind_due(&world.db, world.now()).await.unwrap(), 1, "the one that the demonstration lets slip");
        assert_eq!(reminders_of_dana(&world).await, 0);
        // Checked on 23 October, it holds for 182 days: to 23 April 2027, and that day still counts.
        world.pass(TimeDelta::days(151));
        remind_due(&world.db, world.now()).await.unwrap();
        anybody.get(needs).await.never_says("Last checked 23 October 2026");
        world.pass(TimeDelta::days(1));
        for _ in 0..3 {
            remind_due(&world.db, world.now()).await.unwrap();
        }
        assert_eq!(reminders_of_dana(&world).await, 1);
        let page = anybody.get(needs).await.says("Last checked 23 October 2026: check before you rely on it");
        assert!(place(&page, psychology).unwrap() > before);
        assert_eq!(remind_due(&world.db, world.now()).await.unwrap(), 0, "reminded once, not daily");

        let dana_again = world.person("Dana").await;
        drop(dana);
        let entry = dana_again.get("/signposts").await.says("Check due on 23 April 2027").link(psychology);
        let checks = format!("{}/checks", entry.replace("/find-support/ours/", "/signposts/"));
        dana_again.fill(&entry, &checks, &[]).await.is(422).says("Choose when it must be checked again");
        dana_again.fill(&entry, &checks, &[("holds", "6")]).await.leads_to(&entry);
        dana_again.get(&entry).await.says("Last checked 24 April 2027. Next check by 24 October 2027.");
        let page = anybody.get(needs).await.never_says("Last checked 23 October 2026");
        assert!(place(&page, psychology).unwrap() <= before);
        world.person("Idris").await.send(&checks, &[("holds".to_owned(), "6".to_owned())]).await.is(404);
    }

    async fn reading_the_directory_writes_no_row_whoever_reads(world: World) {
        let (anybody, mina) = (world.stranger(), world.person("Mina").await);
        let before = tables::read(&world.url).await;
        let entry = anybody.get("/find-support").await.link("Samaritans");
        let pages = ["/find-support", "/find-support?q=can%27t+sleep", "/find-support?need=money&contract=trust", &entry];
        for path in pages {
            let page = anybody.get(path).await.is(200);
            assert!(!page.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("set-cookie")), "{path}");
            // Whoever brings a cookie gets the same page: nobody looks at it.
            assert_eq!(mina.get(path).await.is(200).main(), page.main(), "{path}");
            assert!(!page.html.contains("src=\"http") && !page.html.contains("rel=\"stylesheet\" href=\"http"), "{path}");
        }
        for path in ["/find-support/ours", "/find-support/ours?q=debt", "/signposts", &entry.replace("/find-support/", "/find-support/ours/")] {
            mina.get(path).await.is(200);
        }
        assert_eq!(tables::read(&world.url).await, before);
    }

    async fn what_is_for_members_is_shown_to_members_of_that_organisation_alone(world: World) {
        crate::neighbours::move_in(&world).await;
        let (mina, bronwen, anybody) = (world.person("Mina").await, world.person("Bronwen").await, world.stranger());
        let page = mina.get("/find-support/ours").await.is(200).says("shown to members alone");
        let entry = page.link("Your team's peer supporters");
        mina.get(&entry).await.is(200).says("Your team's peer supporters");
        mina.get("/find-support").await.never_says("Your team's peer supporters");
        mina.get(&entry.replace("/ours/", "/")).await.is(404);
        bronwen.get(&entry).await.is(404);
        bronwen.get("/find-support/ours").await.is(200).never_says("Your team's peer supporters").never_says("Occupational health");
        anybody.get(&entry).await.leads_to("/sign-in");
        for path in ["/find-support?q=peer+supporters", "/find-support?need=distress"] {
            anybody.get(path).await.never_says("Your team's peer supporters");
        }
    }

    async fn people_search_in_their_own_words_and_a_change_is_found_at_once_by_every_process(world: World) {
        let (grace, anybody) = (world.person("Grace").await, world.stranger());
        for (words, name) in [
            ("I+cant+pay+my+bills", "Anyshire Money Advice"),
            ("my+mum+died", "Anyshire Bereavement Support"),
            ("drinking+to+much", "Anyshire Alcohol and Drug Service"),
            ("insomia", "Sleep workshop for people on shifts"),
            ("menapause", "Menopause network"),
            ("divorce", "Anyshire Relationship Counselling"),
            ("my+manager+bullies+me", "Freedom to Speak Up Guardian"),
            ("chaplin", "Chaplaincy and spiritual care"),
        ] {
            let page = anybody.get(&format!("/find-support?q={words}")).await.is(200);
            assert!(place(&page, name).is_some(), "{words}: {:?}", names(&page));
            assert!(names(&page).len() < 25, "{words}: {:?}", names(&page));
        }
        assert_eq!(names(&anybody.get("/find-support?q=samaritains").await)[0], "Samaritans");
        anybody.get("/find-support?q=I+want+to+die").await.says("If you may be in danger").says("116 123");
        anybody.get("/find-support?q=debt").await.never_says("If you may be in danger");
        let page = anybody.get("/find-support?q=%3Cscript%3Exylophone").await.is(200).says("Nothing found");
        assert!(!page.html.contains("<script>xylophone"));

        let other = world.under(alongside::privacy::Table::product()).await;
        let elsewhere = other.stranger();
        assert_eq!(names(&elsewhere.get("/find-support?q=yoga").await), Vec::<String>::new());
        send(&grace, &[]).await.leads_to("/find-support/ours/");
        for person in [&anybody, &elsewhere] {
            assert_eq!(names(&person.get("/find-support?q=yoga").await), ["Ward yoga"]);
        }
    }

    async fn what_is_not_for_ones_contract_comes_last_under_its_own_heading(world: World) {
        let anybody = world.stranger();
        let university = "University of Anyshire staff wellbeing";
        let page = anybody.get("/find-support?need=strain&contract=trust").await.says("Not for your kind of contract");
        let found = names(&page);
        assert_eq!(&found[found.len() - 2..], ["Support line for contractors' staff", university].map(str::to_owned).as_slice());
        let page = anybody.get("/find-support?need=strain&contract=university").await;
        assert!(place(&page, university).unwrap() < place(&page, "Employee assistance programme").unwrap());
        anybody.get("/find-support?need=strain").await.never_says("Not for your kind of contract");
    }
}
