//! Organisations of a region side by side, for whoever leads it, and for nobody else.

use alongside::{kernel::Line, organisations::areas::actions, uptake::recording};
use chrono::TimeDelta;

use crate::{Person, World, neighbours, on_both_engines};

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

/// The nation with two regions: the first organisation lies in the North and Helen reads it, as the command line does.
/// Gives the North's id.
pub async fn of_helen(world: &World) -> String {
    let (db, now) = (&world.db, world.now());
    let (england, north, south) = (line("England"), line("North"), line("South"));
    actions::register(db, &england, None, now).await.unwrap();
    let id = actions::register(db, &north, Some(&england), now).await.unwrap();
    actions::register(db, &south, Some(&england), now).await.unwrap();
    let helen = world.member("Helen").await;
    actions::put(db, helen.organisation, Some(&north), now).await.unwrap();
    actions::let_read(db, helen.id, &north, true, now).await.unwrap();
    id.to_string()
}

/// Where a reader finds an area.
async fn area(reader: &Person<'_>, name: &str) -> String {
    reader.get("/areas").await.is(200).link(name)
}

on_both_engines! {
    async fn a_lead_of_a_region_reads_it_and_nothing_above_or_beside(world: World) {
        neighbours::move_in(&world).await;
        of_helen(&world).await;
        let (db, now, ffion) = (&world.db, world.now(), world.member("Ffion").await);
        actions::put(db, ffion.organisation, Some(&line("South")), now).await.unwrap();
        recording::record(db, now).await.unwrap();
        let helen = world.person("Helen").await;
        let list = helen.get("/support").await.link("Areas");
        let page = helen.get(&list).await.is(200).never_says("England").never_says("South");
        let page = helen.get(&page.link("North")).await.is(200).says("Organisations with figures for October to December 2026: 1");
        // 8,612.25 / 5.80 = 1,484.87, cut off; the one organisation is the region.
        let page = page.says("1:1,484 (between 1:1,250 and 1:1,730)").says("Librarians offered supervision 3 of 3");
        page.says("No release has been made yet").never_says("Othertown").never_says("Mina");

        // Whoever reads the nation reads the regions within it.
        actions::let_read(db, ffion.id, &line("England"), true, now).await.unwrap();
        let ffion = world.person("Ffion").await;
        let england = area(&ffion, "England").await;
        let page = ffion.get(&england).await.is(200).says("December 2026: 2").says("about 1:1,480");
        let (text, anytown) = (page.main(), "Anytown Hospitals NHS Foundation Trust");
        assert!(text.find(anytown) < text.find("Othertown Community NHS Trust"), "by name");
        ffion.get(&area(&ffion, "South").await).await.is(200).never_says("Anytown").says("Organisations with figures for October to December 2026: 1");
        helen.get(&england).await.is(404);
        helen.get(&area(&ffion, "South").await).await.is(404);
        for name in ["Mina", "Ruth", "Grace", "Bronwen"] {
            world.person(name).await.get(&england).await.is(404);
            world.person(name).await.get("/areas").await.is(404);
        }
        world.stranger().get(&england).await.leads_to("/sign-in");

        actions::let_read(db, world.member("Ffion").await.id, &line("England"), false, now).await.unwrap();
        ffion.get("/areas").await.is(404);
        ffion.get("/support").await.is(200).never_says("href=\"/areas\"");
    }

    async fn an_area_as_a_file_says_what_its_page_says_and_is_no_formula(world: World) {
        let north = of_helen(&world).await;
        recording::record(&world.db, world.now()).await.unwrap();
        let helen = world.person("Helen").await;
        let file = helen.get(&format!("/areas/{north}/figures.csv")).await.is(200).html;
        let mut lines = file.trim_start_matches('\u{feff}').lines();
        assert!(lines.next().unwrap().starts_with("\"organisation\",\"as_of\",\"Embedded librarians registered\""));
        let anytown = lines.next().unwrap();
        assert!(anytown.starts_with("\"Anytown Hospitals NHS Foundation Trust\",\"23 November 2026\",\"3\",\"3 of 3\""), "{anytown}");
        let together = lines.next().unwrap();
        assert!(together.starts_with("\"The 1 with a yearly return together\",\"\",\"\""), "{together}");
        assert!(together.ends_with("\"1:1,484 (between 1:1,250 and 1:1,730)\""), "{together}");
        assert_eq!(lines.next(), None);
        let page = helen.get(&format!("/areas/{north}?page=9")).await.is(200);
        page.says("2 of 3");
    }

    async fn no_choice_moves_a_figure_of_an_area(world: World) {
        let north = of_helen(&world).await;
        let (helen, mina) = (world.person("Helen").await, world.person("Mina").await);
        recording::record(&world.db, world.now()).await.unwrap();
        let before = helen.get(&format!("/areas/{north}")).await.main();
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await;
        mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        mina.fill("/check-ins/new", "/check-ins", &[("energy", "low")]).await.leads_to("/check-ins/");
        world.pass(TimeDelta::hours(2));
        recording::record(&world.db, world.now()).await.unwrap();
        let helen = world.person("Helen").await;
        assert_eq!(helen.get(&format!("/areas/{north}")).await.main(), before);
    }
}
