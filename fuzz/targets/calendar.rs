//! Entries of calendars with any texts.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alongside::ical::fuzzed::holds(bytes));
