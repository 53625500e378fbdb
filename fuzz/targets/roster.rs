//! Files that somebody takes for a roster.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alongside::rosters::fuzzed::holds(bytes));
