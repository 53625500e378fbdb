//! The directory's SQL.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    Means, Need, NewSignpost, Signpost, Way,
    model::{Wanted, Whose},
    order::Step,
};
use crate::{
    kernel::ids::{OrganisationId, SignpostId},
    sql, sql_each,
    store::{AsConn, Result, Tx},
};

/// The most entries one page lists.
pub const MOST: u16 = 500;

type WayRow = (SignpostId, Means, String, Option<String>);

pub async fn add(tx: &mut Tx, id: SignpostId, new: &NewSignpost) -> Result<()> {
    sql!(tx, run: "INSERT INTO signposts (id, organisation_id, name, about, who_for, not_for, hours, cost, wait,
            who_will_know, employer_knows, free, try_order, owner, checked_on, next_check_on, example)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        id, new.organisation, &new.name, &new.about, &new.who_for, &new.not_for, new.hours.as_text(), &new.cost,
        &new.wait, &new.who_will_know, new.employer_knows, new.free, new.try_order, &new.owner, new.checked_on,
        new.next_check_on, new.example)?;
    let ways: Vec<_> = (1_i64..).zip(&new.ways).collect();
    sql_each!(
        tx,
        "INSERT INTO signpost_ways (signpost_id, position, means, value, note) ",
        ways,
        |way| id,
        way.0,
        way.1.means,
        way.1.value(),
        way.1.note()
    )?;
    let mut needs = new.needs.clone();
    needs.sort_unstable();
    needs.dedup();
    sql_each!(tx, "INSERT INTO signpost_needs (signpost_id, need) ", needs, |need| id, need)?;
    Ok(())
}

/// The entries that are wanted, whether or not they are open, with their ways. Past [`MOST`], what comes
/// last is left out.
pub async fn list(c: &mut impl AsConn, wanted: &Wanted, today: NaiveDate) -> Result<Vec<Signpost>> {
    let (every, organisation) = scope(wanted.whose);
    let (needs, means) = (among(&wanted.needs, Need::word), among(&wanted.by, Means::word));
    // A list cannot be bound on both engines, so it is one text: ",sleep,money,".
    let entries = sql!(c, rows Signpost: "SELECT s.id, s.organisation_id, o.name AS organisation, s.name, s.about,
            s.who_for, s.not_for, s.hours, s.cost, s.wait, s.who_will_know, s.employer_knows, s.free, s.try_order,
            s.owner, s.checked_on, s.next_check_on, s.example
        FROM signposts s LEFT JOIN organisations o ON o.id = s.organisation_id
        WHERE ($1 OR s.organisation_id IS NULL OR s.organisation_id = $2)
            AND ($3 = '' OR EXISTS (SELECT 1 FROM signpost_needs n
                WHERE n.signpost_id = s.id AND $3 LIKE '%,' || n.need || ',%'))
            AND ($4 = '' OR EXISTS (SELECT 1 FROM signpost_ways w
                WHERE w.signpost_id = s.id AND $4 LIKE '%,' || w.means || ',%'))
            AND (NOT $5 OR NOT s.employer_knows) AND (NOT $6 OR s.free)
        ORDER BY CASE WHEN s.next_check_on < $7 THEN 1 ELSE 0 END, s.try_order, lower(s.name), s.id LIMIT $8",
        every, organisation, &needs, &means, wanted.private, wanted.free, today, i64::from(MOST))?;
    let ways = ways_of_wanted(c, wanted, &needs, &means).await?;
    Ok(with_ways(entries, ways))
}

// The same conditions as the list's, so that a region's directory is not read whole for one need.
async fn ways_of_wanted(c: &mut impl AsConn, wanted: &Wanted, needs: &str, means: &str) -> Result<Vec<WayRow>> {
    let (every, organisation) = scope(wanted.whose);
    sql!(c, rows WayRow: "SELECT w.signpost_id, w.means, w.value, w.note
        FROM signpost_ways w JOIN signposts s ON s.id = w.signpost_id
        WHERE ($1 OR s.organisation_id IS NULL OR s.organisation_id = $2)
            AND ($3 = '' OR EXISTS (SELECT 1 FROM signpost_needs n
                WHERE n.signpost_id = s.id AND $3 LIKE '%,' || n.need || ',%'))
            AND ($4 = '' OR EXISTS (SELECT 1 FROM signpost_ways v
                WHERE v.signpost_id = s.id AND $4 LIKE '%,' || v.means || ',%'))
            AND (NOT $5 OR NOT s.employer_knows) AND (NOT $6 OR s.free)
        ORDER BY w.signpost_id, w.position",
        every, organisation, needs, means, wanted.private, wanted.free)
}

pub async fn find(c: &mut impl AsConn, id: SignpostId) -> Result<Option<Signpost>> {
    let entry = sql!(c, row Signpost: "SELECT s.id, s.organisation_id, o.name AS organisation, s.name, s.about,
            s.who_for, s.not_for, s.hours, s.cost, s.wait, s.who_will_know, s.employer_knows, s.free, s.try_order,
            s.owner, s.checked_on, s.next_check_on, s.example
        FROM signposts s LEFT JOIN organisations o ON o.id = s.organisation_id WHERE s.id = $1", id)?;
    let Some(entry) = entry else { return Ok(None) };
    let ways = sql!(c, rows WayRow: "SELECT signpost_id, means, value, note FROM signpost_ways
        WHERE signpost_id = $1 ORDER BY position", id)?;
    Ok(with_ways(vec![entry], ways).pop())
}

pub async fn needs_of(c: &mut impl AsConn, id: SignpostId) -> Result<Vec<Need>> {
    let rows = sql!(c, rows (Need,): "SELECT need FROM signpost_needs WHERE signpost_id = $1", id)?;
    let mut needs: Vec<Need> = rows.into_iter().map(|(need,)| need).collect();
    needs.sort_unstable();
    Ok(needs)
}

/// The other entries that the same reader might try, in the order to try them: for one of the same needs,
/// there for the same people, and checked in time.
pub async fn steps(c: &mut impl AsConn, of: &Signpost, today: NaiveDate) -> Result<Vec<Step>> {
    sql!(c, rows Step: "SELECT s.id, s.name, s.try_order FROM signposts s
        WHERE s.id <> $1 AND (s.organisation_id IS NULL OR s.organisation_id = $2) AND s.next_check_on >= $3
            AND EXISTS (SELECT 1 FROM signpost_needs own JOIN signpost_needs other ON other.need = own.need
                WHERE own.signpost_id = $1 AND other.signpost_id = s.id)
        ORDER BY s.try_order, lower(s.name), s.id LIMIT $4", of.id, of.organisation_id, today, i64::from(MOST))
}

pub async fn in_date(c: &mut impl AsConn, organisation: OrganisationId, today: NaiveDate) -> Result<(i64, i64)> {
    let counts = sql!(c, row (i64, i64): "SELECT COUNT(*) FILTER (WHERE next_check_on >= $2), COUNT(*)
        FROM signposts WHERE organisation_id IS NULL OR organisation_id = $1", organisation, today)?;
    Ok(counts.unwrap_or_default())
}

fn scope(whose: Whose) -> (bool, Option<OrganisationId>) {
    match whose {
        Whose::Every => (true, None),
        Whose::OpenTo(organisation) => (false, organisation),
    }
}

fn among<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> String {
    if all.is_empty() {
        return String::new();
    }
    let words: Vec<&str> = all.iter().map(|one| word(*one)).collect();
    format!(",{},", words.join(","))
}

fn with_ways(mut entries: Vec<Signpost>, rows: Vec<WayRow>) -> Vec<Signpost> {
    let mut ways: HashMap<SignpostId, Vec<Way>> = HashMap::new();
    for (id, means, value, note) in rows {
        ways.entry(id).or_default().push(Way::kept(means, value, note));
    }
    for entry in &mut entries {
        entry.ways = ways.remove(&entry.id).unwrap_or_default();
    }
    entries
}

/// How many rows a reader could have left anywhere.
#[cfg(test)]
pub async fn every_row(c: &mut impl AsConn) -> Result<i64> {
    sql!(c, value i64: "SELECT (SELECT COUNT(*) FROM signposts) + (SELECT COUNT(*) FROM signpost_ways)
        + (SELECT COUNT(*) FROM signpost_needs) + (SELECT COUNT(*) FROM changes) + (SELECT COUNT(*) FROM looks)
        + (SELECT COUNT(*) FROM submissions) + (SELECT COUNT(*) FROM sign_ins) + (SELECT COUNT(*) FROM people)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::{Line, Now},
        on_both_engines, organisations,
        signposts::{actions, demo},
        store::Db,
    };

    fn now() -> Now {
        Now("2026-11-23T10:00:00Z".parse().unwrap())
    }

    async fn trust(db: &Db, code: &str) -> OrganisationId {
        let name: Line = format!("Trust {code}").parse().unwrap();
        organisations::actions::found(db, &code.parse().unwrap(), &name, true, now()).await.unwrap()
    }

    /// The demonstration's directory, and the trust it belongs to.
    async fn directory(db: &Db) -> OrganisationId {
        let trust = trust(db, "A1B2C").await;
        for new in demo::entries(trust, now().today()) {
            actions::add(db, &new, None, now()).await.unwrap();
        }
        trust
    }

    async fn names(db: &Db, wanted: &Wanted) -> Vec<String> {
        let found = list(&mut db.read().await.unwrap(), wanted, now().today()).await.unwrap();
        found.into_iter().map(|entry| entry.name).collect()
    }

    on_both_engines! {
        async fn an_entry_is_found_again_as_it_was_added(db: Db) {
            let trust = trust(&db, "A1B2C").await;
            let new = demo::entries(trust, now().today()).into_iter().find(|new| new.ways.len() == 3).unwrap();
            let id = actions::add(&db, &new, None, now()).await.unwrap();
            let mut c = db.read().await.unwrap();
            let found = find(&mut c, id).await.unwrap().unwrap();
            assert_eq!((found.name.as_str(), &found.hours, &found.ways), (new.name.as_str(), &new.hours, &new.ways));
            assert_eq!((found.organisation.as_deref(), found.try_order), (Some("Trust A1B2C"), new.try_order));
            assert_eq!((found.checked_on, found.next_check_on), (new.checked_on, new.next_check_on));
            assert_eq!(needs_of(&mut c, id).await.unwrap(), new.needs);
            assert!(find(&mut c, SignpostId::random()).await.unwrap().is_none());
        }

        async fn the_list_holds_what_is_wanted_and_no_more(db: Db) {
            let own = directory(&db).await;
            let all = names(&db, &Wanted::default()).await;
            assert_eq!(all.len(), demo::entries(own, now().today()).len());
            assert_eq!(all.last().map(String::as_str), Some("Anyshire Bereavement Support"));
            let wanted = Wanted { needs: vec![Need::Menopause], private: true, free: true, ..Wanted::default() };
            assert_eq!(names(&db, &wanted).await, ["Menopause network", "Anyshire Menopause Helpline"]);
            let wanted = Wanted { by: vec![Means::Text], ..Wanted::default() };
            assert_eq!(names(&db, &wanted).await, ["Shout", "Anyshire Bereavement Support"]);
            let either = Wanted { needs: vec![Need::Menopause, Need::SubstanceUse], ..Wanted::default() };
            assert_eq!(names(&db, &either).await.len(), 7);
        }

        async fn another_organisations_staff_are_not_sent_to_this_ones_services(db: Db) {
            let own = directory(&db).await;
            let other = trust(&db, "Z9Y8X").await;
            let of = |organisation| Wanted { whose: Whose::OpenTo(organisation), ..Wanted::default() };
            let everybodys = names(&db, &of(None)).await;
            assert_eq!(names(&db, &of(Some(other))).await, everybodys);
            assert!(!everybodys.iter().any(|name| name == "Occupational health"));
            assert_eq!(names(&db, &of(Some(own))).await, names(&db, &Wanted::default()).await);
            let mut c = db.read().await.unwrap();
            let (all, today) = (i64::try_from(everybodys.len()).unwrap(), now().today());
            assert_eq!(in_date(&mut c, other, today).await.unwrap(), (all - 1, all));
            let all = i64::try_from(demo::entries(own, today).len()).unwrap();
            assert_eq!(in_date(&mut c, own, today).await.unwrap(), (all - 1, all));
        }

        async fn steps_are_for_the_same_needs_and_people_and_never_overdue(db: Db) {
            let own = directory(&db).await;
            let wanted = Wanted { needs: vec![Need::Bereavement], ..Wanted::default() };
            let mut c = db.read().await.unwrap();
            let of = list(&mut c, &wanted, now().today()).await.unwrap();
            let eap = of.iter().find(|entry| entry.organisation_id == Some(own)).unwrap();
            let steps: Vec<_> = steps(&mut c, eap, now().today()).await.unwrap();
            assert!(steps.iter().is_sorted_by_key(|step| step.try_order));
            assert!(steps.iter().all(|step| step.id != eap.id && step.name != "Anyshire Bereavement Support"));
            let samaritans = of.iter().find(|entry| entry.name == "Samaritans").unwrap();
            let steps = super::steps(&mut c, samaritans, now().today()).await.unwrap();
            assert!(steps.iter().all(|step| step.name != "Staff psychology service"));
        }
    }
}
