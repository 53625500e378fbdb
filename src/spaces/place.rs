//! Where a session is: in one of the organisation's spaces, somewhere else in words, or in a video call.

use std::str::FromStr;

use super::VideoLink;
use crate::kernel::{Line, ids::SpaceId, text::Unfit};

/// Where somebody would like a session to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// In a space, which is then held for it.
    Space(SpaceId),
    /// Somewhere that this service does not know: a ward's staff room.
    Elsewhere(Line),
    /// In a video call.
    Video(VideoLink),
}

/// Where a session is to be, settled: the words are kept with the session, whatever becomes of the space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The space to be held for it, if it is one.
    pub space: Option<SpaceId>,
    /// The place in words, or the link to a video call: see [`shown`](super::shown).
    pub words: String,
}

/// The space is closed, not for sessions, or not one of this organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("That space can no longer be chosen. Choose another, or type a place")]
pub struct Unchoosable;

impl FromStr for Where {
    type Err = Unfit;

    /// A place in words.
    fn from_str(typed: &str) -> Result<Self, Unfit> {
        typed.parse().map(Self::Elsewhere)
    }
}
