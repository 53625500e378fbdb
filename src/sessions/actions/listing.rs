//! The times from which somebody chooses.

use chrono::{DateTime, Datelike, Days, Utc};

use crate::{
    accounts::Member,
    facilitators::{self, Offered},
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SessionId},
        london,
    },
    sessions::{
        diary::Diary,
        model::Kind,
        slots::{self, LOOK_AHEAD_WEEKS, Slot, Wanted},
        store::{bookings, groups},
    },
    store::{AsConn, Result as Stored},
};

/// The slots of a kind that a librarian may book now.
///
/// # Errors
/// When the database does.
pub async fn open_slots(c: &mut impl AsConn, by: &Member, kind: Kind, now: Now) -> Stored<Vec<Slot>> {
    let offered = facilitators::open_to(c, by.organisation, by.id, now).await?;
    let diary = diary(c, by.organisation, &[], now).await?;
    let wanted = Wanted { kind, people: &[by.id], within_horizon: true };
    let slots = slots::open(&wanted, &offered, &diary, now);
    if kind != Kind::GroupSupervision {
        return Ok(slots);
    }
    // Read after the diary: a group that was gathered in between is then listed, and never only missing.
    let meetings = groups::meetings(c, by.organisation, by.id, now).await?;
    Ok(slots::with_groups(slots, &meetings, &diary, by.id, now))
}

/// What is taken in the organisation from this week on, without what some sessions hold.
pub async fn diary(c: &mut impl AsConn, of: OrganisationId, without: &[SessionId], now: Now) -> Stored<Diary> {
    let until = london::end_of_day(now.today() + Days::new(LOOK_AHEAD_WEEKS * 7));
    let taken = bookings::taken(c, of, start_of_week(now.0), until).await?;
    Ok(Diary::of(taken, without))
}

/// What one facilitator offers to somebody of whom they are independent.
pub async fn offered_by(
    c: &mut impl AsConn,
    of: OrganisationId,
    facilitator: PersonId,
    person: PersonId,
    now: Now,
) -> Stored<Vec<Offered>> {
    let mut offered = facilitators::open_to(c, of, person, now).await?;
    offered.retain(|offer| offer.facilitator == facilitator);
    Ok(offered)
}

/// Midnight, in London, at the beginning of the Monday before an instant.
fn start_of_week(instant: DateTime<Utc>) -> DateTime<Utc> {
    let day = london::date_of(instant);
    london::start_of_day(day - Days::new(u64::from(day.weekday().num_days_from_monday())))
}
