//! Retention's SQL. It names the tables of every slice, and those of releases never.

pub mod erasing;
pub mod erasures;
pub mod lives;
pub mod logs;
pub mod people;
pub mod receipts;
pub mod sessions;
pub mod short_lived;
pub mod turn;
