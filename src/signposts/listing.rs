//! What the directory shows for what is wanted.

use super::{Signpost, model::Wanted, order, search, shelf::Shelf, store};
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
    let mut entries = store::list(c, wanted, now.today()).await?;
    let cut = entries.len() >= usize::from(store::MOST);
    entries.retain(|signpost| !wanted.open || signpost.opening(now).is_open_now());
    order::put_in_order(&mut entries, wanted.contract, now);
    Ok(Listing { entries, cut, ..Listing::default() })
}

/// The same with the words; an entry that is called by them comes before those that only mention them.
pub async fn searched(c: &mut impl AsConn, shelf: &Shelf, wanted: &Wanted, now: Now) -> Result<Listing> {
    let found = shelf.find(c, &wanted.words).await?;
    let mut listing = plain(c, wanted, now).await?;
    listing.urgent = search::is_urgent(&wanted.words);
    if let Some(found) = found {
        listing.in_part = found.in_part;
        listing.entries.retain(|entry| found.holds(entry.id));
        // Stable: within each part the order stays.
        listing.entries.sort_by_key(|entry| (!entry.is_for(wanted.contract), !found.names(entry.id)));
    }
    Ok(listing)
}
