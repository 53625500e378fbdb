//! The program: reads the arguments and calls one verb.

use std::process::ExitCode;

// Why: docs/decisions/0001-stack.md.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[rocket::main]
async fn main() -> ExitCode {
    match alongside::cli::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}.");
            ExitCode::FAILURE
        }
    }
}
