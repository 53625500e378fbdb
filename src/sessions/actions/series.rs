//! Booking a series: checked whole before anything is written, and written whole or not at all (PAINS P05).

use super::{
    booking::reserve,
    listing::{diary, offered_by},
};
use crate::{
    accounts::Member,
    audit,
    kernel::{
        Now,
        ids::{OnceToken, SeriesId, SessionId},
    },
    once::{self, Sent, Turn},
    sessions::{
        model::{Kind, Refusal},
        series::{Fate, NewSeries, Occurrence},
        slots::{self, Wanted},
        store,
    },
    store::{AsConn, Db, Result as Stored, Stop},
};

/// What a series would be: every time of it, and what becomes of each.
///
/// # Errors
/// When the database does.
pub async fn plan_series(c: &mut impl AsConn, by: &Member, new: &NewSeries, now: Now) -> Stored<Vec<Occurrence>> {
    if new.first.kind != Kind::IndividualSupervision {
        return Ok(Vec::new());
    }
    let offered = offered_by(c, by.organisation, new.first.facilitator, by.id, now).await?;
    let diary = diary(c, by.organisation, &[], now).await?;
    let slots = |within_horizon| {
        let wanted = Wanted { kind: new.first.kind, people: &[by.id], within_horizon };
        slots::open(&wanted, &offered, &diary, now)
    };
    // The first is booked like any other time: within the horizon.
    if !slots(true).iter().any(|slot| slot.key == new.first) {
        return Ok(Vec::new());
    }
    Ok(new.plan(&slots(false)))
}

/// Books a series; gives its first session.
///
/// # Errors
/// Refused when its first time is gone, or another one clashes and nothing was chosen for it; nothing is booked then.
pub async fn book_series(
    db: &Db,
    by: &Member,
    new: &NewSeries,
    token: OnceToken,
    now: Now,
) -> Result<SessionId, Stop<Refusal>> {
    let sent = Sent { token, by: Some(by.id), action: "book series" };
    let mut tx = match once::begin(db, sent, now).await? {
        Turn::First(tx) => tx,
        Turn::Again(made) => return Ok(made.into()),
    };
    let plan = plan_series(&mut tx, by, new, now).await?;
    if plan.iter().any(|one| matches!(one.fate, Fate::Clash)) {
        return Err(Stop::Refused(Refusal::Clash));
    }
    let id = SeriesId::random();
    store::series::add(&mut tx, id, new.every_weeks.into()).await?;
    let mut first = None;
    for one in &plan {
        if let Fate::Booked(slot) = &one.fate {
            // Whoever is faster now leaves nothing of the series: the transaction is dropped.
            let session = reserve(&mut tx, by, slot, Some(id), now).await?;
            audit::chosen(&mut tx, now, "session booked", session).await?;
            first.get_or_insert(session);
        }
    }
    let first = first.ok_or(Stop::Refused(Refusal::Gone))?;
    once::finish(tx, sent, first).await?;
    Ok(first)
}
