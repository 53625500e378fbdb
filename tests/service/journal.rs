//! Keeps what the service writes into its log while people make their journeys (`tests/not_run.rs` reads it).

use std::{fs::File, sync::Once};

use alongside::cli::log;

#[path = "../support/journal.rs"]
mod kept;

/// Begins it, once in a process: what an earlier run left is gone.
pub fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let file = File::create(kept::path()).expect("the journal can be written");
        log::into(log::Form::Json, file);
    });
}
