//! Ways to reach help as a keeper writes them: one a line, the best first.
//!
//! `Phone: 01632 960 014 (ask for the duty counsellor)`

use super::{Means, Way, ways::NoWay};
use crate::kernel::Line;

/// The most ways that one entry may have.
pub const MOST: usize = 20;

/// The words that a line may begin with.
const NAMES: [(Means, &str); 5] = [
    (Means::Phone, "Phone"),
    (Means::Text, "Text"),
    (Means::Web, "Web"),
    (Means::Email, "Email"),
    (Means::InPerson, "In person"),
];

/// Why lines are no ways, said to the person who wrote them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineProblem {
    /// There is none.
    #[error("Enter at least one way to reach it")]
    None,
    /// There are more than [`MOST`].
    #[error("Enter {MOST} ways or fewer")]
    TooMany,
    /// This line does not say by what means.
    #[error("Line {0}: begin with Phone, Text, Web, Email or In person, then a colon")]
    Means(usize),
    /// This line's number, address or place is not one.
    #[error("Line {0}: {1}")]
    Value(usize, NoWay),
    /// This line's note is empty or too long.
    #[error("Line {0}: write what to do once through in brackets at the end, up to 200 characters")]
    Note(usize),
}

/// Reads ways, one a line; empty lines are passed over.
///
/// # Errors
/// A [`LineProblem`] that names the first line at fault.
pub fn read(text: &str) -> Result<Vec<Way>, LineProblem> {
    let lines = (1..).zip(text.lines().map(str::trim)).filter(|(_, line)| !line.is_empty());
    let ways: Vec<Way> = lines.map(|(number, line)| way(number, line)).collect::<Result<_, _>>()?;
    match ways.len() {
        0 => Err(LineProblem::None),
        1..=MOST => Ok(ways),
        _ => Err(LineProblem::TooMany),
    }
}

/// The lines that [`read`] reads as these ways.
#[must_use]
pub fn write(ways: &[Way]) -> String {
    let line = |way: &Way| {
        let name = NAMES.iter().find(|(means, _)| *means == way.means).map_or("", |(_, name)| *name);
        let note = way.note().map(|note| format!(" ({note})")).unwrap_or_default();
        format!("{name}: {}{note}", way.value())
    };
    ways.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn way(number: usize, line: &str) -> Result<Way, LineProblem> {
    let (name, rest) = line.split_once(':').ok_or(LineProblem::Means(number))?;
    let named = NAMES.iter().find(|(_, known)| known.eq_ignore_ascii_case(name.trim()));
    let (means, _) = named.ok_or(LineProblem::Means(number))?;
    let (value, note) = match rest.trim().strip_suffix(')').and_then(|rest| rest.split_once(" (")) {
        Some((value, note)) => (value, Some(note)),
        None => (rest, None),
    };
    let way = Way::new(*means, value).map_err(|why| LineProblem::Value(number, why))?;
    match note {
        Some(note) => Ok(way.noted(&note.parse::<Line>().map_err(|_| LineProblem::Note(number))?)),
        None => Ok(way),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "Phone: 111 (choose option 2)\nText: 85258\nWeb: https://www.example.org/a:b\n\
        Email: help@example.org\nIn person: the chapel, level 2";

    #[test]
    fn lines_come_back_as_they_were_written() {
        let ways = read(LINES).unwrap();
        assert_eq!(ways.len(), 5);
        assert_eq!(ways[0].words(), "Call 111, choose option 2");
        assert_eq!(write(&ways), LINES);
        let loosely = read("\r\n phone :111 (choose option 2)\r\n\r\nTEXT:85258\r\n").unwrap();
        assert_eq!(loosely, ways[..2]);
    }

    #[test]
    fn the_line_at_fault_is_named() {
        for (text, problem) in [
            ("", LineProblem::None),
            (" \n ", LineProblem::None),
            ("01632 960 001", LineProblem::Means(1)),
            ("Phone: 111\nFax: 1", LineProblem::Means(2)),
            ("Phone: 111\n\nPhone: ask Sam", LineProblem::Value(3, NoWay::Number)),
            ("Web: http://example.org", LineProblem::Value(1, NoWay::Website)),
            ("Phone: 111 ( )", LineProblem::Note(1)),
        ] {
            assert_eq!(read(text), Err(problem), "{text:?}");
        }
        assert_eq!(read(&"Phone: 111\n".repeat(21)), Err(LineProblem::TooMany));
        let sentence = LineProblem::Value(3, NoWay::Number).to_string();
        assert!(sentence.starts_with("Line 3: Enter a number with digits"), "{sentence}");
    }
}
