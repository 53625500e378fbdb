//! The scheduling stories once more in processes that stand in other time zones: UK time is computed from the time
//! zone database that is built in, and never from the machine's own clock face.

use std::process::Command;

/// The stories in which a time is read, shown, booked or waited for.
const STORIES: [&str; 5] = ["booking::", "cadence::", "debriefs::", "facilitating::", "moving::"];

/// Where a server may believe it is: two in which the United Kingdom's summer would go unseen, and its own.
const ZONES: [&str; 3] = ["UTC", "Europe/London", "America/New_York"];

#[test]
fn the_scheduling_stories_hold_in_whatever_time_zone_the_machine_stands() {
    let this = std::env::current_exe().expect("the tests know where they are");
    for zone in ZONES {
        // SQLite alone: PostgreSQL keeps instants, whatever its own time zone.
        let run = Command::new(&this).args(STORIES).args(["--skip", "::postgres"]).env("TZ", zone).output();
        let run = run.expect("the tests can be run again");
        let told = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success(), "in {zone}: {told}");
        let passed = told.split("test result: ok. ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok());
        assert!(passed.is_some_and(|passed: u32| passed >= 20), "in {zone}, {passed:?} stories: {told}");
    }
}
