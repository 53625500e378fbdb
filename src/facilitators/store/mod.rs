//! The facilitators' SQL: what is on offer, and what they publish.

/// What ties a facilitator `f` to a librarian `m` on a day (a parameter such as `$3`), as columns of
/// [`Ties`]. In one place, so that the rule cannot be asked in two ways.
macro_rules! ties {
    ($today:literal) => {
        concat!(
            "f.id = m.id AS same_person,
            COALESCE(m.line_manager_email = f.email, FALSE) AS manages,
            EXISTS (SELECT 1 FROM team_leads l JOIN placements p ON p.team_id = l.team_id
                WHERE l.person_id = f.id AND p.person_id = m.id
                AND p.from_on <= ",
            $today,
            " AND (p.to_on IS NULL OR p.to_on >= ",
            $today,
            ")) AS leads,
            COALESCE(m.line_manager_email = f.line_manager_email, FALSE) AS shares_manager,
            EXISTS (SELECT 1 FROM roles q WHERE q.person_id = f.id AND q.role = 'hr') AS is_hr"
        )
    };
}
pub(crate) use ties;

/// The columns of an [`Availability`] `a`.
macro_rules! availability {
    () => {
        "a.id, a.weekday, a.from_time, a.until_time, a.place, a.space_id, a.from_on, a.until_on,
            a.individual_supervision, a.group_supervision, a.hot_debrief, a.team_reflection, a.peer_support,
            a.group_places"
    };
}

/// The columns of [`Terms`] out of `x`, a row of `facilitator_terms` that may be missing.
macro_rules! terms_columns {
    () => {
        "COALESCE(x.notice_hours, 24) AS notice_hours, COALESCE(x.horizon_weeks, 12) AS horizon_weeks,
            COALESCE(x.buffer_minutes, 15) AS buffer_minutes,
            COALESCE(x.debrief_buffer_minutes, 30) AS debrief_buffer_minutes, x.most_a_week"
    };
}

pub(crate) use terms_columns;

/// Whether the times of an availability `a` are on offer: not when it was withdrawn, nor in a space that is closed or
/// no longer for sessions.
macro_rules! usable {
    () => {
        "(a.withdrawn_at IS NULL AND (a.space_id IS NULL OR EXISTS (SELECT 1 FROM spaces s
            WHERE s.id = a.space_id AND s.holds_sessions AND s.closed_at IS NULL)))"
    };
}

/// The columns of an availability, and whether it is usable, in a line that is none.
macro_rules! no_availability {
    () => {
        "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, FALSE, FALSE, FALSE, FALSE, FALSE, 8, FALSE, "
    };
}

/// The lines of [`OffLine`](super::off::OffLine) with the columns `$between` after the first, which mean nothing in them: the closure days of an
/// organisation and its facilitators' times away, or one facilitator's, from a day and an instant on.
macro_rules! off {
    ($between:expr, $organisation:literal, $today:literal, $now:literal, $only:literal) => {
        concat!(
            "SELECT CAST(NULL AS UUID) AS facilitator_id, ",
            $between,
            "CAST(NULL AS UUID) AS away_id, CAST(NULL AS TIMESTAMPTZ) AS away_from,
                CAST(NULL AS TIMESTAMPTZ) AS away_until, z.closed_on, z.name AS closed_name
            FROM closure_days z WHERE z.organisation_id = ",
            $organisation,
            " AND z.closed_on >= ",
            $today,
            " UNION ALL SELECT w.facilitator_id, ",
            $between,
            "w.id, w.starts_at, w.until_at, NULL, NULL
            FROM times_away w JOIN people f ON f.id = w.facilitator_id WHERE f.organisation_id = ",
            $organisation,
            " AND w.until_at > ",
            $now,
            $only
        )
    };
}

pub mod about;
mod offering;
mod publishing;
#[cfg(test)]
mod tests;

pub use offering::{OnOffer, Own, between, in_space, off, offered, on_offer, own};
pub use publishing::{add, add_away, closed_on, find, remove_away, set_terms, terms, withdraw};
