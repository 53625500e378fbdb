//! Counts for HR: no person goes in and none comes out.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    kernel::ids::OrganisationId,
    sessions::tally::Counted,
    sql,
    store::{AsConn, Result},
};

/// The counts of some teams `k`, and how many librarians are on them: `$which` says of a team `x` that it is one.
macro_rules! sums {
    ($which:literal) => {
        concat!(
            "(SELECT COUNT(DISTINCT p.person_id) FROM placed p JOIN counted x ON x.id = p.team_id WHERE ",
            $which,
            ") AS librarians, COUNT(k.id) AS teams,
            CAST(COALESCE(SUM(k.supported), 0) AS BIGINT) AS with_librarian,
            CAST(COALESCE(SUM(k.wte), 0) AS BIGINT) AS wte_hundredths,
            CAST(COALESCE(SUM(k.supported * k.arrangements), 0) AS BIGINT) AS arrangements,
            CAST(COALESCE(SUM(k.supported * k.including), 0) AS BIGINT) AS including,
            CAST(COALESCE(SUM(k.debriefs), 0) AS BIGINT) AS debriefs,
            CAST(COALESCE(SUM(k.inviting), 0) AS BIGINT) AS inviting, "
        )
    };
}

/// Whether a session `s` is a debrief that a lead called for a team `t` in the quarter. One that was cancelled later was
/// called all the same.
macro_rules! called {
    () => {
        "s.team_id = t.id AND s.called_by IS NOT NULL AND s.starts_at >= $3 AND s.starts_at < $4"
    };
}

/// Whether an entry `g` of the directory is shown to the organisation's staff.
macro_rules! shown {
    () => {
        "g.withdrawn_on IS NULL AND (g.organisation_id IS NULL OR g.organisation_id = $1)"
    };
}

/// The whole organisation, each site, each specialty, and each team with a librarian.
pub async fn counted(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    today: NaiveDate,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Counted>> {
    sql!(c, rows Counted: concat!("WITH placed AS (
            SELECT p.team_id, p.person_id, p.wte_hundredths FROM placements p JOIN teams t ON t.id = p.team_id
            WHERE t.organisation_id = $1 AND p.from_on <= $2 AND (p.to_on IS NULL OR p.to_on >= $2)),
        counted AS (SELECT t.id, t.site_id, t.specialty, t.name,
            CASE WHEN EXISTS (SELECT 1 FROM placed p WHERE p.team_id = t.id) THEN 1 ELSE 0 END AS supported,
            (SELECT SUM(p.wte_hundredths) FROM placed p WHERE p.team_id = t.id) AS wte,
            (SELECT COUNT(*) FROM arrangements a WHERE a.team_id = t.id) AS arrangements,
            (SELECT COUNT(*) FROM arrangements a WHERE a.team_id = t.id AND a.includes_since <= $2) AS including,
            (SELECT COUNT(*) FROM sessions s WHERE ", called!(), ") AS debriefs,
            (SELECT COUNT(*) FROM sessions s WHERE ", called!(), "
                AND EXISTS (SELECT 1 FROM invitations i WHERE i.session_id = s.id)) AS inviting
            FROM teams t WHERE t.organisation_id = $1)
        SELECT CAST(NULL AS UUID) AS team_id, CAST(NULL AS UUID) AS site_id, CAST(NULL AS TEXT) AS specialty, o.name, ", sums!("TRUE"), "
            (SELECT COUNT(*) FROM signposts g WHERE ", shown!(), ") AS entries,
            (SELECT COUNT(*) FROM signposts g WHERE ", shown!(), " AND g.next_check_on >= $2) AS in_date
        FROM organisations o LEFT JOIN counted k ON TRUE WHERE o.id = $1 GROUP BY o.name
        UNION ALL
        SELECT NULL, s.id, NULL, s.name, ", sums!("x.site_id = s.id"), "NULL, NULL
        FROM sites s LEFT JOIN counted k ON k.site_id = s.id WHERE s.organisation_id = $1 GROUP BY s.id, s.name
        UNION ALL
        SELECT NULL, NULL, k.specialty, '', ", sums!("x.specialty = k.specialty"), "NULL, NULL
        FROM counted k GROUP BY k.specialty
        UNION ALL
        SELECT k.id, NULL, k.specialty, k.name, ", sums!("x.id = k.id"), "NULL, NULL
        FROM counted k WHERE k.supported = 1 GROUP BY k.id, k.specialty, k.name"), organisation, today, from, until)
}
