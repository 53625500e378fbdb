//! Floor 4: the program's verbs, and the one place where settings are read.
//!
//! A program that could not serve says why in a sentence and does not start.

mod core_dumps;
mod demo;
mod found;
mod import_directory;
mod provider;
mod rotate_key;
mod secret;
mod serve;
mod settings;
mod trouble;

use clap::{Parser, Subcommand};

pub use settings::Settings;
pub use trouble::Trouble;

/// Psychological support for librarians who work inside clinical teams.
#[derive(Parser)]
#[command(name = "alongside", version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Start a demonstration with invented people, in a database of its own.
    Demo,
    /// Start the service.
    Serve,
    /// Register an organisation and its service manager, who registers everybody else.
    Found(found::Asked),
    /// Say what a directory file in the Open Referral UK format would change, and take it over.
    ImportDirectory(import_directory::Asked),
    /// Bring the database's tables up to date, and stop.
    Migrate,
    /// Wrap everything under a new secret, once the service is stopped; both secrets come from the settings.
    RotateKey,
}

/// Does what the command line asks.
///
/// # Errors
/// When something it needs is missing or wrong, in a sentence for whoever typed the command.
pub async fn run() -> Result<(), Trouble> {
    let arguments = Arguments::parse();
    log();
    // Before the secret is read. A platform that does not allow it is no reason not to help anybody.
    if let Err(cause) = core_dumps::refuse() {
        tracing::warn!(%cause, "core dumps could not be refused");
    }
    let settings = Settings::from_environment()?;
    match arguments.verb {
        Verb::Demo => demo::run(settings).await,
        Verb::Serve => serve::run(settings).await,
        Verb::Found(asked) => found::run(settings, asked).await,
        Verb::ImportDirectory(asked) => import_directory::run(settings, asked).await,
        Verb::Migrate => serve::migrate(settings).await,
        Verb::RotateKey => rotate_key::run(settings).await,
    }
}

/// Our own lines only: Rocket's would hold whole addresses, and so what somebody looked for.
fn log() {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new("warn,alongside=info,rocket=off"))
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .init();
}
