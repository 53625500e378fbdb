//! What the service wrote into its log during the journeys, for the last word of `cargo test` to read.

use std::path::PathBuf;

/// Where it is kept: one folder for one build of the tests.
pub fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("journal.log")
}
