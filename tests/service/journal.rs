//! Keeps what the service writes into its log while people make their journeys (`tests/not_run.rs` reads it).

use std::{fs::OpenOptions, sync::Once};

use alongside::cli::log;

#[path = "../support/journal.rs"]
mod kept;

/// Begins it, once in a process, behind what is there: some stories start this very program once more, and would cut off
/// what the others have written. Whoever reads it takes it away.
pub fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let file = OpenOptions::new().create(true).append(true).open(kept::path());
        let file = file.expect("the journal can be written");
        log::into(log::Form::Json, file);
    });
}
