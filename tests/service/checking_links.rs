//! What does not work of the directory is told to those who keep it, and where entries lead is never lost.

use std::time::Duration;

use alongside::signposts::{asking::Asker, checking::check_due};
use chrono::TimeDelta;

use crate::{
    World, on_both_engines, tables,
    website::{Website, closed},
};

/// Makes every link of the directory lead somewhere.
async fn lead(world: &World, to: &str) {
    tables::change(&world.url, format!("UPDATE signpost_ways SET value = '{to}' WHERE means = 'web'")).await;
}

on_both_engines! {
    async fn what_does_not_work_is_told_to_its_keepers_and_to_nobody_else(world: World) {
        let (site, asker) = (Website::open(), Asker::nearby(Duration::from_secs(2)));
        lead(&world, &site.link("/good")).await;
        assert!(check_due(&world.db, &asker, world.now()).await.unwrap() > 10);
        let questions = site.asked().len();
        assert!(questions > 3);
        // All is well, and for a week nobody is asked again.
        world.person("Grace").await.get("/signposts").await.is(200).never_says("did not answer");
        world.pass(TimeDelta::days(6));
        assert_eq!(check_due(&world.db, &asker, world.now()).await.unwrap(), 0);
        assert_eq!(site.asked().len(), questions);

        world.pass(TimeDelta::days(1));
        let entries = world.person("Grace").await.get("/signposts").await;
        let entry = entries.link("Staff psychology service");
        let id = entry.rsplit('/').next().unwrap();
        let first = format!(" AND signpost_id = {}", literal(&world, id));
        tables::change(&world.url, format!("UPDATE signpost_ways SET means = 'web', value = '{}' WHERE position = 1{first}", closed())).await;
        let anybody = world.stranger();
        let public = format!("/find-support/{id}");
        let mut before = (anybody.get("/find-support").await.html, anybody.get(&public).await.is(200).html, tables::read(&world.url).await);
        assert!(check_due(&world.db, &asker, world.now()).await.unwrap() > 10);
        let mut after = (anybody.get("/find-support").await.html, anybody.get(&public).await.is(200).html, tables::read(&world.url).await);
        let ways = [before.2.remove("signpost_ways"), after.2.remove("signpost_ways")].map(|rows| rows.unwrap().len());
        assert_eq!(ways[0], ways[1]);
        assert!(before == after, "readers see what they saw, and nothing but the ways was touched");

        let grace = world.person("Grace").await;
        let sentence = "The link did not answer on 30 November 2026.";
        grace.get("/signposts").await.is(200).says(sentence);
        grace.get(&entry).await.is(200).says(sentence).says("Readers are not told");
        world.person("Dana").await.get("/signposts").await.says(sentence);
        world.person("Mina").await.get(&entry).await.is(200).never_says("did not answer");
        let questions = site.asked().len();
        assert_eq!(check_due(&world.db, &asker, world.now()).await.unwrap(), 0);
        assert_eq!(site.asked().len(), questions, "not twice in a week");
        world.pass(TimeDelta::days(7));
        lead(&world, &site.link("/good")).await;
        check_due(&world.db, &asker, world.now()).await.unwrap();
        world.person("Grace").await.get("/signposts").await.never_says("did not answer");
    }

    async fn an_entry_keeps_every_link_when_it_is_saved(world: World) {
        let grace = world.person("Grace").await;
        let entry = grace.get("/signposts").await.link("Staff psychology service");
        let changes = format!("{}/changes", entry.replace("/find-support/ours/", "/signposts/"));
        let form = grace.get(&changes).await.is(200);
        let others: Vec<String> = form.choices("try_first").into_iter().filter(|id| id.len() > 10).take(4).collect();
        let two = [("try_first", others[0].as_str()), ("try_first", others[1].as_str()), ("try_first", ""),
            ("if_this_fails", others[2].as_str())];
        grace.submit(&form, &changes, &two).await.leads_to(&entry);
        // Saved as it stands, it leads where it led; the form has a place for one more of each.
        let form = grace.get(&changes).await.is(200).says("Choice 3");
        assert_eq!(form.html.matches("name=\"try_first\"").count(), 3);
        grace.submit(&form, &changes, &[]).await.leads_to(&entry);
        for (kind, many) in [("try_first", 2), ("if_this_fails", 1)] {
            let id = entry.rsplit('/').next().unwrap();
            let links = format!("signpost_links WHERE kind = '{kind}' AND signpost_id = {}", literal(&world, id));
            assert_eq!(tables::count(&world.url, &links).await, many, "{kind}");
        }
        let nobody = [("try_first", others[0].as_str()), ("try_first", "nobody")];
        let page = grace.submit(&form, &changes, &nobody).await.is(422).says("Choose another entry from the list, or none");
        let kept = page.filled(&changes, &[]).into_iter().any(|(name, value)| name == "try_first" && value == others[0]);
        assert!(kept, "what was chosen stands in the form");
    }
}

/// An id as the engine writes it: SQLite keeps the bytes.
fn literal(world: &World, id: &str) -> String {
    if world.url.starts_with("sqlite:") { format!("x'{}'", id.replace('-', "")) } else { format!("'{id}'") }
}
