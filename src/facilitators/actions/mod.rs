//! What facilitators do: publishing times, being away, saying on what terms they can be booked.

mod away;
mod publishing;

pub use away::{come_back, go_away, set_terms};
pub use publishing::{add_extra, change, publish, stop};
