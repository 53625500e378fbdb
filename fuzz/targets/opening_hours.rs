//! What is sent as the opening hours of a space, and of an entry of the directory.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((body, seconds)) = alongside::hours::fuzzed::sent(bytes) {
        let _taken = alongside::spaces::fuzzed::holds(&body, seconds);
        let _taken = alongside::signposts::fuzzed::holds(&body, seconds);
        alongside::hours::fuzzed::holds(&body, seconds);
    }
});
