//! The directory's SQL.

mod exchange;
mod keeping;
mod reading;
mod reminding;
#[cfg(test)]
pub mod tests;

pub use exchange::*;
pub use keeping::*;
pub use reading::*;
pub use reminding::*;

/// The most entries one page lists.
pub const MOST: u16 = 500;

/// The columns of [`super::Signpost`], of `signposts s` beside `organisations o`.
macro_rules! entry {
    () => {
        "s.id, s.organisation_id, o.name AS organisation, s.members_only, s.kept_by, s.name, s.about, s.who_for,
            s.not_for, s.for_trust, s.for_university, s.for_contractor, s.hours, s.cost, s.wait, s.who_will_know,
            s.employer_knows, s.free, s.try_order, s.owner, s.owner_id, s.checked_on, s.next_check_on,
            s.withdrawn_on, s.forwarding, s.forward_to, s.example"
    };
}
use entry;
