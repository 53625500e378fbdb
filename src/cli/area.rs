//! Regions and the nation: which there are, which organisations lie in them, and who reads their figures.

use std::{fmt::Display, str::FromStr};

use clap::{Args, Subcommand};

use super::{Settings, Trouble, secret, serve};
use crate::{
    accounts,
    kernel::{Clock, Email, Line, ids::OrganisationId},
    organisations::{
        self,
        areas::actions::{self, Refusal},
    },
    store::{Db, Stop},
};

/// What to do about an area.
#[derive(Args)]
pub struct Asked {
    #[command(subcommand)]
    what: What,
}

/// Doing the same again changes nothing.
#[derive(Subcommand)]
enum What {
    /// Register an area, or move one that is registered
    Register {
        /// Its name
        #[arg(long)]
        name: String,
        /// The area that it lies within; without this, in none
        #[arg(long)]
        within: Option<String>,
    },
    /// Put an organisation into an area
    Member {
        /// The organisation's ODS code
        #[arg(long)]
        ods_code: String,
        /// The area's name; without this, the organisation lies in none
        #[arg(long)]
        area: Option<String>,
    },
    /// Let somebody read the figures of an area and of those within it
    Reader {
        /// The ODS code of the organisation in which they are registered
        #[arg(long)]
        ods_code: String,
        /// Their work email address
        #[arg(long)]
        email: String,
        /// The area's name
        #[arg(long)]
        area: String,
        /// They read it no longer
        #[arg(long)]
        end: bool,
    },
}

/// Does it, and says so.
pub async fn run(settings: Settings, asked: Asked) -> Result<(), Trouble> {
    let keys = secret::required(&settings, serve::RELEASE)?;
    let db = serve::open(&settings, keys).await?;
    let done = act(&db, asked.what).await?;
    db.close().await;
    println!("{done}");
    Ok(())
}

async fn act(db: &Db, what: What) -> Result<String, Trouble> {
    let now = Clock::System.now();
    match what {
        What::Register { name, within } => {
            let name: Line = read("--name", &name)?;
            let within: Option<Line> = within.map(|within| read("--within", &within)).transpose()?;
            actions::register(db, &name, within.as_ref(), now).await.map_err(refused)?;
            Ok(within
                .map_or(format!("{name} is registered."), |within| format!("{name} is registered within {within}.")))
        }
        What::Member { ods_code, area } => {
            let organisation = organisation(db, &ods_code).await?;
            let area: Option<Line> = area.map(|area| read("--area", &area)).transpose()?;
            actions::put(db, organisation, area.as_ref(), now).await.map_err(refused)?;
            Ok(area.map_or(format!("{ods_code} lies in no area."), |area| format!("{ods_code} lies in {area}.")))
        }
        What::Reader { ods_code, email, area, end } => {
            let organisation = organisation(db, &ods_code).await?;
            let (email, area): (Email, Line) = (read("--email", &email)?, read("--area", &area)?);
            let person = accounts::by_email(&mut db.read().await?, organisation, &email).await?;
            let person =
                person.ok_or_else(|| Trouble::Area(format!("nobody at {ods_code} has the address {email}")))?;
            actions::let_read(db, person.id, &area, !end, now).await.map_err(refused)?;
            Ok(format!("{email} {} the figures of {area}.", if end { "no longer reads" } else { "reads" }))
        }
    }
}

async fn organisation(db: &Db, code: &str) -> Result<OrganisationId, Trouble> {
    let code = read("--ods-code", code)?;
    let found = organisations::by_code(&mut db.read().await?, &code).await?;
    found.ok_or_else(|| Trouble::Area(format!("no organisation with the code {code} is registered")))
}

fn read<T: FromStr<Err: Display>>(what: &str, text: &str) -> Result<T, Trouble> {
    text.parse().map_err(|cause| Trouble::Area(format!("{what}: {text:?} {cause}")))
}

fn refused(stop: Stop<Refusal>) -> Trouble {
    match stop {
        Stop::Refused(refusal) => Trouble::Area(refusal.to_string()),
        Stop::NotFound => Trouble::Area("nothing was found".into()),
        Stop::Failed(cause) => cause.into(),
    }
}
