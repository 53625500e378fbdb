//! The five jobs, each done in a browser by the person whose job it is: on a wide screen and on a phone,
//! with JavaScript and without.

use chrono::TimeDelta;

use crate::desk::{PHONE, WIDE, at_every_desk};

at_every_desk! {
    async fn mina_books_cancels_checks_in_and_finds_help_that_is_open(desk: &Desk) {
        let mina = desk.sit("Mina").await;
        mina.says("Nothing is booked").await;
        mina.follow("Book supervision, one-to-one").await.choose("Tuesday 24 November 2026").await;
        mina.press("Continue").await.says("Idris Kaur").await;
        mina.press("Book this time").await.says("Cancel this").await;
        assert!(mina.clicks() <= 4, "booking took {} clicks", mina.clicks());
        mina.follow("Your support").await.says("One-to-one supervision, Tuesday 24 November 2026").await;
        mina.pictured("your-support.png", WIDE).await;

        mina.follow("One-to-one supervision").await.follow("Cancel this").await.says("You do not need a reason").await;
        mina.press("Cancel it").await.says("cancelled").await;
        mina.follow("Your support").await.says("Nothing is booked").await;

        mina.follow("Check in").await.answer("How is your energy today?", "Low").await;
        mina.choose("Help with sleep").await.write("A note to yourself", "A long week.").await;
        mina.press("Keep my check-in").await.says("A long week.").await.says("Support with sleep").await;

        mina.follow("Your support").await.follow("Find support that is open now").await;
        mina.says("You asked for: Open now").await.says("Open now, day and night").await.never_says("Opens").await;
        mina.follow("Samaritans").await.says("Call 116 123").await;
    }

    async fn owen_adds_sam_includes_librarians_and_calls_a_debrief_that_priya_finds(desk: &Desk) {
        let owen = desk.sit("Owen").await;
        owen.follow("Teams").await.follow("Emergency department").await.says("Priya Shah").await.never_says("Lindqvist").await;
        owen.follow("Add a librarian").await.write("Work email address", "sam.lindqvist@anytown.example").await;
        owen.write("What they do on the team", "Clinical librarian").await.write("Their time on the team", "0.5").await;
        owen.press("Add to the roster").await.says("Sam Lindqvist").await.says("0.5 WTE").await;

        owen.follow("Change which support includes librarians").await;
        owen.answer("Schwartz Rounds", "librarians are included").await;
        owen.press("Save").await.says("Schwartz Rounds Librarians are included since 23 November 2026").await;

        owen.follow("Call a team debrief").await.choose("Hot debrief, today").await;
        owen.answer("When did it happen?", "Today").await.pick("Day", "Monday 23 November 2026").await;
        owen.write("Time", "2:30pm").await.write("Place", "Staff room").await;
        owen.press("Call the debrief").await.says("Librarians invited 2").await.never_says("Priya").await;

        let priya = desk.sit("Priya").await;
        priya.says("Offered to you").await.follow("Hot debrief, Monday 23 November 2026").await.says("Staff room").await;
        priya.press("I would like to come").await.follow("Your support").await.says("Next session Hot debrief").await;
    }

    async fn grace_imports_a_roster_out_of_a_workbook(desk: &Desk) {
        let grace = desk.sit("Grace").await;
        grace.follow("Teams").await.follow("Import a roster from a file").await;
        grace.attach("Roster file", "tests/rosters/many-faults.csv").await.press("Read the file").await;
        grace.says("row 2, wte: '37.5' is not a number from 0.01 to 1, like 0.6").await.follow("upload it again").await;
        grace.attach("Roster file", "tests/rosters/excel-hidden-sheet-first.xlsx").await.press("Read the file").await;
        grace.says("The sheet “Roster” of the file has 2 rows").await.says("Nothing has been written yet").await;
        grace.press("Import all of this").await.says("2 placements added, 0 changed and 0 ended").await;
        grace.follow("Teams").await.follow("Adult critical care").await.says("Tomos Ellis").await;
    }

    async fn dana_publishes_a_term_sees_a_booking_and_says_that_it_took_place(desk: &Desk) {
        let dana = desk.sit("Dana").await;
        dana.follow("Facilitating").await.follow("Your availability").await.follow("Publish weekly times").await;
        dana.choose("Friday").await.write("From", "9am").await.write("Until", "midday").await;
        dana.write("Where", "Room 9").await.write("For how many weeks?", "6").await;
        dana.press("Publish").await.says("Friday, 9am to midday").await.says("23 November 2026 to 3 January 2027").await;

        let priya = desk.world().person("Priya").await;
        let slot = priya.get("/supervision").await.choices("slot").into_iter().find(|slot| slot.ends_with(".1795770000"));
        let confirm = format!("/supervision/confirmation?slot={}", slot.expect("Friday at 9am is on offer"));
        priya.fill(&confirm, "/supervision/bookings", &[]).await.leads_to("/sessions/");

        dana.follow("Facilitating").await.says("Friday 27 November 2026 9am to 10am: One-to-one supervision, with Priya Shah").await;
        desk.world().pass(TimeDelta::days(5));
        // Nobody touched the desk for fifteen minutes, so the service asks again who is there.
        dana.follow("Facilitating").await.says("Send me a code").await;
        let dana = desk.sit("Dana").await;
        dana.follow("Facilitating").await.says("Did these take place?").await.is_accessible().await;
        dana.follow("with Priya Shah").await.is_accessible().await;
        dana.press("It took place").await.says("State took place").await;
    }

    async fn helen_reads_duties_exactly_and_no_choice_of_anybody(desk: &Desk) {
        let helen = desk.sit("Helen").await;
        helen.follow("Uptake").await;
        assert_eq!(helen.clicks(), 1, "the page is one click away");
        helen.says("Embedded librarians registered 3").await.says("Librarians offered supervision 3 of 3").await;
        helen.says("Teams with a librarian 2 of 3").await.says("Arrangements that include librarians 1 of 4").await;
        helen.says("Team debriefs that invited a librarian 1 of 1").await;
        helen.follow("Releases: the latest figures, earlier ones, and when the next is made").await.says("No release has been made yet").await;
    }

    async fn anybody_finds_urgent_help_and_the_directory_without_signing_in(desk: &Desk) {
        let anybody = desk.open_page("/").await;
        anybody.follow("Urgent help now").await;
        for words in ["999", "111", "choose option 2", "116 123", "85258"] {
            anybody.says(words).await;
        }
        anybody.pictured("urgent-help-phone.png", PHONE).await;
        anybody.follow("Find other support").await.choose("Bereavement").await.press("Show support").await;
        anybody.says("You asked for: Bereavement").await.follow("Samaritans").await.says("Who will know").await;
        anybody.says("Sign in").await.never_says("Sign out").await;
        assert!(desk.keeps_no_cookie().await, "the reader is not recognised again");
    }
}
