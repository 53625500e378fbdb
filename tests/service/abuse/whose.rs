//! Whose name may stand on whose page, by the table of who sees what and who is with whom in the story.

use scraper::{Html, Selector};

use crate::page::Page;

/// Every librarian of the story whom somebody else may not see, by first name and by name.
const LIBRARIANS: [&str; 9] = [
    "Mina Okafor",
    "Sam Lindqvist",
    "Priya Shah",
    "Ana Ruiz",
    "Bo Lund",
    "Cai Rees",
    "Dee Ogun",
    "Eve Hart",
    "Bronwen Hughes",
];

/// The others next door.
const NEXT_DOOR: [&str; 4] = ["Bronwen Hughes", "Tomos Reid", "Yusuf Demir", "Ffion Walsh"];

/// Everybody of the organisation who is no librarian.
const OTHERS: [&str; 9] = [
    "Ruth Abara",
    "Owen Pryce",
    "Dana Whitlock",
    "Idris Kaur",
    "Helen Voss",
    "Grace Lim",
    "Clare Benson",
    "Nadia Rahman",
    "Nils Holm",
];

/// Addresses on which names are shown to whoever looks for somebody to add or to be, which is what they are for: a lead
/// looks for a librarian to place, a service manager for anybody, and the demonstration is entered by name.
const FOR_LOOKING: [&str; 2] = ["/demonstration", "/placements/new"];

/// Whom of these somebody may not find named on any page of theirs. The table: a librarian's placement is seen by the lead
/// of that team and by the service manager, a booking by the session's facilitator, a request by its first name while it
/// is open and by who took it then; HR and an area's reader see counts; nobody sees anybody next door.
pub fn forbidden(reader: &str) -> Vec<&'static str> {
    let may: &[&str] = match reader {
        "Ruth" => &["Mina Okafor", "Sam Lindqvist"],
        "Owen" => &["Priya Shah"],
        // Mina has a session with her, and she has taken Mina's request; the group of four is hers.
        "Dana" => {
            &["Mina Okafor", "Sam Lindqvist", "Priya Shah", "Ana Ruiz", "Bo Lund", "Cai Rees", "Dee Ogun", "Eve Hart"]
        }
        "Tomos" => &["Bronwen Hughes"],
        "Ffion" => &NEXT_DOOR,
        "Grace" => &LIBRARIANS[..8],
        // A librarian sees no other, and whoever is nobody's lead, facilitator or manager sees none.
        _ => &[],
    };
    let next_door = ["Bronwen", "Tomos", "Yusuf", "Ffion"].contains(&reader);
    let own = |name: &str| !reader.is_empty() && name.starts_with(reader);
    let others: &[&str] = if next_door { &OTHERS } else { &NEXT_DOOR };
    let all = LIBRARIANS.iter().chain(others).copied();
    all.filter(|name| !may.contains(name) && !own(name)).collect()
}

/// Whom somebody may not find named once forms have been sent: facilitators are with whoever books with them, and a lead
/// may have put any librarian on the team; next door stays next door, and counts stay counts.
pub fn forbidden_whatever_is_sent(reader: &str) -> Vec<&'static str> {
    let all = forbidden(reader);
    match reader {
        "Dana" | "Idris" | "Ruth" | "Owen" => all.into_iter().filter(|name| NEXT_DOOR.contains(name)).collect(),
        "Yusuf" | "Tomos" => all.into_iter().filter(|name| *name != "Bronwen Hughes").collect(),
        _ => all,
    }
}

/// The first of these names that stands on a page, but for what its reader typed.
pub fn named<'n>(page: &Page, address: &str, names: &[&'n str]) -> Option<&'n str> {
    if FOR_LOOKING.iter().any(|path| address.split('?').next().unwrap_or_default().ends_with(path)) {
        return None;
    }
    names.iter().find(|name| page.html.contains(**name)).copied()
}

/// The forms of a page that send something.
pub fn posting(html: &Html) -> Vec<scraper::ElementRef<'_>> {
    html.select(&Selector::parse("form[method='post']").expect("the test's selector is one")).collect()
}
