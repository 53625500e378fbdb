//! The last word of `cargo test`: what was not run on this machine, and why. A test that quietly
//! returns because its engine is missing would otherwise look like one that passed. And whether the
//! log of all the journeys before it names anybody.
//!
//! Cargo runs test binaries in the order of their names; this one has no tests of its own.

use std::process::ExitCode;

// As in `tests/journeys`, so that both speak of the same PostgreSQL and the same browser.
#[expect(dead_code, reason = "this binary only asks what is there")]
#[path = "support/browser.rs"]
mod browser;
#[expect(dead_code, reason = "this binary only asks what is there")]
#[path = "support/counterparts.rs"]
mod counterparts;
#[expect(dead_code, unused_imports, unused_macros, reason = "this binary only asks what is there")]
#[path = "support/engines.rs"]
mod engines;
#[path = "support/journal.rs"]
mod journal;
#[path = "support/schemas.rs"]
mod schemas;

/// What no line of the log may hold: the seeded people's family names, where they get their mail, and what they look for.
const NEVER_LOGGED: [&str; 24] = [
    "Okafor",
    "Lindqvist",
    "Shah",
    "Abara",
    "Pryce",
    "Whitlock",
    "Kaur",
    "Voss",
    "Grace Lim",
    "Benson",
    "Rahman",
    "@anytown",
    "Bronwen",
    "Tomos",
    "Yusuf",
    "Ffion",
    "can't sleep",
    "cant+sleep",
    "?q=",
    "?slot=",
    "__Host-",
    "BEGIN:VEVENT",
    "routes::_",
    "Request guard",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        // Whoever asks for a list of tests (an editor, another runner) reads every line as one.
        return ExitCode::SUCCESS;
    }
    if let Err(reason) = log_names_nobody() {
        println!("\n{reason}");
        return ExitCode::FAILURE;
    }
    let found = [
        engines::postgres_available(),
        browser::browser_available(),
        browser::axe_source().map(drop),
        counterparts::counterparts_available(),
        counterparts::provider_available().map(drop),
    ];
    let missing: Vec<String> = found.into_iter().filter_map(Result::err).collect();

    // Not ours to keep here (their licence is CC BY-SA 4.0), so their absence is said and never a failure.
    if let Err(reason) = schemas::folder() {
        println!("\nNot run on this machine, and not required:\n  {reason}");
    }
    if missing.is_empty() {
        let everything = arguments.iter().all(|argument| only_display(argument));
        if everything {
            println!("\nEverything ran: SQLite, PostgreSQL, browser, counterparts.");
        }
        return ExitCode::SUCCESS;
    }
    println!("\nNot run on this machine:");
    for reason in &missing {
        println!("  {reason}");
    }
    println!();
    if engines::tether::all_required() {
        println!("ALONGSIDE_TEST_ALL=1 asks for every test, so this is a failure.");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Reads what the journeys made the service write into its log.
fn log_names_nobody() -> Result<(), String> {
    let Ok(log) = std::fs::read_to_string(journal::path()) else {
        println!("\nNo journey was made, so no log of one was read.");
        return Ok(());
    };
    // The next run begins its own.
    std::fs::remove_file(journal::path()).map_err(|cause| format!("The log of the journeys stays: {cause}"))?;
    let told: Vec<&str> = log.lines().filter(|line| names_somebody(line)).take(10).collect();
    if told.is_empty() {
        println!("\nThe log of the journeys, {} lines, names nobody.", log.lines().count());
        return Ok(());
    }
    Err(format!("The log names somebody, or holds a code:\n  {}", told.join("\n  ")))
}

/// Whether a line holds a name, an address, a sign-in code or a question to the directory.
fn names_somebody(line: &str) -> bool {
    // As codes are written in messages, and as they are typed: eight consonants are no other word.
    let consonant = |b: u8| b.is_ascii_lowercase() && !b"aeiouy".contains(&b);
    let code = |word: &&str| word.replacen('-', "", 1).len() == 8 && word.replacen('-', "", 1).bytes().all(consonant);
    let word = |c: char| !c.is_ascii_alphanumeric() && !['.', ':', '-'].contains(&c);
    let line = line.to_lowercase();
    NEVER_LOGGED.iter().any(|name| line.contains(&name.to_lowercase())) || line.split(word).any(|w| code(&w))
}

/// Whether an argument of `cargo test --` changes what is printed and not which tests run.
fn only_display(argument: &str) -> bool {
    let name = argument.split('=').next().unwrap_or_default();
    ["--nocapture", "--no-capture", "--show-output", "--quiet", "-q", "--color", "--format", "--test-threads"]
        .contains(&name)
}
