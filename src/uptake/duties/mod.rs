//! What an organisation owes, counted exactly: now, quarter by quarter, and side by side with others.
//!
//! The figures of today are counted when a page is opened, from tallies alone. A task writes the same figures down, hour
//! by hour, for the quarter that runs; when it has ended nothing changes them any more. No choice of anybody is in them
//! (docs/decisions/0028-duties-and-their-trend.md).

pub mod actions;
pub mod exporting;
pub mod figures;
mod forms;
pub mod gathering;
pub mod measures;
pub mod pages;
pub mod recording;
pub mod routes;
mod store;

pub use store::{Recorded, in_area};
