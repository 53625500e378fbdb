//! Hours, an instant and the words a page must show, each worked out by hand from a calendar.

use chrono::{DateTime, Utc};

use super::{Hours, Opening};

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_str(text, "%Y-%m-%d %H:%M %:z").unwrap().to_utc()
}

/// A case a line: the clock in London with its offset from UTC, the hours, and the words.
fn check(cases: &str) {
    let cases = cases.lines().map(str::trim);
    for case in cases.filter(|line| !line.is_empty() && !line.starts_with("//")) {
        let (question, words) = case.split_once(" = ").unwrap();
        let (now, text) = question.split_once("  ").unwrap();
        let (now, hours) = (at(now), Hours::parse(text).unwrap());
        assert_eq!(hours.opening(now).words(now), words, "{case}");
        assert_eq!(hours.as_text(), text.trim());
    }
}

#[test]
fn weekly_hours() {
    // 26 November 2026 is a Thursday.
    check(
        "
        2026-11-26 08:59 +00:00  Mo-Fr 09:00-17:00 = Opens at 9am today
        2026-11-26 09:00 +00:00  Mo-Fr 09:00-17:00 = Open now until 5pm
        2026-11-26 14:30 +00:00  Mo-Fr 09:00-17:00 = Open now until 5pm
        2026-11-26 16:59 +00:00  Mo-Fr 09:00-17:00 = Open now until 5pm
        2026-11-26 17:00 +00:00  Mo-Fr 09:00-17:00 = Opens at 9am tomorrow
        2026-11-27 17:00 +00:00  Mo-Fr 09:00-17:00 = Opens at 9am on Monday
        2026-11-28 12:00 +00:00  Mo-Fr 09:00-17:00 = Opens at 9am on Monday
        2026-11-29 23:59 +00:00  Mo-Fr 09:00-17:00 = Opens at 9am tomorrow
        2026-07-02 08:59 +01:00  Mo-Fr 09:00-17:00 = Opens at 9am today
        2026-07-02 16:59 +01:00  Mo-Fr 09:00-17:00 = Open now until 5pm
        2026-11-26 11:00 +00:00  Mo-Fr 09:00-12:00,13:00-17:00 = Open now until midday
        2026-11-26 12:30 +00:00  Mo-Fr 09:00-12:00,13:00-17:00 = Opens at 1pm today
        2026-11-30 12:00 +00:00  Mo 10:00-12:00 = Opens at 10am on Monday 7 December 2026
        2026-12-01 12:00 +00:00  Mo 10:00-12:00 = Opens at 10am on Monday
        2026-11-26 12:00 +00:00  We[1] 18:00-20:30 = Opens at 6pm on Wednesday
        2026-12-02 19:00 +00:00  We[1] 18:00-20:30 = Open now until 8:30pm
        2026-12-02 21:00 +00:00  We[1] 18:00-20:30 = Opens at 6pm on Wednesday 6 January 2027
        2026-11-25 13:00 +00:00  Mo-Fr 09:00-17:00; We 12:00-14:00 off = Opens at 2pm today
        2026-11-26 14:30 +00:00  mo-fr 9:00-17:00 = Open now until 5pm
        ",
    );
}

#[test]
fn day_and_night() {
    check(
        "
        2026-11-26 03:00 +00:00  24/7 = Open now, day and night
        2026-12-25 12:00 +00:00  24/7 = Open now, day and night
        2026-10-25 01:30 +00:00  24/7 = Open now, day and night
        2026-11-26 23:59 +00:00  Mo-Su 00:00-24:00 = Open now, day and night
        2026-12-25 23:59 +00:00  Mo-Su,PH 00:00-24:00 = Open now, day and night
        2026-12-01 12:00 +00:00  24/7; Dec 25 off = Open now, day and night
        2026-12-23 12:00 +00:00  24/7; Dec 25 off = Open now until midnight tomorrow
        2026-12-24 09:00 +00:00  24/7; Dec 25 off = Open now until midnight
        2026-12-25 09:00 +00:00  24/7; Dec 25 off = Opens at midnight tonight
        2026-11-26 12:00 +00:00  Sa-Su = Opens at midnight at the start of Saturday
        2026-11-28 12:00 +00:00  Sa-Su = Open now until midnight tomorrow
        2026-11-23 12:00 +00:00  Mo-Fr = Open now until midnight on Friday
        ",
    );
}

#[test]
fn across_midnight() {
    check(
        "
        2026-11-26 17:59 +00:00  Mo-Su 18:00-02:00 = Opens at 6pm today
        2026-11-26 18:00 +00:00  Mo-Su 18:00-02:00 = Open now until 2am
        2026-11-26 23:59 +00:00  Mo-Su 18:00-02:00 = Open now until 2am
        2026-11-27 00:00 +00:00  Mo-Su 18:00-02:00 = Open now until 2am
        2026-11-27 01:59 +00:00  Mo-Su 18:00-02:00 = Open now until 2am
        2026-11-27 02:00 +00:00  Mo-Su 18:00-02:00 = Opens at 6pm today
        2026-11-28 01:00 +00:00  Fr 22:00-26:00 = Open now until 2am
        2026-11-28 02:00 +00:00  Fr 22:00-02:00 = Opens at 10pm on Friday
        2026-11-26 12:00 +00:00  Mo-Fr 09:00-24:00 = Open now until midnight
        // A comma lets Saturday's rule stand beside Friday's night; a semicolon would replace it.
        2026-11-28 01:00 +00:00  Fr 22:00-02:00, Sa 10:00-12:00 = Open now until 2am
        2026-11-28 01:00 +00:00  Fr 22:00-02:00; Sa 10:00-12:00 = Opens at 10am today
        ",
    );
}

#[test]
fn the_clocks_go_forward() {
    // At 1am on Sunday 29 March 2026 the clocks show 2am.
    check(
        "
        2026-03-29 00:59 +00:00  Sa 22:00-06:00 = Open now until 6am
        2026-03-29 02:00 +01:00  Sa 22:00-06:00 = Open now until 6am
        2026-03-29 05:59 +01:00  Sa 22:00-06:00 = Open now until 6am
        2026-03-29 06:00 +01:00  Sa 22:00-06:00 = Opens at 10pm on Saturday
        2026-03-29 00:30 +00:00  Mo-Su 00:00-01:30 = Open now until 2am
        2026-03-29 02:00 +01:00  Mo-Su 00:00-01:30 = Opens at midnight tonight
        2026-03-29 00:59 +00:00  Mo-Su 01:30-05:00 = Opens at 2am today
        2026-03-29 02:00 +01:00  Mo-Su 01:30-05:00 = Open now until 5am
        2026-03-29 00:30 +00:00  Mo-Su 01:00-02:00 = Opens at 1am tomorrow
        2026-03-28 18:00 +00:00  Mo-Su 09:00-17:00 = Opens at 9am tomorrow
        2026-03-29 09:00 +01:00  Mo-Su 09:00-17:00 = Open now until 5pm
        ",
    );
    let opening = Hours::parse("Mo-Su 09:00-17:00").unwrap().opening(at("2026-03-28 18:00 +00:00"));
    assert_eq!(opening, Opening::OpensAt(at("2026-03-29 09:00 +01:00")));
}

#[test]
fn the_clocks_go_back() {
    // At 2am on Sunday 25 October 2026 the clocks show 1am again.
    check(
        "
        2026-10-25 01:30 +01:00  Sa 22:00-06:00 = Open now until 6am
        2026-10-25 01:30 +00:00  Sa 22:00-06:00 = Open now until 6am
        2026-10-25 05:59 +00:00  Sa 22:00-06:00 = Open now until 6am
        2026-10-25 06:00 +00:00  Sa 22:00-06:00 = Opens at 10pm on Saturday
        2026-10-25 01:29 +01:00  Mo-Su 00:00-01:30 = Open now until 1:30am
        2026-10-25 01:30 +01:00  Mo-Su 00:00-01:30 = Opens at midnight tonight
        2026-10-25 01:15 +00:00  Mo-Su 00:00-01:30 = Opens at midnight tonight
        2026-10-25 01:15 +01:00  Mo-Su 01:30-05:00 = Opens at 1:30am today
        2026-10-25 01:15 +00:00  Mo-Su 01:30-05:00 = Open now until 5am
        2026-10-25 01:59 +00:00  Mo-Su 01:00-02:00 = Open now until 2am
        2026-10-25 16:59 +00:00  Mo-Su 09:00-17:00 = Open now until 5pm
        ",
    );
    let opening = Hours::parse("Sa 22:00-06:00").unwrap().opening(at("2026-10-25 01:30 +01:00"));
    assert_eq!(opening, Opening::OpenUntil(at("2026-10-25 06:00 +00:00")));
}

#[test]
fn bank_holidays() {
    // Christmas Day 2026 is a Friday, so Boxing Day is kept on Monday 28 December.
    check(
        "
        2026-12-24 17:00 +00:00  Mo-Fr 09:00-17:00; PH off = Opens at 9am on Tuesday
        2026-12-25 10:00 +00:00  Mo-Fr 09:00-17:00; PH off = Opens at 9am on Tuesday
        2026-12-28 10:00 +00:00  Mo-Fr 09:00-17:00; PH off = Opens at 9am tomorrow
        2026-12-31 17:00 +00:00  Mo-Fr 09:00-17:00; PH off = Opens at 9am on Monday
        2026-04-02 17:00 +01:00  Mo-Fr 09:00-17:00; PH off = Opens at 9am on Tuesday
        2026-04-06 10:00 +01:00  Mo-Fr 09:00-17:00; PH off = Opens at 9am tomorrow
        2026-08-31 10:00 +01:00  Mo-Fr 09:00-17:00; PH off = Opens at 9am tomorrow
        2027-12-24 17:00 +00:00  Mo-Fr 09:00-17:00; PH off = Opens at 9am on Wednesday
        // Only Scotland has 30 November, and only Northern Ireland 17 March.
        2026-11-30 10:00 +00:00  Mo-Fr 09:00-17:00; PH off = Open now until 5pm
        2026-03-17 10:00 +00:00  Mo-Fr 09:00-17:00; PH off = Open now until 5pm
        2026-12-25 09:00 +00:00  Mo-Fr 09:00-17:00; PH 10:00-14:00 = Opens at 10am today
        2026-12-28 12:00 +00:00  Mo-Fr 09:00-17:00; PH 10:00-14:00 = Open now until 2pm
        2026-12-28 14:00 +00:00  Mo-Fr 09:00-17:00; PH 10:00-14:00 = Opens at 9am tomorrow
        2026-12-28 12:00 +00:00  Mo-Fr,PH 09:00-17:00 = Open now until 5pm
        2026-12-28 12:00 +00:00  Mo-Fr 09:00-17:00; PH unknown = Hours not known
        2026-12-27 12:00 +00:00  Mo-Fr 09:00-17:00; PH unknown = Opens at 9am on Tuesday
        2026-12-24 10:00 +00:00  Mo-Fr 09:00-17:00; PH -1 day off = Opens at 9am tomorrow
        2026-12-25 12:00 +00:00  24/7; PH off = Opens at midnight tonight
        2026-12-24 23:00 +00:00  Th 22:00-02:00; PH off = Open now until midnight
        ",
    );
}

#[test]
fn seasons_appointments_and_the_unsaid() {
    check(
        r#"
        2026-11-26 12:00 +00:00  Oct-Mar Mo-Fr 10:00-16:00 = Open now until 4pm
        2027-03-31 16:00 +01:00  Oct-Mar Mo-Fr 10:00-16:00 = Opens at 10am on Friday 1 October 2027
        2026-11-26 12:00 +00:00  2026 Nov 01-2026 Nov 25 10:00-12:00 = Closed
        2026-11-26 12:00 +00:00  2028 Jan Mo 10:00-12:00 = Closed
        2026-12-28 12:00 +00:00  Mo-Fr 09:00-17:00; Dec 24-Jan 02 off = Opens at 9am on Monday 4 January 2027
        2026-04-05 11:00 +01:00  easter 10:00-12:00 = Open now until midday
        2026-11-26 12:00 +00:00  off = Closed
        2026-11-26 12:00 +00:00  24/7 closed "moved" = Closed
        2026-11-26 12:00 +00:00   = Hours not known
        2026-11-26 12:00 +00:00  unknown = Hours not known
        2026-11-28 12:00 +00:00  Mo-Fr 09:00-17:00 unknown = Hours not known
        2026-11-27 18:00 +00:00  Mo-Fr 09:00-17:00; Sa unknown = Opens at 9am on Monday
        2026-11-26 12:00 +00:00  by appointment = By appointment
        2026-11-26 12:00 +00:00  "By appointment" = By appointment
        2026-11-26 12:00 +00:00  Mo-Fr 09:00-17:00 "by appointment" = By appointment
        2026-11-28 12:00 +00:00  Mo-Fr 09:00-17:00 "by appointment" = By appointment
        2026-11-26 12:00 +00:00  Mo-Fr 09:00-17:00 || "by appointment" = Open now until 5pm
        2026-11-28 12:00 +00:00  Mo-Fr 09:00-17:00 || "by appointment" = By appointment
        2026-11-26 10:00 +00:00  Mo-Fr 09:00-12:00 "phone", Mo-Fr 12:00-17:00 "desk" = Open now until 5pm
        "#,
    );
}

#[test]
fn hours_that_can_no_longer_be_read_are_not_known() {
    assert_eq!(Hours::from("Mo-Fr 09:00-17:00".to_owned()).as_text(), "Mo-Fr 09:00-17:00");
    assert_eq!(Hours::from("whenever the moon is full".to_owned()), Hours::NotKnown);
}
