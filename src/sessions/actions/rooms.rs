//! Holding a space for a session, in the transaction that makes the session.

use crate::{
    accounts::Member,
    facilitators,
    kernel::{Now, london},
    sessions::{
        model::Refusal,
        rooms::{self, Stretch},
        store::bookings::{self, NewSession},
    },
    spaces::{self, Spot, Where},
    store::{Stop, Tx},
};

/// Where a session is to be.
///
/// # Errors
/// Refused when it is a space that cannot be chosen.
pub async fn settle(tx: &mut Tx, by: &Member, place: &Where) -> Result<Spot, Stop<Refusal>> {
    let spot = spaces::settle(tx, by.organisation, place).await?;
    spot.map_err(|_| Stop::Refused(Refusal::Unchoosable))
}

/// Holds the space of a session, if it is in one, for as long as the session takes.
///
/// Times that a facilitator published in it are theirs, booked or not: whoever tries a time there learns nothing
/// of what is booked.
///
/// # Errors
/// Refused when the space is held, or set aside for somebody else.
pub async fn hold(tx: &mut Tx, session: &NewSession<'_>, now: Now) -> Result<(), Stop<Refusal>> {
    let Some(space) = session.space else { return Ok(()) };
    let (starts_at, ends_at) = (session.starts_at, session.starts_at + session.kind.length());
    let set_aside = facilitators::set_aside(tx, space, now).await?;
    let wanted = Stretch { starts_at, ends_at };
    if rooms::is_set_aside(&set_aside, session.facilitator, wanted, london::date_of(starts_at)) {
        return Err(Stop::Refused(Refusal::SpaceInUse));
    }
    if !bookings::hold(tx, space, session.id, starts_at, ends_at).await? {
        return Err(Stop::Refused(Refusal::SpaceInUse));
    }
    Ok(())
}
