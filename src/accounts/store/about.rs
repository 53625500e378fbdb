//! What the accounts keep about one person, for that person's own record.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    accounts::model::{Band, Profession, QualifiedBasis, Role},
    kernel::{Wte, ids::PersonId, london},
    sql,
    store::{AsConn, Result},
};

/// Somebody as they are registered.
#[derive(sqlx::FromRow, Serialize)]
pub struct Registration {
    /// Their name.
    pub name: String,
    /// Their work address.
    pub email: String,
    /// What their post is called.
    pub job_title: String,
    /// Librarian or other.
    pub profession: Profession,
    /// The post's band, if it is known.
    pub band: Option<Band>,
    /// By what they are qualified, if it is known.
    pub qualified_basis: Option<QualifiedBasis>,
    /// How much of a full post it is, if it is known.
    #[sqlx(rename = "wte_hundredths")]
    pub wte: Option<Wte>,
    /// Their line manager's address, if it is known.
    pub line_manager_email: Option<String>,
    /// The employer.
    pub organisation: String,
    /// When they were registered.
    pub joined_at: DateTime<Utc>,
    /// When they left.
    pub left_at: Option<DateTime<Utc>>,
}

/// One sign-in.
#[derive(sqlx::FromRow, Serialize)]
pub struct SignIn {
    /// When it started.
    pub started_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Whether it came from the organisation's own sign-in.
    pub from_provider: bool,
}

/// Who somebody is at the provider of their organisation's own sign-in.
#[derive(sqlx::FromRow, Serialize)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// What it calls them.
    pub subject: String,
    /// Since when the two are one.
    pub linked_at: DateTime<Utc>,
}

impl Identity {
    /// Since when, and where: how a page says it.
    #[must_use]
    pub fn words(&self) -> String {
        format!("Linked since {}, at {}", london::day(london::date_of(self.linked_at)), self.issuer)
    }
}

/// An area whose figures somebody reads.
#[derive(sqlx::FromRow, Serialize)]
pub struct AreaRead {
    /// Its name.
    pub area: String,
}

/// One code that was asked for to sign in; the code itself is not kept.
#[derive(sqlx::FromRow, Serialize)]
pub struct SignInCode {
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Until when it could be used.
    pub expires_at: DateTime<Utc>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

/// How somebody is registered; none: nobody is by that id.
///
/// # Errors
/// When the database does.
pub async fn registration(c: &mut impl AsConn, person: PersonId) -> Result<Option<Registration>> {
    sql!(c, row Registration: "SELECT p.name, p.email, p.job_title, p.profession, p.band, p.qualified_basis,
            p.wte_hundredths, p.line_manager_email, o.name AS organisation, p.joined_at, p.left_at
        FROM people p JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1", person)
}

/// What somebody is in the service beside a member.
///
/// # Errors
/// When the database does.
pub async fn roles(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Role>> {
    super::people::roles(c, person).await
}

/// Somebody's sign-ins since an instant, the latest first.
///
/// # Errors
/// When the database does.
pub async fn sign_ins(c: &mut impl AsConn, person: PersonId, since: DateTime<Utc>, most: i64) -> Result<Vec<SignIn>> {
    sql!(c, rows SignIn: "SELECT started_at, expires_at, ended_at, from_provider FROM sign_ins
        WHERE person_id = $1 AND started_at >= $2 ORDER BY started_at DESC, id LIMIT $3", person, since, most)
}

/// Who somebody is at the providers they sign in with.
///
/// # Errors
/// When the database does.
pub async fn identities(c: &mut impl AsConn, person: PersonId) -> Result<Vec<Identity>> {
    sql!(c, rows Identity: "SELECT issuer, subject, linked_at FROM identities WHERE person_id = $1 ORDER BY issuer",
        person)
}

/// The areas whose figures somebody reads.
///
/// # Errors
/// When the database does.
pub async fn areas(c: &mut impl AsConn, person: PersonId) -> Result<Vec<AreaRead>> {
    sql!(c, rows AreaRead: "SELECT a.name AS area FROM area_readers r JOIN areas a ON a.id = r.area_id
        WHERE r.person_id = $1 ORDER BY a.name", person)
}

/// The codes that were sent to somebody, the latest first.
///
/// # Errors
/// When the database does.
pub async fn sign_in_codes(c: &mut impl AsConn, person: PersonId, most: i64) -> Result<Vec<SignInCode>> {
    sql!(c, rows SignInCode: "SELECT h.asked_at, h.expires_at, h.used_at FROM codes k
        JOIN challenges h ON h.id = k.challenge_id WHERE k.person_id = $1 ORDER BY h.asked_at DESC, h.id LIMIT $2",
        person, most)
}
