//! The rules about time once more in processes that stand in other time zones (tests only).

use std::process::Command;

/// What is computed of times without a database.
const RULES: [&str; 9] = [
    "kernel::london::",
    "kernel::holidays::",
    "hours::",
    "facilitators::model::",
    "facilitators::terms::",
    "sessions::slots::",
    "sessions::cadence::",
    "sessions::occurrence::",
    "sessions::window::",
];

#[test]
fn the_rules_about_time_hold_in_whatever_time_zone_the_machine_stands() {
    let this = std::env::current_exe().expect("the tests know where they are");
    for zone in ["UTC", "Europe/London", "America/New_York"] {
        let run = Command::new(&this).args(RULES).env("TZ", zone).output().expect("the tests can be run again");
        let told = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success(), "in {zone}: {told}");
        let passed = told.split("test result: ok. ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok());
        assert!(passed.is_some_and(|passed: u32| passed >= 40), "in {zone}, {passed:?} rules: {told}");
    }
}
