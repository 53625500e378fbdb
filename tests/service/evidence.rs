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
            "Adult critical care (Intensive Care Medicine) Embedded librarians 2 Arrangements 2 Include librarians 1 Team \
             Emergency department (Emergency Medicine) Embedded librarians 1 Arrangements 2 Include librarians 0 How many",
            "Intensive Care Medicine (192) Teams 1 With a librarian 1",
            "31 March 2026 Workforce WTE 8,612.25 Qualified WTE 5.8 Ratio 1:1,484 Against the policy between 1:1,250 and \
             1:1,730 More qualified WTE needed 1.09",
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

    async fn a_team_that_includes_its_librarians_is_seen_to_and_one_without_any_is_not_listed(world: World) {
        let ruth = world.person("Ruth").await;
        let team = ruth.get("/teams").await.is(200).link("Adult critical care");
        let page = ruth.get(&team).await;
        ruth.submit(&page, &page.form_of("Include librarians from today"), &[]).await.leads_to(&team);
        let helen = world.person("Helen").await;
        let page = helen.get("/uptake/evidence").await.is(200).says("Arrangements 2 Include librarians 2");
        assert!(!page.main().contains("Palliative care (") && !page.main().contains("palliative care team"), "{}", page.main());
    }

    async fn the_file_says_what_the_page_says(world: World) {
        let file = world.person("Helen").await.get("/uptake/evidence.csv").await.is(200).html;
        for line in [
            "\"R1\",\"Statement\",\"On 23 November 2026, 3 of 3 embedded librarians were offered supervision by somebody \
             independent within 6 weeks.\"",
            "\"R2\",\"Statement\",\"On 23 November 2026, 2 of 3 teams had an embedded librarian;",
            "\"R3\",\"Statement\",\"On 23 November 2026,",
            "\"R2\",\"Adult critical care (Intensive Care Medicine): Include librarians\",\"1\"",
            "\"Staff ratio\",\"31 March 2026: Workforce WTE\",\"8,612.25\"",
            "\"Staff ratio\",\"31 March 2026: Qualified WTE\",\"5.8\"",
            "\"Staff ratio\",\"31 March 2026: More qualified WTE needed\",\"1.09\"",
            // 8,450 / 4.80 = 1,760.4: two years before.
            "\"Staff ratio\",\"31 March 2024: Ratio\",\"1:1,760\"",
        ] {
            assert!(file.contains(line), "{line} in {file}");
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
