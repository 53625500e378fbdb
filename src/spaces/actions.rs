//! Adding a space and keeping it right.

use super::{
    Space,
    model::{NewSpace, Refusal},
    store,
};
use crate::{
    accounts::{Member, ServiceManager},
    audit,
    kernel::{
        Now,
        ids::{OnceToken, SpaceId},
    },
    once::{self, Sent, Turn},
    organisations,
    store::{AsConn, Db, Stop},
};

type Outcome = Result<SpaceId, Stop<Refusal>>;

/// Adds a space; it is listed, and can be chosen, from then on.
///
/// # Errors
/// Refused when the site is another organisation's, or has a space of that name.
pub async fn add(db: &Db, by: &ServiceManager<'_>, new: &NewSpace, token: OnceToken, now: Now) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "add space" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    on_own_site(&mut tx, by.0, new).await?;
    let id = SpaceId::random();
    store::add(&mut tx, id, by.0.organisation, new, now).await?.map_err(Stop::Refused)?;
    audit::changed(&mut tx, now, Some(by.0.id), "space added", id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

/// Writes a space anew. Sessions in it stay where they are: their place is kept in words.
///
/// # Errors
/// Not found when it is another organisation's; refused as when it is added.
pub async fn change(
    db: &Db,
    by: &ServiceManager<'_>,
    id: SpaceId,
    new: &NewSpace,
    token: OnceToken,
    now: Now,
) -> Outcome {
    let sent = Sent { token, by: Some(by.0.id), action: "change space" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let before: Space = super::find(&mut tx, by.0.organisation, id).await?.ok_or(Stop::NotFound)?;
    on_own_site(&mut tx, by.0, new).await?;
    store::change(&mut tx, id, new, now).await?.map_err(Stop::Refused)?;
    let what = match (before.closed, new.closed) {
        (false, true) => "space closed",
        (true, false) => "space opened again",
        _ => "space changed",
    };
    audit::changed(&mut tx, now, Some(by.0.id), what, id).await?;
    once::finish(tx, sent, id).await?;
    Ok(id)
}

async fn on_own_site(c: &mut impl AsConn, by: &Member, new: &NewSpace) -> Result<(), Stop<Refusal>> {
    let sites = organisations::sites(c, by.organisation).await?;
    let own = sites.iter().any(|site| site.id == new.site);
    if own { Ok(()) } else { Err(Stop::Refused(Refusal::UnknownSite)) }
}
