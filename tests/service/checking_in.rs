//! A check-in from the first word to the last copy: what its author sees of it, and what anybody else does.

use alongside::kernel::ids::OnceToken;
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::TimeDelta;

use crate::{
    Person, World, crawl::Reached, doors::PEOPLE, neighbours, on_both_engines, page::Page, tables, things::Things,
};

/// Words that stand nowhere else.
const NOTE: &str = "Vermilion herons over the ward round.";

async fn written(person: &Person<'_>, fields: &[(&str, &str)]) -> String {
    person.fill("/check-ins/new", "/check-ins", fields).await.leads_to("/check-ins/")
}

/// The questions with a picture, as their pictures say what was answered.
fn pictures(page: &Page) -> Vec<String> {
    let (html, picture) = (page.document(), scraper::Selector::parse("svg[role='img'] desc").unwrap());
    html.select(&picture).map(|said| said.text().collect()).collect()
}

on_both_engines! {
    async fn it_can_be_read_again_changed_and_deleted(world: World) {
        let mina = world.person("Mina").await;
        let first = written(&mina, &[("sleep", "low"), ("helps", "sleep"), ("note", NOTE)]).await;
        let page = mina.get(&first).await.is(200).says("Badly").says("Monday 23 November 2026, 10am");
        let edit = page.link("Change this check-in");
        let form = mina.get(&edit).await.is(200).says("Samaritans 116 123").says(NOTE);
        assert!(form.html.find("116 123").unwrap() < form.html.find("How is your energy today?").unwrap(), "urgent help stands first");

        // Nothing of it left is a mistake, and a note that is too long keeps every character.
        let nothing = [("sleep", ""), ("helps", ""), ("note", "")];
        let none: Vec<_> = form.filled(&edit, &nothing).into_iter().filter(|(name, _)| name != "helps").collect();
        mina.send(&edit, &none).await.is(422).says("Nothing would be left of it").says("Error: Change your check-in");
        let long = "😀".repeat(1_001);
        let page = mina.submit(&form, &edit, &[("note", &long)]).await.is(422);
        let page = page.says("Make your note 1 character shorter").says(&long);
        let kept = ("sleep".to_owned(), "low".to_owned());
        assert!(page.filled(&edit, &[]).contains(&kept), "the answer is kept");

        world.pass(TimeDelta::days(1));
        let mina = world.person("Mina").await;
        let form = mina.get(&edit).await.is(200);
        let whole = "😀".repeat(1_000);
        for _ in 0..2 {
            mina.submit(&form, &edit, &[("sleep", "high"), ("note", &whole)]).await.leads_to(&first);
        }
        let page = mina.get(&first).await.is(200).says("Well").never_says("Badly").never_says(NOTE);
        page.says(&whole).says("Monday 23 November 2026, 10am");
        mina.get("/check-ins").await.is(200).says("Monday 23 November 2026, 10am");

        let deletion = mina.get(&first).await.link("Delete this check-in");
        mina.fill(&deletion, &deletion, &[]).await.leads_to("/check-ins?deleted=true");
        for path in [&first, &edit, &deletion] {
            mina.get(path).await.is(404);
        }
        mina.submit(&form, &edit, &[]).await.leads_to(&first);
        mina.get("/check-ins?deleted=true").await.is(200).says("The check-in is deleted").says("There are none");
    }

    async fn two_or_more_are_drawn_without_a_score_and_all_can_be_deleted_at_once(world: World) {
        let mina = world.person("Mina").await;
        written(&mina, &[("energy", "lowest"), ("load", "high"), ("note", NOTE)]).await;
        let page = mina.get("/check-ins").await.is(200).never_says("<svg class=\"app-trend");
        assert!(pictures(&page).is_empty(), "one check-in is no picture");
        world.pass(TimeDelta::minutes(5));
        written(&mina, &[("load", "middle"), ("sleep", "low")]).await;
        let page = mina.get("/check-ins").await.is(200).never_says(NOTE);
        let said = |words: &str| format!("From the oldest to the newest: {words}");
        let expected = ["Very low, Not answered", "Heavy, Middling", "Not answered, Badly"].map(said);
        assert_eq!(pictures(&page), expected);
        let page = page.says("Very light").says("Very heavy").says("On 23 November 2026, the oldest on the left").says("Day 23 November 2026").says("Energy Very low");
        for word in ["verage", "score", "streak", "etter", "orse", "style="] {
            assert!(!page.document().select(&scraper::Selector::parse("main").unwrap()).next().unwrap().html().contains(word), "{word}");
        }

        let all = page.link("Delete all your check-ins");
        let form = mina.get(&all).await.is(200).says("copies of them cannot be read any more");
        for _ in 0..2 {
            mina.submit(&form, &all, &[]).await.leads_to("/check-ins?cleared=true");
        }
        mina.get("/check-ins?cleared=true").await.is(200).says("All your check-ins are deleted").says("There are none");
        assert_eq!(tables::count(&world.url, "check_ins").await + tables::count(&world.url, "person_keys").await, 0);
        assert_eq!(tables::count(&world.url, "changes WHERE action = 'check-ins deleted'").await, 1);
        let again = written(&mina, &[("energy", "high")]).await;
        mina.get(&again).await.is(200).says("Good");
    }

    async fn what_was_ticked_leads_on_and_what_was_answered_does_not(world: World) {
        let (mina, helen) = (world.person("Mina").await, world.person("Helen").await);
        let path = written(&mina, &[("helps", "sleep")]).await;
        let page = mina.get(&path).await.is(200).says("You do not have to").says("In the directory of support");
        let entry = page.links().into_iter().find(|href| href.starts_with("/find-support/")).expect("an entry for sleep");
        mina.get(&entry).await.is(200).says("Sleep");
        mina.get(&page.link("Support with sleep")).await.is(200).says("Sleep");

        let page = mina.get(&written(&mina, &[("sleep", "lowest")]).await).await.is(200);
        page.never_says("In the directory of support").never_says("Support with sleep");

        let ticked = [("helps", "talk"), ("helps", "supervision"), ("helps", "rest")];
        let page = mina.get(&written(&mina, &ticked).await).await.is(200);
        for words in ["A conversation with a trained peer", "Times for supervision", "Quiet places", "People you can talk to"] {
            mina.get(&page.link(words)).await.is(200);
        }
        let page = helen.get(&written(&helen, &ticked).await).await.is(200);
        helen.get(&page.link("Quiet places")).await.is(200);
        page.never_says("Times for supervision").never_says("trained peer");
    }

    async fn nobody_else_finds_it_by_any_address_or_in_any_file(world: World) {
        neighbours::move_in(&world).await;
        Things::made_in(&world).await;
        let mina = world.person("Mina").await;
        let path = written(&mina, &[("sleep", "lowest"), ("helps", "money"), ("note", NOTE)]).await;
        let before = tables::read(&world.url).await;
        for name in PEOPLE.iter().filter(|name| !["", "Mina"].contains(*name)) {
            let other = world.person(name).await;
            for (below, fields) in [("", None), ("/edit", Some(("energy", "low"))), ("/deletion", None)] {
                let address = format!("{path}{below}");
                other.get(&address).await.is(404);
                let token = OnceToken::random().to_string();
                let sent = fields.into_iter().chain([("once", token.as_str())]);
                let sent: Vec<_> = sent.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
                other.send(&address, &sent).await.is(404);
            }
            other.get("/check-ins").await.is(200).never_says(&path).never_says("Very badly").says("There are none");
        }
        let after = tables::read(&world.url).await;
        tables::only_differ(&before, &after, &["looks", "sign_ins", "changes", "submissions"], "knocking");

        // One of each kind: whoever is of the same kind sees the same pages.
        for name in ["Sam", "Ruth", "Dana", "Helen", "Grace"] {
            let other = world.person(name).await;
            let reached = Reached::by(&other).await;
            let mut files = Vec::new();
            for (address, page) in reached.pages() {
                assert!(!page.html.contains("Vermilion") && !page.html.contains(&path), "{address} as {name} sees it");
                files.extend(page.links().into_iter().filter(|link| link.rsplit('.').next() == Some("csv")));
            }
            for file in files {
                assert!(!other.get(&file).await.is(200).html.contains("Vermilion"), "{file} for {name}");
            }
        }
    }

    async fn no_table_holds_a_word_of_it(world: World) {
        let mina = world.person("Mina").await;
        let path = written(&mina, &[("sleep", "lowest"), ("helps", "money"), ("note", NOTE)]).await;
        let edit = format!("{path}/edit");
        mina.fill(&edit, &edit, &[("note", &format!("{NOTE} Again."))]).await.leads_to(&path);
        mina.get(&path).await.is(200).says("Vermilion");
        let told = tables::read(&world.url).await;
        assert_eq!(told["check_ins"].len(), 1);
        let hex = |words: &str| words.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        for words in ["Vermilion", "ward round", "\"sleep\"", "lowest", "\"money\"", "Very badly"] {
            for coded in [words.to_owned(), hex(words), BASE64_STANDARD.encode(words)] {
                let coded = coded.to_lowercase();
                for (table, rows) in told.iter().filter(|(table, _)| table.as_str() != "signposts") {
                    let found = rows.iter().find(|row| row.to_lowercase().contains(&coded));
                    assert!(found.is_none_or(|_| of_the_directory(table)), "{words} as {coded} stands in {table}");
                }
            }
        }
    }
}

/// What the directory of help says of money and sleep is not Mina's.
fn of_the_directory(table: &str) -> bool {
    table.starts_with("signpost") || table.starts_with("directory")
}
