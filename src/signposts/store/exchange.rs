//! Entries whole, in two statements, however many there are.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::entry;
use crate::{
    kernel::ids::{OrganisationId, SignpostId},
    signposts::{Means, Need, Signpost, Way, exchange::Whole, links::Link},
    sql, sql_each,
    store::{AsConn, Result, Tx},
};

/// The most entries that are exchanged at once.
const MOST_WHOLE: i64 = 5000;

#[derive(sqlx::FromRow)]
struct Dated {
    #[sqlx(flatten)]
    entry: Signpost,
    changed_at: Option<DateTime<Utc>>,
}

/// Something that belongs to an entry: a way, a need or a link, by what is there.
#[derive(sqlx::FromRow)]
struct Part {
    signpost_id: SignpostId,
    means: Option<Means>,
    value: Option<String>,
    note: Option<String>,
    need: Option<Need>,
    kind: Option<Link>,
    other_id: Option<SignpostId>,
}

/// What an organisation keeps, or what is public.
pub async fn whole(c: &mut impl AsConn, kept_by: Option<OrganisationId>) -> Result<Vec<Whole>> {
    let dated = sql!(c, rows Dated: concat!("SELECT ", entry!(), ",
            (SELECT MAX(l.changed_at) FROM changes l WHERE l.thing_id = s.id) AS changed_at
        FROM signposts s LEFT JOIN organisations o ON o.id = s.organisation_id
        WHERE ($1 AND s.withdrawn_on IS NULL AND NOT s.members_only) OR s.kept_by = $2
        ORDER BY lower(s.name), s.id LIMIT $3"), kept_by.is_none(), kept_by, MOST_WHOLE)?;
    let parts = sql!(c, rows Part: "SELECT w.signpost_id, w.means, w.value, w.note, n.need, l.kind, l.other_id,
            w.position AS position
        FROM signpost_ways w LEFT JOIN signpost_needs n ON FALSE LEFT JOIN signpost_links l ON FALSE
        UNION ALL SELECT signpost_id, NULL, NULL, NULL, need, NULL, NULL, 0 FROM signpost_needs
        UNION ALL SELECT signpost_id, NULL, NULL, NULL, NULL, kind, other_id, 0 FROM signpost_links
        ORDER BY signpost_id, position, need, kind, other_id")?;
    let mut by_entry: HashMap<SignpostId, Vec<Part>> = HashMap::new();
    for part in parts {
        by_entry.entry(part.signpost_id).or_default().push(part);
    }
    let with_parts = |dated: Dated| {
        let parts = by_entry.remove(&dated.entry.id);
        together(dated, parts)
    };
    Ok(dated.into_iter().map(with_parts).collect())
}

fn together(dated: Dated, parts: Option<Vec<Part>>) -> Whole {
    let (mut entry, mut needs, mut links) = (dated.entry, Vec::new(), Vec::new());
    for part in parts.unwrap_or_default() {
        if let (Some(means), Some(value)) = (part.means, part.value) {
            entry.ways.push(Way::kept(means, value, part.note));
        }
        needs.extend(part.need);
        links.extend(part.kind.zip(part.other_id));
    }
    needs.sort_unstable();
    links.sort_unstable();
    Whole { entry, needs, links, changed_at: dated.changed_at }
}

pub async fn keepers(c: &mut impl AsConn) -> Result<Vec<(SignpostId, Option<OrganisationId>)>> {
    sql!(c, rows (SignpostId, Option<OrganisationId>): "SELECT id, kept_by FROM signposts")
}

/// Takes over when another directory checked an entry. A new day of the next check is a new reminder.
pub async fn recheck(tx: &mut Tx, id: SignpostId, checked_on: NaiveDate, next_check_on: NaiveDate) -> Result<()> {
    sql!(tx, run: "UPDATE signposts SET checked_on = $2, next_check_on = $3 WHERE id = $1",
        id, checked_on, next_check_on)?;
    Ok(())
}

pub async fn link(tx: &mut Tx, id: SignpostId, links: &[(Link, SignpostId)]) -> Result<()> {
    let mut links = links.to_vec();
    links.sort_unstable();
    links.dedup();
    sql_each!(tx, "INSERT INTO signpost_links (signpost_id, kind, other_id) ", links, |link| id, link.0, link.1)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::Now,
        on_both_engines, organisations,
        signposts::{demo, exchange},
        store::Db,
    };

    fn now() -> Now {
        Now("2026-11-23T10:00:00Z".parse().unwrap())
    }

    on_both_engines! {
        async fn an_entry_comes_back_whole_and_is_written_anew(db: Db) {
            let name = "Anytown".parse().unwrap();
            let trust = organisations::actions::found(&db, &"A1B2C".parse().unwrap(), &name, true, now()).await.unwrap();
            let entries = demo::entries(trust, now().today());
            let (ids, mut tx) = ([SignpostId::random(), SignpostId::random()], db.write().await.unwrap());
            let mut first = entries.iter().find(|new| new.ways.len() == 3).unwrap().clone();
            first.links = vec![(Link::IfThisFails, ids[1])];
            let second = entries.iter().find(|new| new.name.as_str() == "Samaritans").unwrap().clone();
            for (id, new) in [(ids[0], &first), (ids[1], &second)] {
                exchange::put(&mut tx, id, new, false, None, now()).await.unwrap();
            }
            exchange::link(&mut tx, ids[0], &first.links).await.unwrap();
            tx.commit().await.unwrap();
            let mut c = db.read().await.unwrap();
            for found in [exchange::public(&mut c).await.unwrap(), exchange::kept(&mut c, trust).await.unwrap()] {
                assert_eq!(found.len(), 2);
                let whole = found.iter().find(|whole| whole.entry.id == ids[0]).unwrap();
                assert_eq!((&whole.entry.ways, &whole.links, whole.needs.len()), (&first.ways, &first.links, first.needs.len()));
                assert_eq!(whole.changed_at, Some(now().0));
            }
            assert_eq!(exchange::keepers(&mut c).await.unwrap()[&ids[0]], Some(trust));
            drop(c);
            let mut tx = db.write().await.unwrap();
            second.checked_on.pred_opt().unwrap().clone_into(&mut first.checked_on);
            exchange::put(&mut tx, ids[0], &first, true, None, now()).await.unwrap();
            let found = exchange::kept(&mut tx, trust).await.unwrap();
            let whole = found.iter().find(|whole| whole.entry.id == ids[0]).unwrap();
            assert_eq!((whole.entry.checked_on, whole.links.len()), (first.checked_on, 0));
        }
    }
}
