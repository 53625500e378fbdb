//! What one's own organisation has settled.

use std::convert::Infallible;

use crate::{
    accounts::ServiceManager,
    audit,
    kernel::{
        Now,
        ids::{OnceToken, OrganisationId},
    },
    once::{self, Sent, Turn},
    organisations::{self, model::Settings},
    store::{Db, Stop},
};

/// Changes the interval of supervision and the limit for answering a request of one's own organisation.
///
/// # Errors
/// When the database does.
pub async fn set(
    db: &Db,
    by: &ServiceManager<'_>,
    settings: Settings,
    token: OnceToken,
    now: Now,
) -> Result<OrganisationId, Stop<Infallible>> {
    let sent = Sent { token, by: Some(by.0.id), action: "change settings" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let organisation = by.0.organisation;
    organisations::actions::set(&mut tx, organisation, settings).await?;
    audit::changed(&mut tx, now, Some(by.0.id), "settings changed", organisation).await?;
    once::finish(tx, sent, organisation).await?;
    Ok(organisation)
}
