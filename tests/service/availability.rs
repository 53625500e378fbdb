//! A facilitator says when they can be booked, and when not; nobody can book them otherwise.

use crate::{Person, World, on_both_engines, page::Page};

/// The starts of the slots that a librarian is offered, as pages say them: "Friday 27 November 2026, 9am".
async fn starts(librarian: &Person<'_>) -> Vec<String> {
    let (mut starts, mut next) = (Vec::new(), Some("/supervision".to_owned()));
    while let Some(path) = next {
        let page = librarian.get(&path).await.is(200);
        let lines = page.html.split("nhsuk-radios__label").skip(1).filter_map(|part| part.split(" to ").next());
        starts.extend(lines.filter_map(|line| line.rsplit('>').next()).map(|line| line.trim().to_owned()));
        next = page.html.contains("Later times").then(|| page.link("Later times"));
    }
    starts
}

fn date<'a>(name: [&'a str; 3], [day, month, year]: [&'a str; 3]) -> [(&'a str, &'a str); 3] {
    [(name[0], day), (name[1], month), (name[2], year)]
}

const FIRST: [&str; 3] = ["first[day]", "first[month]", "first[year]"];
const LAST: [&str; 3] = ["last[day]", "last[month]", "last[year]"];
const ON: [&str; 3] = ["on[day]", "on[month]", "on[year]"];
const CLOSED: [&str; 3] = ["closed[day]", "closed[month]", "closed[year]"];

async fn away(facilitator: &Person<'_>, first: [&str; 3], last: [&str; 3], times: &[(&str, &str)]) -> Page {
    let fields = [date(FIRST, first).as_slice(), &date(LAST, last), times].concat();
    facilitator.fill("/availability/away", "/availability/away", &fields).await
}

async fn extra(facilitator: &Person<'_>, on: [&str; 3], times: (&str, &str), place: (&str, &str)) -> Page {
    let fields = [date(ON, on).as_slice(), &[("from_time", times.0), ("until_time", times.1), place]].concat();
    facilitator.fill("/availability/single", "/availability/single", &fields).await
}

on_both_engines! {
    async fn nothing_is_offered_on_a_closure_day_until_it_is_taken_off_the_list(world: World) {
        let (grace, priya) = (world.person("Grace").await, world.person("Priya").await);
        let thursday = "Thursday 26 November 2026, 2pm".to_owned();
        assert!(starts(&priya).await.contains(&thursday));
        let hours = world.person("Helen").await.get("/uptake").await.main();
        let fields = [date(CLOSED, ["26", "11", "2026"]).as_slice(), &[("name", "The library moves")]].concat();
        grace.fill("/closure-days", "/closure-days", &fields).await.leads_to("/closure-days");
        let page = grace.get("/closure-days").await.is(200).says("Thursday 26 November 2026: The library moves");
        let page = page.says("Thursday 24 December 2026: Christmas Eve");
        let offered = starts(&priya).await;
        assert!(!offered.contains(&thursday) && offered.contains(&"Thursday 3 December 2026, 2pm".to_owned()));
        assert!(!offered.iter().any(|start| start.contains("24 December")), "Christmas Eve is a closure day");
        world.person("Dana").await.get("/availability").await.says("Thursday 26 November 2026: The library moves");
        assert_ne!(world.person("Helen").await.get("/uptake").await.main(), hours, "its hours are not offered");
        grace.fill("/closure-days", "/closure-days", &fields).await.is(422).says("That day is in the list already");
        let past = [date(CLOSED, ["22", "11", "2026"]).as_slice(), &[("name", "Yesterday")]].concat();
        grace.fill("/closure-days", "/closure-days", &past).await.is(422).says("Choose a day that is still to come");
        let removal = page.form_of("Remove");
        grace.submit(&page, &removal, &[]).await.leads_to("/closure-days");
        assert!(starts(&priya).await.contains(&thursday));
        assert_eq!(world.person("Helen").await.get("/uptake").await.main(), hours);
    }

    async fn nobody_is_booked_while_they_are_away(world: World) {
        let (dana, priya) = (world.person("Dana").await, world.person("Priya").await);
        let before = starts(&priya).await;
        let at = |time: &str| format!("Thursday 26 November 2026, {time}");
        assert!(before.contains(&at("2pm")) && before.contains(&at("3:15pm")));
        // From half past three to half past four: what is left of the afternoon is one hour.
        let times = [("first_time", "3:30pm"), ("last_time", "4:30pm")];
        away(&dana, ["26", "11", "2026"], ["26", "11", "2026"], &times).await.leads_to("/availability");
        let offered = starts(&priya).await;
        assert!(offered.contains(&at("2pm")) && !offered.contains(&at("3:15pm")));
        away(&dana, ["26", "11", "2026"], ["3", "12", "2026"], &[]).await.leads_to("/availability");
        let offered = starts(&priya).await;
        assert!(!offered.iter().any(|start| start.contains("26 November") || start.contains("Thursday 3 December")));
        let page = dana.get("/availability").await.is(200).says("3:30pm to 4:30pm");
        let page = page.says("Thursday 26 November 2026 to Thursday 3 December 2026");
        for _ in 0..2 {
            let page = dana.get("/availability").await;
            dana.submit(&page, &page.form_of("Remove"), &[]).await.leads_to("/availability");
        }
        assert_eq!(starts(&priya).await, before);
        drop(page);
    }

    async fn a_time_that_the_clocks_skip_or_repeat_is_refused_with_a_sentence(world: World) {
        let dana = world.person("Dana").await;
        let page = away(&dana, ["28", "3", "2027"], ["29", "3", "2027"], &[("first_time", "1:30am")]).await.is(422);
        page.says("The clocks go forward and skip this time on that day");
        let page = away(&dana, ["30", "10", "2027"], ["31", "10", "2027"], &[("last_time", "1:30am")]).await.is(422);
        let page = page.says("The clocks go back, so this time happens twice on that day");
        assert_eq!(page.choices("last_time"), ["1:30am"]);
        let page = extra(&dana, ["28", "3", "2027"], ("1:30am", "3am"), ("place", "Room 9")).await.is(422);
        page.says("The clocks go forward and skip this time on that day");
        away(&dana, ["3", "12", "2026"], ["2", "12", "2026"], &[]).await.is(422).says("You must be back after you go");
        away(&dana, ["1", "11", "2026"], ["2", "11", "2026"], &[]).await.is(422).says("still to come");
        // A weekly pattern leaves such a day out and says so.
        let nights = [("weekday", "7"), ("from_time", "1:30am"), ("until_time", "3am"), ("place", "Ward"), ("weeks", "26")];
        dana.fill("/availability/new", "/availability", &nights).await.leads_to("/availability");
        dana.get("/availability").await.is(200).says("Not on Sunday 28 March 2027, when the clocks change");
    }

    async fn single_days_are_offered_once_and_removed_again(world: World) {
        let (dana, priya) = (world.person("Dana").await, world.person("Priya").await);
        let nine = "Friday 4 December 2026, 9am".to_owned();
        extra(&dana, ["4", "12", "2026"], ("9am", "10am"), ("place", "Room 9")).await.leads_to("/availability");
        let offered = starts(&priya).await;
        assert_eq!(offered.iter().filter(|start| start.starts_with("Friday")).collect::<Vec<_>>(), [&nine]);
        let page = dana.get("/availability").await.says("Friday 4 December 2026, 9am to 10am");
        dana.submit(&page, &page.form_of("Remove"), &[]).await.leads_to("/availability");
        assert!(!starts(&priya).await.contains(&nine));
        let refused = extra(&dana, ["25", "12", "2026"], ("9am", "10am"), ("place", "Room 9")).await.is(422);
        refused.says("That is a bank holiday (Christmas Day)");
        let refused = extra(&dana, ["24", "12", "2026"], ("9am", "10am"), ("place", "Room 9")).await.is(422);
        let refused = refused.says("That is a closure day of your organisation");
        assert_eq!(refused.choices("place"), ["Room 9"]);
        extra(&dana, ["20", "11", "2026"], ("9am", "10am"), ("place", "Room 9")).await.is(422).says("still to come");
    }

    async fn a_video_call_is_a_link_to_those_who_meet_in_it(world: World) {
        let (dana, priya) = (world.person("Dana").await, world.person("Priya").await);
        let link = "https://meet.example.nhs.uk/room-9?pwd=x&lang=en";
        extra(&dana, ["4", "12", "2026"], ("9am", "10am"), ("video", link)).await.leads_to("/availability");
        assert_eq!(dana.get("/availability").await.link("Video call at meet.example.nhs.uk"), link);
        let slot = friday_slot(&priya).await;
        let confirm = priya.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
        let confirm = confirm.says("Video call at meet.example.nhs.uk").never_says("room-9");
        let session = priya.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        for person in [&priya, &dana] {
            let page = person.get(&session).await.is(200);
            assert_eq!(page.link("Video call at meet.example.nhs.uk"), link);
            assert!(page.html.contains("rel=\"noreferrer\""));
        }
        priya.get("/support").await.is(200).link("Video call at meet.example.nhs.uk");
        assert!(world.post_of("priya.shah@anytown.example").await.iter().any(|letter| letter.contains("room-9")));
        for (field, typed, says) in [
            ("video", "http://meet.example.nhs.uk/9", "Enter a link that starts with https://"),
            ("video", "javascript:alert(1)", "Enter a link that starts with https://"),
            ("video", &format!("https://meet.example.nhs.uk/{}", "x".repeat(500)), "500 characters or fewer"),
            ("place", "", "Enter the place"),
        ] {
            let page = extra(&dana, ["11", "12", "2026"], ("9am", "10am"), (field, typed)).await.is(422).says(says);
            assert_eq!(page.choices(field), [typed]);
        }
        // A link among the words of a place is one too, and not a script.
        extra(&dana, ["11", "12", "2026"], ("9am", "10am"), ("place", "javascript:alert(1)")).await.leads_to("/availability");
        assert!(!dana.get("/availability").await.links().iter().any(|link| link.starts_with("javascript")));
    }

    async fn terms_hold_for_what_is_booked_from_now_on(world: World) {
        let (dana, priya) = (world.person("Dana").await, world.person("Priya").await);
        extra(&dana, ["27", "11", "2026"], ("9am", "11am"), ("place", "Room 9")).await.leads_to("/availability");
        let fridays = |all: Vec<String>| all.into_iter().filter(|start| start.starts_with("Friday")).collect::<Vec<_>>();
        assert_eq!(fridays(starts(&priya).await), ["Friday 27 November 2026, 9am"], "15 minutes are kept free between two");
        let page = dana.get("/availability/terms").await.is(200);
        assert_eq!((page.choices("notice_hours"), page.choices("buffer_minutes")), (vec!["24".to_owned()], vec!["15".to_owned()]));
        let terms = |notice, weeks, buffer, most| {
            [("notice_hours", notice), ("horizon_weeks", weeks), ("buffer_minutes", buffer), ("debrief_buffer_minutes", "40"), ("most_a_week", most)]
        };
        let dana = &dana;
        let set = |fields: [(&'static str, &'static str); 5]| async move {
            dana.fill("/availability/terms", "/availability/terms", &fields).await
        };
        set(terms("24", "2", "0", "5")).await.leads_to("/availability");
        assert_eq!(fridays(starts(&priya).await), ["Friday 27 November 2026, 9am", "Friday 27 November 2026, 10am"]);
        assert!(!starts(&priya).await.iter().any(|start| start.contains("Thursday 10 December")), "two weeks ahead");
        set(terms("336", "12", "15", "")).await.leads_to("/availability");
        assert_eq!(fridays(starts(&priya).await), Vec::<String>::new());
        let page = dana.get("/availability/terms").await.is(200);
        assert_eq!((page.choices("most_a_week"), page.choices("debrief_buffer_minutes")), (vec![String::new()], vec!["40".to_owned()]));
        let page = set(terms("337", "0", "x", "41")).await.is(422).says("Enter a number of hours from 0 to 336");
        let page = page.says("weeks from 1 to 26").says("minutes from 0 to 120").says("sessions from 1 to 40");
        assert_eq!(page.choices("notice_hours"), ["337"]);
        dana.get("/availability/new").await.is(200).says("15 minutes are kept free after each session");
    }

    async fn the_week_shows_today_the_other_days_and_what_is_free(world: World) {
        let (dana, priya) = (world.person("Dana").await, world.person("Priya").await);
        let page = dana.get("/facilitating").await.is(200).says("Today, Monday 23 November 2026");
        let page = page.says("Thursday 26 November 2026 Free to book: 2pm to 5pm").says("Free to book: 3pm to 5pm");
        let slot = slot_at(&priya, "26 November 2026, 2pm").await;
        let confirm = priya.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
        priya.submit(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");
        let booked = dana.get("/facilitating").await.is(200).says("2pm to 3pm: One-to-one supervision, with Priya Shah");
        booked.says("Free to book: 3:15pm to 5pm").never_says("no longer fit");
        let next = dana.get(&page.link("Later week")).await.is(200).says("The week from Monday 30 November 2026");
        let next = next.says("Thursday 3 December 2026 Free to book: 2pm to 5pm").never_says("Today");
        assert_eq!(next.link("Earlier week"), "/facilitating?week=2026-11-23");
        for strange in ["x", "2026-99-99", "9999-01-01", ""] {
            dana.get(&format!("/facilitating?week={strange}")).await.is(200).says("Today, Monday 23 November 2026");
        }
        world.person("Idris").await.get("/facilitating").await.is(200).never_says("Priya Shah");
    }
}

async fn friday_slot(librarian: &Person<'_>) -> String {
    slot_at(librarian, "Friday 4 December 2026, 9am").await
}

/// The slot at a time, from whichever page of the list it is on.
async fn slot_at(librarian: &Person<'_>, start: &str) -> String {
    let mut next = Some("/supervision".to_owned());
    while let Some(path) = next {
        let page = librarian.get(&path).await.is(200);
        for slot in page.choices("slot") {
            let confirm = librarian.get(&format!("/supervision/confirmation?slot={slot}")).await.is(200);
            if confirm.main().contains(&format!("{start} to ")) {
                return slot;
            }
        }
        next = page.html.contains("Later times").then(|| page.link("Later times"));
    }
    panic!("nothing is offered on {start}");
}
