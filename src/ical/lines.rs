//! What may stand in a line, and how lines are folded.
//!
//! The crate escapes backslashes, commas, semicolons and line feeds in texts. It lets a carriage return, an address
//! and a name pass as they are, so nothing here goes to it with a character that could end a line or a value. Its own
//! folding (0.17.17) never comes to an end for some texts of wide letters and spaces, and makes some lines of 76
//! octets. So it is handed ASCII alone, every other letter written as a number between two marks that no text
//! contains, and what it wrote is folded anew.

use std::fmt::Write;

use icalendar::Calendar;

/// How many octets a line has at most, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Around the number of a letter: control characters, which [`text`] and the others take out of everything.
const MARKS: [char; 2] = ['\u{1}', '\u{2}'];

/// A text: its ends of lines are line feeds, and it has no other control character.
pub fn text(from: &str) -> String {
    let lines = from.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    masked(lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')))
}

/// The value of a parameter: one line, and no quotation mark, which it could not hold.
pub fn parameter(from: &str) -> String {
    let plain = from.chars().map(|c| match c {
        '"' => '\'',
        '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    });
    masked(plain)
}

/// An address of the web: no space and no control character.
pub fn address(from: &str) -> String {
    masked(from.chars().filter(|c| !c.is_control() && !c.is_whitespace()))
}

/// An address of mail as a `mailto:`, with what has a meaning of its own there written as numbers (RFC 6068, 2).
pub fn mailto(to: &str) -> String {
    let mut address = String::from("mailto:");
    for c in to.chars().filter(|c| !c.is_control() && !c.is_whitespace()) {
        if c.is_ascii_alphanumeric() || "@.-_~!$&'*+=".contains(c) {
            address.push(c);
        } else {
            let mut octets = [0; 4];
            address.extend(c.encode_utf8(&mut octets).bytes().map(|octet| format!("%{octet:02X}")));
        }
    }
    address
}

/// The calendar as its file has it.
pub fn written(calendar: &Calendar) -> String {
    let unfolded = calendar.to_string().replace("\r\n ", "");
    unfolded.split_terminator("\r\n").map(|line| folded(&unmasked(line))).collect()
}

fn masked(letters: impl Iterator<Item = char>) -> String {
    let mut ascii = String::new();
    for c in letters {
        if c.is_ascii() {
            ascii.push(c);
        } else {
            // Writing into a text does not fail.
            let _ = write!(ascii, "{}{:x}{}", MARKS[0], u32::from(c), MARKS[1]);
        }
    }
    ascii
}

fn unmasked(line: &str) -> String {
    let mut parts = line.split(MARKS);
    let mut letters = parts.next().unwrap_or_default().to_owned();
    // Every second part is the number of a letter.
    while let Some(number) = parts.next() {
        letters.extend(u32::from_str_radix(number, 16).ok().and_then(char::from_u32));
        letters.push_str(parts.next().unwrap_or_default());
    }
    letters
}

/// One line with its end, in pieces of [`LINE`] octets at most; no letter is cut.
fn folded(line: &str) -> String {
    let mut pieces = String::with_capacity(line.len() + 8);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LINE {
            pieces.push_str("\r\n ");
            octets = 1;
        }
        pieces.push(c);
        octets += c.len_utf8();
    }
    pieces.push_str("\r\n");
    pieces
}
