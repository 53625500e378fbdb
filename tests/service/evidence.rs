//! The policy evidence pack: one page for the board, and the organisation's own words in it.

use crate::{World, on_both_engines, tables};

on_both_engines! {
    async fn helen_takes_one_page_to_the_board_that_gives_nobody_away(world: World) {
        let helen = world.person("Helen").await;
        let page = helen.get(&helen.get("/uptake").await.link("Evidence")).await.is(200);
        // P35: coverage of R1 to R3, and not people.
        for words in [
            "R1. On 23 November 2026, 3 of 3 embedded librarians were offered supervision by somebody independent within 6 weeks.",
            "R2. On 23 November 2026, 2 of 3 teams had an embedded librarian; 1 of the 4 arrangements for support of those \
             teams included librarians, and 1 of the 1 team debriefs called for the quarter invited one.",
            "3 of 4 spaces were open outside staffed hours, and the urgent help page has not been checked this quarter.",
            "Intensive Care Medicine (192) Teams 1 With a librarian 1",
            "On 31 March 2026 the workforce was 8,612.25 WTE, of whom 5.8 WTE were qualified",
            "Further qualified posts needed to meet 1:1,250: 1.09 WTE",
            "published 4 January 2021",
            "no source that we know names the emotional support policy as an indicator",
            "No release has been made yet",
        ] {
            assert!(page.main().contains(words), "{words} in {}", page.main());
        }
        for name in ["Mina", "Sam Lindqvist", "Priya", "Dana", "Idris", "Ruth"] {
            assert!(!page.main().contains(name), "{name}");
        }
        for name in ["Mina", "Ruth", "Dana", "Grace"] {
            assert_eq!(world.person(name).await.get("/uptake/evidence").await.main(), page.main(), "{name}");
        }
    }

    async fn helen_or_grace_writes_the_commentary_and_nobody_else(world: World) {
        let (helen, grace, mina) = (world.person("Helen").await, world.person("Grace").await, world.person("Mina").await);
        let at = "/uptake/commentary";
        mina.get("/uptake/evidence").await.says("None has been written for this quarter");
        mina.get(at).await.is(200).says("Nothing has been written yet").never_says("<textarea");
        helen.fill(at, at, &[("words", &"x".repeat(2001))]).await.is(422).says("2,000 characters or fewer");
        helen.fill(at, at, &[("words", "=SUM(A1)\r\nTwo teams <b>more</b> are planned.")]).await.leads_to("/uptake/evidence");
        mina.get("/uptake/evidence").await.says("=SUM(A1) Two teams <b>more</b> are planned.");
        let file = mina.get("/uptake/evidence.csv").await.is(200).html;
        assert!(file.contains("\"'=SUM(A1)\nTwo teams <b>more</b> are planned.\""), "P28: {file}");
        assert!(file.contains("\"R1\",\"Librarians offered supervision\",\"3 of 3\""), "{file}");
        assert!(file.contains("\"Choices\",\"Release\",\"None has been made yet\""), "{file}");
        let page = grace.get(at).await.is(200).says("It must not name or describe anybody");
        grace.submit(&page, at, &[("words", "Three.")]).await.leads_to("/uptake/evidence");
        mina.get(at).await.says("Three.").never_says("Two teams");
        grace.fill(at, at, &[("words", " ")]).await.leads_to("/uptake/evidence");
        mina.get("/uptake/evidence").await.says("None has been written for this quarter");
        assert_eq!(tables::count(&world.url, "changes WHERE action = 'commentary written'").await, 3);
    }
}
