//! The pages of writing rosters.

mod ending;
mod leaving;
mod placing;

pub use ending::Departure;
pub use leaving::Leaving;
pub use placing::{NewPlacement, Search};
