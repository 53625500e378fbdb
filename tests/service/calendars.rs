//! What somebody chooses about reminders and titles, and a session as a file for their calendar.

use crate::{
    Person, World,
    counterparts::{counterparts_or_skip, read_calendars},
    on_both_engines,
    page::Page,
};

/// What stands in the form: when to be reminded, and what sessions are called.
fn chosen(page: &Page) -> (String, String) {
    let fields = page.filled("/calendar/preferences", &[]);
    let value = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    (value("reminders").unwrap_or_default(), value("titles").unwrap_or_default())
}

fn words(reminders: &str, titles: &str) -> (String, String) {
    (reminders.to_owned(), titles.to_owned())
}

/// Somebody chooses, and nothing else changes.
pub async fn choose(person: &Person<'_>, reminders: &str, titles: &str) {
    let fields = [("reminders", reminders), ("titles", titles)];
    person.fill("/calendar", "/calendar/preferences", &fields).await.leads_to("/calendar?saved=true");
}

/// Somebody books the first time that is offered, which is with Idris; where the session is.
pub async fn book(person: &Person<'_>) -> String {
    let slot = person.get("/supervision").await.first_choice("slot");
    let confirm = format!("/supervision/confirmation?slot={slot}");
    person.fill(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/")
}

fn header<'p>(page: &'p Page, name: &str) -> &'p str {
    page.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
}

on_both_engines! {
    async fn what_is_chosen_is_kept_and_ones_own(world: World) {
        let (mina, sam) = (world.person("Mina").await, world.person("Sam").await);
        let path = mina.get("/record").await.link("My calendar and messages");
        let page = mina.get(&path).await.is(200).says("Only you.").says("Alongside does not read your calendar");
        let page = page.says("Answering an invitation in your calendar changes nothing here").says("Colleagues who can open your calendar would read it");
        assert_eq!(chosen(&page), words("day_before", "neutral"));
        choose(&mina, "week_and_day_before", "telling").await;
        let page = mina.get("/calendar?saved=true").await.is(200).says("Your choices are saved.");
        assert_eq!(chosen(&page), words("week_and_day_before", "telling"));
        choose(&mina, "none", "telling").await;
        assert_eq!(chosen(&mina.get("/calendar").await), words("none", "telling"));
        assert_eq!(chosen(&sam.get("/calendar").await), words("day_before", "neutral"));
        // A form sent twice is one choice: the later one stands.
        let old = mina.get("/calendar").await;
        mina.submit(&old, "/calendar/preferences", &[("titles", "neutral")]).await.leads_to("/calendar");
        choose(&mina, "day_before", "telling").await;
        mina.submit(&old, "/calendar/preferences", &[("titles", "neutral")]).await.leads_to("/calendar");
        assert_eq!(chosen(&mina.get("/calendar").await), words("day_before", "telling"));
    }

    async fn a_wrong_choice_is_said_beside_its_field_and_the_rest_is_kept(world: World) {
        let mina = world.person("Mina").await;
        let at = ("/calendar", "/calendar/preferences");
        let page = mina.fill(at.0, at.1, &[("reminders", "hourly"), ("titles", "telling")]).await.is(422);
        let page = page.says("Error: Choose when you want to be reminded").never_says("Choose what your calendar");
        assert_eq!(chosen(&page).1, "telling");
        let page = mina.fill(at.0, at.1, &[("reminders", ""), ("titles", "")]).await.is(422);
        page.says("Choose when you want to be reminded").says("Choose what your calendar calls your sessions");
        let stranger = [("reminders", "none"), ("titles", "telling"), ("why", "because")];
        mina.fill(at.0, at.1, &stranger).await.is(422).says("does not belong to it");
        assert_eq!(chosen(&mina.get("/calendar").await), words("day_before", "neutral"));
    }

    async fn a_session_is_a_file_for_whoever_takes_part(world: World) {
        let (mina, idris, sam) = (world.person("Mina").await, world.person("Idris").await, world.person("Sam").await);
        let session = book(&mina).await;
        let file = mina.get(&session).await.is(200).link("Add this to your calendar");
        let hers = mina.get(&file).await.is(200).never_says("upervision").never_says("Idris").never_says("Mina");
        assert_eq!(header(&hers, "Content-Type"), "text/calendar; charset=utf-8");
        assert_eq!(header(&hers, "Content-Disposition"), "attachment; filename=\"appointment.ics\"");
        assert_eq!(header(&hers, "Cache-Control"), "no-store");
        for words in ["SUMMARY:Appointment\r\n", "STATUS:CONFIRMED\r\n", "DTSTART:20261124T", "LOCATION:", "URL;VALUE=URI:"] {
            assert!(hers.html.contains(words), "{words}: {}", hers.html);
        }
        let its_page = idris.get(&session).await.is(200).link("Add this to your calendar");
        let his = idris.get(&its_page).await.is(200).never_says("Mina");
        assert_ne!(uid(&his), uid(&hers), "nobody can tell from two calendars that two people meet");
        for stranger in [&sam, &world.person("Helen").await, &world.person("Grace").await] {
            stranger.get(&file).await.is(404);
        }
        world.stranger().get(&file).await.leads_to("/sign-in");

        choose(&mina, "none", "telling").await;
        choose(&idris, "none", "telling").await;
        let told = mina.get(&file).await.is(200);
        assert!(told.html.replace("\r\n ", "").contains("SUMMARY:One-to-one supervision with Idris Kaur\r\n"), "{}", told.html);
        // Who comes is hers to tell: his calendar says what it is, and not with whom.
        let his = idris.get(&file).await.is(200).never_says("Mina").never_says("Okafor");
        assert!(his.html.contains("SUMMARY:One-to-one supervision\r\n"), "{}", his.html);
        if counterparts_or_skip() {
            let read = read_calendars("-", &[&hers.html, &told.html, &his.html]);
            assert_eq!(read[0]["entries"][0]["uid"], read[1]["entries"][0]["uid"]);
            assert_eq!(read[0]["entries"][0]["start"], "2026-11-24T10:15:00Z");
        }

        mina.fill(&format!("{session}/cancellation"), &format!("{session}/cancellation"), &[]).await.leads_to("/sessions");
        mina.get(&file).await.is(404);
        mina.get(&session).await.is(200).never_says("Add this to your calendar");
        idris.get(&file).await.is(404);
    }

    async fn what_is_only_offered_or_called_is_no_file(world: World) {
        let (sam, ruth) = (world.person("Sam").await, world.person("Ruth").await);
        let debrief = sam.get("/support").await.link("Team reflection");
        sam.get(&debrief).await.is(200).never_says("Add this to your calendar");
        sam.get(&format!("{debrief}/appointment.ics")).await.is(404);
        ruth.get(&format!("{debrief}/appointment.ics")).await.is(404);
        sam.fill(&debrief, &format!("{debrief}/places"), &[]).await.leads_to(&debrief);
        sam.get(&format!("{debrief}/appointment.ics")).await.is(200);
    }

    async fn facilitators_are_told_that_no_calendar_is_read(world: World) {
        let page = world.person("Dana").await.get("/availability").await.is(200);
        page.says("Alongside does not read your calendar, or any other").says("Block the times you need for other things here");
    }
}

/// What the one entry is known by.
fn uid(page: &Page) -> String {
    let whole = page.html.replace("\r\n ", "");
    whole.lines().find_map(|line| line.strip_prefix("UID:")).expect("an entry has a UID").to_owned()
}
