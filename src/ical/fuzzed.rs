//! What holds of every calendar, whatever stands in its entries: what the fuzz target `calendar` insists on, and the test
//! that runs its kept corpus (fuzz/README.md). The reader here takes nothing that RFC 5545 does not allow.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Entry, Method, Party, feed, file, invitation};

/// The properties of an entry, in one of which a text of ours may stand.
const OF_ENTRIES: [&str; 13] = [
    "UID",
    "SEQUENCE",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "CLASS",
    "TRANSP",
    "STATUS",
    "LOCATION",
    "DESCRIPTION",
    "URL",
    "ORGANIZER",
];

/// One line of a calendar, unfolded.
struct Line {
    name: String,
    parameters: Vec<(String, String)>,
    value: String,
}

/// Writes an entry made of some bytes in each of the three ways, and reads what was written.
///
/// # Panics
/// When it cannot be read, or does not say what the entry says.
pub fn holds(bytes: &[u8]) {
    let Some((numbers, texts)) = bytes.split_first_chunk::<10>() else { return };
    let texts = String::from_utf8_lossy(texts).into_owned();
    let mut texts = texts.split('\0');
    let mut text = || texts.next().unwrap_or_default().to_owned();
    let entry = entry(*numbers, [text(), text(), text(), text(), text()]);
    let (name, address) = (text(), text());
    let party = Party { name: &name, address: &address };
    let method = if numbers[9] & 1 == 0 { Method::Request } else { Method::Cancel };

    let lines = read(&invitation(method, &entry, party, party));
    says(&lines, &entry);
    assert_eq!(one(&lines, "METHOD").value, method.name());
    for role in ["ORGANIZER", "ATTENDEE"] {
        let line = one(&lines, role);
        assert!(line.value.starts_with("mailto:") && line.value.is_ascii(), "{}", line.value);
        let named = line.parameters.iter().find(|(parameter, _)| parameter == "CN").map(|(_, value)| value.as_str());
        let plain = name.replace('"', "'").replace(|c: char| c.is_control() || "\u{2028}\u{2029}".contains(c), " ");
        assert_eq!(named, Some(plain.as_str()));
    }
    for written in [file(&entry), feed(&name, std::slice::from_ref(&entry))] {
        let lines = read(&written);
        says(&lines, &entry);
        for never in ["METHOD", "ORGANIZER", "ATTENDEE"] {
            assert!(lines.iter().all(|line| line.name != never), "{never} in {written}");
        }
    }
}

fn entry(numbers: [u8; 10], [title, place, description, link, uid]: [String; 5]) -> Entry {
    let number = |at: usize| i64::from(u16::from_le_bytes([numbers[at], numbers[at + 1]]));
    let instant = |minutes| DateTime::<Utc>::UNIX_EPOCH + TimeDelta::minutes(minutes);
    let starts_at = instant(number(0) * 1000);
    let flags = numbers[8];
    Entry {
        uid,
        sequence: number(2),
        stamp: instant(number(4) * 1000),
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(number(6)),
        title,
        place: (flags & 1 == 0).then_some(place),
        description,
        link: (flags & 2 == 0).then_some(link),
    }
}

/// Insists that what was read is what the entry says, once each.
fn says(lines: &[Line], entry: &Entry) {
    let instant = |at: DateTime<Utc>| at.format("%Y%m%dT%H%M%SZ").to_string();
    for (name, value) in [
        ("DTSTART", instant(entry.starts_at)),
        ("DTEND", instant(entry.ends_at)),
        ("DTSTAMP", instant(entry.stamp)),
        ("SEQUENCE", entry.sequence.to_string()),
        ("CLASS", "PRIVATE".to_owned()),
    ] {
        assert_eq!(one(lines, name).value, value, "{name}");
    }
    assert_eq!(meaning(&one(lines, "SUMMARY").value), plain(&entry.title));
    assert_eq!(meaning(&one(lines, "UID").value), plain(&entry.uid));
    if let Some(place) = &entry.place {
        assert_eq!(meaning(&one(lines, "LOCATION").value), plain(place));
    }
    if !entry.description.is_empty() {
        assert_eq!(meaning(&one(lines, "DESCRIPTION").value), plain(&entry.description));
    }
    if let Some(link) = &entry.link {
        let visible: String = link.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        assert_eq!(one(lines, "URL").value, visible);
    }
}

/// A text with the ends of lines and without the control characters that a calendar can hold.
fn plain(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    lines.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}

/// What a value of texts means (RFC 5545, 3.3.11).
fn meaning(value: &str) -> String {
    let (mut text, mut letters) = (String::new(), value.chars());
    while let Some(c) = letters.next() {
        match c {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(c @ ('\\' | ',' | ';')) => text.push(c),
                other => panic!("\\{other:?} means nothing in {value:?}"),
            },
            ',' | ';' => panic!("{c} is not escaped in {value:?}"),
            c => text.push(c),
        }
    }
    text
}

/// The one line of a name.
fn one<'l>(lines: &'l [Line], name: &str) -> &'l Line {
    let found: Vec<&Line> = lines.iter().filter(|line| line.name == name).collect();
    let [line] = found[..] else { panic!("{} lines {name}", found.len()) };
    line
}

/// The lines of a calendar with one entry (RFC 5545, 3.1): every line ends as it should, none is too long, and what
/// begins ends.
fn read(written: &str) -> Vec<Line> {
    assert!(written.ends_with("\r\n"), "{written:?}");
    let physical: Vec<&str> = written.split_terminator("\r\n").collect();
    for line in &physical {
        assert!((1..=75).contains(&line.len()), "{} octets: {line:?}", line.len());
        assert!(!line.contains(|c: char| c.is_control() && c != '\t'), "{line:?}");
    }
    let lines: Vec<Line> = written.replace("\r\n ", "").split_terminator("\r\n").map(line).collect();
    let mut open = Vec::new();
    for line in &lines {
        match line.name.as_str() {
            "BEGIN" => open.push(line.value.clone()),
            "END" => assert_eq!(open.pop().as_ref(), Some(&line.value)),
            name if OF_ENTRIES.contains(&name) => assert_eq!(open, ["VCALENDAR", "VEVENT"], "{name}"),
            "ATTENDEE" => assert_eq!(open, ["VCALENDAR", "VEVENT"]),
            "METHOD" | "VERSION" | "PRODID" | "CALSCALE" | "X-WR-CALNAME" | "REFRESH-INTERVAL" | "X-PUBLISHED-TTL" => {
                assert_eq!(open, ["VCALENDAR"]);
            }
            other => panic!("nobody writes {other}"),
        }
    }
    assert!(open.is_empty());
    lines
}

fn line(text: &str) -> Line {
    let named = text.find(|c: char| !(c.is_ascii_uppercase() || c == '-')).unwrap_or(text.len());
    let (name, mut rest) = text.split_at(named);
    assert!(!name.is_empty(), "{text:?}");
    let mut parameters = Vec::new();
    while let Some(parameter) = rest.strip_prefix(';') {
        let (name, after) = parameter.split_once('=').expect("a parameter has a value");
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').expect("a quotation ends"),
            None => after.split_at(after.find([';', ':', ',', '"']).expect("a value follows")),
        };
        parameters.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
    let value = rest.strip_prefix(':').unwrap_or_else(|| panic!("no value in {text:?}"));
    Line { name: name.to_owned(), parameters, value: value.to_owned() }
}

#[cfg(test)]
mod tests {
    use crate::corpus::kept;

    #[test]
    fn it_holds_of_every_entry_that_was_kept() {
        for bytes in kept("calendar", 10) {
            super::holds(&bytes);
        }
    }
}
