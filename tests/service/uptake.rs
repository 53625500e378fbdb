//! HR reads the duties as exact figures, and no choice of anybody.

use crate::{World, on_both_engines};

on_both_engines! {
    async fn helen_sees_duties_exactly_and_where_choices_are_released(world: World) {
        let page = world.person("Helen").await.get("/uptake").await.is(200);
        // Counted by hand from the demonstration: Mina and Sam in critical care, Priya in the emergency department.
        for figure in [
            "Embedded librarians registered 3",
            "Librarians offered supervision 3 of 3",
            "Teams with a librarian 2 of 3",
            "Arrangements that include librarians 1 of 4",
            "Team debriefs that invited a librarian 1 of 1",
            // The quiet room, the study room and the garden room; the reading room at Riverside is not.
            "Spaces open outside staffed hours 3 of 4",
        ] {
            assert!(page.text().contains(figure), "{figure} in {}", page.text());
        }
        page.link("Releases: the latest figures");
        let page = page.says("It leaves the service only in a quarterly release in which nobody can be picked out");
        page.never_says("Mina").never_says("Dana");
    }

    async fn everybody_opens_exactly_the_page_that_hr_sees(world: World) {
        let hr = world.person("Helen").await.get("/uptake").await.main();
        for name in ["Mina", "Ruth", "Dana", "Grace"] {
            assert_eq!(world.person(name).await.get("/uptake").await.main(), hr, "{name}");
        }
    }

    async fn what_a_librarian_chooses_changes_no_figure(world: World) {
        let (helen, mina) = (world.person("Helen").await, world.person("Mina").await);
        let before = helen.get("/uptake").await.main();
        let slot = mina.get("/supervision").await.first_choice("slot");
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await;
        mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        let answers = [("team", "none"), ("since", "today"), ("company", "group"), ("parts", "mornings")];
        mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        let check_in = mina.get("/check-ins/new").await;
        let energy = check_in.first_choice("energy");
        mina.submit(&check_in, "/check-ins", &[("energy", &energy)]).await.leads_to("/check-ins/");
        assert_eq!(helen.get("/uptake").await.main(), before);
    }
}
