//! The index of words that a running program keeps, and how it knows that it is old.
//!
//! The directory has a version in the database, which grows with every change. Whoever searches reads the
//! version first and gathers the words anew when it is not that of the index, so that a change made by
//! another process is found by the next search.

use std::sync::{Arc, PoisonError, RwLock};

use super::{Need, search::Index, store};
use crate::store::{AsConn, Result};

/// The index as one process keeps it.
#[derive(Debug, Default)]
pub struct Shelf(RwLock<Arc<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    version: i64,
    index: Index,
}

impl Shelf {
    /// What there is for what somebody asks; `None` when they ask for nothing in particular. One statement,
    /// and one more after a change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn find(&self, c: &mut impl AsConn, asked: &str) -> Result<Option<super::search::Found>> {
        if asked.trim().is_empty() {
            return Ok(None);
        }
        Ok(self.current(c).await?.index.find(asked))
    }

    async fn current(&self, c: &mut impl AsConn) -> Result<Arc<Kept>> {
        // Read before the words: words newer than their version are gathered once too often, never too seldom.
        let version = store::version(c).await?;
        let kept = Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner));
        if kept.version == version {
            return Ok(kept);
        }
        let mut index = Index::default();
        for said in store::words(c).await? {
            match Need::from_word(&said.about) {
                Some(need) if said.name.is_empty() => index.add_need(said.id, need),
                _ => index.add(said.id, &said.name, &said.about),
            }
        }
        let kept = Arc::new(Kept { version, index });
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&kept);
        Ok(kept)
    }
}
