//! Writing rosters: one transaction each, its messages and its line in the log in it. The parts that end in
//! `_in` work within a transaction of the caller's, so that a file of many rows is one act.

mod ending;
mod leaving;
mod placing;

pub(super) use ending::RosterLetter;
pub use ending::{end, end_in};
pub use leaving::leave;
pub(super) use placing::PlacedLetter;
pub use placing::{confirm, place, place_in};
