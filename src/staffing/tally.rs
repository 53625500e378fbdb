//! Counts for HR and for the leads of areas. They take no person and return no person.

pub use super::model::words;
pub use super::ratio::{AVERAGE, Ratio, Rounding, Standing, TARGET, thousands};
