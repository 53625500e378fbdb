//! Availabilities, times away and terms, as their facilitator writes them.

use chrono::NaiveDate;

use crate::{
    facilitators::{
        Terms,
        model::{Availability, NewAway, Pattern},
    },
    kernel::{
        Now,
        ids::{AvailabilityId, OrganisationId, PersonId, TimeAwayId},
    },
    spaces::Spot,
    sql,
    store::{AsConn, Result, Tx},
};

pub async fn add(tx: &mut Tx, id: AvailabilityId, facilitator: PersonId, new: &Pattern<'_>, spot: &Spot) -> Result<()> {
    sql!(tx, run: "INSERT INTO availabilities
        (id, facilitator_id, weekday, from_time, until_time, place, space_id, from_on, until_on,
            individual_supervision, group_supervision, hot_debrief, team_reflection, peer_support, group_places)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        id, facilitator, new.weekday, new.hours.0, new.hours.1, &spot.words, spot.space, new.from_on, new.until_on,
        new.kinds.individual_supervision, new.kinds.group_supervision, new.kinds.hot_debrief,
        new.kinds.team_reflection, new.kinds.peer_support, new.group_places)?;
    Ok(())
}

/// A facilitator's own availability that was not withdrawn and is not over.
pub async fn find(
    c: &mut impl AsConn,
    facilitator: PersonId,
    id: AvailabilityId,
    today: NaiveDate,
) -> Result<Option<Availability>> {
    sql!(c, row Availability: concat!("SELECT ", availability!(), " FROM availabilities a
        WHERE a.id = $1 AND a.facilitator_id = $2 AND a.withdrawn_at IS NULL AND a.until_on >= $3"),
        id, facilitator, today)
}

/// Withdraws a facilitator's own availability; false when there is none, or it was withdrawn before.
pub async fn withdraw(tx: &mut Tx, facilitator: PersonId, id: AvailabilityId, now: Now) -> Result<bool> {
    let withdrawn = sql!(tx, run: "UPDATE availabilities SET withdrawn_at = $3
        WHERE id = $1 AND facilitator_id = $2 AND withdrawn_at IS NULL", id, facilitator, now.0)?;
    Ok(withdrawn == 1)
}

/// Whether an organisation is closed on a day.
pub async fn closed_on(c: &mut impl AsConn, organisation: OrganisationId, day: NaiveDate) -> Result<bool> {
    sql!(c, value bool: "SELECT EXISTS (SELECT 1 FROM closure_days WHERE organisation_id = $1 AND closed_on = $2)",
        organisation, day)
}

pub async fn add_away(tx: &mut Tx, id: TimeAwayId, facilitator: PersonId, new: &NewAway) -> Result<()> {
    sql!(tx, run: "INSERT INTO times_away (id, facilitator_id, starts_at, until_at) VALUES ($1, $2, $3, $4)",
        id, facilitator, new.from, new.until)?;
    Ok(())
}

/// Takes a facilitator's own time away back; false when there is none.
pub async fn remove_away(tx: &mut Tx, facilitator: PersonId, id: TimeAwayId) -> Result<bool> {
    let removed = sql!(tx, run: "DELETE FROM times_away WHERE id = $1 AND facilitator_id = $2", id, facilitator)?;
    Ok(removed == 1)
}

/// A facilitator's terms: the usual ones when they have not set any.
pub async fn terms(c: &mut impl AsConn, facilitator: PersonId) -> Result<Terms> {
    let terms = sql!(c, row Terms: concat!("SELECT ", terms_columns!(), "
        FROM people f LEFT JOIN facilitator_terms x ON x.facilitator_id = f.id WHERE f.id = $1"), facilitator)?;
    Ok(terms.unwrap_or_default())
}

pub async fn set_terms(tx: &mut Tx, facilitator: PersonId, terms: &Terms) -> Result<()> {
    sql!(tx, run: "INSERT INTO facilitator_terms
            (facilitator_id, notice_hours, horizon_weeks, buffer_minutes, debrief_buffer_minutes, most_a_week)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (facilitator_id) DO UPDATE SET notice_hours = excluded.notice_hours,
            horizon_weeks = excluded.horizon_weeks, buffer_minutes = excluded.buffer_minutes,
            debrief_buffer_minutes = excluded.debrief_buffer_minutes, most_a_week = excluded.most_a_week",
        facilitator, terms.notice_hours, terms.horizon_weeks, terms.buffer_minutes, terms.debrief_buffer_minutes,
        terms.most_a_week)?;
    Ok(())
}
