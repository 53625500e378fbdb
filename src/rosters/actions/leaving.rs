//! Somebody leaves the organisation: their whole record ends in one act.

use super::{end_in, ending::tell_leads};
use crate::{
    accounts::{self, ServiceManager},
    audit, calendars, events,
    kernel::{
        Now,
        ids::{OnceToken, PersonId},
    },
    messages,
    once::{self, Sent, Turn},
    rosters::model::Refusal,
    sessions,
    store::{Db, Stop},
    teams,
};

/// Ends everything that somebody of one's own organisation is part of: every placement, what they booked, were
/// offered or asked for, and every sign-in. What they were to run is handed on; what waits to be sent to them
/// is taken back. Others are told once: the leads of their teams, and the other party of each session.
///
/// # Errors
/// Not found when they are another's or have left; refused when it is one's own record, or nobody would look
/// after the service any more.
pub async fn leave(
    db: &Db,
    by: &ServiceManager<'_>,
    person: PersonId,
    token: OnceToken,
    now: Now,
) -> Result<PersonId, Stop<Refusal>> {
    let by = by.0;
    if person == by.id {
        return Err(Stop::Refused(Refusal::OwnRecord));
    }
    let sent = Sent { token, by: Some(by.id), action: "end record" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    accounts::registered(&mut tx, by.organisation, person).await?.ok_or(Stop::NotFound)?;
    messages::take_back(&mut tx, person).await?;
    let spells = teams::spells_of(&mut tx, person, now).await?;
    let last = now.today().pred_opt().unwrap_or(now.today());
    for spell in &spells {
        end_in(&mut tx, by, spell, last, now).await?;
    }
    sessions::leaves(&mut tx, by, person, now).await?;
    calendars::leaves(&mut tx, person).await?;
    events::leaves(&mut tx, person).await?;
    teams::stop_leading(&mut tx, person).await?;
    let left = accounts::actions::leave_in(&mut tx, by.organisation, person, now).await;
    left.map_err(|stop| match stop {
        Stop::Refused(_) => Stop::Refused(Refusal::LastManager),
        Stop::NotFound => Stop::NotFound,
        Stop::Failed(error) => Stop::Failed(error),
    })?;
    tell_leads(&mut tx, by, &spells, now).await?;
    audit::changed(&mut tx, now, Some(by.id), "record ended", person).await?;
    once::finish(tx, sent, person).await?;
    Ok(person)
}
