//! Reading a feed: a file becomes entries and notes, entries become a plan, and a plan that is confirmed is done.

mod foreign;
#[cfg(any(test, fuzzing))]
pub mod fuzzed;
#[cfg(test)]
mod odd_files;
mod plan;
mod reading;
mod taking;

pub use plan::{Change, Plan};
pub use reading::{MOST, Parsed, Unreadable, read};
