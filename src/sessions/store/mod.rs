//! The sessions' SQL: finding and listing; booking, calling and asking have files of their own.

pub mod about;
pub mod bookings;
pub mod calendar;
pub mod calling;
pub mod choices;
pub mod debriefs;
pub mod duties;
pub mod groups;
pub mod keeping;
pub mod leaving;
pub mod occurrences;
pub mod proposals;
pub mod requests;
pub mod rooms;
pub mod seats;
pub mod series;
pub mod ticking;
pub mod told;

use chrono::{DateTime, TimeDelta, Utc};

use super::model::{Mine, Run, Session};
use crate::{
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SessionId},
    },
    sql,
    store::{AsConn, Result},
};

/// The most lines a person's own list shows.
const LIST_LIMIT: i64 = 200;

/// The most sessions of one facilitator that are read at once: a full diary as far ahead as anybody can be booked.
const RUN_LIMIT: i64 = 1_000;

/// A session of the organisation, with what `by` is to it.
pub async fn find(
    c: &mut impl AsConn,
    by: PersonId,
    organisation: OrganisationId,
    id: SessionId,
) -> Result<Option<Session>> {
    sql!(c, row Session: "SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, s.space_id, s.facilitator_id,
            f.name AS facilitator, s.team_id, t.name AS team, s.called_by IS NOT NULL AS called,
            s.cancelled_at IS NOT NULL AS cancelled, s.facilitator_wanted,
            EXISTS (SELECT 1 FROM occurrences o WHERE o.session_id = s.id AND o.confirmed_by = s.facilitator_id)
                AS facilitator_said,
            (SELECT o.word FROM occurrences o WHERE o.session_id = s.id AND o.confirmed_by = $1) AS own_word,
            EXISTS (SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id = $1
                AND p.cancelled_at IS NULL) AS holds_place,
            EXISTS (SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id = $1
                AND p.cancelled_at IS NOT NULL) AS gave_back,
            EXISTS (SELECT 1 FROM invitations i WHERE i.session_id = s.id AND i.person_id = $1) AS invited,
            EXISTS (SELECT 1 FROM team_leads l WHERE l.team_id = s.team_id AND l.person_id = $1
                AND s.called_by IS NOT NULL) AS leads,
            (SELECT COUNT(*) FROM invitations i WHERE i.session_id = s.id) AS invitations, s.in_list, s.series_id,
            EXISTS (SELECT 1 FROM waiting w WHERE w.session_id = s.id AND w.person_id = $1) AS waits,
            (SELECT o.held_until FROM offers o WHERE o.session_id = s.id AND o.person_id = $1) AS held_until
        FROM sessions s LEFT JOIN people f ON f.id = s.facilitator_id LEFT JOIN teams t ON t.id = s.team_id
        WHERE s.id = $3 AND s.organisation_id = $2", by, organisation, id)
}

/// A person's own sessions and offers, soonest first; offers that are over or cancelled are left out.
pub async fn mine(c: &mut impl AsConn, person: PersonId, now: Now) -> Result<Vec<Mine>> {
    sql!(c, rows Mine: "SELECT id, kind, starts_at, ends_at, place, facilitator_id, facilitator, cancelled, facilitator_said,
            own_word, holds_place
        FROM (
            SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, s.facilitator_id, f.name AS facilitator,
                (s.cancelled_at IS NOT NULL OR p.cancelled_at IS NOT NULL) AS cancelled,
                EXISTS (SELECT 1 FROM occurrences o WHERE o.session_id = s.id AND o.confirmed_by = s.facilitator_id)
                    AS facilitator_said,
                (SELECT o.word FROM occurrences o WHERE o.session_id = s.id AND o.confirmed_by = $1) AS own_word,
                p.cancelled_at IS NULL AS holds_place
            FROM places p JOIN sessions s ON s.id = p.session_id LEFT JOIN people f ON f.id = s.facilitator_id
            WHERE p.person_id = $1
            UNION ALL
            SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, s.facilitator_id, f.name, FALSE, FALSE,
                CAST(NULL AS TEXT), FALSE
            FROM invitations i JOIN sessions s ON s.id = i.session_id LEFT JOIN people f ON f.id = s.facilitator_id
            WHERE i.person_id = $1 AND s.cancelled_at IS NULL AND s.ends_at > $2
                AND NOT EXISTS (SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id = $1
                    AND p.cancelled_at IS NULL)
            UNION ALL
            SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, s.facilitator_id, f.name, FALSE, FALSE,
                CAST(NULL AS TEXT), FALSE
            FROM offers o JOIN sessions s ON s.id = o.session_id LEFT JOIN people f ON f.id = s.facilitator_id
            WHERE o.person_id = $1 AND o.held_until > $2
        ) own ORDER BY starts_at DESC, id LIMIT $3", person, now.0, LIST_LIMIT)
}

/// The sessions to come for a place in which a person waits, soonest first.
pub async fn waited_for(c: &mut impl AsConn, person: PersonId, now: Now) -> Result<Vec<Mine>> {
    sql!(c, rows Mine: "SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, s.facilitator_id,
            f.name AS facilitator, FALSE AS cancelled, FALSE AS facilitator_said, CAST(NULL AS TEXT) AS own_word, FALSE AS holds_place
        FROM waiting w JOIN sessions s ON s.id = w.session_id LEFT JOIN people f ON f.id = s.facilitator_id
        WHERE w.person_id = $1 AND s.starts_at > $2 ORDER BY s.starts_at, s.id LIMIT $3", person, now.0, LIST_LIMIT)
}

/// What a facilitator runs: to come, past within the 14 days in which it can be confirmed, and between two instants.
/// Whoever has a place is named where it is one person's alone.
pub async fn run_by(
    c: &mut impl AsConn,
    facilitator: PersonId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    now: Now,
) -> Result<Vec<Run>> {
    sql!(c, rows Run: "SELECT s.id, s.kind, s.starts_at, s.ends_at, s.place, q.id AS person_id, q.name AS person,
            EXISTS (SELECT 1 FROM occurrences o WHERE o.session_id = s.id AND o.confirmed_by = s.facilitator_id) AS took_place,
            COALESCE(d.until_at, s.ends_at) AS until_at, s.space_id, NOT s.in_list AS proposed,
            (EXISTS (SELECT 1 FROM invitations i WHERE i.session_id = s.id)
                OR EXISTS (SELECT 1 FROM proposals y WHERE y.session_id = s.id)
                OR EXISTS (SELECT 1 FROM places h WHERE h.session_id = s.id AND h.cancelled_at IS NULL)) AS awaited,
            COALESCE(x.closed_at IS NOT NULL OR NOT x.holds_sessions, FALSE) AS space_closed, k.why AS kept
        FROM sessions s
        LEFT JOIN places p ON p.session_id = s.id AND p.cancelled_at IS NULL AND s.places = 1
        LEFT JOIN people q ON q.id = p.person_id
        LEFT JOIN diary d ON d.session_id = s.id AND d.owner_id = s.facilitator_id
        LEFT JOIN spaces x ON x.id = s.space_id
        LEFT JOIN kept_sessions k ON k.session_id = s.id AND k.facilitator_id = s.facilitator_id
        WHERE s.facilitator_id = $1 AND s.cancelled_at IS NULL
            AND (s.ends_at > $2 OR (s.ends_at > $3 AND s.starts_at < $4))
        ORDER BY s.starts_at, s.id LIMIT $5",
        facilitator, now.0 - TimeDelta::days(14), from, until, RUN_LIMIT)
}
