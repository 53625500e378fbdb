//! What the directory shows for what is wanted.

use super::{
    Signpost,
    model::Wanted,
    order,
    search::{self, Found},
    shelf::Shelf,
    store,
};
use crate::{
    kernel::Now,
    store::{AsConn, Result},
};

/// The entries that are wanted, in the order to show them.
#[derive(Debug, Default)]
pub struct Listing {
    /// The entries.
    pub entries: Vec<Signpost>,
    /// Whether there are more than one page can hold.
    pub cut: bool,
    /// Whether no entry has all of the words, and these have some.
    pub in_part: bool,
    /// Whether the words may mean that somebody is in danger.
    pub urgent: bool,
}

/// The entries for what is wanted, without a search in somebody's own words.
pub async fn plain(c: &mut impl AsConn, wanted: &Wanted, now: Now) -> Result<Listing> {
    arranged(c, wanted, None, now).await
}

/// The same with the words; an entry that is called by them comes before those that only mention them.
pub async fn searched(c: &mut impl AsConn, shelf: &Shelf, wanted: &Wanted, now: Now) -> Result<Listing> {
    let found = shelf.find(c, &wanted.words).await?;
    let listing = arranged(c, wanted, found, now).await?;
    Ok(Listing { urgent: search::is_urgent(&wanted.words), ..listing })
}

async fn arranged(c: &mut impl AsConn, wanted: &Wanted, found: Option<Found>, now: Now) -> Result<Listing> {
    let mut entries = store::list(c, wanted, now.today()).await?;
    let cut = entries.len() >= usize::from(store::MOST);
    // What was not found goes first: whether an entry is open is the dear question.
    entries.retain(|entry| found.as_ref().is_none_or(|found| found.holds(entry.id)));
    entries.retain(|entry| !wanted.open || entry.opening(now).is_open_now());
    let firsts = store::firsts(c).await?;
    order::put_in_order(&mut entries, &firsts, wanted.contract, now);
    if let Some(found) = &found {
        // Stable: within each part the order stays.
        entries.sort_by_key(|entry| (!entry.is_for(wanted.contract), !found.names(entry.id)));
    }
    let in_part = found.is_some_and(|found| found.in_part);
    Ok(Listing { entries, cut, in_part, ..Listing::default() })
}
