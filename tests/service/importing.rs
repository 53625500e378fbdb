//! Rosters out of files: read, shown, and written only when somebody says so (PAINS P28 and P32).

use chrono::TimeDelta;

use crate::{Person, World, on_both_engines, page::Page, tables};

const HEADINGS: &str = "nhs_email,display_name,mdt_name,embedded_from,embedded_to,wte";

/// Uploads a roster and opens what it would do.
pub async fn upload(person: &Person<'_>, name: &str, file: &[u8]) -> (String, Page) {
    let at = person.upload("/rosters/import", "/rosters/imports", name, file).await.leads_to("/rosters/imports/");
    let page = person.get(&at).await.is(200);
    (at, page)
}

/// A file of these rows.
async fn rows(person: &Person<'_>, rows: &[&str]) -> (String, Page) {
    upload(person, "roster.csv", format!("{HEADINGS}\n{}\n", rows.join("\n")).as_bytes()).await
}

async fn confirm(person: &Person<'_>, at: &str, page: &Page) -> Page {
    person.submit(page, &format!("{at}/confirmation"), &[]).await
}

async fn critical_care(person: &Person<'_>) -> Page {
    let team = person.get("/teams").await.link("Adult critical care");
    person.get(&team).await.is(200)
}

on_both_engines! {
    async fn grace_imports_a_roster_and_the_same_file_again_changes_nothing(world: World) {
        let grace = world.person("Grace").await;
        let file = include_bytes!("../rosters/plain.csv");
        let (at, page) = upload(&grace, "plain.csv", file).await;
        let page = page.says("2 rows below its headings: 2 placements to be added, 0 to be changed, 0 to be ended and 0 left alone").says("2 people to be registered").says("2 placements to be added");
        let page = page.says("Tomos Ellis Adult critical care: Librarian, 1 WTE, from 1 December 2026 (row 3)");
        critical_care(&grace).await.never_says("Tomos");
        let done = confirm(&grace, &at, &page).await;
        let done = grace.get(&done.leads_to("/rosters/import")).await;
        done.is(200).says("2 placements added, 0 changed and 0 ended");
        confirm(&grace, &at, &page).await.leads_to("/rosters/import");
        grace.get(&at).await.is(404);
        critical_care(&grace).await.says("Tomos Ellis").says("1 WTE, from 1 December 2026");
        let told = world.post_of("tomos.ellis@anytown.example").await;
        assert_eq!(told.iter().filter(|letter| letter.contains("Something new for you")).count(), 1);
        assert!(told.iter().all(|letter| !letter.contains("critical care")));
        world.person("Tomos").await.get("/support").await.is(200);

        let (_, again) = upload(&grace, "plain.csv", file).await;
        again.says("There is nothing to import").says("2 placements left alone").never_says("Import all of this");
    }

    async fn a_bad_row_changes_nothing_and_cannot_be_forced(world: World) {
        let grace = world.person("Grace").await;
        let (at, page) = upload(&grace, "x.csv", include_bytes!("../rosters/wte-with-letter.csv")).await;
        let before = tables::read(&world.url).await;
        let page = page.says("This file cannot be imported yet").never_says("Import all of this");
        page.says("row 3, wte: 'O.5' is not a number from 0.01 to 1, like 0.6");
        let again = grace.get(&at).await;
        let mut forged = again.filled(&format!("{at}/withdrawal"), &[]);
        forged.push(("shown".to_owned(), "x".to_owned()));
        grace.send(&format!("{at}/confirmation"), &forged).await.is(409).says("row 3, wte:");
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "a bad row");
    }

    async fn what_was_shown_is_what_is_done(world: World) {
        let (grace, ruth) = (world.person("Grace").await, world.person("Ruth").await);
        let (at, page) = rows(&grace, &["priya.shah@anytown.example,,Adult critical care,2026-12-01,,0.3"]).await;
        let page = page.says("1 placement to be added");
        // Meanwhile Ruth adds her herself.
        let team = ruth.get("/teams").await.link("Adult critical care");
        let fields = [("email", "priya.shah@anytown.example"), ("role", "Librarian"), ("wte", "0.3")];
        ruth.fill(&format!("{team}/placements/new"), &format!("{team}/placements"), &fields).await.leads_to(&team);
        let moved = confirm(&grace, &at, &page).await.is(409);
        moved.says("The rosters have changed since you looked").says("at that time, from 23 November 2026");
        assert_eq!(critical_care(&grace).await.html.matches("<strong>Priya Shah</strong>").count(), 1);
    }

    async fn a_lead_writes_their_own_teams_and_of_no_other_is_anything_told(world: World) {
        let ruth = world.person("Ruth").await;
        let theirs = rows(&ruth, &["mina.okafor@anytown.example,,Emergency department,2026-12-01,,0.2"]).await.1;
        let nowhere = rows(&ruth, &["mina.okafor@anytown.example,,Nowhere department,2026-12-01,,0.2"]).await.1;
        let said = theirs.says("row 2, mdt_name: 'Emergency department' is the name of no team whose roster you write").main();
        assert_eq!(said.replace("Emergency", "Nowhere"), nowhere.main());
        let new = ["noor.saleh@anytown.example,Noor Saleh,Adult critical care,2026-12-01,,0.5"];
        rows(&ruth, &new).await.1.says("noor.saleh@anytown.example is not registered. Ask your service manager");
        // Told of the roster once; the debriefs called already have invitations of their own.
        let told = async || world.post_of("priya.shah@anytown.example").await.iter().filter(|letter| letter.contains("something new for you")).count();
        let before = told().await;
        let (at, page) = rows(&ruth, &["PRIYA.Shah@anytown.example,,adult critical CARE,1/12/2026,31/3/2027,\"0,3\""]).await;
        confirm(&ruth, &at, &page.says("1 placement to be added")).await.leads_to("/rosters/import");
        critical_care(&ruth).await.says("Librarian, 0.3 WTE, 1 December 2026 to 31 March 2027");
        assert_eq!(told().await, before + 1);
    }

    async fn p32_somebody_removed_comes_back_as_a_new_spell_only(world: World) {
        let (ruth, sam) = (world.person("Ruth").await, world.person("Sam").await);
        let team = ruth.get("/teams").await.link("Adult critical care");
        let before = ruth.get(&format!("{team}/roster.csv")).await.is(200).html;
        let link = ruth.get(&team).await.link("End the placement of Sam");
        ruth.fill(&link, &link, &[]).await.leads_to("/teams");
        // The file from before does not quietly bring him back.
        let (_, page) = upload(&ruth, "before.csv", before.as_bytes()).await;
        page.says("this placement ended on 22 November 2026. If they came back").never_says("Import all of this");
        let (at, page) = rows(&ruth, &["sam.lindqvist@anytown.example,,Adult critical care,2026-11-23,,0.4"]).await;
        confirm(&ruth, &at, &page.says("1 placement to be added")).await.leads_to("/rosters/import");
        sam.get("/support").await.says("Adult critical care");
        assert_eq!(ruth.get(&team).await.html.matches("<strong>Sam Lindqvist</strong>").count(), 2, "the old spell and the new one");
    }

    async fn a_last_day_in_a_file_withdraws_from_debriefs_and_tells_once(world: World) {
        let (grace, mina) = (world.person("Grace").await, world.person("Mina").await);
        mina.get("/support").await.says("Team reflection");
        let team = grace.get("/teams").await.link("Adult critical care");
        let export = grace.get(&format!("{team}/roster.csv")).await.is(200).html;
        let line = export.lines().find(|line| line.contains("mina.okafor")).unwrap();
        let cells: Vec<&str> = line.split("\",\"").collect();
        let row = format!("mina.okafor@anytown.example,,Adult critical care,{},2026-11-23,0.9", cells[8]);
        let (at, page) = rows(&grace, &[&row]).await;
        let page = page.says("1 placement to be ended").says("last day 23 November 2026").says("0.9 WTE instead of");
        confirm(&grace, &at, &page.says("are not in this file. They are left alone")).await.leads_to("/rosters/import");
        mina.get("/support").await.never_says("Team reflection");
        let told = world.post_of("mina.okafor@anytown.example").await;
        assert_eq!(told.iter().filter(|letter| letter.contains("Something has changed")).count(), 1);
        mina.get("/record").await.says("Grace Lim");
    }

    async fn p28_an_export_opens_as_text_and_read_back_changes_nothing(world: World) {
        let grace = world.person("Grace").await;
        let row = ["noor.saleh@anytown.example,\"=HYPERLINK(\"\"x\"\")\",Adult critical care,2026-12-01,,0.5"];
        let (at, page) = rows(&grace, &row).await;
        confirm(&grace, &at, &page).await.leads_to("/rosters/import");
        for name in ["Grace", "Ruth"] {
            let person = world.person(name).await;
            let team = person.get("/teams").await.link("Adult critical care");
            let export = person.get(&format!("{team}/roster.csv")).await.is(200);
            let header = |wanted: &str| export.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.clone());
            assert_eq!(header("content-type").as_deref(), Some("text/csv; charset=utf-8"));
            assert!(header("content-disposition").unwrap().contains("roster-of-adult-critical-care.csv"));
            assert!(export.html.starts_with('\u{feff}') && export.html.contains("\"'=HYPERLINK(\"\"x\"\")\""));
            let (_, again) = upload(&person, "again.csv", export.html.as_bytes()).await;
            again.says("There is nothing to import");
        }
        let template = grace.get("/rosters/template.csv").await.is(200).html;
        let refused = grace.upload("/rosters/import", "/rosters/imports", "t.csv", template.as_bytes()).await;
        assert!(grace.get(&refused.leads_to("/rosters/imports/")).await.text().contains("There is nothing to import"));
    }

    async fn a_file_is_its_owners_alone_and_goes_when_nobody_wants_it(world: World) {
        let (grace, ruth) = (world.person("Grace").await, world.person("Ruth").await);
        let row = ["priya.shah@anytown.example,,Adult critical care,2026-12-01,,0.3"];
        let (at, page) = rows(&grace, &row).await;
        ruth.get(&at).await.is(404);
        ruth.send(&format!("{at}/confirmation"), &page.filled(&format!("{at}/confirmation"), &[])).await.is(404);
        grace.submit(&page, &format!("{at}/withdrawal"), &[]).await.leads_to("/rosters/import");
        grace.get(&at).await.is(404);
        confirm(&grace, &at, &page).await.is(404);
        let (at, _) = rows(&grace, &row).await;
        world.pass(TimeDelta::days(1));
        world.person("Grace").await.get(&at).await.is(404);
        let (later, _) = rows(&world.person("Grace").await, &row).await;
        assert_ne!(at, later);
        critical_care(&world.person("Grace").await).await.never_says("Priya");
    }

    async fn what_is_wrong_with_an_upload_is_said_beside_the_field(world: World) {
        let ruth = world.person("Ruth").await;
        let send = async |name: &str, bytes: &[u8]| ruth.upload("/rosters/import", "/rosters/imports", name, bytes).await.is(422);
        send("", b"").await.says("Choose a file");
        send("roster.csv", b"").await.says("The file has nothing in it");
        send("roster.csv", &vec![b'x'; 4 * 1024 * 1024 + 1]).await.says("The file must be smaller than 4 MB");
        send("roster.csv", b"nhs_email,wte\na@b.example,1\n").await.says("The file has no column embedded_from");
        let large = vec![b'x'; 9 * 1024 * 1024];
        ruth.upload("/rosters/import", "/rosters/imports", "x.csv", &large).await.is(413).says("Send a shorter text or a smaller file");
        for name in ["Mina", "Dana", "Helen"] {
            let person = world.person(name).await;
            person.get("/rosters/import").await.is(404);
            person.get("/rosters/template.csv").await.is(404);
        }
    }
}
