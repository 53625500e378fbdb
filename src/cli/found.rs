//! The first act of a real service: an organisation, a site, and somebody who can sign in.

use std::{fmt::Display, str::FromStr};

use clap::Args;

use super::{Settings, Trouble, secret, serve};
use crate::{
    accounts::{self, model::Founding},
    kernel::Clock,
    organisations,
    store::Stop,
};

/// The organisation, its first site, and its service manager.
#[derive(Args)]
pub struct Asked {
    /// The organisation's ODS code: 3 to 10 letters and digits
    #[arg(long)]
    ods_code: String,
    /// The organisation's name
    #[arg(long)]
    name: String,
    /// The ODS code of its first site
    #[arg(long)]
    site_code: String,
    /// The name of its first site
    #[arg(long)]
    site_name: String,
    /// The service manager's name
    #[arg(long)]
    manager_name: String,
    /// The service manager's work email address, to which their sign-in codes go
    #[arg(long)]
    manager_email: String,
}

/// Registers them. Everybody else is registered by the service manager, in the service itself.
pub async fn run(settings: Settings, asked: Asked) -> Result<(), Trouble> {
    let founding = Founding {
        ods_code: read("--ods-code", &asked.ods_code)?,
        name: read("--name", &asked.name)?,
        site_code: read("--site-code", &asked.site_code)?,
        site_name: read("--site-name", &asked.site_name)?,
        manager_name: read("--manager-name", &asked.manager_name)?,
        manager_email: read("--manager-email", &asked.manager_email)?,
    };
    let keys = secret::required(&settings, serve::RELEASE)?;
    let db = serve::open(&settings, keys).await?;
    if organisations::demonstration(&mut db.read().await?).await? == Some(true) {
        return Err(Trouble::Demonstration);
    }
    match accounts::actions::found(&db, &founding, Clock::System.now()).await {
        Ok(_) => {}
        Err(Stop::Refused(known)) => return Err(Trouble::Founding(known.to_string())),
        Err(Stop::Failed(cause)) => return Err(cause.into()),
        Err(Stop::NotFound) => return Err(Trouble::Founding("nothing was found".into())),
    }
    db.close().await;
    println!("{} is registered. {} can sign in: alongside serve", founding.name, founding.manager_email);
    Ok(())
}

fn read<T: FromStr<Err: Display>>(what: &str, text: &str) -> Result<T, Trouble> {
    text.parse().map_err(|cause| Trouble::Founding(format!("{what}: {text:?} {cause}")))
}
