//! The rules of ARCHITECTURE.md, checked by reading the files. It reads text and not syntax:
//! enough to stop an accident, and honest about it. Each rule is a function of a path and a text,
//! and beside each rule stand the faults it must find, so that no rule can pass by being blind.

use std::path::Path;

mod arrows;
mod pages;
mod papers;
mod paths;
mod places;
mod shape;
mod source;

use source::Source;

/// What HR's reports may import: counts, the words for who may see them, and no person's row.
const UPTAKE_MAY_USE: &[&str] = &[
    "kernel",
    "store",
    "audit",
    // Forms count once: the token is the asker's own, and nothing of anybody comes back.
    "once",
    "privacy",
    // Texts as a table that opens safely.
    "sheets",
    "web",
    "accounts::Member",
    "accounts::ServiceManager",
    // Tells all of them something, and says of nobody who they are.
    "accounts::tell_service_managers",
    "messages::Letter",
    "messages::Occasion",
    // Why the ledger outside the database cannot be used.
    "retention::Behind",
    // Whoever asks, and the areas they may ask about.
    "accounts::AreaReader",
    "organisations::areas::Area",
    "organisations::tally",
    "teams::tally",
    "facilitators::tally",
    "sessions::tally",
    "signposts::tally",
    "spaces::tally",
    "checkins::tally",
    "staffing::tally",
    "uptake",
    "sql",
    "on_both_engines",
];

#[test]
fn arrows_point_down() {
    let files = all("src");
    let mut floors = arrows::Floors::read(&file("src/lib.rs"));
    assert!(floors.count() > 1, "src/lib.rs declares no floors");
    for source in &files {
        floors.note_macros(&source.path, &source.text);
    }
    none(files.iter().flat_map(|s| floors.up_arrows(&s.path, &s.text)));
}

#[test]
fn uptake_imports_counts_and_no_people() {
    none(all("src").iter().flat_map(|s| arrows::uptake(&s.path, &s.text, UPTAKE_MAY_USE)));
}

#[test]
fn words_stay_in_their_places() {
    let files = [all("src"), all("tests")].concat();
    for rule in places::RULES {
        none(files.iter().flat_map(|s| rule.faults(&s.path, &s.text)));
    }
    none(files.iter().flat_map(|s| places::unreasoned(&s.path, &s.text)));
}

#[test]
fn files_have_telling_names() {
    let files = [all("src"), all("tests"), all("templates")].concat();
    none(files.iter().flat_map(|s| shape::names(&s.path)));
}

#[test]
fn files_are_short() {
    let files = [all("src"), all("tests"), all("templates")].concat();
    for folder in ["src", "tests", "templates"] {
        let lengths = files.iter().filter(|s| s.path.starts_with(folder)).map(Source::lines);
        println!("{folder}: {}", shape::summary(lengths.collect()));
    }
    none(files.iter().filter_map(|s| shape::size(&s.path, s.lines())));
}

#[test]
fn pages_and_templates_pair() {
    let pages = all("src").iter().flat_map(|s| pages::declared(&s.path, &s.text)).collect();
    let templates: Vec<String> = all("templates").into_iter().map(|s| s.path).collect();
    none(pages::unpaired(pages, &templates));
}

fn none(faults: impl IntoIterator<Item = String>) {
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn file(path: &str) -> String {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(full).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every Rust file and template under a folder of the project; none if it is not there.
fn all(folder: &str) -> Vec<Source> {
    let Ok(entries) = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries.flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.extend(all(&path));
        } else if matches!(path.rsplit('.').next(), Some("rs" | "hbs")) {
            files.push(Source { text: file(&path), path });
        }
    }
    files
}
