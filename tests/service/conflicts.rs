//! Changing what is offered cancels nothing: what no longer fits is listed for its facilitator alone to decide.

use crate::{Person, World, on_both_engines, page::Page, tables::count};

const LIVE: &str = "sessions WHERE cancelled_at IS NULL";

/// Mina books Dana's first time on Thursday 26 November.
async fn mina_books(world: &World) -> String {
    let mina = world.person("Mina").await;
    for slot in mina.get("/supervision").await.is(200).choices("slot") {
        let confirm = mina.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
        if confirm.text().contains("Thursday 26 November 2026, 2pm") {
            return mina.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        }
    }
    panic!("Dana offers no time on Thursday");
}

async fn close(grace: &Person<'_>, day: &str) -> Page {
    let fields = [("closed[day]", day), ("closed[month]", "11"), ("closed[year]", "2026"), ("name", "Stocktaking")];
    grace.fill("/closure-days", "/closure-days", &fields).await
}

/// A page without the token and the request's id, which are new each time.
fn bytes(page: &Page) -> String {
    let mut html = String::new();
    for (at, part) in page.html.split("name=\"once\" value=\"").enumerate() {
        html.push_str(if at == 0 { part } else { &part[36..] });
    }
    html
}

async fn keep(dana: &Person<'_>) {
    let page = dana.get("/facilitating/conflicts").await.is(200);
    dana.submit(&page, &page.form_of("Keep it"), &[]).await.leads_to("/facilitating/conflicts");
    dana.get("/facilitating/conflicts").await.is(200).says("Every session of yours fits what you offer");
}

on_both_engines! {
    async fn a_closure_day_is_decided_by_the_facilitator_and_tells_the_service_manager_nothing(world: World) {
        let (grace, dana) = (world.person("Grace").await, world.person("Dana").await);
        // The same day closed twice: while nothing is booked then, and while something is.
        close(&grace, "26").await.leads_to("/closure-days");
        let unbooked = grace.get("/closure-days").await.is(200);
        let people = grace.get("/people").await;
        grace.submit(&unbooked, &unbooked.form_of("Remove"), &[]).await.leads_to("/closure-days");
        let session = mina_books(&world).await;
        let live = count(&world.url, LIVE).await;
        let answer = close(&grace, "26").await;
        answer.leads_to("/closure-days");
        assert!(answer.html.is_empty() && count(&world.url, LIVE).await == live);
        let booked = grace.get("/closure-days").await.is(200);
        let strip = |page: &Page| bytes(page).replace(id_of(page), "");
        assert_eq!(strip(&booked), strip(&unbooked));
        assert_eq!(bytes(&grace.get("/people").await), bytes(&people));
        grace.get("/facilitating/conflicts").await.is(404);

        let page = dana.get("/facilitating").await.is(200).says("Some of your sessions no longer fit what you offer");
        let list = dana.get(&page.link("no longer fit")).await.is(200).says("with Mina Okafor");
        let list = list.says("Your organisation is closed that day: Stocktaking.");
        assert_eq!(list.link("with Mina Okafor"), session);
        world.person("Mina").await.get("/record").await.says("Dana Whitlock");
        let idris = world.person("Idris").await;
        idris.get("/facilitating/conflicts").await.is(200).never_says("Mina");
        idris.get("/facilitating").await.never_says("no longer fit");
        keep(&dana).await;
        dana.get("/facilitating").await.never_says("no longer fit");
        world.person("Mina").await.get(&session).await.is(200).says("booked");
    }

    async fn time_away_and_a_changed_pattern_list_what_is_booked_and_cancel_nothing(world: World) {
        let (session, dana) = (mina_books(&world).await, world.person("Dana").await);
        let live = count(&world.url, LIVE).await;
        let thursdays = dana.get("/availability").await.link("Change or stop Thursday");
        let change = |fields: Vec<(&'static str, &'static str)>| {
            let (dana, thursdays) = (&dana, thursdays.clone());
            async move { dana.fill(&thursdays, &thursdays, &fields).await }
        };
        change(vec![("until[day]", "1"), ("until[month]", "1"), ("until[year]", "2020")]).await.is(422).says("still to come");
        change(vec![("until[year]", "2028")]).await.is(422).says("at most 26 weeks ahead");
        change(vec![("from_time", "4pm"), ("until_time", "3pm")]).await.is(422).says("must be after the time you start");
        change(vec![("from_time", "3pm"), ("kinds", "individual_supervision")]).await.leads_to("/availability");
        // The same form again: there is nothing left of what it was about.
        dana.get(&thursdays).await.is(404);
        let list = dana.get("/facilitating/conflicts").await.is(200).says("You do not offer this at that time any more.");
        assert_eq!(list.link("with Mina Okafor"), session);
        keep(&dana).await;
        // Something else speaks against it too, so it is asked again.
        let fields = [("first[day]", "26"), ("first[month]", "11"), ("first[year]", "2026"),
            ("last[day]", "26"), ("last[month]", "11"), ("last[year]", "2026")];
        dana.fill("/availability/away", "/availability/away", &fields).await.leads_to("/availability");
        dana.get("/facilitating/conflicts").await.is(200).says("You are away then.").says("do not offer this");
        keep(&dana).await;
        assert_eq!(count(&world.url, LIVE).await, live);
        // Or she cancels it, from its own page.
        let cancellation = format!("{session}/cancellation");
        dana.fill(&cancellation, &cancellation, &[]).await.leads_to("/sessions");
        assert_eq!(count(&world.url, LIVE).await, live - 1);
        world.person("Mina").await.get(&session).await.is(200).says("cancelled");
    }

    async fn another_place_is_a_conflict_and_so_is_a_space_that_closes(world: World) {
        let (_, dana, grace) = (mina_books(&world).await, world.person("Dana").await, world.person("Grace").await);
        let space = grace.get("/spaces").await.link("Quiet room");
        grace.fill(&space, &space, &[("state", "closed")]).await.leads_to("/spaces");
        dana.get("/facilitating/conflicts").await.is(200).says("Its space is closed.");
        dana.get("/availability").await.says("(closed, so nobody can book these times)");
        grace.fill(&space, &space, &[("state", "open")]).await.leads_to("/spaces");
        dana.get("/facilitating/conflicts").await.is(200).says("Every session of yours fits");
        let thursdays = dana.get("/availability").await.link("Change or stop Thursday");
        let diary = grace.get(&format!("{space}/diary")).await.is(200).main();
        dana.fill(&thursdays, &thursdays, &[("space", ""), ("place", "Room 9")]).await.leads_to("/availability");
        dana.get("/facilitating/conflicts").await.is(200).says("You offer that time in another place now.");
        // The room stays set aside as it was published: whoever looks after it cannot tell what is booked in it.
        assert_eq!(grace.get(&format!("{space}/diary")).await.is(200).main(), diary);
    }

    async fn what_was_proposed_conflicts_only_with_days_on_which_nobody_can_be_there(world: World) {
        let (dana, mina) = (world.person("Dana").await, world.person("Mina").await);
        let answers = [("team", "none"), ("since", "built_up"), ("company", "one_other"), ("parts", "mornings")];
        let request = mina.fill("/requests/new", "/requests", &answers).await.leads_to("/requests/");
        dana.fill("/requests", &format!("{request}/taking"), &[]).await;
        let form = format!("{request}/answer");
        let times = [("day", "2026-11-27"), ("time", "10:30am"), ("place", "Room 2")];
        dana.fill(&form, &form, &times).await.leads_to("/requests/");
        dana.get("/facilitating/conflicts").await.is(200).says("Every session of yours fits");
        close(&world.person("Grace").await, "27").await.leads_to("/closure-days");
        dana.get("/facilitating/conflicts").await.is(200).says("Your organisation is closed that day: Stocktaking.");
        // She means it all the same, and Mina can still let go of it.
        keep(&dana).await;
        dana.get("/facilitating/conflicts").await.is(200).says("Every session of yours fits");
        mina.fill(&request, &format!("{request}/withdrawal"), &[]).await;
        assert_eq!(crate::tables::count(&world.url, "proposals").await + crate::tables::count(&world.url, "kept_sessions").await, 0);
    }
}

/// The id of the first closure day that a page lists: a day listed again has another.
fn id_of(page: &Page) -> &str {
    let from = page.html.find("/closure-days/").expect("a day is listed") + "/closure-days/".len();
    &page.html[from..from + 36]
}
