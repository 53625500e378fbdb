//! The duties' SQL: what the organisation says itself, and the figures that were written down.

use chrono::{DateTime, NaiveDate, Utc};

use super::figures::{Figures, Part, Returned};
use crate::{
    kernel::{
        Now,
        ids::{AreaId, OrganisationId, SiteId, UrgentCheckId},
        london,
    },
    sql,
    staffing::tally::Ratio,
    store::{AsConn, Result, Tx},
    uptake::model::Quarter,
};

/// What an organisation says itself, of the running quarter and of its staffing.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub commentary: Option<String>,
    pub urgent_checked_on: Option<NaiveDate>,
    /// Its yearly returns, the latest first.
    pub returns: Vec<Returned>,
}

/// A row of [`said`]: one return, or none, and the same words beside each.
#[derive(sqlx::FromRow)]
struct Line {
    commentary: Option<String>,
    urgent_checked_on: Option<NaiveDate>,
    returned_on: Option<NaiveDate>,
    workforce_hundredths: Option<i64>,
    qualified_hundredths: Option<i64>,
}

/// How many yearly returns are told beside the duties.
const RETURNS: i64 = 10;

/// Figures of one quarter, and when they were taken.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Recorded {
    pub quarter_on: NaiveDate,
    pub taken_at: DateTime<Utc>,
    #[sqlx(flatten)]
    pub figures: Figures,
}

/// The columns of [`Recorded`] out of `f`, of an organisation `o` and a site `s` that may be none.
macro_rules! recorded {
    ($rest:literal) => {
        concat!(
            "SELECT f.quarter_on, f.taken_at, f.site_id, f.specialty,
                CASE WHEN f.specialty IS NULL THEN COALESCE(s.name, o.name) ELSE '' END AS name, f.librarians, f.offered,
                f.teams, f.with_librarian, f.wte_hundredths, f.arrangements, f.including, f.debriefs, f.inviting,
                f.spaces, f.open_unstaffed, COALESCE(f.minutes, 60 * f.hours) AS minutes, f.entries, f.in_date, f.urgent_checked_on,
                f.workforce_hundredths, f.qualified_hundredths, f.returned_on
            FROM duty_figures f JOIN duty_quarters q ON q.organisation_id = f.organisation_id
                    AND q.quarter_on = f.quarter_on AND q.taken_at = f.taken_at
                JOIN organisations o ON o.id = f.organisation_id LEFT JOIN sites s ON s.id = f.site_id ",
            $rest
        )
    };
}

/// What the organisation says: its commentary, its last check of the urgent page in the quarter, its latest returns.
pub async fn said(c: &mut impl AsConn, organisation: OrganisationId, quarter: Quarter) -> Result<Said> {
    let lines = sql!(c, rows Line: "SELECT m.words AS commentary,
            (SELECT MAX(u.checked_on) FROM duty_urgent_checks u
                WHERE u.organisation_id = o.id AND u.checked_on >= $2 AND u.checked_on < $3) AS urgent_checked_on,
            r.workforce_hundredths, r.qualified_hundredths, r.counted_on AS returned_on
        FROM organisations o
            LEFT JOIN duty_commentaries m ON m.organisation_id = o.id AND m.quarter_on = $2
            LEFT JOIN staffing_returns r ON r.organisation_id = o.id AND r.withdrawn_at IS NULL
        WHERE o.id = $1 ORDER BY r.counted_on DESC LIMIT $4", organisation, quarter.first, quarter.next, RETURNS)?;
    let returned = |line: &Line| {
        let ratio = Ratio { workforce: line.workforce_hundredths?, qualified: line.qualified_hundredths? };
        Some(Returned { on: line.returned_on?, ratio })
    };
    let returns = lines.iter().filter_map(returned).collect();
    let said = lines.into_iter().next();
    Ok(said.map_or_else(Said::default, |line| Said {
        commentary: line.commentary,
        urgent_checked_on: line.urgent_checked_on,
        returns,
    }))
}

/// The days on which the urgent page was checked, the last first.
pub async fn urgent_checks(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<NaiveDate>> {
    let rows = sql!(c, rows (NaiveDate,): "SELECT DISTINCT checked_on FROM duty_urgent_checks WHERE organisation_id = $1
        ORDER BY checked_on DESC LIMIT 20", organisation)?;
    Ok(rows.into_iter().map(|(on,)| on).collect())
}

pub async fn add_check(tx: &mut Tx, id: UrgentCheckId, organisation: OrganisationId, on: NaiveDate) -> Result<()> {
    sql!(tx, run: "INSERT INTO duty_urgent_checks (id, organisation_id, checked_on) VALUES ($1, $2, $3)",
        id, organisation, on)?;
    Ok(())
}

/// Writes the commentary of a quarter, or takes it away when there are no words.
pub async fn comment(
    tx: &mut Tx,
    organisation: OrganisationId,
    quarter: Quarter,
    words: &str,
    on: NaiveDate,
) -> Result<()> {
    if words.is_empty() {
        sql!(tx, run: "DELETE FROM duty_commentaries WHERE organisation_id = $1 AND quarter_on = $2",
            organisation, quarter.first)?;
    } else {
        sql!(tx, run: "INSERT INTO duty_commentaries (organisation_id, quarter_on, words, written_on)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (organisation_id, quarter_on) DO UPDATE SET words = excluded.words, written_on = excluded.written_on",
            organisation, quarter.first, words, on)?;
    }
    Ok(())
}

/// The organisations whose figures of a quarter were last taken before an instant, and their interval of supervision.
pub async fn waiting(
    c: &mut impl AsConn,
    quarter: Quarter,
    before: DateTime<Utc>,
) -> Result<Vec<(OrganisationId, i64)>> {
    sql!(c, rows (OrganisationId, i64): "SELECT o.id, o.supervision_weeks FROM organisations o
        WHERE NOT EXISTS (SELECT 1 FROM duty_quarters q
            WHERE q.organisation_id = o.id AND q.quarter_on = $1 AND q.taken_at > $2)
        ORDER BY o.id", quarter.first, before)
}

/// Claims the taking of a quarter's figures; false when they were taken after an instant already, by whoever it was.
pub async fn claim(
    tx: &mut Tx,
    organisation: OrganisationId,
    quarter: Quarter,
    before: DateTime<Utc>,
    now: Now,
) -> Result<bool> {
    let claimed = sql!(tx, run: "INSERT INTO duty_quarters (organisation_id, quarter_on, ends_at, taken_at)
        VALUES ($1, $2, $3, $4) ON CONFLICT (organisation_id, quarter_on)
        DO UPDATE SET taken_at = excluded.taken_at WHERE duty_quarters.taken_at <= $5",
        organisation, quarter.first, london::start_of_day(quarter.next), now.0, before)?;
    Ok(claimed == 1)
}

/// Writes down the figures of one part, in place of those taken earlier in the quarter.
pub async fn record(tx: &mut Tx, organisation: OrganisationId, quarter: Quarter, f: &Figures, now: Now) -> Result<()> {
    sql!(tx, run: "INSERT INTO duty_figures (organisation_id, quarter_on, site_id, specialty, taken_at, librarians, offered,
            teams, with_librarian, wte_hundredths, arrangements, including, debriefs, inviting, spaces, open_unstaffed,
            minutes, entries, in_date, urgent_checked_on, workforce_hundredths, qualified_hundredths, returned_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
        ON CONFLICT (organisation_id, quarter_on, COALESCE(site_id, organisation_id), COALESCE(specialty, ''))
        DO UPDATE SET taken_at = excluded.taken_at, librarians = excluded.librarians, offered = excluded.offered,
            teams = excluded.teams, with_librarian = excluded.with_librarian, wte_hundredths = excluded.wte_hundredths,
            arrangements = excluded.arrangements, including = excluded.including, debriefs = excluded.debriefs,
            inviting = excluded.inviting, spaces = excluded.spaces, open_unstaffed = excluded.open_unstaffed,
            minutes = excluded.minutes, entries = excluded.entries, in_date = excluded.in_date,
            urgent_checked_on = excluded.urgent_checked_on, workforce_hundredths = excluded.workforce_hundredths,
            qualified_hundredths = excluded.qualified_hundredths, returned_on = excluded.returned_on",
        organisation, quarter.first, f.part.site_id, &f.part.specialty, now.0, f.librarians, f.offered, f.teams,
        f.with_librarian, f.wte_hundredths, f.arrangements, f.including, f.debriefs, f.inviting, f.spaces,
        f.open_unstaffed, f.minutes, f.entries, f.in_date, f.urgent_checked_on, f.workforce_hundredths,
        f.qualified_hundredths, f.returned_on)?;
    Ok(())
}

/// The figures of one part, the latest quarter first.
pub async fn history(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    part: &Part,
    most: i64,
) -> Result<Vec<Recorded>> {
    sql!(c, rows Recorded: recorded!("WHERE f.organisation_id = $1 AND COALESCE(f.site_id, f.organisation_id) = $2
            AND COALESCE(f.specialty, '') = $3 ORDER BY f.quarter_on DESC LIMIT $4"),
        organisation, part.site_id.map_or(organisation.into(), uuid::Uuid::from),
        part.specialty.clone().unwrap_or_default(), most)
}

/// The parts of which there are figures in any quarter, the whole not among them.
pub async fn parts(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<Part>> {
    sql!(c, rows Part: "SELECT DISTINCT f.site_id, f.specialty, COALESCE(s.name, '') AS name
        FROM duty_figures f LEFT JOIN sites s ON s.id = f.site_id
        WHERE f.organisation_id = $1 AND (f.site_id IS NOT NULL OR f.specialty IS NOT NULL)
        ORDER BY name, f.specialty LIMIT 200", organisation)
}

/// The latest figures of every organisation in an area, by name, in one statement; those of which none were taken in the
/// quarter are not there.
pub async fn in_area(c: &mut impl AsConn, area: AreaId, quarter: Quarter) -> Result<Vec<Recorded>> {
    sql!(c, rows Recorded: recorded!("WHERE f.quarter_on = $2 AND f.site_id IS NULL AND f.specialty IS NULL
            AND o.area_id IN (WITH RECURSIVE inside (id) AS (SELECT id FROM areas WHERE id = $1
                UNION SELECT a.id FROM areas a JOIN inside i ON a.within_id = i.id) SELECT id FROM inside)
            ORDER BY lower(o.name), o.id LIMIT 1000"), area, quarter.first)
}

/// A site of the organisation, as a part of it.
pub async fn site(c: &mut impl AsConn, organisation: OrganisationId, id: SiteId) -> Result<Option<Part>> {
    sql!(c, row Part: "SELECT id AS site_id, CAST(NULL AS TEXT) AS specialty, name FROM sites
        WHERE id = $1 AND organisation_id = $2", id, organisation)
}
