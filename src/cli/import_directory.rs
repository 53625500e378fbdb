//! Taking over a directory file from the command line: what it would do, and with `--confirm`, doing it.

use std::path::PathBuf;

use clap::Args;

use super::{Settings, Trouble, secret, serve};
use crate::{
    kernel::{Clock, ids::OrganisationId},
    organisations,
    referral::{
        actions,
        import::{self, Plan},
    },
    store::Db,
};

/// A file in the Open Referral UK format, and whose directory it goes into.
#[derive(Args)]
pub struct Asked {
    /// The file: a list of services, or one service, as JSON
    file: PathBuf,
    /// The ODS code of the organisation that will keep the entries
    #[arg(long)]
    ods_code: String,
    /// Take it over; without this, only say what it would change
    #[arg(long)]
    confirm: bool,
}

/// Prints the plan of a file, and carries it out when asked to and when nothing is wrong with it.
pub async fn run(settings: Settings, asked: Asked) -> Result<(), Trouble> {
    let file = || asked.file.clone();
    let bytes = std::fs::read(&asked.file).map_err(|cause| Trouble::File { path: file(), cause })?;
    let now = Clock::System.now();
    let parsed = import::read(&bytes, now).map_err(|why| Trouble::Directory(why.to_string()))?;
    let keys = secret::required(&settings, serve::RELEASE)?;
    let db = serve::open(&settings, keys).await?;
    let organisation = organisation(&db, &asked.ods_code).await?;
    let plan = if asked.confirm {
        actions::take_over(&db, organisation, &parsed, now).await?
    } else {
        actions::plan(&mut db.read().await?, organisation, &parsed).await?
    };
    db.close().await;
    print(&plan);
    if !plan.problems.is_empty() {
        return Err(Trouble::Directory("mend the problems above first".to_owned()));
    }
    println!(
        "{}",
        if asked.confirm { "The file is taken over." } else { "Nothing has changed. To take it over, add --confirm." }
    );
    Ok(())
}

async fn organisation(db: &Db, code: &str) -> Result<OrganisationId, Trouble> {
    let code = code.parse().map_err(|why| Trouble::Directory(format!("--ods-code: {why}")))?;
    let found = organisations::by_code(&mut db.read().await?, &code).await?;
    found.ok_or_else(|| Trouble::Directory(format!("no organisation with the code {code} is registered")))
}

fn print(plan: &Plan) {
    for change in &plan.changes {
        match &change.differs {
            None => println!("added: {}", change.new.name),
            Some(fields) => println!("changed: {}: {}", change.new.name, fields.join(", ")),
        }
    }
    println!("left alone: {}", plan.left_alone);
    for note in &plan.notes {
        println!("not taken over: {note}");
    }
    for problem in &plan.problems {
        println!("problem: {problem}");
    }
}
