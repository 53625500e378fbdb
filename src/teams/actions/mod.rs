//! Registering teams, and saying what support they have.

mod arranging;
mod registering;

pub use arranging::{add_other, amend_arrangement, arrange, include, remove_arrangement};
pub use registering::{add_lead, amend, drop_lead, register, register_with};
