//! Duties: exact today, the same for everybody, and kept quarter by quarter.

use alongside::{kernel::Now, uptake::recording};
use chrono::{DateTime, TimeDelta, Utc};

use crate::{World, on_both_engines, tables};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Every duty of the demonstration on Monday 23 November 2026, counted by hand.
const GOLDEN: [&str; 11] = [
    // Mina and Sam in critical care, Priya in the emergency department.
    "Embedded librarians registered 3",
    // Dana and Idris manage none of them, lead none of their teams and share no line manager with them.
    "Librarians offered supervision 3 of 3",
    // 42 days: until 3 January. Dana on Thursdays 2pm to 5pm: 26 November, 3, 10, 17 and 31 December (the 24th is a
    // closure day): 5 x 3 = 15. Dana on Mondays 3pm to 5pm: 23 and 30 November, 7, 14 and 21 December (the 28th is a bank
    // holiday): 5 x 2 = 10. Idris on Tuesdays 9am to noon: 24 November, 1, 8, 15, 22 and 29 December: 6 x 3 = 18.
    "Facilitator hours available 43",
    // Critical care and emergency; palliative care has none.
    "Teams with a librarian 2 of 3",
    // Critical care: team debriefs yes, Schwartz Rounds no. Emergency: team debriefs and peer support no.
    "Arrangements that include librarians 1 of 4",
    // Ruth's reflection of 2 December.
    "Team debriefs that invited a librarian 1 of 1",
    // The quiet room, the study room and the garden room; the reading room at Riverside is not.
    "Spaces open outside staffed hours 3 of 4",
    "Urgent help page checked Not in this quarter",
    // Of national help 5 entries, of the trust's and the university's own 11, of the region 14, and 2 for members alone: 32,
    // less the carers' network, which has ended: 31. A check holds 182 days; Anyshire Bereavement Support was last checked 250
    // days ago, and nothing else more than half a year ago.
    "Directory entries in date 30 of 31",
    // 8,612.25 / 5.80 = 1,484.87.
    "Qualified staff ratio 1:1,484 (between 1:1,250 and 1:1,730)",
    // Each with its definition beside it.
    "Who opens an entry is not recorded.",
];

on_both_engines! {
    async fn every_duty_is_what_a_hand_counts(world: World) {
        let page = world.person("Helen").await.get("/uptake").await.is(200).main();
        for figure in GOLDEN {
            assert!(page.contains(figure), "{figure} in {page}");
        }
        let coverage = world.person("Mina").await.get("/uptake/coverage").await.main();
        for line in [
            "Intensive Care Medicine (192) Teams 1 With a librarian 1 Without 0 WTE embedded 1 Librarians 2 Offered supervision \
             2 of 2 Arrangements that include librarians 1 of 2 Debriefs that invited a librarian 1 of 1 Spaces open outside \
             staffed hours –",
            "Riverside Hospital Teams 1 With a librarian 0 Without 1 WTE embedded 0 Librarians 0 Offered supervision 0 of 0 \
             Arrangements that include librarians 0 of 0 Debriefs that invited a librarian 0 of 0",
        ] {
            assert!(coverage.contains(line), "{line} in {coverage}");
        }
    }

    async fn facilitator_hours_are_those_still_to_come(world: World) {
        let told = async |words: &str| {
            let page = world.person("Helen").await.get("/uptake").await.is(200).main();
            assert!(page.contains(&format!("Facilitator hours available {words} ")), "{words} in {page}");
        };
        // At 4.20pm on Monday, 1 hour 20 minutes of Dana's 3pm to 5pm are over; an hour after their end all of them are.
        world.pass(TimeDelta::minutes(6 * 60 + 20));
        told("41 h 40 min").await;
        world.pass(TimeDelta::minutes(100));
        told("41").await;
        // On Tuesday the 42 days reach to Monday 4 January, on which Dana offers two hours again.
        world.pass(TimeDelta::hours(12));
        told("43").await;
    }

    async fn a_file_says_what_the_page_says(world: World) {
        let mina = world.person("Mina").await;
        let file = mina.get("/uptake/duties.csv").await.is(200).html;
        for line in [
            "\"R1\",\"Facilitator hours available\",\"43\",\"Hours published for the next 6 weeks from now, booked or not.\"",
            "\"R2\",\"Teams with a librarian\",\"2 of 3\"",
            "\"Staff ratio\",\"Qualified staff ratio\",\"1:1,484 (between 1:1,250 and 1:1,730)\"",
        ] {
            assert!(file.contains(line), "{line} in {file}");
        }
        let coverage = mina.get("/uptake/coverage.csv").await.is(200).html;
        assert!(coverage.contains("\"specialty\",\"Intensive Care Medicine (192)\",\"1\",\"1\",\"0\",\"1\",\"2\",\"2 of 2\""), "{coverage}");
        assert_eq!(coverage.lines().count(), 1 + 3 + 2, "three specialties and two sites");
    }

    async fn grace_says_once_a_quarter_that_the_urgent_page_is_right(world: World) {
        let grace = world.person("Grace").await;
        let at = "/uptake/urgent-check";
        let page = grace.get(&grace.get("/uptake").await.link("When the urgent")).await.is(200);
        let page = page.says("has not been checked this quarter");
        world.person("Helen").await.get(at).await.is(200).never_says("I have checked");
        world.person("Helen").await.send(at, &page.filled(at, &[])).await.is(404);
        grace.submit(&page, at, &[]).await.leads_to(at);
        grace.submit(&page, at, &[]).await.leads_to(at);
        assert_eq!(tables::count(&world.url, "duty_urgent_checks").await, 1, "a form counts once");
        assert_eq!(tables::count(&world.url, "changes WHERE action = 'urgent help checked'").await, 1);
        let mina = world.person("Mina").await;
        mina.get("/uptake").await.says("Urgent help page checked On 23 November 2026");
        mina.get(at).await.says("Monday 23 November 2026").never_says("Grace Lim");
        world.pass(TimeDelta::days(45));
        world.person("Mina").await.get("/uptake").await.says("Urgent help page checked Not in this quarter");
    }

    async fn a_quarter_that_is_over_stays_what_it_was(world: World) {
        let read = async || world.person("Helen").await.get("/uptake/trend").await.is(200);
        // The demonstration took the figures in the last hours of June and September.
        let page = read().await.says("April to June 2026, as of 30 June 2026").says("July to September 2026, as of 30 September 2026");
        page.never_says("October to December 2026");
        assert_eq!(recording::record(&world.db, world.now()).await.unwrap(), 1);
        assert_eq!(recording::record(&world.db, world.now()).await.unwrap(), 0, "those of this hour are recent enough");
        let page = read().await.says("October to December 2026, as of 23 November 2026").main();
        let hours = page.split("Duty Facilitator hours available").nth(1).unwrap();
        assert!(hours.split("Duty ").next().unwrap().contains("as of 23 November 2026 43"), "{hours}");

        // The quarter ends; then everything that could move its figures is undone.
        let last_hour = Now(at("2026-12-31T23:30:00Z"));
        assert_eq!(recording::record(&world.db, last_hour).await.unwrap(), 1);
        let ruth = world.person("Ruth").await;
        let team = ruth.get("/teams").await.link("Adult critical care");
        let ending = ruth.get(&team).await.link("End the placement of Sam");
        let last = [("last[day]", "23"), ("last[month]", "11"), ("last[year]", "2026")];
        let query: Vec<String> = last.iter().map(|(name, value)| format!("{name}={value}").replace('[', "%5B").replace(']', "%5D")).collect();
        let page = ruth.get(&format!("{ending}?{}", query.join("&"))).await.is(200);
        ruth.submit(&page, &ending, &[]).await.leads_to("/teams/");
        let first_of_year = Now(at("2027-01-01T00:00:00Z"));
        assert_eq!(recording::record(&world.db, first_of_year).await.unwrap(), 1);
        let page = read().await.says("October to December 2026, as of 31 December 2026").says("January to March 2027, as of 1 January 2027").main();
        let row = page.split("Duty Embedded librarians registered").nth(1).unwrap().split("Duty ").next().unwrap().to_owned();
        assert!(row.contains("as of 31 December 2026 3") && row.contains("as of 1 January 2027 2"), "{row}");
        let rows = "duty_figures WHERE quarter_on = '2026-10-01'";
        let kept = tables::count(&world.url, rows).await;
        for change in ["DELETE FROM duty_figures", "UPDATE duty_figures SET librarians = 0", "DELETE FROM duty_quarters"] {
            let url = world.url.clone();
            let refused = tokio::spawn(async move { tables::change(&url, change.to_owned()).await }).await;
            assert!(refused.is_err(), "the database refuses {change}");
        }
        assert_eq!(tables::count(&world.url, rows).await, kept);
        assert_eq!(read().await.main(), page);
    }

    async fn two_processes_take_the_figures_of_a_quarter_once(world: World) {
        let (one, other) = (world.db.clone(), world.db.clone());
        let now = world.now();
        let (one, other) = tokio::join!(recording::record(&one, now), recording::record(&other, now));
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        // The whole, two sites and three specialties.
        assert_eq!(tables::count(&world.url, "duty_figures WHERE quarter_on = '2026-10-01'").await, 6);
        let mina = world.person("Mina").await;
        let site = mina.get("/uptake/trend").await.link("Riverside");
        mina.get(&site).await.is(200).says("Riverside Hospital").says("Spaces open outside staffed hours");
        mina.get("/uptake/trend?specialty=192").await.is(200).says("Intensive Care Medicine (192)");
        mina.get("/uptake/trend?site=6a3c1c9e-4f0e-4f6e-9e57-0d3a7a4f5b11").await.is(404);
        mina.get("/uptake/trend?site=nowhere").await.is(404);
        let file = mina.get("/uptake/trend.csv").await.is(200).html;
        assert!(file.contains("\"October to December 2026\",\"23 November 2026\",\"Facilitator hours available\",\"43\""), "{file}");
    }
}
