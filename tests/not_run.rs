//! The last word of `cargo test`: what was not run on this machine, and why. A test that quietly
//! returns because its engine is missing would otherwise look like one that passed.
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
#[path = "support/schemas.rs"]
mod schemas;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        // Whoever asks for a list of tests (an editor, another runner) reads every line as one.
        return ExitCode::SUCCESS;
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

/// Whether an argument of `cargo test --` changes what is printed and not which tests run.
fn only_display(argument: &str) -> bool {
    let name = argument.split('=').next().unwrap_or_default();
    ["--nocapture", "--no-capture", "--show-output", "--quiet", "-q", "--color", "--format", "--test-threads"]
        .contains(&name)
}
