//! What readers are shown.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{MOST, entry};
use crate::{
    kernel::ids::{OrganisationId, SignpostId},
    signposts::{
        Means, Need, Signpost, Way,
        faults::{Fault, Faulty},
        links::Linked,
        model::{Wanted, Whose},
        order::{First, Step},
        tally::Directory,
    },
    sql,
    store::{AsConn, Result},
};

/// A way, and what was wrong with it when that was asked for.
#[derive(sqlx::FromRow)]
pub(super) struct WayRow {
    pub signpost_id: SignpostId,
    means: Means,
    value: String,
    note: Option<String>,
    #[sqlx(default)]
    fault: Option<Fault>,
    #[sqlx(default)]
    checked_on: Option<NaiveDate>,
}

impl WayRow {
    fn way(&self) -> Way {
        Way::kept(self.means, self.value.clone(), self.note.clone())
    }

    /// The way with what is wrong with it, if anything is.
    pub fn faulty(&self) -> Option<Faulty> {
        let (fault, on) = self.fault.zip(self.checked_on)?;
        Some(Faulty { way: self.way(), fault, on })
    }
}

/// The entries that are wanted, whether or not they are open, with their ways. Past [`MOST`], what comes
/// last is left out. What somebody wrote in their own words is not looked at here.
pub async fn list(c: &mut impl AsConn, wanted: &Wanted, today: NaiveDate) -> Result<Vec<Signpost>> {
    let (every, organisation) = scope(wanted.whose);
    let (needs, means) = (among(&wanted.needs, Need::word), among(&wanted.by, Means::word));
    // A list cannot be bound on both engines, so it is one text: ",sleep,money,".
    let entries = sql!(c, rows Signpost: concat!("SELECT ", entry!(), "
        FROM signposts s LEFT JOIN organisations o ON o.id = s.organisation_id
        WHERE s.withdrawn_on IS NULL AND ($1 OR s.organisation_id IS NULL OR s.organisation_id = $2)
            AND (NOT s.members_only OR s.organisation_id = $2)
            AND ($3 = '' OR EXISTS (SELECT 1 FROM signpost_needs n
                WHERE n.signpost_id = s.id AND $3 LIKE '%,' || n.need || ',%'))
            AND ($4 = '' OR EXISTS (SELECT 1 FROM signpost_ways w
                WHERE w.signpost_id = s.id AND $4 LIKE '%,' || w.means || ',%'))
            AND (NOT $5 OR NOT s.employer_knows) AND (NOT $6 OR s.free)
        ORDER BY CASE WHEN s.next_check_on < $7 THEN 1 ELSE 0 END, s.try_order, lower(s.name), s.id LIMIT $8"),
        every, organisation, &needs, &means, wanted.private, wanted.free, today, i64::from(MOST))?;
    let ways = ways_of_wanted(c, wanted, &needs, &means).await?;
    Ok(with_ways(entries, ways))
}

// The same conditions as the list's, so that a region's directory is not read whole for one need.
async fn ways_of_wanted(c: &mut impl AsConn, wanted: &Wanted, needs: &str, means: &str) -> Result<Vec<WayRow>> {
    let (every, organisation) = scope(wanted.whose);
    sql!(c, rows WayRow: "SELECT w.signpost_id, w.means, w.value, w.note
        FROM signpost_ways w JOIN signposts s ON s.id = w.signpost_id
        WHERE s.withdrawn_on IS NULL AND ($1 OR s.organisation_id IS NULL OR s.organisation_id = $2)
            AND (NOT s.members_only OR s.organisation_id = $2)
            AND ($3 = '' OR EXISTS (SELECT 1 FROM signpost_needs n
                WHERE n.signpost_id = s.id AND $3 LIKE '%,' || n.need || ',%'))
            AND ($4 = '' OR EXISTS (SELECT 1 FROM signpost_ways v
                WHERE v.signpost_id = s.id AND $4 LIKE '%,' || v.means || ',%'))
            AND (NOT $5 OR NOT s.employer_knows) AND (NOT $6 OR s.free)
        ORDER BY w.signpost_id, w.position",
        every, organisation, needs, means, wanted.private, wanted.free)
}

/// One entry, withdrawn or not, unless it is for the members of another organisation than the reader's.
pub async fn find(c: &mut impl AsConn, id: SignpostId, reader: Option<OrganisationId>) -> Result<Option<Signpost>> {
    let entry = sql!(c, row Signpost: concat!("SELECT ", entry!(), "
        FROM signposts s LEFT JOIN organisations o ON o.id = s.organisation_id
        WHERE s.id = $1 AND (NOT s.members_only OR s.organisation_id = $2)"), id, reader)?;
    match entry {
        Some(entry) => Ok(with_ways(vec![entry], ways_of(c, id).await?).pop()),
        None => Ok(None),
    }
}

pub(super) async fn ways_of(c: &mut impl AsConn, id: SignpostId) -> Result<Vec<WayRow>> {
    sql!(c, rows WayRow: "SELECT signpost_id, means, value, note, fault, checked_on FROM signpost_ways
        WHERE signpost_id = $1 ORDER BY position", id)
}

pub async fn needs_of(c: &mut impl AsConn, id: SignpostId) -> Result<Vec<Need>> {
    let rows = sql!(c, rows (Need,): "SELECT need FROM signpost_needs WHERE signpost_id = $1", id)?;
    let mut needs: Vec<Need> = rows.into_iter().map(|(need,)| need).collect();
    needs.sort_unstable();
    Ok(needs)
}

/// The entries that this one leads to, as far as they are offered to the reader.
pub async fn links_of(c: &mut impl AsConn, id: SignpostId, reader: Option<OrganisationId>) -> Result<Vec<Linked>> {
    sql!(c, rows Linked: "SELECT l.kind, s.id, s.name
        FROM signpost_links l JOIN signposts s ON s.id = l.other_id
        WHERE l.signpost_id = $1 AND s.withdrawn_on IS NULL AND (NOT s.members_only OR s.organisation_id = $2)
        ORDER BY l.kind, s.try_order, lower(s.name), s.id LIMIT 20", id, reader)
}

/// What keepers say to try before what, all over the directory: the entry, and the one before it.
pub async fn firsts(c: &mut impl AsConn) -> Result<Vec<First>> {
    sql!(c, rows First: "SELECT signpost_id, other_id FROM signpost_links WHERE kind = 'try_first'
        ORDER BY signpost_id, other_id LIMIT $1", i64::from(MOST) * 4)
}

/// The other entries that the same reader might try, in the order to try them: for one of the same needs,
/// there for the same people, and checked in time.
pub async fn steps(
    c: &mut impl AsConn,
    of: &Signpost,
    reader: Option<OrganisationId>,
    today: NaiveDate,
) -> Result<Vec<Step>> {
    sql!(c, rows Step: "SELECT s.id, s.name, s.try_order FROM signposts s
        WHERE s.id <> $1 AND s.withdrawn_on IS NULL AND (s.organisation_id IS NULL OR s.organisation_id = $2)
            AND (NOT s.members_only OR s.organisation_id = $3) AND s.next_check_on >= $4
            AND EXISTS (SELECT 1 FROM signpost_needs own JOIN signpost_needs other ON other.need = own.need
                WHERE own.signpost_id = $1 AND other.signpost_id = s.id)
        ORDER BY s.try_order, lower(s.name), s.id LIMIT $5", of.id, of.organisation_id, reader, today, i64::from(MOST))
}

/// What an organisation's directory holds.
pub async fn directory(c: &mut impl AsConn, organisation: OrganisationId, today: NaiveDate) -> Result<Directory> {
    let counts = sql!(c, row Directory: "SELECT COUNT(*) AS entries,
            COUNT(*) FILTER (WHERE next_check_on >= $2) AS in_date,
            COUNT(*) FILTER (WHERE hours <> '' AND lower(hours) <> 'unknown') AS with_hours
        FROM signposts WHERE withdrawn_on IS NULL AND (organisation_id IS NULL OR organisation_id = $1)",
        organisation, today)?;
    Ok(counts.unwrap_or_default())
}

fn scope(whose: Whose) -> (bool, Option<OrganisationId>) {
    match whose {
        Whose::Every => (true, None),
        Whose::OpenTo(organisation) => (false, organisation),
    }
}

fn among<T: Copy>(wanted: &[T], word: fn(T) -> &'static str) -> String {
    if wanted.is_empty() {
        return String::new();
    }
    let words: Vec<&str> = wanted.iter().map(|one| word(*one)).collect();
    format!(",{},", words.join(","))
}

pub(super) fn with_ways(mut entries: Vec<Signpost>, rows: Vec<WayRow>) -> Vec<Signpost> {
    let mut by_entry: HashMap<SignpostId, Vec<WayRow>> = HashMap::new();
    for row in rows {
        by_entry.entry(row.signpost_id).or_default().push(row);
    }
    for entry in &mut entries {
        let rows = by_entry.remove(&entry.id).unwrap_or_default();
        entry.ways = rows.iter().map(WayRow::way).collect();
        entry.faults = rows.iter().filter_map(WayRow::faulty).collect();
    }
    entries
}
