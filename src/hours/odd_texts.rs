//! Texts that are refused, and proof that no text, readable or not, makes a page fail.

use proptest::prelude::*;

use super::{fuzzed::holds as exercise, *};

#[test]
fn what_cannot_be_answered_is_refused_with_a_sentence() {
    let unreadable = |part: &str| HoursProblem::Unreadable(part.to_owned());
    let cases = [
        ("Mo-Fr 9 to 5", unreadable("Mo-Fr 9 to 5")),
        ("Mo-Fr 09:00-17:00; Sat 10:00", unreadable("Sat 10:00")),
        ("Mo-Fr 09:00-17:00;", unreadable("Mo-Fr 09:00-17:00;")),
        ("Mo-Fr 09:00", unreadable("Mo-Fr 09:00")),
        ("Mo-Fr 09:00-17:00; SH off", HoursProblem::SchoolHolidays),
        ("Mo-Su sunrise-Sunset", HoursProblem::Sun),
        ("Mo-Su 09:00-(dusk-01:00)", HoursProblem::Sun),
        ("Mo-Fr 17:00+", HoursProblem::OpenEnd),
        ("Mo-Fr 17:00-20:00 + ", unreadable("Mo-Fr 17:00-20:00 +")),
        ("Mo-Fr 10:00-16:00 / 30", HoursProblem::OpenEnd),
    ];
    for (text, problem) in cases {
        assert_eq!(Hours::parse(text), Err(problem), "{text}");
    }
    for allowed in ["Mo 09:00-17:00 \"SH: ask; till 18:00+\"", "2026+ 09:00-17:00", "week 02-52/2 Mo 09:00-17:00"] {
        assert!(Hours::parse(allowed).is_ok(), "{allowed}");
    }
    let sentence = unreadable("Mo-Fr 9 to 5").to_string();
    assert!(sentence.starts_with("“Mo-Fr 9 to 5” cannot be read as opening hours."));
}

#[test]
fn five_hundred_characters_are_read_and_no_more() {
    let rule = "Mo-Fr 09:00-17:00; PH off \"é\"";
    let longest = format!("{rule}{}", " ".repeat(LONGEST));
    assert!(Hours::parse(&longest).is_ok());
    let comment = |length| format!("\"{}\"", "é".repeat(length - 2));
    assert!(Hours::parse(&comment(LONGEST)).is_ok());
    assert_eq!(Hours::parse(&comment(LONGEST + 1)), Err(HoursProblem::TooLong));
    assert_eq!(Hours::parse(&"24/7; ".repeat(2000)), Err(HoursProblem::TooLong));
}

/// A rule's parts in order (dates, days, times, what holds), each from odd corners of the notation.
const PARTS: [&str; 4] = [
    "||||Jan|Feb 29|Oct-Mar|Dec 24-Jan 02|Mar Su[-1]|Oct Su[-1]-Nov 05|easter|easter -2 days|\
     easter-Dec 25|2026|2027-2030/2|2026+|9999|2026 Mar 29|2026 Oct 25-2026 Nov 01 +1 day|week 53|\
     week 01-53/2|Feb 30-Mar 01|Jan 31 +9999 days|2026 Dec-Jan|Dec 31-Jan 01,Jul",
    "||Mo|Tu-Th|Fr|Sa-Su|Su-Mo|We[1]|Fr[-1]|Mo[1-2,5] -3 days|PH|PH,Sa|PH +9 days|SH|Mo-Su,PH|PH Mo",
    "||09:00-17:00|22:00-02:00|00:00-24:00|10:00-10:00|01:30-02:30|20:00-48:00|00:30-01:00|17:00+|\
     01:00-02:00|(sunset-03:00)-02:00|9:00-12:00,11:00-15:00,14:59-26:01|24:00-25:00",
    "|||off|unknown|open|closed \"x\"|\"ask\"|\"by appointment\"|unknown \"ask\"",
];

fn rule() -> impl Strategy<Value = String> {
    let parts = PARTS.map(|part| prop::sample::select(part.split('|').collect::<Vec<_>>()));
    parts.prop_map(|parts| parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
}

proptest! {
    #[test]
    fn no_text_breaks_it(text in "(?s).{0,60}", seconds in 1_700_000_000_i64..2_100_000_000) {
        exercise(&text, seconds);
    }

    #[test]
    fn no_long_text_breaks_it(text in "(?s).{490,510}|.{10000}") {
        exercise(&text, 1_795_703_400);
    }

    #[test]
    fn no_odd_hours_break_it(
        rules in prop::collection::vec(rule(), 1..5),
        separator in prop::sample::select(vec!["; ", ", ", " || "]),
        seconds in 1_700_000_000_i64..2_100_000_000,
    ) {
        exercise(&rules.join(separator), seconds);
    }
}
