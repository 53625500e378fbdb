//! Codes and sign-ins.

use chrono::{DateTime, Utc};

use crate::{
    accounts::{
        browsers::Asking,
        model::{CODE_LIFE, CODE_TRIES},
    },
    kernel::{
        Email, Now,
        ids::{ChallengeId, OrganisationId, PersonId, SignInId},
    },
    sql,
    store::{AsConn, Error, Result, Tx},
};

/// Somebody signed in, as the guard needs them.
#[derive(sqlx::FromRow)]
pub struct SignedIn {
    pub sign_in_id: Option<SignInId>,
    pub id: PersonId,
    pub organisation_id: OrganisationId,
    pub name: String,
    pub organisation: String,
    pub supervision_weeks: i64,
    pub librarian: bool,
    pub facilitator: bool,
    pub hr: bool,
    pub service_manager: bool,
    pub area_reader: bool,
    pub from_provider: bool,
    pub at_provider: bool,
}

/// The roles that follow from groups at the provider, as it is set.
#[derive(Clone, Copy, Default)]
pub struct Governed {
    pub hr: bool,
    pub service_manager: bool,
}

/// Somebody with an address, and the organisation that a message to them comes from.
#[derive(sqlx::FromRow)]
pub struct Addressee {
    pub id: PersonId,
    pub organisation: String,
}

/// Somebody the demonstration lets you be.
#[derive(sqlx::FromRow)]
pub struct Invented {
    pub id: PersonId,
    pub name: String,
    pub job_title: String,
}

/// Whoever has an address, and may sign in by a code: with `all`, whatever their organisation has settled.
pub async fn addressees(c: &mut impl AsConn, email: &Email, all: bool) -> Result<Vec<Addressee>> {
    sql!(c, rows Addressee: "SELECT p.id, o.name AS organisation FROM people p
        JOIN organisations o ON o.id = p.organisation_id LEFT JOIN sign_in_terms t ON t.organisation_id = o.id
        WHERE p.email = $1 AND p.left_at IS NULL AND ($2 OR t.codes_allowed IS NULL OR t.codes_allowed) ORDER BY p.id",
        email, all)
}

/// The organisation that a message to somebody comes from, and their address.
pub async fn reached(c: &mut impl AsConn, person: PersonId) -> Result<(String, Email)> {
    let row = sql!(c, row (String, Email): "SELECT o.name, p.email FROM people p
        JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1", person)?;
    row.ok_or_else(|| Error::unreadable("nobody is there to sign in"))
}

/// Adds a request for a code. For whom earlier ones were is forgotten with the life of their codes.
pub async fn add_challenge(tx: &mut Tx, id: ChallengeId, asking: &Asking, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE challenges SET asked_for = NULL WHERE asked_for IS NOT NULL AND expires_at <= $1", now.0)?;
    sql!(tx, run: "INSERT INTO challenges (id, asked_at, expires_at, tries_left, asked_for, known_browser)
        VALUES ($1, $2, $3, $4, $5, $6)",
        id, now.0, now.0 + CODE_LIFE, CODE_TRIES, &asking.whose, asking.known_browser)?;
    Ok(())
}

/// Keeps the fingerprint of somebody's code; of nobody's nothing is kept, by the same statement.
pub async fn add_code(tx: &mut Tx, challenge: ChallengeId, person: PersonId, fingerprint: Vec<u8>) -> Result<()> {
    sql!(tx, run: "INSERT INTO codes (challenge_id, person_id, fingerprint)
        SELECT $1, p.id, $3 FROM people p WHERE p.id = $2", challenge, person, fingerprint)?;
    Ok(())
}

/// Takes one try from a challenge, and says who asked; none when no try is left or it is over.
pub async fn take_try(tx: &mut Tx, challenge: ChallengeId, now: Now) -> Result<Option<Asking>> {
    sql!(tx, row Asking: "UPDATE challenges SET tries_left = tries_left - 1
        WHERE id = $1 AND tries_left > 0 AND used_at IS NULL AND asked_for IS NOT NULL AND expires_at > $2
        RETURNING asked_for AS whose, known_browser", challenge, now.0)
}

/// The codes of a challenge, of those who may still sign in by one: with `all`, whatever their organisation has settled
/// since they were sent.
pub async fn codes(c: &mut impl AsConn, challenge: ChallengeId, all: bool) -> Result<Vec<(PersonId, Vec<u8>)>> {
    sql!(c, rows (PersonId, Vec<u8>): "SELECT k.person_id, k.fingerprint FROM codes k
        JOIN people p ON p.id = k.person_id LEFT JOIN sign_in_terms t ON t.organisation_id = p.organisation_id
        WHERE k.challenge_id = $1 AND p.left_at IS NULL AND ($2 OR t.codes_allowed IS NULL OR t.codes_allowed)",
        challenge, all)
}

pub async fn use_challenge(tx: &mut Tx, challenge: ChallengeId, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE challenges SET used_at = $2 WHERE id = $1", challenge, now.0)?;
    Ok(())
}

pub async fn add_sign_in(
    tx: &mut Tx,
    id: SignInId,
    person: PersonId,
    fingerprint: Vec<u8>,
    now: Now,
    expires: DateTime<Utc>,
    from_provider: bool,
) -> Result<()> {
    sql!(tx, run: "INSERT INTO sign_ins (id, person_id, fingerprint, started_at, expires_at, from_provider)
        VALUES ($1, $2, $3, $4, $5, $6)", id, person, fingerprint, now.0, expires, from_provider)?;
    Ok(())
}

/// Whether a sign-in came from the provider.
pub async fn came_from_provider(c: &mut impl AsConn, id: SignInId) -> Result<bool> {
    sql!(c, value bool: "SELECT from_provider FROM sign_ins WHERE id = $1", id)
}

pub async fn end_sign_in(tx: &mut Tx, id: SignInId, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE sign_ins SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", id, now.0)?;
    Ok(())
}

/// Somebody by their sign-in's token. A role that a group gave counts in a sign-in from the provider alone; and so does one
/// that was given by hand, once groups govern it and the organisation's people can come from there.
pub async fn signed_in(
    c: &mut impl AsConn,
    fingerprint: Vec<u8>,
    governed: Governed,
    now: Now,
) -> Result<Option<SignedIn>> {
    sql!(c, row SignedIn: "SELECT q.sign_in_id, q.id, q.organisation_id, q.name, q.organisation, q.supervision_weeks, q.librarian,
            q.from_provider, q.at_provider,
            EXISTS (SELECT 1 FROM roles r WHERE r.person_id = q.id AND r.role = 'facilitator') AS facilitator,
            EXISTS (SELECT 1 FROM roles r WHERE r.person_id = q.id AND r.role = 'hr'
                AND (q.from_provider OR NOT (r.by_group OR ($3 AND q.at_provider)))) AS hr,
            EXISTS (SELECT 1 FROM roles r WHERE r.person_id = q.id AND r.role = 'service_manager'
                AND (q.from_provider OR NOT (r.by_group OR ($4 AND q.at_provider)))) AS service_manager,
            EXISTS (SELECT 1 FROM area_readers e WHERE e.person_id = q.id) AS area_reader
        FROM (SELECT s.id AS sign_in_id, s.from_provider, p.id, p.organisation_id, p.name, o.name AS organisation,
                o.supervision_weeks, p.profession = 'librarian' AS librarian,
                EXISTS (SELECT 1 FROM sign_in_domains d WHERE d.organisation_id = p.organisation_id) AS at_provider
            FROM sign_ins s JOIN people p ON p.id = s.person_id JOIN organisations o ON o.id = p.organisation_id
            WHERE s.fingerprint = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND p.left_at IS NULL) q",
        fingerprint, now.0, governed.hr, governed.service_manager)
}

/// Somebody as the guard would find them, without a sign-in.
pub async fn acting(c: &mut impl AsConn, person: PersonId) -> Result<Option<SignedIn>> {
    sql!(c, row SignedIn: "SELECT CAST(NULL AS UUID) AS sign_in_id, p.id, p.organisation_id, p.name,
            o.name AS organisation, o.supervision_weeks, p.profession = 'librarian' AS librarian,
            EXISTS (SELECT 1 FROM roles r WHERE r.person_id = p.id AND r.role = 'facilitator') AS facilitator,
            EXISTS (SELECT 1 FROM roles r WHERE r.person_id = p.id AND r.role = 'hr') AS hr,
            EXISTS (SELECT 1 FROM roles r WHERE r.person_id = p.id AND r.role = 'service_manager') AS service_manager,
            EXISTS (SELECT 1 FROM area_readers e WHERE e.person_id = p.id) AS area_reader,
            FALSE AS from_provider, FALSE AS at_provider
        FROM people p JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1 AND p.left_at IS NULL", person)
}

pub async fn invented(c: &mut impl AsConn) -> Result<Vec<Invented>> {
    sql!(c, rows Invented: "SELECT p.id, p.name, p.job_title FROM people p
        JOIN organisations o ON o.id = p.organisation_id
        WHERE o.demonstration AND p.left_at IS NULL ORDER BY p.joined_at, p.name, p.id LIMIT 100")
}

/// Ends every sign-in of somebody's that came from the provider and has not ended.
pub async fn end_from_provider(tx: &mut Tx, person: PersonId, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE sign_ins SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL AND from_provider",
        person, now.0)?;
    Ok(())
}

/// Ends every sign-in of somebody that has not ended, and makes every code sent to them useless.
pub async fn end_all(tx: &mut Tx, person: PersonId, now: Now) -> Result<()> {
    sql!(tx, run: "UPDATE sign_ins SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL", person, now.0)?;
    sql!(tx, run: "DELETE FROM codes WHERE person_id = $1", person)?;
    Ok(())
}
