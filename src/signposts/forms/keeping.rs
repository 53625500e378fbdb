//! What a keeper may send to say that an entry is still right, or that it is no longer offered.

use super::description::passage;
use crate::{
    kernel::ids::SignpostId,
    signposts::keeping::{Forwarding, Holds},
    web::{Parse, Reader},
};

/// That an entry is still right, and until when.
pub struct StillRight(pub Holds);

impl Parse for StillRight {
    fn parse(form: &mut Reader) -> Option<Self> {
        form.parsed("holds", "Choose when it must be checked again").map(Self)
    }
}

impl Parse for Forwarding {
    fn parse(form: &mut Reader) -> Option<Self> {
        let words = passage(form, "forwarding", "what to do instead");
        let entry = form.optional::<SignpostId>("entry", "Choose another entry from the list, or none");
        Some(Self { words: words?, entry: entry? })
    }
}
