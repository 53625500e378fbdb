//! Other people's strict reader takes our invitations, in winter and in summer, without a time zone database; and it is
//! not blind.

use alongside::ical::{Entry, Method, Party, file, invitation};
use chrono::{DateTime, TimeDelta, Utc};

use crate::counterparts::{counterparts_or_skip, read_calendars, try_read_calendars};

const ALONGSIDE: Party<'_> = Party { address: "appointments@anytown.example", name: "Anytown: Hospitals, \"North\"" };
const MINA: Party<'_> = Party { address: "mina.okafor@anytown.example", name: "Mína Okafor; BA" };

fn entry(start: &str) -> Entry {
    let starts_at: DateTime<Utc> = start.parse().unwrap();
    Entry {
        uid: "0123456789abcdef0123456789abcdef@alongside.example".into(),
        sequence: 2,
        stamp: "2026-11-23T10:00:00Z".parse().unwrap(),
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
        title: "Appointment".into(),
        place: Some("Room 4; Ward 9, \\ Ünterstraße \u{1f600}, over there and then up the stairs again".into()),
        description: "First line.\nSecond line, with a link: https://alongside.example/sessions/1".into(),
        link: Some("https://alongside.example/sessions/1".into()),
    }
}

#[test]
fn invitations_and_files_are_read_as_they_were_meant() {
    if !counterparts_or_skip() {
        return;
    }
    let starts = ["2027-01-14T14:30:00Z", "2027-07-15T13:30:00Z"];
    for method in [Method::Request, Method::Cancel] {
        let written = starts.map(|start| invitation(method, &entry(start), ALONGSIDE, MINA));
        for (read, start) in read_calendars(method.name(), &written).iter().zip(starts) {
            let (found, meant) = (&read["entries"][0], entry(start));
            assert_eq!((read["method"].as_str(), found["start"].as_str()), (Some(method.name()), Some(start)));
            for (name, value) in [("uid", meant.uid), ("summary", meant.title), ("description", meant.description)] {
                assert_eq!(found[name], value, "{name}");
            }
            assert_eq!(found["place"], meant.place.unwrap());
            assert_eq!((found["sequence"].as_i64(), &found["attendee"]["rsvp"]), (Some(2), &"FALSE".into()));
            assert_eq!(found["attendee"]["address"], MINA.address);
            assert_eq!(found["attendee"]["name"], MINA.name);
            assert_eq!(found["organizer"]["name"], "Anytown: Hospitals, 'North'");
        }
    }
    let read = read_calendars("-", &starts.map(|start| file(&entry(start))));
    assert_eq!(read[1]["entries"][0]["end"], "2027-07-15T14:30:00Z");
}

#[test]
fn the_reader_refuses_what_it_is_there_to_refuse() {
    if !counterparts_or_skip() {
        return;
    }
    let good = invitation(Method::Request, &entry("2027-01-14T14:30:00Z"), ALONGSIDE, MINA);
    assert!(try_read_calendars("REQUEST", &[&good]).is_ok());
    let zone = "DTSTART;TZID=Europe/London:20270114T143000\r\n";
    for (bad, words) in [
        (good.replacen("\r\n", "\n", 1), "CRLF"),
        (good.replacen("\r\n ", "", 1), "octets"),
        (good.replace("METHOD:REQUEST", "METHOD:PUBLISH"), "METHOD"),
        (good.replace("DTSTART:20270114T143000Z\r\n", zone), "time zone"),
        (good.replace("DTSTART:20270114T143000Z", "DTSTART:20270114T143000"), "UTC"),
        (good.replace("SEQUENCE:2\r\n", ""), "SEQUENCE is missing"),
        (good.replace("DTSTAMP:20261123T100000Z\r\n", ""), "DTSTAMP is missing"),
        (good.replace("END:VEVENT", "ATTENDEE:mailto:sam@anytown.example\r\nEND:VEVENT"), "ATTENDEE stands 2 times"),
        (good.replace("STATUS:CONFIRMED", "STATUS:CANCELLED"), "STATUS"),
    ] {
        let refused = try_read_calendars("REQUEST", &[&bad]).expect_err(words);
        assert!(refused.contains(words), "{words}: {refused}");
    }
}
