//! Writing entries, and what those who keep them see.

use chrono::NaiveDate;

use super::{MOST, entry, kept_page, reading};
use crate::{
    kernel::ids::{OrganisationId, PersonId, SignpostId},
    signposts::{
        Need, NewSignpost, Signpost,
        keeping::{Beside, Forwarding, Kept},
        links::Link,
    },
    sql, sql_each,
    store::{AsConn, Result, Tx},
};

pub async fn add(tx: &mut Tx, id: SignpostId, new: &NewSignpost) -> Result<()> {
    sql!(tx, run: "INSERT INTO signposts (id, kept_by, organisation_id, members_only, name, about, who_for, not_for,
            for_trust, for_university, for_contractor, hours, cost, wait, who_will_know, employer_knows, free,
            try_order, owner, owner_id, checked_on, next_check_on, example)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23)",
        id, new.kept_by, new.organisation(), new.members_only(), &new.name, &new.about, &new.who_for, &new.not_for,
        new.contracts.trust, new.contracts.university, new.contracts.contractor, new.hours.as_text(), &new.cost,
        &new.wait, &new.who_will_know, new.employer_knows, new.free, new.try_order, &new.owner, new.owner_id,
        new.checked_on, new.next_check_on, new.example)?;
    fill(tx, id, new).await
}

/// Writes what an entry says from now on; who keeps it, when it was checked and whether it is an example
/// stay. Somebody who newly owns it is reminded of a check that is due already.
pub async fn rewrite(tx: &mut Tx, id: SignpostId, new: &NewSignpost) -> Result<()> {
    sql!(tx, run: "UPDATE signposts SET organisation_id = $2, members_only = $3, name = $4, about = $5, who_for = $6,
            not_for = $7, for_trust = $8, for_university = $9, for_contractor = $10, hours = $11, cost = $12,
            wait = $13, who_will_know = $14, employer_knows = $15, free = $16, try_order = $17, owner = $18,
            reminded_for = CASE WHEN owner_id IS NOT DISTINCT FROM $19 THEN reminded_for END, owner_id = $19,
            next_check_on = $20
        WHERE id = $1",
        id, new.organisation(), new.members_only(), &new.name, &new.about, &new.who_for, &new.not_for,
        new.contracts.trust, new.contracts.university, new.contracts.contractor, new.hours.as_text(), &new.cost,
        &new.wait, &new.who_will_know, new.employer_knows, new.free, new.try_order, &new.owner, new.owner_id,
        new.next_check_on)?;
    sql!(tx, run: "DELETE FROM signpost_ways WHERE signpost_id = $1", id)?;
    sql!(tx, run: "DELETE FROM signpost_needs WHERE signpost_id = $1", id)?;
    sql!(tx, run: "DELETE FROM signpost_links WHERE signpost_id = $1", id)?;
    fill(tx, id, new).await
}

async fn fill(tx: &mut Tx, id: SignpostId, new: &NewSignpost) -> Result<()> {
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
    let mut links = new.links.clone();
    links.sort_unstable();
    links.dedup();
    sql_each!(tx, "INSERT INTO signpost_links (signpost_id, kind, other_id) ", links, |link| id, link.0, link.1)?;
    changed(tx).await
}

/// The directory is not what it was: every process gathers its words anew.
async fn changed(tx: &mut Tx) -> Result<()> {
    sql!(tx, run: "UPDATE signpost_directory SET version = version + 1")?;
    Ok(())
}

/// Notes that an entry was found right; false when it has been withdrawn.
pub async fn check(tx: &mut Tx, id: SignpostId, today: NaiveDate, next: NaiveDate) -> Result<bool> {
    let checked = sql!(tx, run: "UPDATE signposts SET checked_on = $2, next_check_on = $3
        WHERE id = $1 AND withdrawn_on IS NULL", id, today, next)?;
    Ok(checked == 1)
}

/// Takes an entry out of the lists; false when it has been withdrawn already.
pub async fn withdraw(tx: &mut Tx, id: SignpostId, today: NaiveDate, to: &Forwarding) -> Result<bool> {
    let withdrawn = sql!(tx, run: "UPDATE signposts SET withdrawn_on = $2, forwarding = $3, forward_to = $4
        WHERE id = $1 AND withdrawn_on IS NULL", id, today, &to.words, to.entry)?;
    changed(tx).await?;
    Ok(withdrawn == 1)
}

/// Puts a withdrawn entry back into the lists; false when it is there.
pub async fn put_back(tx: &mut Tx, id: SignpostId) -> Result<bool> {
    let back = sql!(tx, run: "UPDATE signposts SET withdrawn_on = NULL, forwarding = NULL, forward_to = NULL
        WHERE id = $1 AND withdrawn_on IS NOT NULL", id)?;
    changed(tx).await?;
    Ok(back == 1)
}

/// One of the entries that an organisation keeps.
pub async fn kept(c: &mut impl AsConn, id: SignpostId, organisation: OrganisationId) -> Result<Option<Signpost>> {
    let entry = sql!(c, row Signpost: concat!("SELECT ", entry!(), "
        FROM signposts s LEFT JOIN organisations o ON o.id = s.organisation_id
        WHERE s.id = $1 AND s.kept_by = $2"), id, organisation)?;
    match entry {
        Some(entry) => Ok(reading::with_ways(vec![entry], reading::ways_of(c, id).await?).pop()),
        None => Ok(None),
    }
}

/// The entries that an organisation keeps, or those of them that one person owns: first what does not work,
/// then what is due.
/// One more than `most` when there is a next page.
pub async fn kept_list(
    c: &mut impl AsConn,
    organisation: OrganisationId,
    owner: Option<PersonId>,
    most: i64,
    skipped: i64,
) -> Result<Vec<Kept>> {
    sql!(c, rows Kept: concat!("SELECT s.id, s.name, s.owner, s.members_only, s.checked_on, s.next_check_on,
            s.withdrawn_on ", kept_page!()), organisation, owner.is_none(), owner, most + 1, skipped)
}

/// The entries that an entry of this organisation may lead to.
pub async fn choices(c: &mut impl AsConn, organisation: OrganisationId) -> Result<Vec<(SignpostId, String)>> {
    sql!(c, rows (SignpostId, String): "SELECT id, name FROM signposts
        WHERE withdrawn_on IS NULL AND (organisation_id IS NULL OR organisation_id = $1)
        ORDER BY lower(name), id LIMIT $2", organisation, i64::from(MOST))
}

/// What the form that changes an entry holds beside it: its needs, where it leads, and its owner's address.
pub async fn beside(c: &mut impl AsConn, id: SignpostId) -> Result<Beside> {
    let rows = sql!(c, rows (String, String, Option<SignpostId>): "SELECT 'need', need, CAST(NULL AS UUID)
        FROM signpost_needs WHERE signpost_id = $1
        UNION ALL SELECT 'link', kind, other_id FROM signpost_links WHERE signpost_id = $1
        UNION ALL SELECT 'owner', p.email, p.id FROM signposts s JOIN people p ON p.id = s.owner_id
        WHERE s.id = $1 ORDER BY 1, 2, 3", id)?;
    let mut beside = Beside::default();
    for (what, word, other) in rows {
        match what.as_str() {
            "need" => beside.needs.extend(Need::from_word(&word)),
            "link" => beside.links.extend(Link::from_word(&word).zip(other)),
            _ => beside.owner_email = word,
        }
    }
    Ok(beside)
}
