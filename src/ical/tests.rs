//! What the files hold, byte for byte where it matters.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;

const ALONGSIDE: Party<'_> = Party { address: "appointments@anytown.example", name: "Anytown Hospitals" };
const MINA: Party<'_> = Party { address: "mina.okafor@anytown.example", name: "Mina Okafor" };

fn entry() -> Entry {
    let starts_at: DateTime<Utc> = "2026-11-26T14:30:00Z".parse().unwrap();
    Entry {
        uid: "0123456789abcdef0123456789abcdef@alongside.example".into(),
        sequence: 2,
        stamp: "2026-11-23T10:00:00Z".parse().unwrap(),
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
        title: "Appointment".into(),
        place: Some("Room 4".into()),
        description: "Change or cancel it: https://alongside.example/sessions/1".into(),
        link: Some("https://alongside.example/sessions/1".into()),
    }
}

/// The lines of a file as a reader has them: unfolded. Fails where a line has another end or is too long.
fn lines(file: &str) -> Vec<String> {
    assert!(file.ends_with("\r\n"));
    assert!(!file.replace("\r\n", "").contains(['\r', '\n']), "{file:?}");
    let physical: Vec<&str> = file.split_terminator("\r\n").collect();
    assert!(physical.iter().all(|line| (1..=75).contains(&line.len())), "{file}");
    file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// The value of the one line that begins with `name` and `:` or `;`.
fn value(file: &str, name: &str) -> String {
    let all = lines(file);
    let found: Vec<&String> =
        all.iter().filter(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ';']))).collect();
    let [line] = found[..] else { panic!("{} lines {name} in {file}", found.len()) };
    line[name.len()..].to_owned()
}

fn unescaped(value: &str) -> String {
    let (mut text, mut letters) = (String::new(), value.strip_prefix(':').unwrap().chars());
    while let Some(c) = letters.next() {
        match c {
            '\\' => match letters.next().unwrap() {
                'n' => text.push('\n'),
                c => text.push(c),
            },
            ',' | ';' => panic!("{c} is not escaped in {value}"),
            c => text.push(c),
        }
    }
    text
}

#[test]
fn an_invitation_names_its_parties_and_asks_for_no_answer() {
    let file = invitation(Method::Request, &entry(), ALONGSIDE, MINA);
    for (name, is) in [
        ("METHOD", ":REQUEST"),
        ("PRODID", ":-//Alongside//Alongside//EN"),
        ("VERSION", ":2.0"),
        ("UID", ":0123456789abcdef0123456789abcdef@alongside.example"),
        ("SEQUENCE", ":2"),
        ("DTSTAMP", ":20261123T100000Z"),
        ("DTSTART", ":20261126T143000Z"),
        ("DTEND", ":20261126T153000Z"),
        ("SUMMARY", ":Appointment"),
        ("LOCATION", ":Room 4"),
        ("STATUS", ":CONFIRMED"),
        ("CLASS", ":PRIVATE"),
        ("TRANSP", ":OPAQUE"),
        ("URL", ";VALUE=URI:https://alongside.example/sessions/1"),
        ("ORGANIZER", ";CN=Anytown Hospitals:mailto:appointments@anytown.example"),
        (
            "ATTENDEE",
            ";CN=Mina Okafor;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:mina.okafor@anytown.example",
        ),
    ] {
        assert_eq!(value(&file, name), is, "{name}");
    }
    assert!(!file.contains("VALARM") && !file.contains("TZID") && !file.contains("VTIMEZONE"));
}

#[test]
fn a_withdrawal_says_so_twice() {
    let file = invitation(Method::Cancel, &entry(), ALONGSIDE, MINA);
    assert_eq!((value(&file, "METHOD"), value(&file, "STATUS")), (":CANCEL".into(), ":CANCELLED".into()));
    assert_eq!(value(&file, "UID"), value(&invitation(Method::Request, &entry(), ALONGSIDE, MINA), "UID"));
}

#[test]
fn a_feed_and_a_file_invite_nobody() {
    let two = [entry(), Entry { place: None, link: None, description: String::new(), ..entry() }];
    let feed = feed("Appointments", &two);
    assert_eq!(feed.matches("BEGIN:VEVENT").count(), 2);
    assert_eq!(value(&feed, "X-WR-CALNAME"), ":Appointments");
    assert_eq!(value(&feed, "REFRESH-INTERVAL"), ";VALUE=DURATION:PT3600S");
    assert_eq!(value(&feed, "X-PUBLISHED-TTL"), ":PT3600S");
    for text in [feed.as_str(), &file(&entry())] {
        for never in ["METHOD", "ATTENDEE", "ORGANIZER"] {
            assert!(!lines(text).iter().any(|line| line.starts_with(never)), "{never}");
        }
    }
    let busy = &lines(&file(&two[1]));
    assert!(!busy.iter().any(|line| ["LOCATION", "URL", "DESCRIPTION"].iter().any(|name| line.starts_with(name))));
}

#[test]
fn nothing_typed_can_add_a_line_or_end_a_value() {
    let bad = "Room 4\r\nATTENDEE:mailto:eve@evil.example\rX:1\u{2028}Y:\u{7},;\\n";
    let party = Party { address: "a\r\nX:1?cc=b@c.example", name: "Eve \"E\"\r\nX;Y:Z,\u{2028}" };
    let entry = Entry {
        title: bad.into(),
        place: Some(bad.into()),
        description: bad.into(),
        link: Some(bad.into()),
        ..entry()
    };
    let file = invitation(Method::Request, &entry, party, party);
    assert_eq!(lines(&file).iter().filter(|line| line.starts_with('X') || line.starts_with('Y')).count(), 0);
    assert_eq!(unescaped(&value(&file, "LOCATION")), "Room 4\nATTENDEE:mailto:eve@evil.example\nX:1\nY:,;\\n");
    let named = ";CN=\"Eve 'E'  X;Y:Z, \":mailto:aX%3A1%3Fcc=b@c.example";
    assert_eq!(value(&file, "ORGANIZER"), named);
    assert_eq!(lines(&file).iter().filter(|line| line.starts_with("ATTENDEE")).count(), 1);
}

#[test]
fn texts_that_the_crate_would_fold_forever_are_folded() {
    let place = format!("{}{}x", "\u{1f600}".repeat(60), " ".repeat(139));
    let file = file(&Entry { place: Some(place.clone()), ..entry() });
    assert_eq!(value(&file, "LOCATION"), format!(":{place}"));
}

#[test]
fn the_uid_is_of_one_session_and_one_person() {
    let keys = Keys::from_secret(&[7; 32]).unwrap();
    let (session, mina, sam) = (SessionId::random(), PersonId::random(), PersonId::random());
    let uid = entry_uid(&keys, session, mina);
    assert_eq!(uid, entry_uid(&keys, session, mina));
    assert!(uid.len() == 32 && uid.chars().all(|c| c.is_ascii_hexdigit()));
    assert_ne!(uid, entry_uid(&keys, session, sam));
    assert_ne!(uid, entry_uid(&keys, SessionId::random(), mina));
    assert_ne!(uid, entry_uid(&Keys::from_secret(&[8; 32]).unwrap(), session, mina));
}

proptest! {
    #[test]
    fn every_text_is_read_as_it_was_meant(text in "[a-z ,;:\\\\\n\"é€\u{1f600}\u{a0}\u{3000}]{0,200}") {
        let file = file(&Entry { title: text.clone(), place: Some(text.clone()), description: text.clone(), ..entry() });
        prop_assert_eq!(unescaped(&value(&file, "SUMMARY")), text.clone());
        prop_assert_eq!(unescaped(&value(&file, "LOCATION")), text);
    }

    #[test]
    fn no_text_at_all_breaks_a_line(text in any::<String>()) {
        let party = Party { address: &text, name: &text };
        let entry = Entry { title: text.clone(), place: Some(text.clone()), link: Some(text.clone()), ..entry() };
        lines(&invitation(Method::Request, &entry, party, party));
        lines(&feed(&text, &[entry]));
    }
}
