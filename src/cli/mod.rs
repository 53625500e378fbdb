//! Floor 4: the program's verbs, and the one place where settings are read.
//!
//! A program that could not serve says why in a sentence and does not start.

mod appoint;
mod area;
mod core_dumps;
mod demo;
mod found;
mod import_directory;
pub mod log;
mod own_files;
mod provider;
mod release;
mod retain;
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
    /// Make somebody who is registered a service manager by hand, where nobody else can.
    Manager(appoint::Asked),
    /// Say what a directory file in the Open Referral UK format would change, and take it over.
    ImportDirectory(import_directory::Asked),
    /// Publish what people chose in a quarter that is over, once, so that nobody can be picked out.
    Release(release::Asked),
    /// Register regions and the nation, which organisations lie in them, and who reads their figures.
    Area(area::Asked),
    /// Bring the database's tables up to date, and stop.
    Migrate,
    /// Delete what has reached its time, as the service does once a day, and say how much that was.
    Retain,
    /// Wrap everything under a new secret, once the service is stopped; both secrets come from the settings.
    RotateKey,
}

/// Does what the command line asks.
///
/// # Errors
/// When something it needs is missing or wrong, in a sentence for whoever typed the command.
pub async fn run() -> Result<(), Trouble> {
    let arguments = Arguments::parse();
    own_files::keep();
    log::begin()?;
    // Before the secret is read. A platform that does not allow it is no reason not to help anybody.
    if let Err(cause) = core_dumps::refuse() {
        tracing::warn!(%cause, "core dumps could not be refused");
    }
    let settings = Settings::from_environment()?;
    match arguments.verb {
        Verb::Demo => demo::run(settings).await,
        Verb::Serve => serve::run(settings).await,
        Verb::Found(asked) => found::run(settings, asked).await,
        Verb::Manager(asked) => appoint::run(settings, asked).await,
        Verb::ImportDirectory(asked) => import_directory::run(settings, asked).await,
        Verb::Release(asked) => release::run(settings, asked).await,
        Verb::Area(asked) => area::run(settings, asked).await,
        Verb::Migrate => serve::migrate(settings).await,
        Verb::Retain => retain::run(settings).await,
        Verb::RotateKey => rotate_key::run(settings).await,
    }
}
