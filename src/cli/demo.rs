//! The demonstration.

use std::{path::Path, sync::Arc};

use super::{
    Settings, Trouble, secret,
    serve::{self, Ready, launch, local_address},
};
use crate::{kernel::Clock, messages::Delivery, privacy::Table, seed, store::Db, web::Site};

/// Starts the demonstration, afresh each time unless `DATABASE_URL` names a database of its own.
///
/// A database that holds a real organisation is refused, in any profile.
pub async fn run(mut settings: Settings) -> Result<(), Trouble> {
    settings.data = settings.data.join("demonstration");
    // Its links are invented.
    settings.check_links = false;
    std::fs::create_dir_all(&settings.data).map_err(|cause| Trouble::File { path: settings.data.clone(), cause })?;
    let keys = secret::made(&settings)?;
    let figment = secret::figment(&keys);
    let address = match settings.address.clone() {
        Some(address) => address,
        None => local_address(&figment)?,
    };
    let url = match &settings.database {
        Some(url) => url.clone(),
        None => {
            settings.erasures = None;
            afresh(&settings.data)?
        }
    };
    let db = Db::open(&url, keys).await?.noting_in(serve::ready_ledger(&settings)?);
    let (clock, table) = (Clock::System, Arc::new(Table::product()));
    seed::plant(&db, &table, clock.now()).await?;
    serve::before_serving(&settings, &db, clock.now()).await?;
    let delivery = settings.mail.clone().unwrap_or_else(|| Delivery::Folder(settings.data.join("messages")));
    let also_say = [
        format!("Choose who to be at {}", address.link("/demonstration")),
        "Every person in it is invented: librarians Mina, Sam and Priya; leads Ruth and Owen; facilitators Dana and \
         Idris; Helen of HR; Grace, the service manager."
            .to_owned(),
    ];
    let site = Site { address, demonstration: true, contact: settings.contact.clone() };
    launch(&settings, Ready { db, figment, site, delivery, clock, table }, &also_say).await
}

/// A new database file; the last demonstration's is removed, and no other file.
fn afresh(data: &Path) -> Result<String, Trouble> {
    let file = data.join("demonstration.db");
    // What was erased in the last one is of no use to the next.
    for name in ["demonstration.db", "demonstration.db-wal", "demonstration.db-shm", "erasures.ledger"] {
        let path = data.join(name);
        match std::fs::remove_file(&path) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => return Err(Trouble::File { path, cause }),
            _ => {}
        }
    }
    Ok(format!("sqlite://{}", file.display()))
}
