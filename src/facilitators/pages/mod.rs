//! The pages of availability.

mod away;
mod index;
mod publishing;
mod terms;

pub use away::GoAway;
pub use index::Index;
pub use publishing::{AddExtra, ChangeTimes, Publish};
pub use terms::SetTerms;
