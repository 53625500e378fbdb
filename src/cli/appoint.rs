//! A service manager by hand: the way back where nobody looks after an organisation's part of the service any more.

use std::{fmt::Display, str::FromStr};

use clap::Args;

use super::{Settings, Trouble, secret, serve};
use crate::{
    accounts::{self, Role},
    kernel::{Clock, Email},
    organisations,
    organisations::model::OdsCode,
    store::Stop,
};

/// Who.
#[derive(Args)]
pub struct Asked {
    /// The work email address of somebody who is registered
    #[arg(long)]
    email: String,
    /// The ODS code of their organisation, where people of two have that address
    #[arg(long)]
    ods_code: Option<String>,
}

/// Makes them a service manager, whatever they were before. Doing it again changes nothing.
pub async fn run(settings: Settings, asked: Asked) -> Result<(), Trouble> {
    let email: Email = read("--email", &asked.email)?;
    let ods_code: Option<OdsCode> = asked.ods_code.as_deref().map(|code| read("--ods-code", code)).transpose()?;
    let keys = secret::required(&settings, serve::RELEASE)?;
    let db = serve::open(&settings, keys).await?;
    if organisations::demonstration(&mut db.read().await?).await? == Some(true) {
        return Err(Trouble::Demonstration);
    }
    match accounts::actions::make_manager(&db, &email, ods_code.as_ref(), Clock::System.now()).await {
        Ok(_) => {}
        Err(Stop::Refused(why)) => return Err(Trouble::Manager(format!("{email}: {why}"))),
        Err(Stop::Failed(cause)) => return Err(cause.into()),
        Err(Stop::NotFound) => return Err(Trouble::Manager("nothing was found".into())),
    }
    db.close().await;
    println!("{email} looks after this service in their organisation.");
    if settings.provider.as_ref().is_some_and(|there| there.governs(Role::ServiceManager)) {
        println!(
            "ALONGSIDE_OIDC_MANAGER_GROUP is set: where people sign in from there, that group says who does. Take it out of the settings first if it is wrong, and do this again."
        );
    }
    Ok(())
}

fn read<T: FromStr<Err: Display>>(what: &str, text: &str) -> Result<T, Trouble> {
    text.parse().map_err(|cause| Trouble::Manager(format!("{what}: {text:?} {cause}")))
}
