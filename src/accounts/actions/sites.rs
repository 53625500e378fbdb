//! The sites of one's own organisation.

use crate::{
    accounts::ServiceManager,
    kernel::{
        Line, Now,
        ids::{OnceToken, SiteId},
    },
    once::{self, Sent, Turn},
    organisations::{
        self,
        model::{KnownCode, NewSite},
    },
    store::{Db, Stop},
};

/// Registers a site of one's own organisation.
///
/// # Errors
/// Refused when the organisation has a site with that code.
pub async fn open_site(
    db: &Db,
    by: &ServiceManager<'_>,
    new: &NewSite,
    token: OnceToken,
    now: Now,
) -> Result<SiteId, Stop<KnownCode>> {
    let sent = Sent { token, by: Some(by.0.id), action: "open site" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let (organisation, id) = (by.0.organisation, Some(by.0.id));
    let site = organisations::actions::add_site(&mut tx, organisation, new, id, now).await?;
    once::finish(tx, sent, site).await?;
    Ok(site)
}

/// Gives a site of one's own organisation another name. Its code stays: codes are never used again (FACTS 6).
///
/// # Errors
/// Not found when it is another organisation's.
pub async fn rename_site(
    db: &Db,
    by: &ServiceManager<'_>,
    id: SiteId,
    name: &Line,
    token: OnceToken,
    now: Now,
) -> Result<SiteId, Stop<KnownCode>> {
    let sent = Sent { token, by: Some(by.0.id), action: "rename site" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    organisations::actions::rename_site(&mut tx, by.0.organisation, id, name, by.0.id, now).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}
