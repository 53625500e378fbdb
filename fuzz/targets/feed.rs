//! Files that somebody takes for a directory in the Open Referral format.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alongside::referral::import::fuzzed::holds(bytes));
