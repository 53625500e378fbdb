//! Groups that meet already: how whoever might join finds them, and what their waiting lists need.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    facilitators::{Terms, terms_columns, ties},
    kernel::{
        Now,
        ids::{OrganisationId, PersonId, SessionId},
    },
    sessions::{group::Meeting, model::Kind},
    sql,
    store::{AsConn, Result},
};

/// A group, as its waiting list needs it.
#[derive(sqlx::FromRow)]
pub struct Group {
    pub id: SessionId,
    pub kind: Kind,
    pub starts_at: DateTime<Utc>,
    pub place: String,
    /// Nobody while it waits for another one.
    pub facilitator_id: Option<PersonId>,
    pub facilitator: Option<String>,
    pub organisation: String,
    #[sqlx(flatten)]
    pub terms: Terms,
}

/// The longest notice that a facilitator's terms may ask for, as their table says.
const LONGEST_NOTICE: TimeDelta = TimeDelta::hours(336);

/// The columns of a [`Group`], out of a session `s` that librarians find in the list of times.
macro_rules! group {
    () => {
        concat!(
            "SELECT s.id, s.kind, s.starts_at, s.place, s.facilitator_id, f.name AS facilitator,
                g.name AS organisation, ",
            terms_columns!(),
            " FROM sessions s LEFT JOIN people f ON f.id = s.facilitator_id
                JOIN organisations g ON g.id = s.organisation_id
                LEFT JOIN facilitator_terms x ON x.facilitator_id = f.id
            WHERE s.in_list AND s.kind = 'group_supervision' AND s.cancelled_at IS NULL"
        )
    };
}

/// A group that is not cancelled.
pub async fn group(c: &mut impl AsConn, session: SessionId) -> Result<Option<Group>> {
    sql!(c, row Group: concat!(group!(), " AND s.id = $1"), session)
}

/// The groups that somebody waits for and that begin before anybody's notice could end their waiting lists.
pub async fn waited_for(c: &mut impl AsConn, now: Now) -> Result<Vec<Group>> {
    sql!(c, rows Group: concat!(group!(), " AND s.starts_at <= $1
            AND EXISTS (SELECT 1 FROM waiting w WHERE w.session_id = s.id) ORDER BY s.starts_at, s.id LIMIT 500"),
        now.0 + LONGEST_NOTICE)
}

/// The groups of an organisation to come that a librarian neither sits in nor waits for, or the one named by its
/// facilitator and start.
pub async fn meetings(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    librarian: PersonId,
    now: Now,
) -> Result<Vec<Meeting>> {
    sql!(c, rows Meeting: concat!("SELECT s.id, s.facilitator_id, f.name AS facilitator, s.starts_at, s.ends_at, s.place,
            s.space_id, s.places,
            ((SELECT COUNT(*) FROM seats t WHERE t.session_id = s.id) >= s.places
                OR EXISTS (SELECT 1 FROM waiting w WHERE w.session_id = s.id)) AS is_full,
            ", terms_columns!(), ", ", ties!("$4"), "
        FROM sessions s JOIN people f ON f.id = s.facilitator_id JOIN people m ON m.id = $2
            LEFT JOIN facilitator_terms x ON x.facilitator_id = f.id
        WHERE s.organisation_id = $1 AND s.in_list AND s.kind = 'group_supervision'
            AND s.cancelled_at IS NULL AND s.starts_at > $3
            AND NOT EXISTS (SELECT 1 FROM seats t WHERE t.session_id = s.id AND t.person_id = $2)
            AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.session_id = s.id AND w.person_id = $2)
        ORDER BY s.starts_at, s.id LIMIT 500"), organisation, librarian, now.0, now.today())
}

/// The group that a facilitator runs at an instant.
pub async fn gathered(
    c: &mut impl AsConn,
    facilitator: PersonId,
    starts_at: DateTime<Utc>,
) -> Result<Option<SessionId>> {
    let row = sql!(c, row (SessionId,): "SELECT id FROM sessions
        WHERE facilitator_id = $1 AND starts_at = $2 AND in_list AND kind = 'group_supervision' AND cancelled_at IS NULL", facilitator, starts_at)?;
    Ok(row.map(|(id,)| id))
}
