//! The directory's SQL.

pub mod about;
mod checking;
mod exchange;
mod keeping;
mod reading;
mod reminding;
#[cfg(test)]
pub mod tests;

pub use checking::*;
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

/// One page of the entries that an organisation keeps, or that one person of it owns: first what is offered
/// and has a way that does not work, then what is due.
macro_rules! kept_page {
    () => {
        "FROM signposts s WHERE s.kept_by = $1 AND ($2 OR s.owner_id = $3)
        ORDER BY CASE WHEN s.withdrawn_on IS NULL THEN 0 ELSE 1 END,
            CASE WHEN EXISTS (SELECT 1 FROM signpost_ways f WHERE f.signpost_id = s.id AND f.fault IS NOT NULL)
                THEN 0 ELSE 1 END,
            s.next_check_on, lower(s.name), s.id
        LIMIT $4 OFFSET $5"
    };
}
use kept_page;
