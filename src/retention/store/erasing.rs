//! Deleting what somebody may have deleted at once: all of it that was there before an instant.

use chrono::{DateTime, Utc};

use crate::{
    kernel::{
        ids::{PersonId, SessionId},
        london,
    },
    sql,
    store::{Result, Tx},
};

/// The form that erases, whose own token must outlast it.
pub const FORM: &str = "erase record";

/// Deletes what somebody can have deleted and was there before an instant; their places in sessions to come too, if they
/// want that. What belongs to others (invitations, sessions they run, their placements) stays.
///
/// Whoever calls in an action has given back what others must be told of. Done again, it finds nothing to do; done to a
/// backup that was put back, it does without telling anybody what was told at the time.
///
/// # Errors
/// When the database does.
pub async fn erase(tx: &mut Tx, person: PersonId, before: DateTime<Utc>, sessions_too: bool) -> Result<()> {
    sql!(tx, run: "DELETE FROM check_in_lives WHERE person_id = $1", person)?;
    erase_but_months(tx, person, before, sessions_too).await
}

/// The same, but for how long they want their check-ins kept: the row has no instant, and may be of a later choice.
///
/// Wishes, waiting, and places held have none either. They go, whenever they were made: of the two mistakes, one chosen
/// again after an erasure that failed is lost, which its owner sees; the other would bring back what was erased.
///
/// # Errors
/// When the database does.
pub async fn erase_but_months(tx: &mut Tx, person: PersonId, before: DateTime<Utc>, sessions_too: bool) -> Result<()> {
    erase_check_ins(tx, person, before).await?;
    erase_requests(tx, person, before).await?;
    sql!(tx, run: "DELETE FROM preferences WHERE person_id = $1 AND chosen_at <= $2", person, before)?;
    sql!(tx, run: "DELETE FROM feeds WHERE person_id = $1 AND made_at <= $2", person, before)?;
    sql!(tx, run: "DELETE FROM wishes WHERE person_id = $1", person)?;
    sql!(tx, run: "DELETE FROM waiting WHERE person_id = $1", person)?;
    sql!(tx, run: "DELETE FROM offers WHERE person_id = $1", person)?;
    sql!(tx, run: "DELETE FROM seats WHERE person_id = $1 AND NOT EXISTS (SELECT 1 FROM places p
        WHERE p.session_id = seats.session_id AND p.person_id = $1 AND p.cancelled_at IS NULL)", person)?;
    if sessions_too {
        erase_coming(tx, person, before).await?;
    }
    erase_past(tx, person, before).await?;
    sql!(tx, run: "DELETE FROM submissions WHERE person_id = $1 AND sent_at <= $2 AND action <> $3", person, before, FORM)?;
    erase_messages(tx, person, before).await
}

/// Their check-ins until the day of an instant, and the key, unless it opens a later one.
pub async fn erase_check_ins(tx: &mut Tx, person: PersonId, before: DateTime<Utc>) -> Result<()> {
    let day = london::date_of(before);
    // The key first: a check-in that is being kept at this moment holds it, and its row is there once it lets go.
    sql!(tx, run: "DELETE FROM person_keys WHERE person_id = $1
        AND NOT EXISTS (SELECT 1 FROM check_ins c WHERE c.person_id = $1 AND c.made_on > $2)", person, day)?;
    sql!(tx, run: "DELETE FROM check_ins WHERE person_id = $1 AND made_on <= $2", person, day)?;
    Ok(())
}

async fn erase_requests(tx: &mut Tx, person: PersonId, before: DateTime<Utc>) -> Result<()> {
    sql!(tx, run: "DELETE FROM messages WHERE state <> 'sending' AND thing IN (
        SELECT r.id FROM requests r WHERE r.person_id = $1 AND r.asked_at <= $2)", person, before)?;
    let proposed = sql!(tx, rows (SessionId,): "SELECT x.session_id FROM proposals x
        JOIN requests r ON r.id = x.request_id WHERE r.person_id = $1 AND r.asked_at <= $2", person, before)?;
    for (session,) in proposed {
        sql!(tx, run: "DELETE FROM proposals WHERE session_id = $1", session)?;
        sql!(tx, run: "DELETE FROM diary WHERE session_id = $1", session)?;
        sql!(tx, run: "DELETE FROM kept_sessions WHERE session_id = $1", session)?;
        sql!(tx, run: "DELETE FROM sessions WHERE id = $1", session)?;
    }
    sql!(tx, run: "DELETE FROM requests WHERE person_id = $1 AND asked_at <= $2", person, before)?;
    Ok(())
}

/// Their places in sessions to come; a session of two goes with them.
async fn erase_coming(tx: &mut Tx, person: PersonId, before: DateTime<Utc>) -> Result<()> {
    let coming = sql!(tx, rows (SessionId,): "SELECT s.id FROM places p JOIN sessions s ON s.id = p.session_id
        WHERE p.person_id = $1 AND p.cancelled_at IS NULL AND s.cancelled_at IS NULL AND p.booked_at <= $2
            AND s.starts_at > $2", person, before)?;
    for (session,) in coming {
        sql!(tx, run: "DELETE FROM seats WHERE session_id = $1 AND person_id = $2", session, person)?;
        sql!(tx, run: "DELETE FROM places WHERE session_id = $1 AND person_id = $2", session, person)?;
        sql!(tx, run: "DELETE FROM diary WHERE session_id = $1 AND owner_id = $2", session, person)?;
        let alone = sql!(tx, run: "UPDATE sessions SET cancelled_at = $2, sequence = sequence + 1 WHERE id = $1
            AND called_by IS NULL AND NOT EXISTS (SELECT 1 FROM seats t WHERE t.session_id = sessions.id)
            AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.session_id = sessions.id AND i.person_id <> $3)",
            session, before, person)?;
        if alone == 1 {
            sql!(tx, run: "DELETE FROM diary WHERE session_id = $1", session)?;
            // Whom they would have met was told of the cancellation at the time; what waits would tell of the booking.
            sql!(tx, run: "DELETE FROM messages WHERE thing = $1 AND state <> 'sending'", session)?;
        }
    }
    Ok(())
}

/// That they were in sessions that are over, or had a place that they gave back; their own words about them.
async fn erase_past(tx: &mut Tx, person: PersonId, before: DateTime<Utc>) -> Result<()> {
    sql!(tx, run: "DELETE FROM occurrences WHERE confirmed_by = $1 AND confirmed_at <= $2 AND session_id NOT IN (
        SELECT s.id FROM sessions s WHERE s.facilitator_id = $1)", person, before)?;
    sql!(tx, run: "DELETE FROM check_backs WHERE person_id = $1 AND sent_at <= $2", person, before)?;
    sql!(tx, run: "DELETE FROM cpd_ticks WHERE person_id = $1 AND session_id IN (
        SELECT s.id FROM sessions s WHERE s.ends_at <= $2)", person, before)?;
    sql!(tx, run: "DELETE FROM diary WHERE owner_id = $1 AND session_id IN (
        SELECT s.id FROM sessions s WHERE s.ends_at <= $2 AND (s.facilitator_id IS NULL OR s.facilitator_id <> $1))",
        person, before)?;
    sql!(tx, run: "DELETE FROM seats WHERE person_id = $1 AND session_id IN (
        SELECT s.id FROM sessions s WHERE s.ends_at <= $2)", person, before)?;
    sql!(tx, run: "DELETE FROM places WHERE person_id = $1 AND booked_at <= $2 AND (cancelled_at <= $2 OR session_id IN (
        SELECT s.id FROM sessions s WHERE s.ends_at <= $2))", person, before)?;
    // Once the places are gone: what they were told of is what they do not run, hold a place in or are invited to.
    sql!(tx, run: "DELETE FROM told WHERE person_id = $1 AND session_id IN (
        SELECT s.id FROM sessions s WHERE (s.facilitator_id IS NULL OR s.facilitator_id <> $1) AND (s.ends_at <= $2
            OR NOT (COALESCE(s.called_by = $1, FALSE)
                OR EXISTS (SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id = $1 AND p.cancelled_at IS NULL)
                OR EXISTS (SELECT 1 FROM invitations i WHERE i.session_id = s.id AND i.person_id = $1))))",
        person, before)?;
    Ok(())
}

/// That something was said to them, and what waits to be said of sessions that are no longer theirs. What is said of the
/// erasure itself is younger.
async fn erase_messages(tx: &mut Tx, person: PersonId, before: DateTime<Utc>) -> Result<()> {
    sql!(tx, run: "DELETE FROM messages WHERE recipient_id = $1 AND posted_at < $2
        AND state IN ('sent', 'failed', 'let_be', 'dropped')", person, before)?;
    sql!(tx, run: "DELETE FROM messages WHERE recipient_id = $1 AND posted_at < $2 AND state <> 'sending'
        AND thing IN (SELECT s.id FROM sessions s WHERE NOT (s.ends_at > $2 AND (COALESCE(s.facilitator_id = $1, FALSE)
            OR COALESCE(s.called_by = $1, FALSE)
            OR EXISTS (SELECT 1 FROM places p WHERE p.session_id = s.id AND p.person_id = $1 AND p.cancelled_at IS NULL)
            OR EXISTS (SELECT 1 FROM invitations i WHERE i.session_id = s.id AND i.person_id = $1))))", person, before)?;
    Ok(())
}
